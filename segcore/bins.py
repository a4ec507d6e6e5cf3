"""A histogram, counted."""

import numpy as np


def count_per_bin(image, bins):
    """Count the pixels in each of `bins` equal ranges of intensity from 0 to 1: a histogram.

    Parameters
    ----------
    image : (H, W) float array in [0, 1]
    bins : int
        Number of bins. A pixel on a border belongs to the bin above it, a pixel of 1 to the last.

    Returns
    -------
    (bins,) int array
        Their sum is the number of pixels.

    Examples
    --------
    >>> count_per_bin(np.array([[0, 0.1, 0.3], [0.5, 0.6, 1]]), 4)
    array([2, 1, 2, 1])
    """
    bin_of_pixel = np.floor(np.ravel(image) * bins).astype(int)
    bin_of_pixel = np.minimum(bin_of_pixel, bins - 1)
    return np.bincount(bin_of_pixel, minlength=bins)
