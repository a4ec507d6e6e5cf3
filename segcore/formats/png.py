"""Decode PNG."""

import numpy as np

from segcore.formats.contents import RGB, Contents
from segcore.formats.pillow import open_with_pillow, orientation_of
from segcore.formats.stored import Stored

GREY = 0


def decode_png(data):
    """Decode a PNG of any depth.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.

    References
    ----------
    ISO/IEC 15948, Portable Network Graphics.
    """
    with open_with_pillow(data, "PNG") as image:
        bits, colour_type = data[24], data[25]
        if bits == 16 and colour_type != GREY:
            import imagecodecs  # Pillow would cut the samples to 8 bits

            values = imagecodecs.png_decode(data)
            return _without_alpha(values, orientation=orientation_of(image))
        values = np.array(image)
        orientation = orientation_of(image)
        key = image.info.get("transparency")
        if image.mode == "P":
            palette = np.zeros((256, 3), np.uint8)
            colours = np.reshape(image.getpalette("RGB"), (-1, 3))
            palette[: len(colours)] = colours
            return Stored(values, palette, _alpha_of_indices(values, key), orientation=orientation)
    if colour_type == GREY and bits in (2, 4):
        values //= 255 // (2**bits - 1)  # Pillow spreads the levels over 0 to 255
    if key is not None and values.shape[2:] in ((), (3,)):
        visible = values != np.asarray(key, dtype=values.dtype)
        visible = visible.any(axis=-1) if values.ndim == 3 else visible
        return Stored(values, alpha=visible, orientation=orientation)
    return _without_alpha(values, orientation=orientation)


def describe_png(data):
    """Say what a PNG holds.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Contents

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.
    """
    with open_with_pillow(data, "PNG") as image:
        palette = image.getpalette("RGB") if image.mode == "P" else None
        colour = data[25] & 2 and (palette is None or not _is_grey(palette))
        notes = {"palette": image.mode == "P"}
        notes["transparency"] = data[25] & 4 or "transparency" in image.info
        return Contents(
            "PNG",
            (image.height, image.width),
            f"{data[24]} bit",
            channels=RGB if colour else (),
            notes=tuple(name for name, there in notes.items() if there),
            turned=orientation_of(image),
        )


def _is_grey(palette):
    return palette[0::3] == palette[1::3] == palette[2::3]


def _without_alpha(values, orientation):
    channels = values.shape[2] if values.ndim == 3 else 1
    alpha = values[..., -1] if channels in (2, 4) else None
    if values.ndim == 3:
        values = values[..., :3] if channels > 2 else values[..., 0]
    return Stored(values, alpha=alpha, orientation=orientation)


def _alpha_of_indices(values, key):
    if key is None:
        return None
    if isinstance(key, int):
        return values != key
    table = np.full(256, 255, np.uint8)
    table[: len(key)] = np.frombuffer(key, np.uint8)
    return table[values]
