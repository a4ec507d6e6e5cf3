"""How ragged are the decision regions of a classifier, or a mask?"""

import numpy as np
from scipy import ndimage


def count_patches(labels):
    """Count the connected patches of equal label; pixels that touch only at a corner are apart.

    Parameters
    ----------
    labels : (H, W) integer array

    Returns
    -------
    int

    Examples
    --------
    >>> count_patches([[0, 1], [1, 0]])
    4
    """
    labels = np.asarray(labels)
    return sum(ndimage.label(labels == label)[1] for label in np.unique(labels))
