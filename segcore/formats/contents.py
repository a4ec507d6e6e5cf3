"""What a file holds, as its header says, before anybody has chosen what to see of it."""

from dataclasses import dataclass

import numpy as np

from segcore.grids import Grid

RGB = ("red", "green", "blue")
TURNS = {
    2: "mirrored",
    3: "turned by half",
    4: "turned upside down",
    5: "mirrored and turned",
    6: "turned by a quarter to the right",
    7: "mirrored and turned",
    8: "turned by a quarter to the left",
}


@dataclass(frozen=True)
class Page:
    """One of several pictures in a file: what it is, such as ``"channel 2"``, and (H, W)."""

    name: str
    shape: tuple[int, int]


@dataclass(frozen=True)
class Axis:
    """An axis along which a volume has slices.

    Attributes
    ----------
    number : int
        As `read_image` takes it.
    name : str
        Such as ``"axial"`` or ``"page"``.
    length : int
        How many slices there are.
    """

    number: int
    name: str
    length: int


@dataclass(frozen=True, eq=False)
class Contents:
    """What a file holds.

    Attributes
    ----------
    format : str
        Such as ``"PNG"``.
    shape : tuple of int
        Length of each stored axis: rows and columns of a picture, or those of a volume.
    dtype : str
        How each number is stored, such as ``"uint16"``.
    channels : tuple of str
        Names of the channels of which one can be chosen; empty where the picture is grey.
    notes : tuple of str
        What else there is to know, such as ``"transparency"``.
    pages : tuple of Page
        The pictures from which one is to be chosen; empty where there is no choice.
    axes : tuple of Axis
        Along which slices can be taken; empty where the file is a single picture.
    turned : int
        Orientation of the picture as EXIF numbers it; 1 is upright.
    spacing : tuple of float or None
        Distance of neighbours along each stored axis, in ``unit``.
    unit : str
    affine : (4, 4) float array or None
        From voxel to world, as in NIfTI.
    orientation : str
        Where the stored axes lead, such as ``"RAS"``; empty where the file does not say.
    windows : tuple of (float, float)
        Centre and width of the windows that the file proposes.
    """

    format: str
    shape: tuple[int, ...]
    dtype: str
    channels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    axes: tuple[Axis, ...] = ()
    turned: int = 1
    spacing: tuple[float, ...] | None = None
    unit: str = ""
    affine: np.ndarray | None = None
    orientation: str = ""
    windows: tuple[tuple[float, float], ...] = ()

    def grid(self, axis=None, index=0):
        """Where the pixels of a picture or slice lie.

        Parameters
        ----------
        axis : int, optional
            The axis along which slices are taken, of `axes`.
        index : int
            Which slice.

        Returns
        -------
        Grid
        """
        spacing = self.spacing
        if spacing is not None and axis is not None and len(spacing) == len(self.shape) > 2:
            spacing = tuple(step for k, step in enumerate(spacing) if k != axis)
        if spacing is not None and self.turned in (5, 6, 7, 8):
            spacing = spacing[::-1]
        return Grid(self.shape, axis, index, spacing, self.unit, self.affine, self.orientation)
