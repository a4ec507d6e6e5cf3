"""Turn arrays into few bytes for the browser.

A feature becomes integer levels; each level is predicted from its left, upper and upper-left
neighbours (the plane through them), and what is left of it is deflated. Blurred images shrink
to a fraction this way. Labels are deflated as they are. ``web/scene/levels.js`` undoes it.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segview.cache.remembering import recall

EXACT = 65535
FINE = 2047
LARGE = 1_000_000  # bytes from which on deflating fast matters more than deflating well


@dataclass(frozen=True)
class Packed:
    """An array as the browser receives it.

    Attributes
    ----------
    id : str
        Hash of the content: equal arrays have equal ids.
    body : bytes
        Length of the head (4 bytes, little-endian), head (JSON), deflated levels.
    """

    id: str
    body: bytes


def pack(feature: np.ndarray, top: int = FINE) -> Packed:
    """Pack one feature.

    Parameters
    ----------
    feature : (H, W) float array
        Finite values.
    top : int
        Highest level, at most 65535. Levels 0 ... top are spread evenly over the feature's range
        (over [0, 1] when it lies in there and `top` is 65535, so that 16-bit images stay exact).

    Returns
    -------
    Packed
    """
    low, high = float(feature.min()), float(feature.max())
    if top == EXACT and low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    if high == low:
        high = low + 1
    levels = np.rint((feature - low) / (high - low) * top).astype(np.uint16)
    return _deflate(levels.tobytes(), feature.shape, low, high, top, True)


def pack_labels(labels: np.ndarray, classes: int) -> Packed:
    """Pack labels 0 ... classes - 1, an (H, W) integer array."""
    return _deflate(
        labels.astype(np.uint8).tobytes(), labels.shape, 0, classes - 1, classes - 1, False
    )


def enclose(data: Mapping[str, Any], arrays: Sequence[Packed]) -> bytes:
    """Put a description and arrays into one answer; ``web/scene/answer.js`` takes them out.

    Parameters
    ----------
    data : mapping
        The description, in plain JSON.
    arrays : sequence of Packed
        The arrays.

    Returns
    -------
    bytes
        Length of the head (4 bytes, little-endian), head (JSON: the description, and the number of
        bytes of each array), arrays.
    """
    head = {"data": data, "sizes": [len(array.body) for array in arrays]}
    text = json.dumps(head, allow_nan=False).encode()
    return b"".join((struct.pack("<I", len(text)), text, *(array.body for array in arrays)))


def _deflate(
    raw: bytes, shape: tuple[int, int], low: float, high: float, top: int, smooth: bool
) -> Packed:
    """Pack levels, or find them packed already: most arrays are sent to many learners."""
    meta = {"height": shape[0], "width": shape[1], "low": low, "high": high, "top": top}
    meta["smooth"] = smooth
    digest = hashlib.blake2b(raw + repr(meta).encode(), digest_size=9).hexdigest()
    head = json.dumps({"id": digest, **meta}).encode()

    def body() -> bytes:
        plain = _predicted(raw, shape) if smooth else raw
        return zlib.compress(plain, 6 if len(raw) < LARGE else 1)

    packed = recall(("packed", digest), body)
    return Packed(digest, struct.pack("<I", len(head)) + head + packed)


def _predicted(raw: bytes, shape: tuple[int, int]) -> bytes:
    """What is left of 16-bit levels after prediction: all low bytes, then all high bytes."""
    levels = np.frombuffer(raw, np.uint16).reshape(shape)
    rest = levels.copy()
    rest[:, 1:] -= levels[:, :-1]
    rest[1:] -= levels[:-1]
    rest[1:, 1:] += levels[:-1, :-1]
    return (rest & 255).astype(np.uint8).tobytes() + (rest >> 8).astype(np.uint8).tobytes()
