"""The functions that an answer may call, each with what it costs at most, before it is called.

Arguments are bound by the signature that the function has in Python, NumPy or SciPy, so that every
argument means here what it means there. A parameter that is not supported is refused by its name.
"""

from collections.abc import Mapping
from inspect import signature
from typing import Any

import numpy as np
from scipy import ndimage

from segcore import dice_coefficient, dice_multiclass
from segview.exercises import upper_bounds as bounds
from segview.exercises.budget import ITEM, Refused
from segview.exercises.callables import Function, Glue, Namespace
from segview.exercises.upper_bounds import Bound


def _table(prefix: str, home: Any, rows: str) -> dict[str, Function]:
    """Read lines of ``names | supported parameters | bound``; `home` has the functions."""
    table = {}
    for row in rows.strip().splitlines():
        names, supports, bound = (part.strip() for part in row.split("|"))
        for name in names.split():
            run = home[name] if isinstance(home, Mapping) else getattr(home, name)
            table[name] = Function(
                prefix + name, run, signature(run), tuple(supports.split()), _BOUNDS[bound]
            )
    return table


_BOUNDS: dict[str, Bound] = {
    "nothing": lambda given: sum(map(bounds.listed, bounds.data(given))),
    "a mask": bounds.of(1, 1 / 8),
    "a sum": bounds.of(2, 1),
    "a logarithm": bounds.of(20, 1),
    "a division": bounds.of(bounds.DIVISION, 1),
    "a copy": bounds.of(1, 1),
    "3 copies": bounds.of(4, 3),
    "a total": bounds.reduced(2, 0),
    "a total, copied": bounds.reduced(20, 3),
    "a sort": bounds.of(20, 2),
    "a sort of all": bounds.sized(20, 10),
    "its parts": bounds.sized(2, 3),
    "joined": bounds.joined,
    "places": bounds.located,
    "a shape": bounds.of_shape,
    "alike": bounds.alike,
    "new shape": bounds.reshaped,
    "steps": bounds.stepped,
    "a number of steps": bounds.spaced,
    "a square": bounds.identity,
    "repeats": bounds.repeated,
    "counts": bounds.counted,
    "bins": bounds.binned,
    "items": bounds.items(1),
    "pairs of items": bounds.items(1.5),
    "numbered items": bounds.items(3),
    "sorted items": bounds.items(5),
    "item by item": bounds.one_by_one,
    "products": bounds.multiplied,
    "pairs": bounds.paired,
    "a blur": bounds.filtered(1, 2),
    "three blurs": bounds.filtered(3, 5),
}


def _empty(shape, dtype=float, order="C"):
    """Make an array full of what nobody wants: the real one shows what was in memory before."""
    return _emptied(np.zeros(shape, dtype, order))


def _arange(start_or_stop=None, /, stop=None, step=1, dtype=None, *, start=None):
    first = start_or_stop if start is None else start
    return np.arange(first, dtype=dtype) if stop is None else np.arange(first, stop, step, dtype)


def _empty_like(prototype, /, dtype=None, order="K", subok=True, shape=None):
    return _emptied(np.zeros_like(prototype, dtype, order, subok, shape))


def _emptied(array):
    array[...] = np.nan if array.dtype.kind == "f" else np.array(99).astype(array.dtype)
    return array


_NUMPY = _table(
    "np.",
    {name: getattr(np, name) for name in dir(np)}
    | {"empty": _empty, "empty_like": _empty_like, "arange": _arange},
    """
    add subtract multiply divide true_divide maximum minimum fmax fmin   | x1 x2 | a sum
    bitwise_and bitwise_or bitwise_xor                                   | x1 x2 | a sum
    power                                                                | x1 x2 | a logarithm
    mod remainder fmod floor_divide                                      | x1 x2 | a division
    equal not_equal less less_equal greater greater_equal                | x1 x2 | a mask
    logical_and logical_or logical_xor                                   | x1 x2 | a mask
    logical_not isnan isfinite isinf                                     | x | a mask
    invert negative positive sign abs absolute fabs square floor ceil rint | x | a sum
    sqrt exp log log2 log10                                              | x | a logarithm
    sum prod mean                                         | a axis dtype keepdims | a total
    min max amin amax any all ptp                         | a axis keepdims | a total
    argmin argmax                                         | a axis keepdims | a total, copied
    nansum nanmean nanmin nanmax median                   | a axis keepdims | a total, copied
    std var                                               | a axis ddof keepdims | a total, copied
    average                                               | a axis weights | a total, copied
    count_nonzero                                         | a axis keepdims | a total, copied
    cumsum                                                | a axis dtype | a copy
    diff                                                  | a axis | 3 copies
    where                                                 | condition x y | places
    nonzero flatnonzero argwhere                          | a | places
    clip                                                  | a a_min a_max min max | 3 copies
    round around                                          | a decimals | 3 copies
    nan_to_num                                            | x nan | 3 copies
    isclose allclose                                      | a b rtol atol equal_nan | 3 copies
    array_equal                                           | a1 a2 equal_nan | its parts
    unique                  | ar return_index return_inverse return_counts | a sort of all
    sort argsort                                          | a axis | a sort
    isin | element test_elements invert | a sort of all
    intersect1d union1d setdiff1d                         | ar1 ar2 | a sort of all
    digitize                                              | x bins right | a sort of all
    bincount                                              | x minlength | counts
    histogram                                             | a bins range density | bins
    array                                                 | object dtype copy ndmin | its parts
    asarray ascontiguousarray                             | a dtype | its parts
    concatenate stack                                     | arrays axis | joined
    vstack hstack column_stack dstack                     | tup | joined
    append                                                | arr values axis | its parts
    ravel copy                                            | a order | a copy
    transpose                                             | a axes | a copy
    squeeze expand_dims                                   | a axis | a copy
    swapaxes                                              | a axis1 axis2 | a copy
    atleast_1d atleast_2d atleast_3d                      | arys | its parts
    flip                                                  | m axis | a copy
    fliplr flipud                                         | m | a copy
    roll                                                  | a shift axis | 3 copies
    reshape                                               | a shape order | new shape
    shape size ndim                                       | a | nothing
    zeros ones empty                                      | shape dtype order | a shape
    full                                                  | shape fill_value dtype | a shape
    zeros_like ones_like                                  | a dtype shape | alike
    empty_like                                            | prototype dtype shape | alike
    full_like                                             | a fill_value dtype shape | alike
    arange                                   | start_or_stop start stop step dtype | steps
    linspace | start stop num endpoint | a number of steps
    eye                                                   | N M dtype | a square
    identity                                              | n dtype | a square
    tile                                                  | A reps | repeats
    repeat                                                | a repeats axis | repeats
    dot vdot inner                                        | a b | products
    matmul                                                | x1 x2 | products
    outer                                                 | a b | pairs
    bool bool_ uint8 uint16 uint32 uint64 int8 int16 int32 int64 int_ | value | a copy
    float32 float64                                       | value | a copy
    """,
)
_CONSTANTS = {
    **{"pi": np.pi, "nan": np.nan, "inf": np.inf, "newaxis": None},
    **{name: Glue(f"np.{name}", getattr(np, name)) for name in ("c_", "r_")},
}


