"""Equal bins: which one each value lies in, and how many pixels each holds."""

import numpy as np

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
    """Raise ValueError unless there are bins, and all intensities lie in [0, 1]."""
    image = np.asarray(image)
    check_bins(bins)
    check_finite(image)
    if image.size and not (image.min() >= 0 and image.max() <= 1):
        raise ValueError(
            f"The bins reach from 0 to 1, but the intensities from {image.min():g} to "
            f"{image.max():g}: divide the image by its maximum first."
        )


def check_bins(bins):
    """Raise ValueError unless the number of bins is a whole number from 1."""
    if bins != int(bins) or bins < 1:
        raise ValueError(f"bins must be at least 1, a whole number, not {bins}")


def bin_numbers(values, bins):
    """Number the equal bins of each feature 0, 1, ..., and tell which one each value lies in.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Finite features; n is at least 1.
    bins : int
        Number of bins between the smallest and the largest value of each feature. A value on a
        border belongs to the bin above it, the largest to the last. If all values of a feature
        are equal, its bins begin there and are ``1 / bins`` wide.

    Returns
    -------
    numbers : (n, d) integer ndarray
        In the smallest integer type that fits.
    low, high : (d,) float64 ndarrays
        Where the first bin of each feature begins and the last one ends.
    """
    low, high = values.min(axis=0), values.max(axis=0)
    high = np.where(high > low, high, low + 1)
    numbers = np.empty(values.shape, dtype=np.min_scalar_type(bins - 1), order="F")
    for column, feature in enumerate(values.T):
        width = high[column] - low[column]
        borders = low[column] + width * np.arange(1, bins) / bins
        numbers[:, column] = np.digitize(feature, borders)
    return numbers, low, high
