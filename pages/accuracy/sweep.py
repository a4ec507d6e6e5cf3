"""Accuracy and Dice along the padding and along the threshold."""

import numpy as np

from segcore import accuracy, dice_coefficient, pad, threshold
from segview.cache.remembering import remember
from segview.images import load_subject

from .annotator import truth_with

PADDINGS = tuple(range(0, 301, 50))
SCORES = {"accuracy": accuracy, "Dice": dice_coefficient}


@remember
def by_padding(subject_id, t, noise):
    """Both scores of a threshold, for every padding."""
    masks = truth_with(subject_id, noise), threshold(load_subject(subject_id).image, t)
    padded = [[pad(mask, width) for mask in masks] for width in PADDINGS]
    return {name: [score(*pair) for pair in padded] for name, score in SCORES.items()}


@remember
def by_threshold(subject_id, noise):
    """Both scores of every threshold, without padding: name to (threshold to score)."""
    labels, pixels = truth_with(subject_id, noise), load_subject(subject_id).image
    return {name: score_thresholds(score, labels, pixels) for name, score in SCORES.items()}


def best(scores):
    """Threshold with the highest score, the lowest one of several."""
    return max(scores, key=scores.get)


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
