"""What an operation costs at most, known before it runs.

This is what bounds memory and time, so every bound counts all that NumPy makes on the way: the
result, intermediate arrays and copies. An axis of length 0 counts as 1, for it can vanish again.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from segview.exercises.arguments import CHECKS, NUMBERS, SCALARS, SEQUENCES
from segview.exercises.budget import ITEM, MADE, READ, STEP, Refused

DIVISION = 250  # the remainder of two floats that are as different as floats can be

Given = Mapping[str, Any]
Bound = Callable[[Given], float]


def shape_of(value: Any) -> tuple[int, ...]:
    """Shape of a number, an array, or a list of them, without making an array of it."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, range):
        return (len(value),)
    if isinstance(value, (list, tuple)):
        shapes = {shape_of(item) for item in value}
        if len(shapes) > 1:
            raise Refused(
                "The rows of an array are equally long, but these parts have different shapes."
            )
        return (len(value), *(shapes.pop() if shapes else ()))
    return ()


def volume(*values: Any) -> int:
    """Size of the array that these values make together; an axis of length 0 counts as 1."""
    shapes = list(dict.fromkeys(shape for value in values if (shape := shape_of(value))))
    if not shapes:
        return 1
    try:
        together = shapes[0] if len(shapes) == 1 else np.broadcast_shapes(*shapes)
    except ValueError:
        listed = " and ".join(map(str, shapes))
        raise Refused(f"The shapes {listed} differ, so their elements do not pair up.") from None
    return math.prod(max(length, 1) for length in together)


def weight(value: Any) -> int:
    """Size of everything in a value, list by list."""
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(weight, value))
    return 1 + volume(value)


def listed(value: Any) -> float:
    """Price of turning the lists in a value into arrays, for whoever reads them."""
    return MADE * weight(value) if isinstance(value, SEQUENCES) else 0


def data(given: Given) -> list[Any]:
    """Return the arguments that hold numbers to compute with."""
    return [v for name, v in given.items() if isinstance(v, NUMBERS) and name not in CHECKS]


def of(passes: float, made: float) -> Bound:
    """Bound of passes over what all data make together, and of arrays made of that size."""
    price = passes * READ + made * MADE

    def bound(given):
        values = data(given)
        return price * volume(*values) + sum(map(listed, values))

    return bound


def reduced(passes: float, made: float) -> Bound:
    """Bound of a function that takes all of an array together, or all along an axis.

    `made` are intermediate arrays of the size of the data.
    """

    def bound(given):
        values = data(given)
        whole = volume(*values)
        result = 0 if given.get("axis") is None and not given.get("keepdims") else whole
        return passes * READ * whole + MADE * (made * whole + result) + sum(map(listed, values))

    return bound


def sized(passes: float, made: float) -> Bound:
    """Bound of a function to which only how much there is in its data matters."""
    price = passes * READ + made * MADE
    return lambda given: price * sum(map(weight, data(given)))


def joined(given: Given) -> float:
    """Bound of a function that joins the arrays of a list, or the rows of an array."""
    parts = data(given)[0]
    rows = len(parts) if isinstance(parts, np.ndarray) and parts.ndim else 0
    return sized(2, 1.2)(given) + 5 * ITEM * rows


def made(lengths: Any) -> float:
    """Size of an array of these lengths, given one by one or in a tuple."""
    if isinstance(lengths, (np.ndarray, *SEQUENCES)):
        return math.prod(map(made, lengths))
    return max(float(lengths), 1)


def located(given: Given) -> float:
    """Bound of the places at which a condition holds, and of ``where``."""
    values = data(given)
    axes = max(len(shape_of(values[0])), 1)
    return volume(*values) * (2 * READ + 2 * MADE * axes) + sum(map(listed, values))


def of_shape(given: Given) -> float:
    return MADE * 2 * made(given["shape"]) + sum(map(listed, data(given)))


def alike(given: Given) -> float:
    """Bound of ``zeros_like`` and the like."""
    values = data(given)
    size = volume(*values) if given.get("shape") is None else made(given["shape"])
    return MADE * size + sum(map(listed, values))


def reshaped(given: Given) -> float:
    """Bound of a reshape, which may have to copy; new lengths of axes may be huge beside a 0."""
    array = data(given)[0]
    return MADE * volume(array) + listed(array) + READ * made(given["shape"])


def stepped(given: Given) -> float:
    """Bound of ``arange`` and ``range``, by the arithmetic with which they compute their length."""
    start = given.get("start", given.get("start_or_stop"))
    stop, step = given.get("stop"), given.get("step", 1)
    if stop is None:
        start, stop = 0, start
    if not all(isinstance(value, SCALARS) for value in (start, stop, step)):
        raise Refused("Where numbers start, stop, and how far apart they are, are numbers.")
    return MADE * (2 + abs((stop - start) / step))


