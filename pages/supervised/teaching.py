"""A classifier taught by strokes, and k-means taught by nobody."""

from dataclasses import dataclass

import numpy as np

from segcore import CLASSIFIERS, decision_regions, kmeans, train, uncertainty
from segcore.classifiers import NearestMean
from segcore.strokes import UNLABELLED, painted
from segview.cache.remembering import features, remember

SPECS = ("intensity", "gaussian:5")
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))


@dataclass(frozen=True, eq=False)
class Taught:
    """What a classifier makes of an image.

    Attributes
    ----------
    result : (H, W) integer array
        Labels.
    regions : (R, R) integer array
        Its decision regions over the two features.
    means : (k, 2) float array or None
        Means of the classes, where it decides by them and knows them all.
    unsure : (H, W) float array or None
        How uncertain it is, where it knows probabilities.
    pixels : int
        How many it has learnt from.
    """

    result: np.ndarray
    regions: np.ndarray
    means: np.ndarray | None
    unsure: np.ndarray | None
    pixels: int


@remember
def taught(subject_id, method, strokes, count):
    """A classifier that has learnt the strokes of the first `count` labels.

    Returns
    -------
    Taught or None
        None where they are too few to learn from.
    """
    space = features(subject_id, SPECS)
    labels = painted(space.shape, [one for one in strokes if one.label < count]).ravel()
    seen = labels != UNLABELLED
    if not _enough(method, labels[seen]):
        return None
    model = train(method, space.values[seen], labels[seen])
    all_seen = isinstance(model, NearestMean) and len(model.classes) == count
    unsure = None
    if hasattr(model, "probabilities"):
        unsure = space.to_image(uncertainty(model.probabilities(space.values)))
    return Taught(
        space.to_image(model.predict(space.values)),
        decision_regions(model, SQUARE),
        model.means if all_seen else None,
        unsure,
        int(seen.sum()),
    )


def _enough(method, labels):
    """Whether there are two classes, and enough pixels of each."""
    _, pixels = np.unique(labels, return_counts=True)
    return len(pixels) > 1 and pixels.min() >= CLASSIFIERS[method].fewest


@remember
def clustered(subject_id, seed, k=2):
    """K-means from a random start: its run and its regions, those of the nearest centre."""
    values = features(subject_id, SPECS).values
    run = kmeans(values, k=k, seed=seed)
    return run, decision_regions(NearestMean(values, run.labels), SQUARE)


@remember
def starts_by_name(subject_id):
    """First random start of k-means that calls the bright cluster 1, and first that calls it 0."""
    bright = [clustered(subject_id, seed)[0].centres.argmax(axis=0)[0] for seed in range(10)]
    return bright.index(1), bright.index(0)
