"""How ragged are the decision regions of a classifier, or a mask?"""

import numpy as np
from scipy import ndimage


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
