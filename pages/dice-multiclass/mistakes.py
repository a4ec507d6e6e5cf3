"""Which class is called what it is not."""

import numpy as np


def mistaken_for(table, label):
    """Find the class that is most often wrongly called `label`.

    Parameters
    ----------
    table : (k, k) int array
        From `confusion_matrix`: a row per true class, a column per class in the result; some pixel
        is called `label`.
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
