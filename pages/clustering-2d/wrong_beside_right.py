"""Wrong pixels that no rule can mend, for right ones lie beside them."""

import numpy as np
from scipy.spatial import KDTree


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
