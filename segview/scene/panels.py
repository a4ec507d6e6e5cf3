"""The panels of a linked view: one class per kind, each of which describes itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from segcore import FILTERS

Colour = Literal["truth", "result", "errors", "density"]
Densities = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class ImagePanel:
    """A picture: the image, the labels, the errors, a feature, or values of its own."""

    name: str
    title: str
    values: np.ndarray | None = None

    def describe(self, images: Mapping[str, np.ndarray], titles: Mapping[str, str]) -> dict:
        """What the browser is told; `images` and `titles` are the features by spec."""
        return {"kind": "image", "name": self.name, "title": self.title}


@dataclass(frozen=True)
class ScatterPanel:
    """Every pixel as a dot in the plane of two features; see `scatter`."""

    x: str
    y: str
    colour: Colour
    title: str
    centres: bool = False
    equal: bool = False
    small: bool = False

    def describe(self, images: Mapping[str, np.ndarray], titles: Mapping[str, str]) -> dict:
        """What the browser is told; `images` and `titles` are the features by spec."""
        return {
            "kind": "scatter",
            "title": self.title,
            "x": self.x,
            "y": self.y,
            "colour": self.colour,
            "centres": self.centres,
            "equal": self.equal,
            "small": self.small,
            **_reach([(spec, images[spec]) for spec in (self.x, self.y)]),
            "titles": [titles[self.x], titles[self.y]],
        }


@dataclass(frozen=True)
class HistogramPanel:
    """Every pixel in a bar along one feature; see `histogram`."""

    x: str
    width: float | None
    colour: Colour
    title: str
    centres: bool = False
    densities: Densities | None = None
    small: bool = False

    def describe(self, images: Mapping[str, np.ndarray], titles: Mapping[str, str]) -> dict:
        """What the browser is told; `images` and `titles` are the features by spec."""
        reach = _reach([(self.x, images[self.x])], beside=[0, 1])
        low, high = (reach["whole"] or reach["ranges"])[0]
        width = self.width or (high - low) / 40
        described = {
            "kind": "histogram",
            "title": self.title,
            "x": self.x,
            "colour": self.colour,
            "centres": self.centres,
            "small": self.small,
            "width": width,
            **reach,
            "titles": [titles[self.x], "pixels"],
        }
        if self.densities:
            size = images[self.x].size * width
            described["densities"] = _curves(self.densities, low, high, size)
        return described


Panel = ImagePanel | ScatterPanel | HistogramPanel


def image(title: str = "Image") -> Panel:
    """Show the image itself."""
    return ImagePanel("image", title)


def truth(title: str = "Ground truth") -> Panel:
    """Show the ground truth."""
    return ImagePanel("truth", title)


def result(title: str = "Result") -> Panel:
    """Show the result, with its live Dice."""
    return ImagePanel("result", title)


def errors(title: str = "Errors") -> Panel:
    """Show where result and ground truth differ."""
    return ImagePanel("errors", title)


def feature(spec: str, title: str) -> Panel:
    """Show one feature as an image."""
    return ImagePanel(spec, title)


def picture(name: str, title: str, values: np.ndarray | None) -> Panel:
    """Show numbers that are no feature, (H, W): what was computed of every pixel.

    Parameters
    ----------
    name : str
        What they are, in a word that is no feature's.
    title : str
        Name of the panel.
    values : (H, W) float array or None
        Finite; the smallest is black, the largest white. None: its place is kept, until enough is
        painted for a result.
    """
    return ImagePanel(name, title, values)


def scatter(
    x: str,
    y: str,
    *,
    colour: Colour = "truth",
    title: str,
    centres: bool = False,
    equal: bool = False,
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
        Whether to mark the centres of the scene.
    equal : bool
        Whether distances look alike along both axes, in the units in which the scene's rule takes
        them.
    """
    return ScatterPanel(x, y, colour, title, centres, equal)


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
        (m, k), such as `segcore.mixture.Mixture.densities`; drawn over the bars, with their sum.
    """
    return HistogramPanel(x, width, colour, title, centres, densities)


def scatter_grid(specs: Sequence[str], *, colour: Colour = "truth") -> list[list[Panel]]:
    """Rows of small panels: scatterplots of all pairs below the diagonal, histograms on it."""
    return [
        [
            HistogramPanel(x, None, colour, "", small=True)
            if x == y
            else ScatterPanel(x, y, colour, "", small=True)
            for x in specs[: row + 1]
        ]
        for row, y in enumerate(specs)
    ]


def _curves(densities: Densities, low: float, high: float, size: float) -> dict[str, Any]:
    """One curve per label and their sum, in pixels per bin; `size` is pixels times bin width."""
    x = np.linspace(low, high, 401)
    each = densities(x[:, None]).T * size
    heights = [*each, each.sum(axis=0)]
    return {"x": x.round(4).tolist(), "heights": [y.round(2).tolist() for y in heights]}


def _reach(axes: Sequence[tuple[str, np.ndarray]], **fixed: Sequence[float]) -> dict[str, Any]:
    """How far axes reach: as the values do, in round numbers; and as they can, where that is more.

    `axes` are specs and values, `fixed` the ends of an axis that follows them.
    """
    near = [_with_room(*_round(values)) for _, values in axes]
    ends = [FILTERS[spec.partition(":")[0]].ends for spec, _ in axes]
    far = [_with_room(*end) if end else now for end, now in zip(ends, near, strict=True)]
    more = list(fixed.values())
    return {"ranges": near + more, "whole": far + more if far != near else None}


def _round(values: np.ndarray) -> tuple[float, float]:
    """Round numbers, about a tenth of the spread apart, between which all values lie."""
    low, high = float(values.min()), float(values.max())
    step = 10 ** np.floor(np.log10(high - low)) / 2 if high > low else 1.0
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step)


def _with_room(low: float, high: float) -> list[float]:
    room = 0.02 * (high - low) or 0.5
    return [low - room, high + room]
