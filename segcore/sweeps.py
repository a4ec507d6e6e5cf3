"""One score of every threshold."""

import numpy as np

from segcore.thresholds import threshold


def score_thresholds(score, truth, image, steps=100):
    """Score of the result of every threshold 0, 1 / steps, 2 / steps, ..., 1.

    Parameters
    ----------
    score : callable
        Compares a ground truth with a result, as `accuracy` and `dice_coefficient` do.
    truth : (H, W) array of labels
    image : (H, W) float array in [0, 1]
    steps : int
        Number of steps from 0 to 1.

    Returns
    -------
    dict of float to float
        Threshold to score, in rising order of the threshold.
    """
    cuts = (np.arange(steps + 1) / steps).tolist()
    return {t: score(truth, threshold(image, t)) for t in cuts}
