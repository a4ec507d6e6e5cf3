"""The best rules on intensity, and on numbers that know nothing."""

from segcore import best_threshold, ceiling
from segview.cache.remembering import features, picture, remember
from segview.images import load_subject


@remember
def best_cut(subject_id, noise):
    """Best threshold of the noisy image, and its Dice."""
    return best_threshold(picture(subject_id, noise), load_subject(subject_id).binary_truth)


@remember
def best_rule(subject_id, noise, bins):
    """Best rule that gives all pixels of a bin of intensity the same label."""
    values = features(subject_id, ("intensity",), noise).values
    return ceiling(values, load_subject(subject_id).binary_truth, bins)


@remember
def from_nothing(subject_id, bins):
    """What the best rule seems to reach on random numbers, which know nothing about the pixels."""
    numbers = features(subject_id, ("noise:1",)).values
    return ceiling(numbers, load_subject(subject_id).binary_truth, bins).dice
