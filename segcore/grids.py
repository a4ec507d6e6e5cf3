"""Where the pixels of a file lie in the world."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Grid:
    """The grid of a file from which an image was taken.

    Attributes
    ----------
    shape : tuple of int
        Length of each stored axis, (H, W) for a single picture.
    axis : int or None
        The axis along which slices were taken; None for a single picture.
    index : int
        Which slice, from 0.
    spacing : (float, float) or None
        Distance from row to row and from column to column, in ``unit``; None where the file does
        not say.
    unit : str
        Such as ``"mm"``; empty where the file does not say.
    affine : (4, 4) float array or None
        From voxel to world, as in NIfTI.
    orientation : str
        Where the stored axes lead, such as ``"RAS"``; empty where the file does not say.
    """

    shape: tuple[int, ...]
    axis: int | None = None
    index: int = 0
    spacing: tuple[float, float] | None = None
    unit: str = ""
    affine: np.ndarray | None = None
    orientation: str = ""
