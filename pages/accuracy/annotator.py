"""Labels as a hasty annotator draws them."""

import numpy as np

from segcore.scores import foreground, foreground_label
from segview.cache.remembering import remember
from segview.images import load_subject


@remember
def truth_with(subject_id, noise):
    """The ground truth with this part of its labels wrong."""
    return flip_labels(load_subject(subject_id).binary_truth, noise)


def flip_labels(mask, fraction, seed=0):
    """Give random pixels of a binary mask the wrong label, as a hasty annotator might.

    Parameters
    ----------
    mask : (H, W) array_like
        0 is background, any other label is foreground.
    fraction : float in [0, 1]
        Part of the pixels to change, rounded to whole pixels.
    seed : int
        The same seed changes the same pixels, and a larger fraction changes more besides them.

    Returns
    -------
    (H, W) array
        With the labels and the dtype of the mask: 0 and 255 stay 0 and 255. The foreground of an
        empty mask is 1.

    Raises
    ------
    ValueError
        If the fraction is outside [0, 1], or the mask has more than two classes.
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"the fraction of wrong labels must be in [0, 1], not {fraction}")
    inside = foreground(mask)
    order = np.random.default_rng(seed).permutation(inside.size)
    wrong = order[: round(fraction * inside.size)]
    inside.flat[wrong] = ~inside.flat[wrong]
    return inside * foreground_label(mask)
