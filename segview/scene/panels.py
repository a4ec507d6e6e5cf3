"""What a linked view is made of: its panels, its rule, its decision regions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

Colour = Literal["truth", "result", "errors", "density"]
Densities = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Panel:
    """One panel: see `image`, `truth`, `result`, `errors`, `feature`, `scatter`, `histogram`."""

    kind: Literal["image", "scatter", "histogram"]
    title: str
    name: str = ""
    x: str = ""
    y: str = ""
    colour: str = ""
    width: float = 0.0
    centres: bool = False
    densities: Densities | None = None
    small: bool = False


def image(title: str = "Image") -> Panel:
    """Show the image itself."""
    return Panel("image", title, "image")


def truth(title: str = "Ground truth") -> Panel:
    """Show the ground truth."""
    return Panel("image", title, "truth")


def result(title: str = "Result") -> Panel:
    """Show the result, with its live Dice."""
    return Panel("image", title, "result")


def errors(title: str = "Errors") -> Panel:
    """Show where result and ground truth differ."""
    return Panel("image", title, "errors")


def feature(spec: str, title: str) -> Panel:
    """Show one feature as an image."""
    return Panel("image", title, spec)


def scatter(
    x: str, y: str, *, colour: Colour = "truth", title: str, centres: bool = False
) -> Panel:
    """Show every pixel as a dot in the plane of two features.

    Parameters
    ----------
    x, y : str
        Specs of two features of the space.
    colour : str
        What the dots are coloured by.
    title : str
        Name of the panel.
    centres : bool
        Whether to mark the centres given to `linked_view`.
    """
    return Panel("scatter", title, x=x, y=y, colour=colour, centres=centres)


def histogram(
    x: str,
    *,
    width: float = 0.05,
    colour: Colour = "truth",
    title: str,
    centres: bool = False,
    densities: Densities | None = None,
) -> Panel:
    """Show every pixel as a dot, piled up in bars along one feature.

    Parameters
    ----------
    x, colour, title, centres
        As for `scatter`.
    width : float
        Width of a bin. A value on a border belongs to the bin above it, the largest to the last.
    densities : callable, optional
        Takes values of the feature, (m, 1), and gives the weighted density of each label there,
        (m, k), such as `segcore.clustering.Mixture.densities`; drawn over the bars, with their sum.
    """
    return Panel(
        "histogram", title, x=x, width=width, colour=colour, centres=centres, densities=densities
    )


def scatter_grid(specs: Sequence[str], *, colour: Colour = "truth") -> list[list[Panel]]:
    """Rows of small panels: scatterplots of all pairs below the diagonal, histograms on it."""
    return [
        [
            Panel("histogram", "", x=x, width=0.0, colour=colour, small=True)
            if x == y
            else Panel("scatter", "", x=x, y=y, colour=colour, small=True)
            for x in specs[: row + 1]
        ]
        for row, y in enumerate(specs)
    ]


@dataclass(frozen=True)
class Rule:
    """A rule that the browser can follow by itself while a control moves.

    See `cuts`, `band` and `nearest_centre`.
    """

    kind: Literal["cuts", "band", "centres"]
    controls: tuple[str, ...]
    feature: str = ""
    features: tuple[str, ...] = ()
    scales: tuple[float, ...] | None = None
    also: Mapping[str, Any] = field(default_factory=dict)


def cuts(feature: str, *controls: str) -> Rule:
    """Label = number of cuts, held by these controls, that the feature exceeds."""
    return Rule("cuts", controls, feature=feature)


def band(feature: str, low: str, high: str) -> Rule:
    """Label 1 above the cut in control `low` and up to the cut in control `high`."""
    return Rule("band", (low, high), feature=feature)


def nearest_centre(
    points: str,
    features: Sequence[str],
    *,
    also: Mapping[str, Any] | None = None,
    scales: Sequence[float] | None = None,
) -> Rule:
    """Label of the nearest of the points in control `points`; the centres can be dragged.

    Parameters
    ----------
    points : str
        Key of a control made by `controls.points`.
    features : sequence of str
        The coordinates of each point, in order.
    also : mapping, optional
        Controls to set when a centre is grabbed, by key.
    scales : sequence of float, optional
        What each feature is divided by before distances are taken.
    """
    return Rule("centres", (points,), "", tuple(features), scales and tuple(scales), also or {})


@dataclass(frozen=True)
class Regions:
    """Decision regions of a classifier over two features.

    Attributes
    ----------
    x, y : str
        Specs of the two features.
    labels : (R, R) integer array
        Label at each place of a regular grid; rows along y, columns along x.
    ranges : ((float, float), (float, float))
        Ends of the grid along x and along y.
    """

    x: str
    y: str
    labels: np.ndarray
    ranges: tuple[tuple[float, float], tuple[float, float]]