def spaced(given: Given) -> float:
    ends = (given["start"], given["stop"])
    return MADE * 4 * float(given.get("num", 50)) * volume(*ends)


def identity(given: Given) -> float:
    rows = float(given.get("N", given.get("n", 0)))
    columns = given.get("M")
    return MADE * max(rows, 1) * max(rows if columns is None else float(columns), 1)


def repeated(given: Given) -> float:
    array = data(given)[0]
    times = made(given.get("reps", given.get("repeats")))
    return MADE * 2 * volume(array) * times + listed(array)


def counted(given: Given) -> float:
    """Bound of ``bincount``, which has room for every whole number up to the largest."""
    largest = np.max(np.asarray(given["x"]), initial=0)
    return of(4, 2)(given) + MADE * 2 * (float(largest) + float(given.get("minlength", 0)))


def binned(given: Given) -> float:
    """Bound of ``histogram``, by number of bins or by edges."""
    bins = given.get("bins", 10)
    count = weight(bins) if np.ndim(bins) else float(bins)
    return MADE * 6 * (volume(given["a"]) + count) + 10 * volume(given["a"])


def items(price: float) -> Bound:
    """Bound of a function that makes a list of what there is in its data."""
    return lambda given: price * ITEM * sum(map(weight, data(given)))


def one_by_one(given: Given) -> float:
    """Bound of a function of Python that combines the items of a list, or its arguments."""
    values = data(given)
    parts = values[0] if len(values) == 1 else values
    if isinstance(parts, (list, tuple)):
        return (STEP + 2 * MADE * volume(*parts)) * (1 + len(parts))
    rows = len(parts) if np.ndim(parts) > 1 else 0
    return 2 * STEP * weight(parts) + ITEM * rows


def filtered(passes: int, made: int) -> Bound:
    """Bound of Gaussian filters, in passes over every axis."""

    def bound(given):
        axes = max(len(shape_of(given["input"])), 1)
        reach = 1 + 2 * float(np.max(given["sigma"])) * given.get("truncate", 4.0)
        size = volume(given["input"])
        steps = passes * axes * reach / 8  # a step is a product and a sum, without a new number
        return size * (steps * READ + made * MADE) + listed(given["input"])

    return bound


def multiplied(given: Given) -> float:
    """Bound of products of matrices: every product of a row and a column, and copies of both."""
    a, b = data(given)[:2]
    shared = max((shape_of(a) or (1,))[-1], 1)
    products = volume(a) * volume(b) / shared
    result = products / shared
    return 2 * READ * products + MADE * (result + 2 * volume(a) + 2 * volume(b))


def paired(given: Given) -> float:
    """Bound of ``outer``: every number of the one with every number of the other."""
    a, b = data(given)[:2]
    return MADE * volume(a) * volume(b) + listed(a) + listed(b)


def calculated(sign: str, left: Any, right: Any) -> float:
    """Bound of ``left sign right``, element by element."""
    size = volume(left, right)
    price = MADE + 2 * READ
    if sign in ("%", "//") and not (whole(left) and whole(right)):
        price += DIVISION
    elif sign == "**":
        price += 20
    elif sign in ("<", "<=", ">", ">=", "==", "!="):
        price = MADE / 8 + READ
    return price * size + listed(left) + listed(right)


def whole(value: Any) -> bool:
    """Whether a value holds whole numbers only."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.dtype.kind in "biu"
    return isinstance(value, (int, range))


def picked(array: np.ndarray, index: Any) -> float:
    """Bound of ``array[index]``: nothing for a part of the array, the elements for picked ones."""
    parts = index if isinstance(index, tuple) else (index,)
    picks = [part for part in parts if isinstance(part, (*SEQUENCES, np.ndarray))]
    if not picks:
        flags = any(isinstance(part, (bool, np.bool_)) for part in parts)
        return MADE * volume(array) if flags else READ
    cost, places, used = 0.0, [()], 0
    for pick in picks:
        if isinstance(pick, np.ndarray) and pick.dtype == bool:
            places.append((np.count_nonzero(pick),))
            used += pick.ndim
            cost += READ * volume(pick) + MADE * pick.ndim * places[-1][0]
        else:
            # A list of True and False counts as one of whole numbers: they pick as many at least.
            places.append(shape_of(pick))
            used += 1
            cost += 2 * listed(pick)
    together = math.prod(max(length, 1) for length in np.broadcast_shapes(*places))
    # Which axes the picks use up does not matter for a bound: the shortest ones at worst.
    lengths = sorted((max(length, 1) for length in array.shape), reverse=True)
    return cost + 2 * MADE * together * math.prod(lengths[: max(array.ndim - used, 0)])
