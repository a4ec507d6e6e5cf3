"""A selection as a description: conditions on the arrays of a scene, all of which must hold.

``web/scene/where.js`` gives the same meaning to the same conditions.
"""

import operator
from collections.abc import Mapping, Sequence

import numpy as np

Where = Sequence[tuple[str, str, float | str]]
SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.eq, "!=": operator.ne}


def names(where: Where) -> set[str]:
    """Names of all arrays that a description speaks of."""
    return {name for condition in where for name in condition[::2] if isinstance(name, str)}


def pixels(where: Where, arrays: Mapping[str, np.ndarray]) -> np.ndarray:
    """Find the pixels that a description means.

    Parameters
    ----------
    where : sequence of (name, sign, value)
        The name of an array; one of ``< > = !=``; a number, or the name of another array, which is
        compared pixel by pixel. Without conditions all pixels are meant.
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
