"""What a confusion matrix says about pairs of classes."""

import numpy as np


def count_swapped(table, one, other):
    """Count the pixels of either class that the result calls the other.

    Parameters
    ----------
    table : (k, k) int array
        From `confusion_matrix`: a row per true class, a column per class in the result.
    one, other : int
        The two classes.

    Returns
    -------
    int
    """
    return int(table[one, other] + table[other, one])


def mistaken_for(table, label):
    """Find the class that is most often wrongly called `label`.

    Parameters
    ----------
    table : (k, k) int array
        As for `count_swapped`; some pixel is called `label`.
    label : int
        The class in the result.

    Returns
    -------
    other : int
        The true class, never `label` itself.
    share : float in [0, 1]
        Its part of all pixels that are called `label`.
    """
    called = np.array(table[:, label])
    total = called.sum()
    called[label] = -1
    other = int(called.argmax())
    return other, float(called[other] / total)
