"""Segmentation by grey level alone: one cut, two cuts, many cuts, and the best possible ones."""

import numpy as np
from skimage.filters import threshold_otsu


def threshold(image, t):
    """Call every pixel brighter than `t` foreground.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels.
    t : float
        The threshold, on the scale of the image.

    Returns
    -------
    (H, W) bool ndarray
        True where the image is brighter than `t`.
    """
    return image > t


def threshold_band(image, low, high):
    """Call every pixel foreground that is brighter than `low` but not brighter than `high`.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels.
    low, high : float
        The two cuts, on the scale of the image.

    Returns
    -------
    (H, W) bool ndarray
    """
    return (image > low) & (image <= high)


def threshold_multi(image, cuts):
    """Label every pixel with the number of cuts that it is brighter than.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels.
    cuts : sequence of float
        Any number of cuts, in any order.

    Returns
    -------
    (H, W) int ndarray
        Labels from 0 to ``len(cuts)``.
    """
    return np.searchsorted(np.sort(cuts), image, side="left")


def otsu(image):
    """Find the threshold that splits the histogram into its two most compact groups.

    Otsu's method never sees the ground truth: it maximises the variance between the two groups.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels; a histogram of 256 bins is used.

    Returns
    -------
    float
        The threshold, for `threshold`.

    References
    ----------
    N. Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions on
    Systems, Man, and Cybernetics 9 (1979) 62-66.
    """
    return float(threshold_otsu(image))


def best_threshold(image, truth):
    """Find the threshold with the highest Dice coefficient against the ground truth.

    Every threshold between two neighbouring grey levels is tried, so no other can do better.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels.
    truth : (H, W) ndarray
        Ground truth, foreground where not zero.

    Returns
    -------
    t : float
        Midway between two neighbouring grey levels (half a unit below the darkest pixel if it is
        best to call everything foreground); the lowest one of several that are equally good.
    dice : float
        Dice coefficient of ``threshold(image, t)``.

    Raises
    ------
    ValueError
        If the ground truth has no foreground, or its shape is not the image's.
    """
    cuts, pixels, foreground = _grey_levels(image, truth)
    predicted = pixels[::-1].cumsum()[::-1]
    hits = foreground[::-1].cumsum()[::-1]
    dice = 2 * hits / (predicted + foreground.sum())
    best = dice.argmax()
    return float(cuts[best]), float(dice[best])


def best_band(image, truth):
    """Find the two cuts whose band of grey levels has the highest Dice coefficient.

    The optimum is exact. To beat a Dice of p / q, let every foreground pixel of a band add 2q - p
    and every other pixel take p away: the band with the largest sum has a higher Dice, or no band
    has (Dinkelbach's method). One pass over the cumulative sums finds that band (Kadane's maximum
    subarray), and whole numbers keep all of it free of rounding.

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels.
    truth : (H, W) ndarray
        Ground truth, foreground where not zero.

    Returns
    -------
    low, high : float
        Midway between two neighbouring grey levels, or half a unit outside the image's range.
    dice : float
        Dice coefficient of ``threshold_band(image, low, high)``.

    Raises
    ------
    ValueError
        If the ground truth has no foreground, or its shape is not the image's.

    References
    ----------
    W. Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967) 492-498.
    """
    cuts, pixels, foreground = _grey_levels(image, truth)
    total = foreground.sum()
    low, high = 0, len(pixels)
    p, q = 2 * total, pixels.sum() + total
    while True:
        sums = np.concatenate([[0], np.cumsum(2 * q * foreground - p * pixels)])
        rise = sums - np.minimum.accumulate(sums)
        if rise.max() <= p * total:
            return float(cuts[low]), float(cuts[high]), float(p / q)
        high = rise.argmax()
        low = sums[: high + 1].argmin()
        p, q = 2 * foreground[low:high].sum(), pixels[low:high].sum() + total


def _grey_levels(image, truth):
    """Cuts around the n grey levels of an image, ``(n + 1,)``, and at each level, ``(n,)``, the
    number of its pixels and of its foreground pixels.
    """
    image, truth = np.asarray(image, dtype=float), np.asarray(truth) != 0
    if image.shape != truth.shape:
        raise ValueError(
            f"Image and ground truth must have one shape, not {image.shape} and {truth.shape}."
        )
    if not truth.any():
        raise ValueError("Without foreground in the ground truth no threshold is the best.")
    levels, index = np.unique(image.ravel(), return_inverse=True)
    middle = (levels[:-1] + levels[1:]) / 2
    middle = np.where(middle < levels[1:], middle, levels[:-1])  # neighbouring floats have none
    cuts = np.concatenate([levels[:1] - 0.5, middle, levels[-1:] + 0.5])
    return cuts, np.bincount(index), np.bincount(index[truth.ravel()], minlength=len(levels))
