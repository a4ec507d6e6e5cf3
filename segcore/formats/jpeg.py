"""Decode JPEG, and find out whether one is whole: the decoders fill what is missing with grey."""

import random
import re
from dataclasses import dataclass, field

import numpy as np

from segcore.formats.contents import RGB, Contents
from segcore.formats.pillow import open_with_pillow, orientation_of
from segcore.formats.stored import Stored, Unreadable

START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN = 0xD8, 0xD9, 0xDA
DECODABLE = {0xC0, 0xC1, 0xC2}  # sequential and progressive, with Huffman codes
LOSSLESS = {0xC3, 0xF7}  # without coefficients; the second is JPEG-LS
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | LOSSLESS
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without content
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
INCOMPLETE = "ends before its last pixel; save or download it again"


@dataclass
class JpegFrame:
    """What the markers of a JPEG say. ``end`` is where its compressed pixels end."""

    kind: int = 0
    bits: int = 0
    height: int = 0
    width: int = 0
    missing_bits: dict = field(default_factory=dict)  # of each coefficient of each component
    end: int = 0


def decode_jpeg(data):
    """Decode a JPEG.

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
    ITU-T T.81 (1992), Digital compression and coding of continuous-tone still images.
    """
    frame = _common_frame(data)
    with open_with_pillow(data, "JPEG") as image:
        values = _pixels(image)
        orientation = orientation_of(image)
    check_complete(data, frame, values, lambda probe: _pixels(open_with_pillow(probe, "JPEG")))
    return Stored(values, orientation=orientation)


def describe_jpeg(data):
    """Say what a JPEG holds.

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
    _common_frame(data)
    with open_with_pillow(data, "JPEG") as image:
        return Contents(
            "JPEG",
            (image.height, image.width),
            "8 bit",
            channels=() if image.mode == "L" else RGB,
            turned=orientation_of(image),
        )


def _common_frame(data):
    frame = read_frame(data)
    if frame.bits and (frame.kind not in DECODABLE or frame.bits != 8):
        raise Unreadable(
            f"is a JPEG of an uncommon kind (process {frame.kind - 0xC0}, {frame.bits} bits); "
            "save it as PNG or TIFF"
        )
    return frame


def _pixels(image):
    return np.asarray(image if image.mode in ("L", "RGB") else image.convert("RGB"))


def read_frame(data):
    """Walk from marker to marker, to the end of the image or of the data.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    JpegFrame
    """
    frame = JpegFrame(end=len(data))
    components, at = [], 0
    while match := MARKER.search(data, at):
        marker, at = match[1][0], match.end()
        if marker == END_OF_IMAGE:
            frame.end = match.start()
            break
        if marker in ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        content = data[at + 2 : at + length]
        at += max(length, 2)
        if marker in FRAMES:
            frame.kind, frame.bits = marker, content[0]
            frame.height = int.from_bytes(content[1:3], "big")
            frame.width = int.from_bytes(content[3:5], "big")
            components = list(content[6 : 6 + 3 * content[5] : 3])
            if marker not in LOSSLESS:
                frame.missing_bits = {(c, k): 8 for c in components for k in range(64)}
        elif marker == START_OF_SCAN and frame.kind not in LOSSLESS:
            n = content[0]
            first, last, approximation = content[1 + 2 * n : 4 + 2 * n]
            for component in content[1 : 1 + 2 * n : 2]:
                for k in range(first, min(last, 63) + 1):
                    frame.missing_bits[component, k] = approximation & 15
    return frame


def check_complete(data, frame, values, decode):
    """Refuse a JPEG whose pixels end too early.

    A whole one never looks at what follows its last pixel. So put noise there, behind every
    restart marker that might be waited for: if any pixel changes, some were missing.

    Parameters
    ----------
    data : bytes
    frame : JpegFrame
        What `read_frame` found in them.
    values : ndarray
        Their pixels, as `decode` gives them.
    decode : callable
        From bytes to pixels.

    Raises
    ------
    Unreadable
        If bits of a coefficient, or pixels, are missing.
    """
    noise = random.Random(0).randbytes(64).replace(b"\xff", b"\x7f")
    restarts = b"".join(bytes([0xFF, 0xD0 + k]) + noise for k in range(8))
    probe = data[: frame.end] + noise + restarts + bytes([0xFF, END_OF_IMAGE])
    if any(frame.missing_bits.values()) or not np.array_equal(decode(probe), values):
        raise Unreadable(INCOMPLETE)
