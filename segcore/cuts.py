"""Several cuts of one feature: the best ones, and those that a clustering amounts to."""

import numpy as np

from segcore.thresholds import midway
from segcore.validation import check_finite, check_whole


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
    image, truth = np.asarray(image, dtype=float), np.asarray(truth)
    if image.shape != truth.shape:
        raise ValueError(
            f"Image and ground truth must have one shape, not {image.shape} and {truth.shape}."
        )
    check_finite(image)
    check_whole(truth)
    if truth.size and truth.min() < 0:
        raise ValueError(f"Labels begin with 0, but the ground truth has {truth.min()}.")
    sizes = np.bincount(truth.ravel().astype(int))
    if not sizes.all():
        raise ValueError(f"The ground truth lacks a label: it has {sizes} pixels of each.")
    cuts = np.arange(steps + 1) / steps
    # Pixels of each class up to each cut; the end stands for "no upper cut".
    classes = range(len(sizes))
    up_to = [np.append([(image[truth == c] <= t).sum() for t in cuts], sizes[c]) for c in classes]
    everything = np.sum(up_to, axis=0)

    def dice_between(c):
        """Dice of class c if its label reaches from cut i to cut j: (i, j)."""
        found = up_to[c] - up_to[c][:, None]
        called = everything - everything[:, None]
        rising = np.triu(np.ones(called.shape, dtype=bool))
        return np.where(rising, 2 * found / np.maximum(called + sizes[c], 1), -np.inf)

    first = 2 * up_to[0] / (everything + sizes[0])
    score, came_from = first, []
    for c in range(1, len(sizes)):
        ways = score[:, None] + dice_between(c)
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

    Examples
    --------
    >>> midpoints([0.5, 0.1])
    (0.3,)
    """
    centres = np.sort(np.ravel(centres))
    return tuple(((centres[1:] + centres[:-1]) / 2).tolist())


def label_changes(values, labels):
    """Find the values at which the label changes, along one feature.

    Parameters
    ----------
    values : (n,) or (n, 1) ndarray
        One feature.
    labels : (n,) ndarray
        Label of each pixel, the same wherever the value is the same.

    Returns
    -------
    tuple of float
        Midway between the neighbouring values on either side, in rising order: a pixel has the next
        label if its value is above.

    Examples
    --------
    >>> label_changes(np.array([0.1, 0.5, 0.2, 0.8]), np.array([0, 1, 0, 0]))
    (0.35, 0.65)
    """
    order = np.argsort(np.ravel(values), kind="stable")
    values, labels = np.ravel(values)[order], np.ravel(labels)[order]
    changes = np.flatnonzero(labels[1:] != labels[:-1])
    return tuple(midway(values[changes], values[changes + 1]).tolist())
