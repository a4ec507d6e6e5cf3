"""The fraction of the Dice coefficient as areas: what both masks share over the masks themselves."""

import numpy as np

from segview import theme
from segview.scene import Labels, Note

COLOURS = (
    theme.TRUE_NEGATIVE,
    theme.TRUE_POSITIVE,
    theme.FALSE_POSITIVE,
    theme.FALSE_NEGATIVE,
)
AROUND, WIDTH = 8, 150  # pixels of the image, and of the screen


def fraction(mask, found):
    """Twice what both masks share, over one mask and the other, in the colours of the errors."""
    both, extra, missed = mask & found, found & ~mask, mask & ~found
    sizes = f"{mask.sum():,} + {found.sum():,}"
    inside = mask | found
    shared, truth, result = (
        _cropped(codes, inside) for codes in (both * 1, both * 1 + missed * 3, both * 1 + extra * 2)
    )
    return [
        Note(f"**Dice** = what both share, twice: 2 · {both.sum():,}"),
        Labels(shared, COLOURS, "once", WIDTH),
        Labels(shared, COLOURS, "twice", WIDTH),
        Note(f"divided by the size of one plus the size of the other: {sizes}"),
        Labels(truth, COLOURS, "ground truth", WIDTH),
        Labels(result, COLOURS, "result", WIDTH),
    ]


def _cropped(codes, inside):
    """The rectangle around what is inside; everything if nothing is."""
    for axis in (0, 1):
        at = np.flatnonzero(inside.any(axis=1 - axis))
        low, high = (at[0] - AROUND, at[-1] + AROUND) if at.size else (0, inside.shape[axis])
        codes = codes.take(range(max(0, low), min(inside.shape[axis], high + 1)), axis)
    return codes
