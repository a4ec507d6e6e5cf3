"""What becomes of a threshold on images that it was not chosen for?"""

import numpy as np

from segcore.scores import dice_coefficient
from segcore.thresholds import threshold


def try_threshold(t, images, truths):
    """Score one threshold on several images.

    Parameters
    ----------
    t : float
    images : sequence of n float arrays
        Each (H, W); they may differ in shape.
    truths : sequence of n binary masks
        Their ground truths, in the same order.

    Returns
    -------
    (n,) float array
        Dice of each result.

    Raises
    ------
    ValueError
        If there are not as many truths as images, or shapes of a pair differ.
    """
    pairs = zip(images, truths, strict=True)
    return np.array([dice_coefficient(truth, threshold(image, t)) for image, truth in pairs])
