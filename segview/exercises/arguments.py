"""Bind the arguments of a call by the function's signature, and look at each before it runs."""

from collections.abc import Callable, Mapping, Sequence
from inspect import BoundArguments, Parameter
from typing import Any

import numpy as np

from segview.exercises.budget import Refused

SCALARS = (bool, int, float, np.generic)
SEQUENCES = (list, tuple, range)
NUMBERS = (*SCALARS, *SEQUENCES, np.ndarray)
MODES = ("reflect", "constant", "nearest", "mirror", "wrap")
ORDERS = ("C", "F", "A", "K")
TYPES: dict[str, type] = {"int": int, "float": float, "bool": bool} | {
    name: getattr(np, name)
    for name in (
        *("bool_", "int_", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32"),
        *("int64", "float32", "float64"),
    )
}


def bind(function: Any, given: Sequence[Any], named: Mapping[str, Any]) -> BoundArguments:
    """Bind arguments to parameters and check every one.

    Parameters
    ----------
    function : Function
        What is called.
    given, named : sequence, mapping
        The arguments by position and by name.

    Returns
    -------
    BoundArguments

    Raises
    ------
    Refused
        If the arguments do not fit the parameters, or one is not supported here.
    """
    try:
        bound = function.signature.bind(*given, **named)
    except TypeError as error:
        raise Refused(_misfit(function, str(error), named)) from None
    for name, value in list(bound.arguments.items()):
        parameter = function.signature.parameters[name]
        if parameter.kind is Parameter.VAR_KEYWORD:
            bound.arguments[name] = {
                word: _checked(function, word, part) for word, part in value.items()
            }
        elif parameter.kind is Parameter.VAR_POSITIONAL:
            bound.arguments[name] = tuple(_checked(function, name, part) for part in value)
        elif _is_default(value, parameter.default):
            del bound.arguments[name]
        else:
            bound.arguments[name] = _checked(function, name, value)
    return bound


def by_name(bound: BoundArguments) -> dict[str, Any]:
    """Return all arguments by name, also those that a function takes as ``**kwargs``."""
    given = dict(bound.arguments)
    for name, parameter in bound.signature.parameters.items():
        if parameter.kind is Parameter.VAR_KEYWORD:
            given |= given.pop(name, {})
    return given


def _is_default(value: Any, default: Any) -> bool:
    plain = isinstance(value, (bool, int, float, str, type(None)))
    return plain and type(value) is type(default) and value == default


def _checked(function: Any, name: str, value: Any) -> Any:
    if name not in function.supports:
        raise Refused(
            f"{function.name} has the argument {name}, but not in these exercises: "
            f"it takes {_listed(function)}."
        )
    if name in CHECKS:
        try:
            return CHECKS[name](value)
        except Refused as refusal:
            shown = repr(value) if isinstance(value, (*SCALARS, str)) else "something else"
            raise Refused(f"{function.name} gets {shown} for {name}. {refusal}", name) from None
    if not isinstance(value, (*NUMBERS, set)):
        raise Refused(f"{function.name} needs numbers or arrays of numbers for {name}.", name)
    return value


def _listed(function: Any) -> str:
    return ", ".join(function.supports[len(function.first) :]) or "nothing"


def _misfit(function: Any, complaint: str, named: Mapping[str, Any]) -> str:
    """Say what is wrong with the arguments of a call."""
    parameters = function.signature.parameters.values()
    names = {p.name for p in parameters if p.kind is not Parameter.POSITIONAL_ONLY}
    unknown = [name for name in named if name not in names]
    if not unknown and complaint.startswith("missing"):
        return f"{function.name} needs more in its parentheses: it takes {_listed(function)}."
    if unknown:
        return f"{function.name} has no argument {unknown[0]}: it takes {_listed(function)}."
    if complaint.startswith("multiple"):
        twice = next(name for name in named if f"'{name}'" in complaint)
        return f"{function.name} is given {twice} twice: by its place and by its name."
    return f"{function.name} is given too much in its parentheses: it takes {_listed(function)}."


def _whole(most: float, what: str) -> Callable:
    def read(value: Any) -> Any:
        parts = value if isinstance(value, (tuple, list)) else (value,)
        fits = all(isinstance(part, (int, np.integer)) and abs(part) <= most for part in parts)
        if value is not None and not (fits and len(parts) <= 32):
            raise Refused(f"{what} is a whole number, and not a large one.")
        return tuple(value) if isinstance(value, list) else value

    return read


def _lengths(value: Any) -> Any:
    parts = value if isinstance(value, (tuple, list)) or np.ndim(value) else (value,)
    if len(parts) > 32:
        raise Refused("An array has few axes, and a shape one length for each.")
    for part in parts:
        if isinstance(part, tuple):
            _lengths(part)
        elif not isinstance(part, (int, np.integer)):
            raise Refused("A shape is made of whole numbers: how many rows, how many columns.")
    return value


def _yes(value: Any) -> bool:
    if not isinstance(value, SCALARS):
        raise Refused("True or False is needed here.")
    return bool(value)


def _dtype(value: Any) -> Any:
    if isinstance(value, np.dtype):
        return value
    name = getattr(value, "name", value)
    name = name.removeprefix("np.") if isinstance(name, str) else name
    if not isinstance(name, str) or name not in TYPES:
        raise Refused("A type of numbers is needed here, such as int, float, bool or np.uint8.")
    return TYPES[name]


def _sigma(value: Any) -> Any:
    parts = value if isinstance(value, (tuple, list)) else (value,)
    if not parts or not all(isinstance(part, SCALARS) and 0 <= part <= 50 for part in parts):
        raise Refused("The width of the blur, sigma, is one number from 0 to 50 pixels.")
    return value


def _number(least: float, most: float, what: str) -> Callable:
    def read(value: Any) -> Any:
        if not isinstance(value, SCALARS) or not least <= value <= most:
            raise Refused(f"{what} is a number from {least:g} to {most:,g}.")
        return value

    return read


def _ends(value: Any) -> Any:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise Refused("A range is a pair of numbers, such as (0, 1).")
    return tuple(map(_number(-1e9, 1e9, "An end of the range"), value))


def _style(value: Any) -> Any:
    if not isinstance(value, (str, *SCALARS)):
        raise Refused("A text or a number is needed here.")
    return value


def _one_of(words: Sequence[str], what: str) -> Callable:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in words:
            raise Refused(f"{what} is one of {', '.join(words)}, in quotes.")
        return value

    return read


_AXIS = _whole(32, "An axis")
CHECKS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("axis", "axis1", "axis2", "axes"), _AXIS),
    **dict.fromkeys(("keepdims", "return_index", "return_inverse", "return_counts"), _yes),
    **dict.fromkeys(("equal_nan", "invert", "endpoint", "right", "reverse", "density"), _yes),
    **dict.fromkeys(("num", "N", "M", "n", "repeats", "minlength"), _whole(10**9, "A number")),
    "copy": _yes,
    "dtype": _dtype,
    "shape": _lengths,
    "order": _one_of(ORDERS, "The order"),
    "decimals": _whole(15, "The number of decimals"),
    "ndigits": _whole(15, "The number of digits"),
    "ddof": _whole(9, "ddof"),
    "ndmin": _whole(9, "ndmin"),
    "shift": _whole(10**9, "The shift"),
    "reps": _whole(10**9, "The number of repeats"),
    "sigma": _sigma,
    "mode": _one_of(MODES, "The mode"),
    **dict.fromkeys(("label", "color", "marker", "alpha", "s"), _style),
    "truncate": _number(0, 8, "truncate"),
    "range": _ends,
    "rtol": _number(0, 1, "rtol"),
    "atol": _number(0, 1e9, "atol"),
    "cval": _number(-1e9, 1e9, "cval"),
}
"""Parameters that say how to compute: each turns what was typed into what the function gets."""
