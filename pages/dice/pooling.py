"""One Dice coefficient for several pairs of masks."""

import numpy as np

from segcore import dice_coefficient
from segcore.scores import foreground


def pooled_dice(truths, results):
    """Dice coefficient of all pixels of several pairs of masks, thrown together.

    Unlike in the mean of the Dice coefficients, a large foreground counts more than a small one.

    Parameters
    ----------
    truths, results : sequences of equally many binary masks
        Each an (H, W) or (n,) array, of the same shape as its partner.

    Returns
    -------
    float in [0, 1], or nan when all masks are empty (0 / 0)

    Raises
    ------
    ValueError
        If the number of masks or the shapes of a pair differ, or a mask has more than two classes.
    """
    if [np.shape(mask) for mask in truths] != [np.shape(mask) for mask in results]:
        raise ValueError("Each ground truth needs a result of the same shape, in the same order.")
    truth = np.concatenate([foreground(mask).ravel() for mask in truths])
    result = np.concatenate([foreground(mask).ravel() for mask in results])
    return dice_coefficient(truth, result)
