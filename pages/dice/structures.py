"""Masks of very different shape to try scores on."""

import numpy as np

TITLES = {
    "brain": "Whole brain",
    "csf": "Fluid (CSF)",
    "disc": "A small disc",
    "blob": "A large disc",
    "none": "A tumour: nobody here has one",
}
FOREGROUNDS = {"brain": "brain", "csf": "fluid", "disc": "disc", "blob": "disc", "none": "tumour"}


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
        The large ``"brain"``, the thin ``"csf"``, a small ``"disc"`` and a large ``"blob"``, both in
        the middle, and ``"none"``, which is empty.
    """
    labels = np.asarray(labels)
    return {
        "brain": labels > 0,
        "csf": labels == 1,
        "disc": disc(labels.shape, 6),
        "blob": disc(labels.shape, 30),
        "none": np.zeros(labels.shape, dtype=bool),
    }
