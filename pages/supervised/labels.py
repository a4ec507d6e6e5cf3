"""Labelled pixels: where to put some, and the training pixels around them."""

import numpy as np


def mark_pixels(labels, per_class=10):
    """Mark some pixels of every class, spread evenly over its pixels in row order.

    Parameters
    ----------
    labels : (H, W) integer array
    per_class : int
        Marks per class; a class with fewer pixels gets one for each.

    Returns
    -------
    tuple of (row, column, label)
        Class by class.

    Examples
    --------
    >>> mark_pixels(np.array([[0, 0, 0, 1]]), per_class=1)
    ((0, 1, 0), (0, 3, 1))
    """
    labels = np.asarray(labels)
    marks = []
    for label in np.unique(labels):
        pixels = np.flatnonzero(labels == label)
        count = min(per_class, len(pixels))
        spread = pixels[((np.arange(count) + 0.5) / count * len(pixels)).astype(int)]
        rows, columns = np.unravel_index(spread, labels.shape)
        marks += [
            (int(row), int(column), int(label)) for row, column in zip(rows, columns, strict=True)
        ]
    return tuple(marks)


def marked_pixels(marks, shape, radius=2):
    """Turn marks into training pixels: each labels a small disc around it.

    Parameters
    ----------
    marks : sequence of (row, column, label)
        Marks outside the image are ignored.
    shape : (H, W)
    radius : float
        Pixels at most this far from a mark, and in the image, get its label. Where discs overlap,
        the later mark counts.

    Returns
    -------
    pixels : (n,) integer array
        Their numbers in row order, each once.
    labels : (n,) integer array
        Their labels.
    """
    canvas = np.full(shape, -1)
    row, column = np.ogrid[: shape[0], : shape[1]]
    for r, c, label in marks:
        if 0 <= r < shape[0] and 0 <= c < shape[1]:
            canvas[(row - r) ** 2 + (column - c) ** 2 <= radius**2] = label
    pixels = np.flatnonzero(canvas >= 0)
    return pixels, canvas.ravel()[pixels]
