"""Classifiers that a tenth of the pixels has trained, and how ragged their borders are."""

import numpy as np
from scipy import ndimage

from segcore import decision_regions, dice_multiclass, split_pixels, train
from segview.cache.remembering import features, remember
from segview.images import load_subject

PLANE = ("intensity", "gaussian:5")
SPECS = {"two": PLANE, "three": (*PLANE, "gradient:5")}
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))
CELLS = 120
SHARE = 0.1  # part of the pixels that trains; the others test
NEIGHBOURS = (1, 3, 7, 15, 31, 51)


def split(subject):
    """Which pixels train and which test."""
    return split_pixels(subject.truth.shape, SHARE, seed=0)


@remember(saying="Training and testing")
def segmented(subject_id, which, classifier, parameters):
    """Labels, regions if there is a plane, Dice on training and test pixels, class means if any."""
    subject, space = load_subject(subject_id), features(subject_id, SPECS[which])
    labels, parts = subject.truth.ravel(), split(subject)
    model = train(classifier, space.values[parts.train], labels[parts.train], **dict(parameters))
    found = model.predict(space.values)
    regions = decision_regions(model, SQUARE, CELLS) if which == "two" else None
    train_dice, test_dice = (
        dice_multiclass(labels[part], found[part]).mean() for part in (parts.train, parts.test)
    )
    return space.to_image(found), regions, train_dice, test_dice, getattr(model, "means", None)


@remember
def dotted(subject_id):
    """Cells of the plane that hold a dot."""
    across, up = features(subject_id, PLANE).values.T
    return np.histogram2d(up, across, CELLS, SQUARE[::-1])[0] > 0


@remember(saying="Asking more and more neighbours")
def by_neighbours(subject_id):
    """Patches of the regions that hold dots, all patches, Dice on test pixels: by neighbours."""
    runs = {
        k: segmented(subject_id, "two", "nearest neighbours", (("neighbours", k),))
        for k in NEIGHBOURS
    }
    patches = {k: count_patches(run[1], dotted(subject_id)) for k, run in runs.items()}
    everywhere = {k: count_patches(run[1]) for k, run in runs.items()}
    return patches, everywhere, {k: run[3] for k, run in runs.items()}


def count_patches(labels, where=None):
    """Count the connected patches of equal label; pixels that touch only at a corner are apart.

    Parameters
    ----------
    labels : (H, W) integer array
    where : (H, W) bool array, optional
        Count only patches that hold at least one of these places.

    Returns
    -------
    int

    Examples
    --------
    >>> count_patches([[0, 1], [1, 0]])
    4
    >>> count_patches([[0, 1], [1, 0]], where=np.array([[True, False], [False, False]]))
    1
    """
    labels = np.asarray(labels)
    where = np.ones(labels.shape, dtype=bool) if where is None else where
    count = 0
    for label in np.unique(labels):
        patches, _ = ndimage.label(labels == label)
        count += np.count_nonzero(np.unique(patches[where]))
    return count
