"""What a file stores, and what it means: grey levels to look at, or labels to count."""

from dataclasses import dataclass
from math import prod

import numpy as np

MAX_PIXELS = 16_000_000
LUMA = np.array([0.2126, 0.7152, 0.0722])
ROWS_AT_ONCE = 256


class Unreadable(Exception):
    """A reason and an advice, worded to follow the name of the file."""


@dataclass(frozen=True)
class Pick:
    """What to see of a file that holds more than one picture.

    Attributes
    ----------
    position : float in [0, 1]
        Which slice, where ``index`` does not say.
    index : int, optional
        Which slice, from 0.
    axis : int, optional
        The stored axis along which slices are taken; by default the last.
    page : int, optional
        Which of the pages that `describe_file` lists.
    channel : int, optional
        Which of the channels that it lists; by default the luminance of all.
    window : (float, float), optional
        Centre and width of the values to tell apart; by default all.
    """

    position: float = 0.5
    index: int | None = None
    axis: int | None = None
    page: int | None = None
    channel: int | None = None
    window: tuple[float, float] | None = None

    def slice_of(self, n_slices):
        """Index of the slice among so many; Unreadable if it is not there."""
        if self.index is None:
            return min(int(self.position * n_slices), n_slices - 1)
        return chosen(self.index, range(n_slices), "slice")


@dataclass
class Stored:
    """One picture as its file stores it.

    Attributes
    ----------
    values : (H, W) or (H, W, n) array
        Grey, red-green-blue, channels without a colour, or indices into ``palette``.
    palette : (n, 3) array, optional
    alpha : (H, W) array, optional
        0 where the picture is transparent.
    white : number, optional
        The file says that small values are bright: what is seen is ``white - values``.
    step : float
        Labels may miss whole numbers by this much, because the file stores them scaled.
    orientation : int
        As TIFF and EXIF number it; 1 is upright.
    named : bool
        Whether the channels of ``values`` are called red, green and blue.
    """

    values: np.ndarray
    palette: np.ndarray | None = None
    alpha: np.ndarray | None = None
    white: float | None = None
    step: float = 0.0
    orientation: int = 1
    named: bool = True

    def grey(self, channel=None, window=None):
        """What is seen, without transparency, as a new (H, W) float64 array; see `Pick`."""
        grey = self._shown(channel)
        if window is not None:
            if channel is not None or self.values.ndim == 3 or self.palette is not None:
                raise Unreadable("is in colour, to which no window belongs; choose the full range")
            _squeeze(grey, *window)
        if self.white is not None:
            np.subtract(self.white if window is None else 1, grey, out=grey)
        return self.upright(grey)

    def _shown(self, channel):
        """Grey levels as stored."""
        if channel is not None:
            if self.palette is not None:
                return chosen(channel, self.palette.T, "channel").astype(float)[self.values]
            channels = np.moveaxis(self.values, -1, 0) if self.values.ndim == 3 else ()
            return chosen(channel, channels, "channel").astype(float)
        if self.palette is not None:
            return (self.palette.astype(float) @ LUMA)[self.values]
        self._check_names()
        if self.values.ndim == 3:
            grey = np.empty(self.values.shape[:2])
            for row in range(0, len(grey), ROWS_AT_ONCE):
                rows = slice(row, row + ROWS_AT_ONCE)
                grey[rows] = self.values[rows].astype(float) @ LUMA
            return grey
        return self.values.astype(float)

    def labels(self):
        """What is stored, as an (H, W) array: whether white is zero says nothing of labels."""
        self._check_names()
        values = self.values
        if self.in_alpha:
            values = self.alpha
        elif self.palette is not None:
            values = self.visible(self._labels_of_palette())
        elif self.coloured:
            raise Unreadable(
                "is a colour image; save the mask with one grey level or palette index per label"
            )
        else:
            values = self.visible(values[..., 0] if values.ndim == 3 else values)
        if self.step:
            whole = np.rint(values)
            values = whole if np.all(np.abs(values - whole) <= self.step) else values
        return self.upright(values)

    def visible(self, labels):
        """The same labels, (H, W) or (H, W, 3); Unreadable if transparency hides some."""
        if self.alpha is not None and np.any(labels[self.alpha == 0]):
            raise Unreadable("hides labels by transparency; save the mask without it")
        return labels

    @property
    def coloured_palette(self):
        """The palette as colours of 8 bits, (n, 3), unless all that is used of it is grey."""
        if self.palette is None:
            return None
        used = self.palette[np.unique(self.values)]
        if np.all(used == used[:, :1]):
            return None
        return self.palette >> 8 if self.palette.max() > 255 else self.palette

    @property
    def coloured(self):
        """Whether any pixel has a colour that is not grey."""
        return self.values.ndim == 3 and bool(np.any(self.values != self.values[..., :1]))

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

    def _check_names(self):
        if not self.named:
            raise Unreadable(
                f"holds {self.values.shape[2]} channels that are not called grey, colour or "
                "transparency; choose one, or save one image per page"
            )

    @property
    def in_alpha(self):
        """Whether all pixels have one colour, and differ in transparency alone."""
        if self.alpha is None or np.all(self.alpha == self.alpha[0, 0]):
            return False
        colours = self.values if self.palette is None else self.palette[self.values]
        return bool(np.all(colours == colours[0, 0]))

    def upright(self, picture):
        """A picture, (H, W), turned as the file wants it seen."""
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


def _squeeze(grey, centre, width):
    """Spread a window over 0 to 1, in place, and cut off what is beyond (DICOM PS3.3 C.11.2.1)."""
    if not (np.isfinite(centre) and np.isfinite(width) and width >= 1):
        raise Unreadable("proposes a window without width; choose the full range")
    grey -= centre - 0.5
    grey /= max(width - 1, 1e-9)
    grey += 0.5
    np.clip(grey, 0, 1, out=grey)


def check_size(*shape, most=MAX_PIXELS):
    """Refuse what declares no pixels, or too many.

    Parameters
    ----------
    *shape : int
        Length of each axis, in pixels.
    most : int
        How many there may be in all.

    Raises
    ------
    Unreadable
    """
    if min(shape) < 1:
        raise Unreadable("declares an image without pixels; save or download it again")
    if prod(shape) > most:
        raise Unreadable(
            f"declares {' × '.join(map(str, shape))} pixels; "
            f"crop or shrink it to at most {most // 10**6} million"
        )


def chosen(number, among, what):
    """Give what was chosen by its number.

    Parameters
    ----------
    number : int
        From 0.
    among : sequence
        What there is.
    what : str
        What one of it is called, such as ``"page"``.

    Returns
    -------
    object
        One of them.

    Raises
    ------
    Unreadable
        If there are fewer.
    """
    if not 0 <= number < len(among):
        raise Unreadable(f"has no {what} {number + 1}; choose one of {len(among)}")
    return among[number]