def _type(run):
    def convert(x=0, /):
        return run(x)

    return convert


def _range(start_or_stop, stop=None, step=1, /):
    return range(start_or_stop) if stop is None else range(start_or_stop, stop, step)


def _set(iterable=(), /):
    return set(iterable)


def _zip(*iterables):
    return list(zip(*iterables, strict=False))


def _enumerate(iterable, start=0):
    return list(enumerate(iterable, start))


def _dice(truth, result):
    return _compared(dice_coefficient, truth, result)


def _dice_multiclass(truth, result):
    return _compared(dice_multiclass, truth, result)


def _compared(run, truth, result):
    """Compare two masks; say which of them is none."""
    try:
        return run(truth, result)
    except (ValueError, TypeError) as error:
        first = str(error).splitlines()[0]
        mask = len(np.unique(truth)) <= 2
        raise Refused(f"{first[0].upper()}{first[1:]}.", "result" if mask else "truth") from None


def _min(*values):
    return min(*values)


def _max(*values):
    return max(*values)


_PYTHON = _table(
    "",
    {
        **{f.__name__: f for f in (abs, round, len, list, tuple, sum, sorted)},
        **{f.__name__: _type(f) for f in (int, float, bool)},
        **{"range": _range, "set": _set, "zip": _zip, "enumerate": _enumerate},
        **{"min": _min, "max": _max, "diceCoefficient": _dice, "dice_coefficient": _dice},
        "dice_multiclass": _dice_multiclass,
    },
    """
    abs int float bool               | x                         | a copy
    round                            | number ndigits            | a copy
    len                              | obj                       | nothing
    list tuple set                   | iterable                  | items
    sorted                           | iterable reverse          | sorted items
    enumerate                        | iterable start            | numbered items
    zip                              | iterables                 | pairs of items
    range                            | start_or_stop stop step   | steps
    sum                              | iterable start            | item by item
    min max                          | values                    | item by item
    diceCoefficient dice_coefficient | truth result              | 3 copies
    dice_multiclass                  | truth result              | a sort of all
    """,
)
_FILTERS = _table(
    "",
    ndimage,
    """
    gaussian_filter             | input sigma mode cval truncate | a blur
    gaussian_gradient_magnitude | input sigma mode cval          | three blurs
    """,
)

TABLE: dict[str, Any] = {
    **{name: Namespace("np", _NUMPY | _CONSTANTS) for name in ("np", "numpy")},
    **{name: Namespace(name, _FILTERS) for name in ("ndimage", "ndi")},
    **_PYTHON,
    **_FILTERS,
}
"""Everything that has a name in every exercise."""

PROPERTIES = ("shape", "size", "ndim", "T", "dtype")
"""What an array has with a dot behind it."""


def _reshape(self, /, *shape, order="C"):
    return self.reshape(*shape, order=order)


METHODS: dict[str, Function] = _table(
    ".",
    {name: getattr(np.ndarray, name) for name in dir(np.ndarray)} | {"reshape": _reshape},
    """
    sum prod mean             | self axis dtype keepdims | a total
    min max any all           | self axis keepdims       | a total
    argmin argmax             | self axis keepdims       | a total, copied
    std var                   | self axis ddof keepdims  | a total, copied
    cumsum                    | self axis dtype          | a copy
    round                     | self decimals            | 3 copies
    clip                      | self min max             | 3 copies
    copy ravel flatten        | self order               | a copy
    transpose                 | self axes                | a copy
    squeeze                   | self axis                | a copy
    swapaxes                  | self axis1 axis2         | a copy
    repeat                    | self repeats axis        | repeats
    reshape                   | self shape order         | new shape
    astype                    | self dtype copy          | a copy
    nonzero                   | self                     | places
    argsort                   | self axis                | a sort
    dot                       | self other               | products
    tolist                    | self                     | items
    item                      | self args                | nothing
    """,
)
"""What an array can do with a dot behind it."""


def _append(self, item, /):
    if isinstance(item, (list, tuple, set)):
        raise Refused("Append numbers or arrays, one at a time.")
    self.append(item)


APPEND = Function(".append", _append, signature(_append), ("self", "item"), lambda given: 2 * ITEM)
"""What a list can do with a dot behind it."""
