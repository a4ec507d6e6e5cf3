"""How many pixels each bin of intensity holds."""

import numpy as np

from segcore.overlap import check_bins
from segcore.validation import check_finite


def count_per_bin(image, bins):
    """Count the pixels in each of `bins` equal ranges of intensity from 0 to 1: a histogram.

    Parameters
    ----------
    image : (H, W) array_like
        Intensities in [0, 1].
    bins : int
        Number of bins. A pixel on a border belongs to the bin above it, a pixel of 1 to the last.

    Returns
    -------
    (bins,) int64 ndarray
        Their sum is the number of pixels.

    Raises
    ------
    ValueError
        If there are no bins, or an intensity is NaN or outside [0, 1].

    Examples
    --------
    >>> count_per_bin(np.array([[0, 0.1, 0.3], [0.5, 0.6, 1]]), 4)
    array([2, 1, 2, 1])
    """
    check_intensities(image, bins)
    borders = np.arange(1, bins) / bins
    return np.bincount(np.digitize(np.ravel(image), borders), minlength=bins)


def check_intensities(image, bins):
    """Refuse intensities that the bins do not hold.

    Parameters
    ----------
    image : (H, W) array_like
    bins : int

    Raises
    ------
    ValueError
        Unless there are bins, and all intensities lie in [0, 1].
    """
    image = np.asarray(image)
    check_bins(bins)
    check_finite(image)
    if image.size and not (image.min() >= 0 and image.max() <= 1):
        raise ValueError(
            f"The bins reach from 0 to 1, but the intensities from {image.min():g} to "
            f"{image.max():g}: divide the image by its maximum first."
        )
