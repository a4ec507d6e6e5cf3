"""What becomes of the pixels of each class?"""

import numpy as np


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
