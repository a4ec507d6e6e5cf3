"""Two halves of one image, one to learn from and one to test on."""

import numpy as np


def cut_in_half(array):
    """Cut an image or a mask down the middle.

    Unlike the masks of `split_half`, the two parts are images of their own: a filter that is
    computed on one of them sees nothing of the other.

    Parameters
    ----------
    array : (H, W) array_like

    Returns
    -------
    (H, W // 2) array
        The left half.
    (H, W - W // 2) array
        The right half; of an odd number of columns, the middle one is in it.

    Examples
    --------
    >>> cut_in_half([[1, 2, 3]])
    (array([[1]]), array([[2, 3]]))
    """
    array = np.asarray(array)
    middle = array.shape[1] // 2
    return array[:, :middle], array[:, middle:]
