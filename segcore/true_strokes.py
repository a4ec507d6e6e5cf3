"""Strokes that somebody who knows the ground truth might paint."""

import numpy as np
from scipy import ndimage

from segcore.strokes import UNLABELLED, Stroke, painted

TRIES = 500  # per stroke


def true_strokes(truth, per_class=3, length=12, radius=1.0, seed=0):
    """Paint strokes at random in every class, which cover pixels of this class alone.

    Parameters
    ----------
    truth : (H, W) integer array
        Labels from 0 on.
    per_class : int
        Strokes in each class; fewer where it is too thin for the brush.
    length : int
        Of a stroke, in pixels; it ends earlier where it would leave its class.
    radius : float
        Of the brush, in pixels.
    seed : int
        The same seed gives the same strokes.

    Returns
    -------
    tuple of Stroke
        Class by class.
    """
    random = np.random.default_rng(seed)
    return tuple(
        stroke
        for label in np.unique(truth)
        for stroke in _in_class(truth == label, int(label), per_class, length, radius, random)
    )


def _in_class(mask, label, count, length, radius, random):
    """So many strokes that keep to a mask, from places that are at least the radius inside."""
    inside = np.argwhere(ndimage.distance_transform_edt(mask) > radius)
    strokes = []
    for _ in range(count * TRIES if len(inside) else 0):
        start, angle = inside[random.integers(len(inside))], random.uniform(0, 2 * np.pi)
        end = start + random.integers(length + 1) * np.array([np.sin(angle), np.cos(angle)])
        ends = np.clip(np.rint([start, end]), 0, np.array(mask.shape) - 1).astype(int)
        stroke = Stroke(label, radius, tuple(map(tuple, ends.tolist())))
        if mask[painted(mask.shape, [stroke]) != UNLABELLED].all():
            strokes.append(stroke)
        if len(strokes) == count:
            break
    return strokes
