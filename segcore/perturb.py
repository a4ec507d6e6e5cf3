"""Ways to change an image or a mask on purpose, and see what becomes of a method or a score."""

import numpy as np
from scipy import ndimage

from segcore.scores import foreground


def add_noise(image, sigma, seed=0):
    """Add Gaussian noise to an image.

    Parameters
    ----------
    image : (H, W) array_like
        Intensities in [0, 1].
    sigma : float
        Standard deviation of the noise, in units of intensity; at least 0.
    seed : int
        The same seed gives the same noise.

    Returns
    -------
    (H, W) float64 array
        Clipped to [0, 1].

    Raises
    ------
    ValueError
        If sigma is negative, NaN or infinite.
    """
    if not 0 <= sigma < np.inf:
        raise ValueError(f"the standard deviation of noise is at least 0, not {sigma}")
    noisy = np.random.default_rng(seed).normal(0, sigma, np.shape(image))
    noisy += image
    return np.clip(noisy, 0, 1, out=noisy)


def pad(array, width):
    """Surround an image or a mask with pixels of 0.

    Parameters
    ----------
    array : (H, W) array_like
    width : int
        Pixels to add on every side; at least 0.

    Returns
    -------
    (H + 2 * width, W + 2 * width) array
        With the dtype of the array.

    Raises
    ------
    ValueError
        If the width is negative.
    """
    return np.pad(array, width)


def shift(mask, rows, columns):
    """Move a mask; 0 moves in.

    Parameters
    ----------
    mask : (H, W) array_like
        Any labels.
    rows, columns : int
        Pixels to move down and to the right; negative ones move up and to the left.

    Returns
    -------
    (H, W) array
        With the labels and the dtype of the mask.
    """
    return ndimage.shift(mask, (rows, columns), order=0, prefilter=False)


def resize(mask, radius):
    """Grow a binary mask by a disc of `radius` pixels, or shrink it when `radius` is negative.

    Parameters
    ----------
    mask : (H, W) array_like
        0 is background, any other label is foreground.
    radius : int
        Pixels to grow (positive) or shrink (negative).

    Returns
    -------
    (H, W) bool array
        An empty mask and one that fills the image have no border to move, and stay.

    Raises
    ------
    ValueError
        If the mask has more than two classes.

    References
    ----------
    J. Serra, "Image Analysis and Mathematical Morphology", Academic Press (1982): dilation and
    erosion.
    """
    mask = foreground(mask)
    if mask.all() or not mask.any():
        return mask
    if radius >= 0:
        return ndimage.distance_transform_edt(~mask) <= radius
    return ndimage.distance_transform_edt(mask) > -radius


def shuffle_pixels(seed, *arrays):
    """Give every pixel a new place, the same one in all arrays.

    Parameters
    ----------
    seed : int
        The same seed gives the same places.
    *arrays : (H, W) array_like
        One or more of one shape.

    Returns
    -------
    list of (H, W) arrays

    Raises
    ------
    ValueError
        If the shapes differ, or there is no array.
    """
    shapes = {np.shape(array) for array in arrays}
    if len(shapes) != 1:
        raise ValueError(
            f"only arrays of one shape can be shuffled alike, not of {shapes or 'none'}"
        )
    order = np.random.default_rng(seed).permutation(np.size(arrays[0]))
    return [np.ravel(array)[order].reshape(np.shape(array)) for array in arrays]
