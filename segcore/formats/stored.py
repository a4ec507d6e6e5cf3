"""What a file stores, and what it means: grey levels to look at, or labels to count."""

from dataclasses import dataclass
from math import prod

import numpy as np

MAX_PIXELS = 16_000_000
LUMA = np.array([0.2126, 0.7152, 0.0722])
ROWS_AT_ONCE = 256


class Unreadable(Exception):
    """A reason and an advice, worded to follow the name of the file."""


@dataclass
class Stored:
    """One picture as its file stores it.

    Attributes
    ----------
    values : (H, W) or (H, W, 3) array
        Grey, red-green-blue, or indices into ``palette``.
    palette : (n, 3) array, optional
    alpha : (H, W) array, optional
        0 where the picture is transparent.
    white : number, optional
        The file says that small values are bright: what is seen is ``white - values``.
    step : float
        Labels may miss whole numbers by this much, because the file stores them scaled.
    orientation : int
        As TIFF and EXIF number it; 1 is upright.
    """

    values: np.ndarray
    palette: np.ndarray | None = None
    alpha: np.ndarray | None = None
    white: float | None = None
    step: float = 0.0
    orientation: int = 1

    def grey(self):
        """What is seen, without transparency, as a new (H, W) float64 array."""
        if self.palette is not None:
            grey = (self.palette.astype(float) @ LUMA)[self.values]
        elif self.values.ndim == 3:
            grey = np.empty(self.values.shape[:2])
            for row in range(0, len(grey), ROWS_AT_ONCE):
                rows = slice(row, row + ROWS_AT_ONCE)
                grey[rows] = self.values[rows].astype(float) @ LUMA
        else:
            grey = self.values.astype(float)
        if self.white is not None:
            np.subtract(self.white, grey, out=grey)
        return self._upright(grey)

    def labels(self):
        """What is stored, as an (H, W) array: whether white is zero says nothing of labels."""
        values = self.values
        if self.palette is not None:
            values = self._labels_of_palette()
        elif values.ndim == 3:
            if np.any(values != values[..., :1]) and not self._is_in_the_alpha():
                raise Unreadable(
                    "is a colour image; save the mask with one grey level or palette index "
                    "per label"
                )
            values = values[..., 0]
        if self.alpha is not None:
            if self._is_in_the_alpha():
                values = self.alpha
            elif np.any(values[self.alpha == 0]):
                raise Unreadable("hides labels by transparency; save the mask without it")
        if self.step:
            whole = np.rint(values)
            values = whole if np.all(np.abs(values - whole) <= self.step) else values
        return self._upright(values)

    def _labels_of_palette(self):
        """Indices are labels, unless the order of the palette would invert or shuffle them."""
        used = np.unique(self.values)
        colours = self.palette[used].astype(int)
        if np.all(colours == colours[:, :1]):
            levels = self.palette[:, 0]
            ascending = np.all(np.diff(colours[:, 0]) >= 0)
            return self.values if ascending else levels[self.values]
        if np.any(~colours[used > 0].any(axis=1)) and not (used[0] == 0 and not colours[0].any()):
            raise Unreadable(
                "has a palette in which black is not the first colour, so it is unclear what "
                "the background is; save the mask with one grey level per label"
            )
        return self.values

    def _is_in_the_alpha(self):
        """All pixels have one colour, and differ in transparency alone."""
        if self.alpha is None or np.all(self.alpha == self.alpha[0, 0]):
            return False
        colours = self.values if self.palette is None else self.palette[self.values]
        return bool(np.all(colours == colours[0, 0]))

    def _upright(self, picture):
        turn = {
            2: lambda a: a[:, ::-1],
            3: lambda a: a[::-1, ::-1],
            4: lambda a: a[::-1],
            5: np.transpose,
            6: lambda a: np.rot90(a, -1),
            7: lambda a: np.transpose(a[::-1, ::-1]),
            8: np.rot90,
        }.get(self.orientation)
        return turn(picture) if turn else picture


def check_size(*shape):
    """Refuse what declares no pixels, or more than `MAX_PIXELS`.

    Parameters
    ----------
    *shape : int
        Length of each axis, in pixels.

    Raises
    ------
    Unreadable
    """
    if min(shape) < 1:
        raise Unreadable("declares an image without pixels; save or download it again")
    if prod(shape) > MAX_PIXELS:
        raise Unreadable(
            f"declares {' × '.join(map(str, shape))} pixels; "
            f"crop or shrink it to at most {MAX_PIXELS // 10**6} million"
        )


def slice_at(position, n_slices):
    """Give the index of the slice at a position.

    Parameters
    ----------
    position : float in [0, 1]
        0 is the first slice, 1 the last.
    n_slices : int
        How many there are.

    Returns
    -------
    int
        From 0 to ``n_slices - 1``.
    """
    return min(int(position * n_slices), n_slices - 1)
