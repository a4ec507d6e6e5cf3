"""Do clouds of pixels look alike, and can they be told apart?"""

import numpy as np
from scipy.spatial import KDTree


def shared_part(values, others, bins=32):
    """Part of two clouds in feature space that lies in the same places.

    Count both in the same bins, as fractions of their pixels, and add up what they have in common.

    Parameters
    ----------
    values, others : (n, d) and (m, d) array_like
        Two feature spaces with the same few features.
    bins : int
        Number of bins per feature, over the range of both clouds together.

    Returns
    -------
    float in [0, 1]
        1 if every bin holds the same fraction of both, 0 if no bin holds pixels of both.
    """
    both = np.concatenate([values, others]).astype(float)
    ranges = list(zip(both.min(axis=0), both.max(axis=0), strict=True))
    counts = [np.histogramdd(np.asarray(cloud), bins, ranges)[0] for cloud in (values, others)]
    fractions = [count / count.sum() for count in counts]
    return float(np.minimum(*fractions).sum())


def wrong_beside_right(values, truth, result, distance):
    """Part of the wrong pixels that lie close to right ones with the same label.

    A rule that labels by position in feature space, without sharp turns, gets neither right
    without getting the other wrong.

    Parameters
    ----------
    values : (n, d) ndarray
        Feature space.
    truth, result : (n,) integer arrays
        Labels of its pixels.
    distance : float
        How far at most, in the units of the features.

    Returns
    -------
    float in [0, 1]
        nan where no pixel is wrong.
    """
    truth, result = np.asarray(truth), np.asarray(result)
    wrong, beside = truth != result, 0
    for label in np.unique(result[wrong]):
        right = values[~wrong & (result == label)]
        if len(right):
            nearest, _ = KDTree(right).query(values[wrong & (result == label)])
            beside += np.count_nonzero(nearest < distance)
    return beside / wrong.sum() if wrong.any() else float("nan")
