"""How much memory a value holds: also what a view keeps alive, and what compiled objects hide."""

import gc
import sys
from collections.abc import Iterable
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

_NOT_HELD = type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, CodeType
_SIZED = np.ndarray, bytes, bytearray, memoryview


def parts(*values: Any) -> dict[int, int]:
    """Bytes of every object that some values keep alive.

    Parameters
    ----------
    *values
        Arrays, containers, objects with ``__dict__`` or ``__slots__``, tables, trained models.

    Returns
    -------
    dict of int to int
        Identity of each object to its bytes, so that what several values share counts once.
        Classes, functions and modules count nothing.
    """
    found: dict[int, int] = {}
    _find(values, found)
    return found


def size(*values: Any) -> int:
    """Bytes of all that some values keep alive together."""
    return sum(parts(*values).values())


def _find(values: Iterable[Any], found: dict[int, int]) -> None:
    to_do = list(values)
    while to_do:
        one = to_do.pop()
        if id(one) not in found and not isinstance(one, _NOT_HELD):
            found[id(one)] = _own(one)
            found[id(one)] += _hidden(one, found)
            to_do += _inside(one)


def _own(one: Any) -> int:
    """Bytes of an object; a size told in Python, as a table's, includes what it refers to."""
    told = isinstance(type(one).__sizeof__, FunctionType)
    return object.__sizeof__(one) if told else sys.getsizeof(one)


def _inside(one: Any) -> list[Any]:
    """The objects that an object refers to."""
    if isinstance(one, np.ndarray):
        return [one.base, *(one.flat if one.dtype.hasobject else ())]
    return gc.get_referents(one)


def _hidden(one: Any, found: dict[int, int]) -> int:
    """Bytes that neither the object's size nor its references tell of.

    An array may lie in memory that belongs to a compiled object. A compiled object, such as a
    tree of scikit-learn, tells what it holds when it is asked for what to pickle.
    """
    if isinstance(one, np.ndarray):
        foreign = one.base is not None and not isinstance(one.base, _SIZED)
        return one.nbytes if foreign else 0
    asked = type(one).__getstate__
    if asked is object.__getstate__ or isinstance(asked, FunctionType):
        return 0
    with_state = dict(found)
    _find([one.__getstate__()], with_state)
    return sum(with_state.values()) - sum(found.values())
