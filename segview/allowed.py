"""The functions that an answer may call, each with what it costs, known before it is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

from segcore import dice_coefficient
from segview import costs
from segview.costs import SCALARS, Refused


@dataclass(frozen=True)
class Function:
    """A function that may be called.

    Attributes
    ----------
    name : str
        As the learner writes it.
    run : callable
        What is called: data by position, options by name.
    takes : tuple of str
        Its parameters: first those for data, then those in `OPTIONS`.
    cost : callable
        ``cost(data, options)`` is how many numbers it makes or reads.
    first : tuple
        The array that it belongs to, if it is a method.
    """

    name: str
    run: Callable
    takes: tuple[str, ...]
    cost: Callable[[Sequence[Any], Mapping[str, Any]], float]
    first: tuple = ()


@dataclass(frozen=True)
class Namespace:
    """Functions and constants behind a name and a dot."""

    name: str
    members: Mapping[str, Any]


def _whole(most: int, what: str) -> Callable:
    def read(value: Any) -> Any:
        parts = value if isinstance(value, tuple) else (value,)
        fits = all(isinstance(part, (int, np.integer)) and abs(part) <= most for part in parts)
        if value is not None and not fits:
            raise Refused(f"{what} is a whole number, and not a large one.")
        return value

    return read


def _dtype(value):
    name = value.name.removeprefix("np.") if isinstance(value, Function) else value
    if not isinstance(name, str) or name not in TYPES:
        raise Refused("A dtype is one of int, float, bool, np.uint8, np.int64 and the like.")
    return TYPES[name]


def _sigma(value):
    if not isinstance(value, SCALARS) or not 0 <= value <= 50:
        raise Refused("The width of the blur, sigma, is one number from 0 to 50 pixels.")
    return float(value)


def _border(value):
    if not isinstance(value, str) or value not in MODES:
        raise Refused(f"The mode is one of {', '.join(MODES)}, in quotes.")
    return value


MODES = ("reflect", "constant", "nearest", "mirror", "wrap")
OPTIONS: dict[str, Callable[[Any], Any]] = {
    "axis": _whole(8, "axis"),
    "decimals": _whole(15, "The number of decimals"),
    "ndigits": _whole(15, "The number of digits"),
    "keepdims": bool,
    "return_counts": bool,
    "dtype": _dtype,
    "sigma": _sigma,
    "mode": _border,
}
"""Parameters that are not data: each turns what was typed into what the function gets."""

_SIZED = ("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64")
TYPES: dict[str, type] = {"int": int, "float": float, "bool": np.bool_, "bool_": np.bool_} | {
    name: getattr(np, name) for name in (*_SIZED, "float32", "float64")
}


def _where(condition, x, y):
    return np.where(condition, x, y)


def _astype(a, dtype):
    return a.astype(dtype)


def _reshape(a, *lengths):
    return a.reshape(*lengths)


def _table(prefix: str, home: Any, rows: str, costs: Mapping[str, Callable]) -> dict[str, Function]:
    """Read lines of ``names | parameters | cost``, with the functions found in `home`."""
    table = {}
    for row in rows.strip().splitlines():
        names, takes, cost = (part.strip() for part in row.split("|"))
        for name in names.split():
            run = home[name] if isinstance(home, dict) else getattr(home, name)
            table[name] = Function(prefix + name, run, tuple(takes.split()), costs[cost])
    return table


_COSTS: dict[str, Callable] = {
    "a look": lambda data, options: 1,
    "1 pass": costs.times(1),
    "2 passes": costs.times(2),
    "6 passes": costs.times(6),
    "10 passes": costs.times(10),
    "each item": lambda data, options: costs.ITEM * len(data[0]),
    "each item, combined": costs.one_by_one,
    "each of a range": lambda data, options: costs.ITEM * len(range(*data)),
    "a search": lambda data, options: 40 * sum(map(costs.weight, data)),
    "a copy": costs.copied,
    "a stack": costs.stacked,
    "the shape": costs.made,
    "both shapes": costs.reshaped,
    "the steps": costs.stepped,
    "the number": costs.spaced,
    "all products": costs.multiplied,
    "a blur": costs.filtered(1),
    "three blurs": costs.filtered(3),
}

_NUMPY = _table(
    "np.",
    {name: getattr(np, name) for name in dir(np)} | {"where": _where},
    """
    add subtract multiply divide power mod floor_divide          | x1 x2           | 2 passes
    equal not_equal less less_equal greater greater_equal        | x1 x2           | 1 pass
    logical_and logical_or logical_xor minimum maximum           | x1 x2           | 1 pass
    bitwise_and bitwise_or                                       | x1 x2           | 1 pass
    abs absolute sqrt square exp log negative isnan isfinite     | x               | 2 passes
    logical_not invert                                           | x               | 1 pass
    sum mean min max any all prod argmin argmax                  | a axis keepdims | 2 passes
    std var median                                               | a axis keepdims | 6 passes
    count_nonzero                                                | a axis          | 2 passes
    where                                                        | condition x y   | 2 passes
    clip                                                         | a a_min a_max   | 2 passes
    round around                                                 | a decimals      | 2 passes
    unique                                                       | ar return_counts | 6 passes
    sort                                                         | a axis          | 6 passes
    isin                                                         | element test_elements | a search
    array asarray                                                | object dtype    | a copy
    concatenate stack                                            | arrays axis     | a stack
    vstack hstack column_stack                                   | tup             | a stack
    ravel transpose squeeze copy shape size ndim                 | a               | 1 pass
    reshape                                                      | a shape         | both shapes
    zeros ones                                                   | shape dtype     | the shape
    full                                                         | shape fill_value | the shape
    zeros_like ones_like                                         | a dtype         | 1 pass
    arange                                                       | start stop step | the steps
    linspace                                                     | start stop num  | the number
    dot matmul                                                   | a b             | all products
    bool bool_ uint8 uint16 uint32 uint64 int8 int16 int32 int64 float32 float64 | x | 1 pass
    """,
    _COSTS,
)
_CONSTANTS = {"pi": np.pi, "nan": np.nan, "inf": np.inf, "newaxis": None}

TABLE: dict[str, Any] = {"np": Namespace("np", _NUMPY | _CONSTANTS)} | _table(
    "",
    {f.__name__: f for f in (abs, round, len, int, float, bool, list, tuple, range, sum, min, max)}
    | {"diceCoefficient": dice_coefficient, "dice_coefficient": dice_coefficient}
    | {name: getattr(ndimage, name) for name in ("gaussian_filter", "gaussian_gradient_magnitude")},
    """
    abs int float bool               | x                | 2 passes
    round                            | number ndigits   | 2 passes
    len                              | obj              | a look
    list tuple                       | items            | each item
    range                            | start stop step  | each of a range
    sum                              | items            | each item, combined
    min max                          | a b c d          | each item, combined
    gaussian_filter                  | input sigma mode | a blur
    gaussian_gradient_magnitude      | input sigma mode | three blurs
    diceCoefficient dice_coefficient | truth result     | 10 passes
    """,
    _COSTS,
)
"""Everything that has a name in every exercise."""

PROPERTIES = ("shape", "size", "ndim", "T")
_OF_ARRAYS = """
    sum mean min max any all prod argmin argmax std var round clip copy ravel transpose squeeze
"""
METHODS: dict[str, Function] = {name: _NUMPY[name] for name in _OF_ARRAYS.split()} | _table(
    "",
    {"flatten": np.ravel, "astype": _astype, "reshape": _reshape},
    """
    flatten | a                     | 1 pass
    astype  | a dtype               | 1 pass
    reshape | a shape columns depth | both shapes
    """,
    _COSTS,
)
"""What an array can do with a dot behind it."""
