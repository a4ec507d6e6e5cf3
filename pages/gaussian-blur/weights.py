"""Weights of Gaussian blur."""

import numpy as np
from scipy import ndimage


def gaussian_weights(sigma, radius):
    """Weights with which Gaussian blur averages the pixels of one row.

    Blurring a row that is 0 except for a single 1 spreads the 1 out: what arrives at distance d
    is the weight of a pixel at distance d. In an image the blur does this to the rows, then to
    the columns, so the weight of a pixel is the product of two of these.

    Parameters
    ----------
    sigma : float
        Standard deviation of the blur, in pixels.
    radius : int
        How many pixels to each side to report.

    Returns
    -------
    (2 * radius + 1,) float array
        The middle one is the pixel's own weight.
    """
    impulse = np.zeros(2 * radius + 1)
    impulse[radius] = 1
    return ndimage.gaussian_filter(impulse, sigma, mode="constant")


def share_within(sigma, distance):
    """Share of the weight, in an image, that lies up to a distance from the pixel."""
    radius = round(6 * sigma)
    row = gaussian_weights(sigma, radius)
    at = np.arange(-radius, radius + 1)
    return np.outer(row, row)[np.hypot(at[:, None], at) <= distance].sum()
