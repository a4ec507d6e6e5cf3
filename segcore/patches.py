"""One pixel from close by and from far away: what the surroundings of a pixel tell."""

import numpy as np
from scipy import ndimage


def crop(image, row, column, size, enlarge=1):
    """Cut a square window out of an image.

    Parameters
    ----------
    image : (H, W) array
    row, column : int
        The pixel in the middle of the window.
    size : int
        Width of the window in pixels, odd. Where it reaches over the border there is 0.
    enlarge : int
        How many pixels wide each pixel of the window becomes.

    Returns
    -------
    (size * enlarge, size * enlarge) array

    Raises
    ------
    ValueError
        If the size is even or the middle pixel is not in the image.
    """
    height, width = np.shape(image)
    if size % 2 == 0 or size < 1:
        raise ValueError(f"a window around a pixel needs an odd size, not {size}")
    if not (0 <= row < height and 0 <= column < width):
        raise ValueError(f"pixel ({row}, {column}) is not in an image of {height} x {width} pixels")
    wide = np.pad(image, size // 2)
    window = wide[row : row + size, column : column + size]
    return window.repeat(enlarge, axis=0).repeat(enlarge, axis=1)


def look_alikes(image, truth, size=9, tolerance=0.002):
    """Find two pixels of the same grey, one foreground and one not, in different surroundings.

    Both have the foreground's median intensity, within the tolerance. Of all such pixels the
    foreground one has the brightest surroundings and the other the darkest.

    Parameters
    ----------
    image : (H, W) float array
    truth : (H, W) array
        Ground truth, foreground where not zero.
    size : int
        Width of the window whose mean counts as surroundings, in pixels.
    tolerance : float
        By how much the intensities may differ from the median. Where no pixel comes that close,
        the nearest one does.

    Returns
    -------
    (row, column) of the foreground pixel, (row, column) of the other
    """
    image, inside = np.asarray(image, dtype=float), np.asarray(truth) != 0
    surroundings = ndimage.uniform_filter(image, size)
    difference = np.abs(image - np.percentile(image[inside], 50, method="lower"))
    places = []
    for mask, brightness in ((inside, surroundings), (~inside, -surroundings)):
        similar = mask & (difference <= max(tolerance, difference[mask].min()))
        best = np.where(similar, brightness, -np.inf).argmax()
        places.append(tuple(int(at) for at in np.unravel_index(best, mask.shape)))
    return tuple(places)
