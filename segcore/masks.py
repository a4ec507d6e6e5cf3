"""Masks to try scores on: simple and not so simple shapes, and a truth that is wrong in places."""

import numpy as np


def disc(shape, radius):
    """Draw a disc in the middle of an empty mask.

    Parameters
    ----------
    shape : (int, int)
        Height and width.
    radius : float
        In pixels; pixels whose centre is at most this far from the middle pixel are inside.

    Returns
    -------
    (H, W) bool array
        ``disc((3, 5), 1)`` is ::

            . . # . .
            . # # # .
            . . # . .
    """
    height, width = shape
    row, column = np.indices(shape)
    return (row - height // 2) ** 2 + (column - width // 2) ** 2 <= radius**2


def structures(labels):
    """Take structures of very different shape from the labels of a brain.

    Parameters
    ----------
    labels : (H, W) integer array
        0 background, 1 fluid (CSF), 2 grey matter, 3 white matter.

    Returns
    -------
    dict of str to (H, W) bool array
        The large ``"brain"``, the thin ``"csf"``, a small ``"disc"`` in the middle, and ``"none"``,
        which is empty.
    """
    labels = np.asarray(labels)
    return {
        "brain": labels > 0,
        "csf": labels == 1,
        "disc": disc(labels.shape, 6),
        "none": np.zeros(labels.shape, dtype=bool),
    }


def flip_labels(mask, fraction, seed=0):
    """Give random pixels of a binary mask the wrong label, as a hasty annotator might.

    Parameters
    ----------
    mask : (H, W) array of 0 and 1
    fraction : float in [0, 1]
        Part of the pixels to change, rounded to whole pixels.
    seed : int
        The same seed changes the same pixels, and a larger fraction changes more besides them.

    Returns
    -------
    (H, W) uint8 array

    Raises
    ------
    ValueError
        If the fraction is outside [0, 1].
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"the fraction of wrong labels must be in [0, 1], not {fraction}")
    flipped = np.array(mask, dtype=np.uint8)
    order = np.random.default_rng(seed).permutation(flipped.size)
    wrong = order[: round(fraction * flipped.size)]
    flipped.flat[wrong] = 1 - flipped.flat[wrong]
    return flipped
