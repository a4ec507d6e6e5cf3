"""Which pixels train and which pixels test."""

from dataclasses import dataclass
from math import prod

import numpy as np


@dataclass(frozen=True)
class Split:
    """Two sets of pixels of one image, one to train on and one to test on.

    Attributes
    ----------
    train, test : (n,) bool arrays
        True for the pixels that train, and for those that test; for none in both.
    """

    train: np.ndarray
    test: np.ndarray


def split_pixels(shape, fraction=0.5, seed=0):
    """Train on random pixels of one image and test on its other pixels.

    Neighbouring pixels resemble each other, so nearly every test pixel has a look-alike
    in the training set: the score flatters.

    Parameters
    ----------
    shape : (H, W)
    fraction : float in [0, 1]
        Part of the pixels that train, rounded to whole pixels.
    seed : int

    Returns
    -------
    Split
        Two (H * W,) masks, pixels in row order.

    Raises
    ------
    ValueError
        If the fraction is outside [0, 1].
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"the fraction of training pixels must be in [0, 1], not {fraction}")
    n = prod(shape)
    train = np.zeros(n, dtype=bool)
    train[np.random.default_rng(seed).permutation(n)[: round(fraction * n)]] = True
    return Split(train, ~train)


def split_half(shape):
    """Train on the left half of one image and test on the right half.

    Parameters
    ----------
    shape : (H, W)
        Of an odd number of columns, the middle one tests.

    Returns
    -------
    Split
        Two (H * W,) masks, pixels in row order.
    """
    height, width = shape
    train = np.tile(np.arange(width) < width // 2, height)
    return Split(train, ~train)
