"""Windows around pixels, and pixels that look alike without one."""

import numpy as np
from scipy import ndimage


def crop(image, row, column, size):
    """Cut a square window out of an image.

    Parameters
    ----------
    image : (H, W) array
    row, column : int
        The pixel in the middle of the window.
    size : int
        Width of the window in pixels, odd. Where it reaches over the border there is 0.

    Returns
    -------
    (size, size) array

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
    return wide[row : row + size, column : column + size]


def magnify(window, width):
    """Draw every pixel of a small image as a square, as large as fits.

    Parameters
    ----------
    window : (H, W) array
    width : int
        Pixels across that there is room for. A window that is wider stays as it is.

    Returns
    -------
    (H * n, W * n) array
        With the largest whole n for which W * n is at most `width`, or 1.
    """
    times = max(1, width // np.shape(window)[1])
    return np.repeat(np.repeat(window, times, axis=0), times, axis=1)


def grey_range(image, place, tolerance):
    """Range of intensities that are about as grey as one pixel.

    Parameters
    ----------
    image : (H, W) float array
    place : (int, int)
        Row and column of the pixel.
    tolerance : float
        How far its intensity is from either end of the range.

    Returns
    -------
    (float, float)
        Lower and upper end.
    """
    grey = float(image[place])
    return grey - tolerance, grey + tolerance


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
