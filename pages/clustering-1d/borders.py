"""Where the label changes along one feature, in numbers and in words."""

from itertools import pairwise

import numpy as np

from segcore import midpoints
from segcore.thresholds import midway


def label_changes(values, labels):
    """Find the values at which the label changes, along one feature.

    Parameters
    ----------
    values : (n,) or (n, 1) ndarray
        One feature.
    labels : (n,) ndarray
        Label of each pixel, the same wherever the value is the same.

    Returns
    -------
    tuple of float
        Midway between the neighbouring values on either side, in rising order: a pixel has the next
        label if its value is above.

    Examples
    --------
    >>> label_changes(np.array([0.1, 0.5, 0.2, 0.8]), np.array([0, 1, 0, 0]))
    (0.35, 0.65)
    """
    order = np.argsort(np.ravel(values), kind="stable")
    values, labels = np.ravel(values)[order], np.ravel(labels)[order]
    changes = np.flatnonzero(labels[1:] != labels[:-1])
    return tuple(midway(values[changes], values[changes + 1]).tolist())


def listed(numbers):
    """Write numbers with three decimals: ``"0.067, 0.414"``."""
    return ", ".join(f"{number:.3f}" for number in numbers)


def halfway(centres):
    """Write out the mean of each two neighbouring centres: ``"(0.067 + 0.414) / 2 = **0.241**"``."""
    neighbours = pairwise(sorted(centres.ravel()))
    return " and ".join(
        f"({one:.3f} + {other:.3f}) / 2 = **{middle:.3f}**"
        for (one, other), middle in zip(neighbours, midpoints(centres), strict=True)
    )
