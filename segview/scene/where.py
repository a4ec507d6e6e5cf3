"""A selection as a description: conditions on the arrays of a scene, all of which must hold.

``web/scene/where.js`` gives the same meaning to the same conditions.
"""

import operator
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Where = Sequence[tuple[str, str, float | str]]
SIGNS = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_TRIPLE = re.compile(rf"(\S+) ({'|'.join(SIGNS)}) (\S+)")


def names(where: Where) -> set[str]:
    """Names of all arrays that a description speaks of."""
    return {name for condition in where for name in condition[::2] if isinstance(name, str)}


def pixels(where: Where, arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """Find the pixels that a description means.

    Parameters
    ----------
    where : sequence of (name, sign, value)
        The name of an array; one of ``< > <= >= = !=``; a number, or the name of another array,
        which is compared pixel by pixel. Without conditions all pixels are meant.
    arrays : mapping of str to (H, W) array
        Arrays by name, such as ``"intensity"``, ``"truth"``, ``"result"``, ``"row"``, ``"column"``.

    Returns
    -------
    (H, W) bool array

    Raises
    ------
    ValueError
        If the description has another sign, or speaks of an array that is not there.

    Examples
    --------
    >>> truth, row = np.array([[0, 1], [1, 1]]), np.array([[0, 0], [1, 1]])
    >>> pixels([("truth", "=", 1), ("row", "<", 1)], {"truth": truth, "row": row})
    array([[False,  True],
           [False, False]])
    """
    if missing := sorted(names(where) - arrays.keys()):
        raise ValueError(f"There is no {missing[0]!r} among {sorted(arrays)}.")
    mask = np.ones(next(iter(arrays.values())).shape, dtype=bool)
    for name, sign, value in where:
        if sign not in SIGNS:
            raise ValueError(f"{sign!r} is none of {' '.join(SIGNS)}.")
        mask &= SIGNS[sign](arrays[name], arrays[value] if isinstance(value, str) else value)
    return mask


def triples(text: str) -> list[list[Any]]:
    """Conditions on pixels, all of which must hold: (name, sign, value) each.

    Parameters
    ----------
    text : str
        Such as ``"intensity > 0.6, truth != result"``: a feature's spec, ``truth``, ``result``,
        ``row`` or ``column``; one of ``< > <= >= = !=``; a number, or a name to compare with.

    Raises
    ------
    ValueError
        If a part of it is none of this.

    Examples
    --------
    >>> triples("intensity > 0.6, truth != result")
    [['intensity', '>', 0.6], ['truth', '!=', 'result']]
    """
    found = []
    for part in text.split(", ") if text else ():
        match = _TRIPLE.fullmatch(part)
        if not match:
            raise ValueError(f"“{part}” is not a name, one of {' '.join(SIGNS)}, and a value.")
        name, sign, value = match.groups()
        found.append([name, sign, _number(value)])
    return found


def _number(text: str) -> float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and "." not in text else number
