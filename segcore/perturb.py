"""Ways to change an image or a mask on purpose, and see what becomes of a method or a score."""

import numpy as np
from scipy import ndimage


def add_noise(image, sigma, seed=0):
    """Add Gaussian noise to an image.

    Parameters
    ----------
    image : (H, W) float array in [0, 1]
    sigma : float
        Standard deviation of the noise, in units of intensity.
    seed : int
        The same seed gives the same noise.

    Returns
    -------
    (H, W) float64 array
        Clipped to [0, 1].
    """
    noise = np.random.default_rng(seed).normal(0, sigma, np.shape(image))
    return np.clip(image + noise, 0, 1)


def pad(array, width):
    """Surround an image or a mask, (H, W), with `width` pixels of 0 on every side."""
    return np.pad(array, width)


def shift(mask, rows, columns):
    """Move a mask, (H, W), down by `rows` and right by `columns` pixels; 0 moves in."""
    return ndimage.shift(mask, (rows, columns), order=0, prefilter=False)


def resize(mask, radius):
    """Grow a binary mask by a disc of `radius` pixels, or shrink it when `radius` is negative.

    Parameters
    ----------
    mask : (H, W) array
        0 is background.
    radius : int
        Pixels to grow (positive) or shrink (negative).

    Returns
    -------
    (H, W) bool array
        An empty mask and one that fills the image have no border to move, and stay.
    """
    mask = np.asarray(mask) > 0
    if mask.all() or not mask.any():
        return mask
    if radius >= 0:
        return ndimage.distance_transform_edt(~mask) <= radius
    return ndimage.distance_transform_edt(mask) > -radius


def shuffle_pixels(seed, *arrays):
    """Give every pixel a new place, the same one in all arrays, each (H, W).

    Returns
    -------
    list of (H, W) arrays
    """
    order = np.random.default_rng(seed).permutation(np.size(arrays[0]))
    return [np.ravel(array)[order].reshape(np.shape(array)) for array in arrays]
