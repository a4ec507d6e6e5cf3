"""Masks in any way people save them: what was found, and which class each of it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from segcore.formats import Pick, Unreadable, slices
from segcore.reading import carefully, check_shape, checked, decoded, whole

MOST = 64
CHUNK = 2**20


@dataclass(frozen=True)
class Found:
    """One label of a mask.

    Attributes
    ----------
    key : int
        What the mask stores: a number, or red, green and blue in one.
    share : float
        Its share of all pixels.
    colour : (int, int, int) or None
        Red, green and blue, 0 to 255, where the mask has colours.
    """

    key: int
    share: float
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, eq=False)
class Labels:
    """A mask as it was understood.

    Attributes
    ----------
    kind : str
        What tells its labels apart: ``"numbers"``, ``"colours"``, ``"palette"`` or
        ``"transparency"``.
    keys : (H, W) integer array
        One `Found.key` per pixel.
    found : tuple of Found
        All labels, the background first.
    """

    kind: str
    keys: np.ndarray
    found: tuple[Found, ...]

    def classes(self, of: Mapping[int, int]) -> np.ndarray:
        """Give every pixel the class of its label.

        Parameters
        ----------
        of : mapping of int to int
            Class of each key, 0 to 255.

        Returns
        -------
        (H, W) uint8 array

        Raises
        ------
        KeyError
            If a label has no class.
        """
        here, places = np.unique(self.keys, return_inverse=True)
        table = np.array([of[int(key)] for key in here], np.uint8)
        return table[places].reshape(self.keys.shape)


def read_labels(source, name="", shape=None, *, page=None, axis=None, index=None):
    """Read a mask in which numbers, a palette, transparency or colours tell the labels apart.

    Parameters
    ----------
    source : bytes, path or open binary file
    name : str
        What to call the file in an error; by default the file name of a path.
    shape : (H, W), optional
        Shape of the image that the mask belongs to.
    page, axis, index : int, optional
        As in `segcore.read_image`.

    Returns
    -------
    Labels
        With at most 64 labels. The background is 0, or black; without either it is what comes
        first, among colours what covers most.

    Raises
    ------
    ImageError
        As `segcore.read_mask`, except that colours are understood; and if there are more labels.
    """
    pick = Pick(0.5, index, axis, page)

    def understood(data):
        keys = _keys(decoded(data, pick), alone=index is None)
        return Labels(keys.kind, keys.values, _found(keys, _counts(keys.values)))

    labels = carefully(source, name, understood)
    check_shape(labels.keys, shape, name or "This mask")
    return labels


def labels_of_volume(source, name=""):
    """Find the labels of all slices of a volume together.

    Parameters
    ----------
    source : bytes
    name : str
        What to call the file in an error.

    Returns
    -------
    kind : str
    found : tuple of Found
        As in `Labels`.

    Raises
    ------
    ImageError
        As `read_labels`.
    """

    def all_slices(data):
        counts = {}
        for stored in slices(data):
            keys = _keys(checked(stored), alone=False)
            for key, n in _counts(keys.values).items():
                counts[key] = counts.get(key, 0) + n
            _few(counts)
        return keys.kind, _found(keys, counts)

    return carefully(source, name, all_slices)


def _few(counts):
    if len(counts) > MOST:
        raise Unreadable(
            f"has more than {MOST} different values, so it shows no labels; save the mask with "
            "one number or colour per label, without smoothing or JPEG"
        )
    return counts


def _counts(keys):
    """How often each label is there."""
    counts = {}
    flat = keys.ravel()
    for start in range(0, flat.size, CHUNK):
        here, times = np.unique(flat[start : start + CHUNK], return_counts=True)
        _few(here)
        for key, n in zip(here.tolist(), times.tolist(), strict=True):
            counts[int(key)] = counts.get(int(key), 0) + n
    return _few(counts)


def _found(keys, counts):
    """Labels with their share, the background first."""
    n_pixels, most = sum(counts.values()), max(counts.values())
    found = [Found(key, n / n_pixels, keys.colour_of(key)) for key, n in sorted(counts.items())]
    black = any(one.colour is not None and not any(one.colour) for one in found)
    if keys.kind in ("colours", "palette"):
        found.sort(key=lambda one: any(one.colour) if black else counts[one.key] < most)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Keys:
    """What tells the labels apart, (H, W), and the colour of each."""

    kind: str
    values: np.ndarray
    colour_of: Callable = lambda _: None


def _keys(stored, alone):
    """Keys of a picture; slices of a volume are understood alike, whatever is in each."""
    if alone and stored.in_alpha:
        return _Keys("transparency", whole(stored.labels()))
    if (palette := stored.coloured_palette) is not None:
        values = stored.upright(stored.visible(stored.values))
        return _Keys("palette", values, lambda key: tuple(int(part) for part in palette[key]))
    if stored.named and stored.palette is None and (stored.coloured or _many(stored, alone)):
        return _packed(stored)
    return _Keys("numbers", whole(stored.labels()))


def _many(stored, alone):
    return not alone and stored.values.ndim == 3


def _packed(stored):
    """Red, green and blue in one number."""
    colours = stored.visible(stored.values)
    bits = colours.dtype.itemsize * 8
    if colours.dtype.kind != "u" or bits > 16:
        raise Unreadable("has colours of more than 16 bits; save the mask with 8 bits")
    packed = np.zeros(colours.shape[:2], np.uint64 if bits > 8 else np.uint32)
    for channel in range(3):
        packed <<= bits
        packed |= colours[..., channel]

    def colour_of(key):
        return tuple((key >> bits * place & (1 << bits) - 1) >> bits - 8 for place in (2, 1, 0))

    return _Keys("colours", stored.upright(packed), colour_of)
