"""The best single cut of an image after averaging."""

from segcore import best_threshold, feature_space
from segview.cache.remembering import picture, remember
from segview.images import load_subject


@remember
def best_cut(subject_id, size, noise):
    """Best threshold on the mean of a window of this size, and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"mean:{size}",))
    return best_threshold(space.to_image(space.values[:, 0]), load_subject(subject_id).binary_truth)
