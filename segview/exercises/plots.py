"""What an answer may draw: calls of ``plt`` that give back what they would draw."""

import math
from inspect import signature

import numpy as np

from segview.exercises.budget import MADE, Refused
from segview.exercises.callables import Function, Namespace
from segview.exercises.upper_bounds import data, weight

BINS = 1000
STYLE = ("alpha", "color", "label", "s", "marker")


def _hist(x, bins=10, *, range=None, alpha=None, color=None, label=None):
    """Count numbers in bins, as ``matplotlib.pyplot.hist`` does."""
    bins = _bins(bins)
    values = np.ravel(x)
    if isinstance(bins, int):
        return np.histogram(values, bins, range)
    return np.histogram(values, bins)


def _bins(bins):
    """Return the bins as matplotlib takes them: how many, or their edges."""
    if isinstance(bins, (bool, np.bool_)) or np.asarray(bins).dtype.kind == "b":
        raise _unfit("True and False are no bins: bins is how many there are, or their edges.")
    if np.ndim(bins) == 0:
        if not isinstance(bins, (int, np.integer)):
            raise _unfit(_about_float(float(bins)))
        if not 1 <= bins <= BINS:
            raise _unfit(f"{bins:,} bins cannot be drawn.")
        return int(bins)
    edges = np.asarray(bins, float)
    if edges.ndim > 1 or not np.isfinite(edges).all():
        raise _unfit("bins is how many bins there are, or a row of their edges.")
    if not (2 <= edges.size <= BINS + 1 and (edges[1:] > edges[:-1]).all()):
        raise _unfit("Edges of bins have to grow from the first to the last.")
    return edges


def _about_float(bins: float) -> str:
    if math.isfinite(bins) and bins == int(bins) >= 1:
        return f"{bins} is a number with decimals, and bins wants a whole one: {int(bins)}."
    if not 0 < bins < 1:
        return f"{bins:g} bins cannot be drawn."
    return f"{bins:g} could be the width of a bin: bins wants how many there are, or all edges."


def _scatter(x, y, s=None, c=None, *, alpha=None, marker=None, cmap=None, label=None):
    """Make rows of x, y and colour, one for each dot that ``matplotlib.pyplot.scatter`` draws."""
    columns = [np.ravel(column) for column in (x, y)]
    if columns[0].size != columns[1].size:
        raise Refused("Every dot needs two numbers: x and y are rows of the same length.", "y")
    if c is None:
        colours = np.zeros(columns[0].size)
    else:
        colours = np.ravel(c)
        if colours.size != columns[0].size:
            raise Refused(
                f"There are {columns[0].size:,} dots and {colours.size:,} colours: "
                "c needs one number for each dot.",
                "c",
            )
    return np.column_stack([*columns, colours])


def _unfit(message):
    return Refused(message, "bins")


def _bound(given):
    return 10 * MADE * sum(map(weight, data(given)))


def _function(name, run, supports):
    return Function(f"plt.{name}", run, signature(run), supports, _bound)


PLT = Namespace(
    "plt",
    {
        "hist": _function("hist", _hist, ("x", "bins", "range", *STYLE)),
        "scatter": _function("scatter", _scatter, ("x", "y", "c", *STYLE)),
    },
)
"""Functions of matplotlib.pyplot that the exercises need."""
