"""What a classifier that has learnt one subject says about another one."""

import numpy as np

from segcore import confusion_matrix, dice_multiclass, train
from segview.cache.remembering import features, remember
from segview.images import load_subject

SPECS = ("intensity", "gaussian:5", "gradient:5")
NEIGHBOURS = 3
CAUSES = {
    "background": "Much of it is air, dark in dark surroundings, where there is hardly any tissue.",
    "CSF": "On average it is about as dark as the background.",
    "grey matter": "In brightness it lies between fluid and white matter, so it can be mistaken for either.",
    "white matter": "It is the brightest tissue and lies in large pieces, so its surroundings are the brightest as well.",
}


@remember(saying="Training on one subject, testing on another")
def transferred(train_id, test_id, specs=SPECS):
    """Labels of all pixels of one subject, from the neighbours in another."""
    known, space = features(train_id, specs), features(test_id, specs)
    labels = load_subject(train_id).truth
    model = train("nearest neighbours", known.values, labels, neighbours=NEIGHBOURS)
    return space.to_image(model.predict(space.values))


@remember
def dice_per_class(train_id, test_id, specs=SPECS):
    """Dice of each class of one subject by name, from the neighbours in another."""
    unseen = load_subject(test_id)
    dice = dice_multiclass(unseen.truth, transferred(train_id, test_id, specs))
    return dict(zip(unseen.classes, dice.tolist(), strict=True))


@remember(saying="Training with each feature alone")
def mean_dice(train_id, test_id, specs=SPECS):
    """Mean of these."""
    return float(np.mean([*dice_per_class(train_id, test_id, specs).values()]))


@remember
def reasons(train_id, test_id):
    """Why each class is hard or easy: what can be said of any brain, and what happened to this one."""
    unseen = load_subject(test_id)
    table = confusion_matrix(unseen.truth, transferred(train_id, test_id))
    return {
        name: f"{CAUSES[name]} Here {found:.0%} of its pixels were found; those that were not are mostly "
        f"called {unseen.classes[called]}."
        for name, (found, called) in zip(unseen.classes, class_fates(table), strict=True)
    }


def class_fates(table):
    """For each class, tell how many of its pixels were found, and what most others are called.

    Parameters
    ----------
    table : (k, k) int array
        From `confusion_matrix`: a row per true class, each with some pixels, and a column per class
        in the result.

    Returns
    -------
    list of (float, int)
        Share of the pixels that keep their class, in [0, 1], and the wrong class that most of the
        others are given; of equally frequent ones the first.

    Examples
    --------
    >>> class_fates([[8, 2], [3, 1]])
    [(0.8, 1), (0.25, 0)]
    """
    table = np.array(table)
    found = table.diagonal() / table.sum(axis=1)
    np.fill_diagonal(table, -1)
    return list(zip(found.tolist(), table.argmax(axis=1).tolist(), strict=True))
