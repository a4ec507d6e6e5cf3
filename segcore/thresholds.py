"""Segmentation by grey level alone: one cut, two cuts, many cuts, and the best possible ones."""

import numpy as np

from segcore.validation import check_finite, check_whole

TIE = 1e-12  # by how much, relatively, rounding may make one of two equally good cuts better


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


def midway(lower, upper):
    """Find thresholds that part the values of one array from larger ones of another.

    Parameters
    ----------
    lower, upper : float arrays of one shape, or floats
        ``lower < upper`` everywhere.

    Returns
    -------
    float array of that shape
        Midway, or the lower value where no number lies between the two: not below `lower` and below
        `upper` in any case.
    """
    middle = (lower + upper) / 2
    return np.where(middle < upper, middle, lower)


def otsu(image):
    """Find the threshold that splits the pixels into the two most compact groups.

    Otsu's method never sees the ground truth: it maximises the variance between the two groups.
    Every cut between two neighbouring grey levels is tried, however many levels there are.

    Parameters
    ----------
    image : (H, W) array_like
        Grey levels, in any unit.

    Returns
    -------
    float
        Midway between two neighbouring grey levels, for `threshold`; the lowest one of several that
        are equally good. The only grey level of an image that has no other.

    Raises
    ------
    ValueError
        If there is no pixel, or a grey level is NaN or infinite.

    References
    ----------
    N. Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions on
    Systems, Man, and Cybernetics 9 (1979) 62-66.
    """
    image = np.asarray(image)
    if image.size == 0:
        raise ValueError("An image without pixels has no threshold.")
    check_finite(image)
    levels, pixels = np.unique(image, return_counts=True)
    if len(levels) == 1:
        return float(levels[0])
    levels = levels.astype(float)
    height = (levels - levels[0]) / (levels[-1] - levels[0])
    below = pixels.cumsum()[:-1]
    above = image.size - below
    sums = (height * pixels).cumsum()
    between = below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2
    best = (between >= between.max() * (1 - TIE)).argmax()
    return float(midway(levels[best], levels[best + 1]))


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
        If the ground truth has no foreground, its shape is not the image's, or a grey level is NaN
        or infinite.
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
        If the ground truth has no foreground, its shape is not the image's, or a grey level is NaN
        or infinite.

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


def best_cuts(image, truth, steps=100):
    """Find the cuts, one fewer than there are classes, with the highest mean Dice.

    Label c of the result is what lies between two neighbouring cuts, so its Dice depends on these
    two alone and the mean is a sum of such parts: the best way to reach each cut is found once,
    from the lowest cut to the highest (dynamic programming).

    Parameters
    ----------
    image : (H, W) ndarray
        Grey levels in [0, 1].
    truth : (H, W) integer ndarray
        Labels 0 ... k - 1, darkest class first.
    steps : int
        Cuts are multiples of ``1 / steps``.

    Returns
    -------
    cuts : tuple of k - 1 floats
        In rising order, for `threshold_multi`.
    dice : float
        Mean Dice over the k classes.

    Raises
    ------
    ValueError
        If the shapes differ, a label between 0 and the largest is missing, a label is negative or a
        fraction, or a grey level is NaN or infinite.
    """
    image, truth = _pair(image, truth)
    check_whole(truth)
    if truth.size and truth.min() < 0:
        raise ValueError(f"Labels begin with 0, but the ground truth has {truth.min()}.")
    sizes = np.bincount(truth.ravel().astype(int))
    if not sizes.all():
        raise ValueError(f"The ground truth lacks a label: it has {sizes} pixels of each.")
    cuts = np.arange(steps + 1) / steps
    ends = np.append(cuts, np.inf)  # the last one stands for "no upper cut"
    up_to = [np.searchsorted(np.sort(image[truth == c]), ends, "right") for c in range(len(sizes))]
    everything = np.sum(up_to, axis=0)
    called = everything - everything[:, None]  # if a label reaches from cut i to cut j
    rising = np.triu(np.ones(called.shape, dtype=bool))
    score, came_from = 2 * up_to[0] / (everything + sizes[0]), []
    for mine, size in zip(up_to[1:], sizes[1:], strict=True):
        dice = 2 * (mine - mine[:, None]) / np.maximum(called + size, 1)
        ways = score[:, None] + np.where(rising, dice, -np.inf)
        came_from.append(ways.argmax(axis=0))
        score = ways.max(axis=0)
    at, path = len(cuts), []
    for table in came_from[::-1]:
        at = table[at]
        path.append(float(cuts[min(at, steps)]))
    return tuple(path[::-1]), float(score[-1] / len(sizes))


def midpoints(centres):
    """Find the places midway between neighbouring centres, along one feature.

    These are the borders of k-means: on either side, another centre is nearer.

    Parameters
    ----------
    centres : (k,) or (k, 1) array_like
        In any order.

    Returns
    -------
    tuple of k - 1 floats
        In rising order.
    """
    centres = np.sort(np.ravel(centres))
    return tuple(((centres[1:] + centres[:-1]) / 2).tolist())


def _pair(image, truth):
    """Image, as finite float64, and ground truth, as arrays of one shape."""
    image, truth = np.asarray(image, dtype=float), np.asarray(truth)
    if image.shape != truth.shape:
        raise ValueError(
            f"Image and ground truth must have one shape, not {image.shape} and {truth.shape}."
        )
    check_finite(image)
    return image, truth


def _grey_levels(image, truth):
    """Cuts around the n grey levels of an image, ``(n + 1,)``, and at each level, ``(n,)``, the
    number of its pixels and of its foreground pixels.
    """
    image, truth = _pair(image, truth)
    inside = truth.ravel() != 0
    if not inside.any():
        raise ValueError("Without foreground in the ground truth no threshold is the best.")
    levels, index = np.unique(image.ravel(), return_inverse=True)
    cuts = np.concatenate([levels[:1] - 0.5, midway(levels[:-1], levels[1:]), levels[-1:] + 0.5])
    return cuts, np.bincount(index), np.bincount(index[inside], minlength=len(levels))
