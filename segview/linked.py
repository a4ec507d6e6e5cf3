"""The linked view: images and plots of the same pixels, tied together in the browser.

A lesson describes its rows of panels in the order in which they appear::

    linked_view(
        space,
        subject.binary_truth,
        result,
        classes=("not brain", "brain"),
        rows=[
            [image(), truth(), result_panel(), errors()],
            [scatter("intensity", "gaussian:5", colour="truth")],
        ],
    )
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import streamlit as st

from segcore import FeatureSpace, dice_coefficient, dice_multiclass
from segview import controls, theme
from segview.assets import PLOTLY, address, component_script
from segview.packing import EXACT, FINE, Packed, pack, pack_labels

Colour = Literal["truth", "result", "errors"]

_view = st.components.v2.component(
    "segview.linked", js=component_script("linked"), isolate_styles=False
)
_store = st.components.v2.component(
    "segview.store", js=component_script("store"), isolate_styles=False
)
_UNIT_RANGE = {"intensity", "gaussian", "mean", "median", "row", "column"}
_HINT = "Point at a pixel or a dot."


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


def histogram(x: str, *, width: float = 0.05, colour: Colour = "truth", title: str) -> Panel:
    """Show every pixel as a dot, piled up in bins of `width` along one feature."""
    return Panel("histogram", title, x=x, width=width, colour=colour)


@dataclass(frozen=True)
class Rule:
    """A rule that the browser can follow by itself while a control moves.

    Attributes
    ----------
    kind : str
        ``"cuts"``: label = number of cuts that the feature exceeds.
        ``"band"``: label 1 between two cuts.
    feature : str
        Spec of the feature that is cut.
    controls : tuple of str
        Keys of the controls that hold the cuts.
    """

    kind: Literal["cuts", "band"]
    feature: str
    controls: tuple[str, ...]


def linked_view(
    space: FeatureSpace,
    truth: np.ndarray | None,
    result: np.ndarray | None,
    *,
    classes: Sequence[str],
    rows: Sequence[Sequence[Panel]],
    rule: Rule | None = None,
    centres: np.ndarray | None = None,
    cluster_classes: Sequence[int] | None = None,
    hint: str = _HINT,
) -> None:
    """Show image and feature space of the same pixels, linked both ways.

    Parameters
    ----------
    space : FeatureSpace
        The features that the panels speak of; ``"intensity"`` among them is the image.
    truth, result : (H, W) integer arrays or None
        Labels 0 ... len(classes) - 1.
    classes : sequence of str
        Names of the labels.
    rows : sequence of sequences of Panel
        The arrangement, top to bottom and left to right.
    rule : Rule, optional
        Lets the browser paint the result while a control moves.
    centres : (k, d) array, optional
        Points to mark in scatterplots, columns as in `space`.
    cluster_classes : sequence of int, optional
        Label of each centre; its own number by default.
    hint : str
        What the line under the view says while nobody points at anything.
    """
    images = dict(zip(space.names, space.values.T, strict=True))
    packed = {
        name: pack(column.reshape(space.shape), EXACT if name == "intensity" else FINE)
        for name, column in images.items()
    }
    packed_truth = None if truth is None else pack_labels(truth, len(classes))
    packed_result = None if result is None else pack_labels(result, len(classes))
    with st.container(key="segview-store"):
        _send([*packed.values(), packed_truth, packed_result])
    titles = dict(zip(space.names, space.titles, strict=True))
    colours = theme.class_colours(len(classes))
    _view(
        key="view",
        data={
            "shape": list(space.shape),
            "rows": [[_describe(panel, images, titles) for panel in row] for row in rows],
            "features": {
                name: {"id": array.id, "title": titles[name]} for name, array in packed.items()
            },
            "truth": packed_truth and packed_truth.id,
            "result": packed_result and packed_result.id,
            "classes": [{"name": n, "colour": c} for n, c in zip(classes, colours, strict=True)],
            "errors": _error_kinds(len(classes)),
            "dice": _live_dice(truth, result),
            "rule": rule and asdict(rule),
            "centres": _describe_centres(centres, space.names, colours, cluster_classes),
            "state": dict(controls.values()),
            "steps": dict(controls.steps()),
            "hint": hint,
            "plotly": f"{address(PLOTLY.name)}",
        },
    )


def _send(arrays: Sequence[Packed | None]) -> None:
    for array in {array.id: array for array in arrays if array is not None}.values():
        _store(key=f"array-{array.id}", data=array.body)


def _describe(
    panel: Panel, images: Mapping[str, np.ndarray], titles: Mapping[str, str]
) -> dict[str, Any]:
    described = asdict(panel)
    if panel.kind == "scatter":
        described["ranges"] = [_range(panel.x, images), _range(panel.y, images)]
        described["titles"] = [titles[panel.x], titles[panel.y]]
    elif panel.kind == "histogram":
        described["ranges"] = [_range(panel.x, images), [0, 1]]
        described["titles"] = [titles[panel.x], "pixels"]
    return described


def _range(spec: str, images: Mapping[str, np.ndarray]) -> list[float]:
    low, high = (0.0, 1.0)
    if spec.partition(":")[0] not in _UNIT_RANGE:
        low, high = float(images[spec].min()), float(images[spec].max())
    room = 0.02 * (high - low)
    return [low - room, high + room]


def _live_dice(truth: np.ndarray | None, result: np.ndarray | None) -> float | None:
    if truth is None or result is None:
        return None
    binary = truth.max() <= 1 and result.max() <= 1
    dice = dice_coefficient(truth, result) if binary else dice_multiclass(truth, result).mean()
    return None if np.isnan(dice) else float(dice)


def _error_kinds(count: int) -> list[dict[str, Any]]:
    if count == 2:
        return [
            {"name": "correct rest", "colour": "#22303c", "shown": False},
            {"name": "correct brain", "colour": "#6f6a2a", "shown": False},
            {"name": "false positive", "colour": theme.FALSE_POSITIVE, "shown": True},
            {"name": "false negative", "colour": theme.FALSE_NEGATIVE, "shown": True},
        ]
    return [
        {"name": "background", "colour": "#22303c", "shown": False},
        {"name": "right", "colour": "#22303c", "shown": False},
        {"name": "wrong", "colour": theme.FALSE_POSITIVE, "shown": True},
    ]


def _describe_centres(
    centres: np.ndarray | None,
    names: Sequence[str],
    colours: Sequence[str],
    cluster_classes: Sequence[int] | None,
) -> list[dict[str, Any]]:
    if centres is None:
        return []
    labels = range(len(centres)) if cluster_classes is None else cluster_classes
    return [
        {
            "at": dict(zip(names, map(float, centre), strict=True)),
            "colour": colours[label],
            "name": f"centre {label}",
        }
        for label, centre in zip(labels, centres, strict=True)
    ]
