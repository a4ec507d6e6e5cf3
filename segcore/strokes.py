"""Labels that somebody has painted on an image: strokes of a brush, in their order."""

import re
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

UNLABELLED = -1
LARGEST = 65535  # row or column
_STROKE = re.compile(r"(-1|\d{1,2})(?:r(\d{1,3}(?:\.5)?)|(f)):(\d+,\d+(?:_\d+,\d+)*)")


@dataclass(frozen=True)
class Stroke:
    """One movement of a brush, or one touch of the paint bucket.

    Attributes
    ----------
    label : int
        What it says of the pixels; `UNLABELLED` takes labels away, as an eraser does.
    radius : float or None
        Of the brush, in pixels, a multiple of 0.5; None for the bucket.
    points : tuple of (int, int)
        Rows and columns of the pixels that the brush has passed, or where the bucket was emptied.
    """

    label: int
    radius: float | None
    points: tuple[tuple[int, int], ...]

    def paint(self, labels):
        """Paint over labels, an (H, W) integer array, in place.

        A brush reaches all pixels whose centre is at most its radius away from the line through its
        points. A bucket reaches all pixels of the label that lies under it which hang together by
        their sides.
        """
        if self.radius is None:
            row, column = self.points[0]
            if row < labels.shape[0] and column < labels.shape[1]:
                parts, _ = ndimage.label(labels == labels[row, column])
                labels[parts == parts[row, column]] = self.label
            return
        ends = self.points[1:] or self.points
        for start, end in zip(self.points, ends, strict=False):
            part, near = _near_line(labels.shape, start, end, self.radius)
            labels[part][near] = self.label


def painted(shape, strokes):
    """Labels of all pixels that strokes have reached; a later stroke covers an earlier one.

    Parameters
    ----------
    shape : (H, W)
        Of the image.
    strokes : sequence of Stroke
        In the order in which they were painted.

    Returns
    -------
    (H, W) int16 array
        `UNLABELLED` where nobody has painted.

    Examples
    --------
    >>> painted((3, 4), [Stroke(1, 0.5, ((0, 0), (0, 2))), Stroke(0, None, ((2, 0),))])
    array([[1, 1, 1, 0],
           [0, 0, 0, 0],
           [0, 0, 0, 0]], dtype=int16)
    """
    labels = np.full(shape, UNLABELLED, np.int16)
    for stroke in strokes:
        stroke.paint(labels)
    return labels


def strokes_text(strokes):
    """Write strokes as text, such as ``"1r2.5:3,4_3,9;0f:8,8"``; `strokes_of` reads it.

    Parameters
    ----------
    strokes : sequence of Stroke

    Returns
    -------
    str
        Label, ``r`` with the radius or ``f`` for the bucket, rows and columns of the points.
    """
    return ";".join(
        f"{stroke.label}{'f' if stroke.radius is None else f'r{stroke.radius:g}'}:"
        + "_".join(f"{row},{column}" for row, column in stroke.points)
        for stroke in strokes
    )


def strokes_of(text):
    """Read strokes from text.

    Parameters
    ----------
    text : str
        As `strokes_text` writes it.

    Returns
    -------
    tuple of Stroke

    Raises
    ------
    ValueError
        If the text is anything else.
    """
    return tuple(map(_stroke, text.split(";"))) if text else ()


def _stroke(text):
    found = _STROKE.fullmatch(text)
    if not found:
        raise ValueError(f"“{text[:40]}” is no stroke such as 1r2.5:3,4_3,9.")
    label, radius, bucket, line = found.groups()
    points = tuple(tuple(map(int, point.split(","))) for point in line.split("_"))
    if np.max(points) > LARGEST or (bucket and len(points) > 1):
        raise ValueError(f"“{text[:40]}” does not lie in an image.")
    return Stroke(int(label), None if bucket else float(radius), points)


def _near_line(shape, start, end, radius):
    """Which pixels are near a line: the part of the image around it, and a mask of this part.

    Products of whole numbers alone are compared, so that a browser finds the very same pixels.
    """
    (r0, c0), (r1, c1) = start, end
    reach = int(np.ceil(radius))
    rows = slice(max(min(r0, r1) - reach, 0), min(max(r0, r1) + reach + 1, shape[0]))
    columns = slice(max(min(c0, c1) - reach, 0), min(max(c0, c1) + reach + 1, shape[1]))
    r, c = (axis.astype(float) for axis in np.ogrid[rows, columns])
    down, right = r1 - r0, c1 - c0
    length = down**2 + right**2
    along = (r - r0) * down + (c - c0) * right
    across = (r - r0) * right - (c - c0) * down
    beside = (along > 0) & (along < length) & (across * across <= radius**2 * length)
    near_start = (r - r0) ** 2 + (c - c0) ** 2 <= radius**2
    near_end = (r - r1) ** 2 + (c - c1) ** 2 <= radius**2
    return (rows, columns), beside | near_start | near_end
