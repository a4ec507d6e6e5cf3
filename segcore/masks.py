"""Masks to try scores on: simple and not so simple shapes, and a truth that is wrong in places."""

import numpy as np

from segcore.scores import foreground, foreground_label


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
    row, column = np.ogrid[:height, :width]
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
