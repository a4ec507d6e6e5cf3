"""What an operation costs, known before it runs: how many numbers it makes or reads.

This is what bounds memory and time, so every estimate errs on the high side.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

ITEM = 20  # what an item of a list costs, compared with a number in an array
SCALARS = (bool, int, float, np.generic)
SEQUENCES = (list, tuple, range)
DATA = (*SCALARS, *SEQUENCES, np.ndarray)


class Refused(ValueError):
    """An answer that has no value; the message tells a beginner why."""


def shape_of(value: Any) -> tuple[int, ...]:
    """Shape of a number, an array, or a list of them."""
    return np.shape(value) if isinstance(value, (np.ndarray, *SEQUENCES)) else ()


def volume(*values: Any) -> int:
    """Size of the array that these values make together; an axis of length 0 counts as 1."""
    shapes = list(dict.fromkeys(map(shape_of, values)))
    try:
        together = np.broadcast_shapes(*shapes)
    except ValueError:
        listed = " and ".join(str(shape) for shape in shapes if shape)
        raise Refused(f"The shapes {listed} differ, so their elements do not pair up.") from None
    return math.prod(max(length, 1) for length in together)


def weight(value: Any) -> int:
    """Cost of reading all numbers of a value."""
    if isinstance(value, np.ndarray):
        return ITEM + volume(value)
    if isinstance(value, range):
        return ITEM * len(value)
    return ITEM + (sum(map(weight, value)) if isinstance(value, (list, tuple)) else 0)


def times(factor: int) -> Callable:
    """Cost of a few passes over what the data make together."""
    return lambda data, options: factor * volume(*data)


def copied(data, options):
    return 2 * sum(map(weight, data))


def stacked(data, options):
    parts = data[0]
    return copied(data, options) + (ITEM * len(parts) if isinstance(parts, np.ndarray) else 0)


def made(data, options):
    lengths = data[0] if isinstance(data[0], (np.ndarray, *SEQUENCES)) else data[:1]
    return math.prod(max(float(length), 1) for length in lengths)


def reshaped(data, options):
    return volume(data[0]) + math.prod(made([part], options) for part in data[1:])


def stepped(data, options):
    start, stop, step = {1: (0, *data, 1), 2: (*data, 1)}.get(len(data), data)
    return 2 * abs((float(stop) - float(start)) / float(step))


def spaced(data, options):
    return 4 * float((*data, 50)[2]) * volume(*data[:2])


def one_by_one(data, options):
    items = data[0] if len(data) == 1 else data
    if isinstance(items, (np.ndarray, range)):
        return ITEM * weight(items)
    return (ITEM + volume(*items)) * max(len(items), 1)


def filtered(passes: int) -> Callable:
    def cost(data, options):
        axes = len(shape_of(data[0]))
        return passes * axes * (1 + options.get("sigma", 0)) * volume(*data)

    return cost


def multiplied(data, options):
    shared = (shape_of(data[0]) or (1,))[-1]
    return volume(data[0]) * volume(data[1]) / max(shared, 1)


def picked(array: np.ndarray, index: Any) -> int:
    """Cost of ``array[index]``: nothing for a part of the array, the elements for picked ones."""
    items = index if isinstance(index, tuple) else (index,)
    picks = [np.asarray(item) for item in items if isinstance(item, (*SEQUENCES, np.ndarray))]
    if not picks:
        return 1
    if len(picks) == 1 and picks[0].dtype == bool:
        return volume(array)
    return volume(*picks) * volume(array) // max(min(array.shape, default=1), 1)
