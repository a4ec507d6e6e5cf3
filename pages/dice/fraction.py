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
AROUND = 8  # pixels


def fraction(mask, found):
    """Twice what both masks share, over one mask and the other, in the colours of the errors."""
    both, extra, missed = mask & found, found & ~mask, mask & ~found
    codes = (both * 1, both * 1 + extra * 2, both * 1 + missed * 3)
    shared, result, truth = (_cropped(code, mask | found) for code in codes)
    return [
        Note(f"**Dice** = 2 × what both share: 2 · {both.sum():,}"),
        *_pair((shared, "once"), (shared, "twice")),
        Note(
            f"divided by the size of one plus the size of the other: {mask.sum():,} + {found.sum():,}"
        ),
        *_pair((truth, "ground truth"), (result, "result")),
    ]


def _pair(*pictures):
    return [Labels(codes, COLOURS, caption) for codes, caption in pictures]


def _cropped(codes, inside):
    """Rows and columns around what is inside; everything if nothing is."""
    for axis in (0, 1):
        at = np.flatnonzero(inside.any(axis=1 - axis))
        low, high = (at[0], at[-1]) if at.size else (0, inside.shape[axis])
        codes = codes.take(
            range(max(0, low - AROUND), min(inside.shape[axis], high + AROUND)), axis
        )
    return codes
