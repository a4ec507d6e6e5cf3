"""Describe values to the browser: pictures, bars, charts, or, where none of them fits, words."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageColor

from segview.exercises.feedback import numbers, short

PIXELS = 1_000_000  # of a picture that is drawn
BARS = 1000
CLASSES = 8  # that have colours
Colours = Callable[[int], Sequence[str]]
SIDE = 160  # pixels of a chart of dots


def described(value: Any, kind: str, colours: Colours) -> dict[str, Any]:
    """Describe a value.

    Parameters
    ----------
    value : object
        A number, an array, or what a call of ``plt`` gave back.
    kind : {"image", "labels", "bars", "histograms", "dots", "number"}
        How to draw it, if that can be done.
    colours : callable
        Number of classes to their colours, as `segview.theme.class_colours`.

    Returns
    -------
    dict
        One of ``picture`` (address) with its ``size`` in pixels, ``bars``, ``histograms``, ``dots``
        (address) with the ends of its ``axes``, and ``text``.
    """
    if kind == "histograms":
        return {"histograms": list(map(_histogram, value, reversed(colours(2)), ("brain", "rest")))}
    array = numbers(value)
    if array is None or not array.size:
        return {"text": "no numbers"}
    if kind in ("image", "labels") and array.ndim == 2 and array.size <= PIXELS:
        return {"picture": _picture(array, kind, colours), "size": array.shape[::-1]}
    if kind == "dots":
        return _dots(array, colours)
    if kind == "bars" and array.ndim == 1 and array.size <= BARS:
        return {"bars": [max(float(v), 0.0) for v in np.nan_to_num(array)]}
    if array.ndim == 0:
        return {"text": short(value)}
    if array.size <= 10:
        return {"text": np.array2string(array, precision=3)}
    return {"text": f"array of shape {array.shape}"}


def _histogram(drawn, colour, name):
    counts, edges = drawn
    limits = [float(edge) for edge in edges]
    return {"name": name, "colour": colour, "counts": counts.tolist(), "edges": limits}


def _dots(rows, colours):
    """Draw one dot per row of x, y and colour, the later ones above the others."""
    x, y, classes = np.nan_to_num(rows.astype(float)).T
    axes = [[min(float(v.min()), 0.0), max(float(v.max()), 1e-9)] for v in (x, y)]
    places = [
        ((v - low) / (high - low) * (SIDE - 1)).astype(int)
        for v, (low, high) in zip((x, y), axes, strict=True)
    ]
    names = np.unique(classes)
    palette = colours(min(max(len(names), 2), CLASSES))
    shown = np.searchsorted(names, classes) % len(palette)
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    canvas[SIDE - 1 - places[1], places[0]] = 1 + shown
    picture = Image.fromarray(canvas, "P")
    picture.putpalette(_palette(["#000000", *palette]))
    return {"dots": _address(picture, transparency=0), "axes": axes}


def _picture(array, kind, colours):
    """A grey picture of an image, or one in the colours of the classes, as an address."""
    labels = np.unique(array)
    if kind == "labels" and len(labels) <= CLASSES and set(labels.tolist()) <= set(range(CLASSES)):
        picture = Image.fromarray(array.astype(np.uint8), "P")
        picture.putpalette(_palette(colours(max(int(labels[-1]) + 1, 2))))
        return _address(picture)
    with np.errstate(all="ignore"):
        low, high = float(array.min()), float(array.max())
        share = np.nan_to_num((array - low) / ((high - low) or 1))
    return _address(Image.fromarray((share.clip(0, 1) * 255).astype(np.uint8)))


def _palette(colours):
    return [part for colour in colours for part in ImageColor.getrgb(colour)]


def _address(picture, **options):
    file = BytesIO()
    picture.save(file, "PNG", **options)
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"
