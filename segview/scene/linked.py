"""The linked view: images and plots of the same pixels, tied together in the browser.

A lesson describes its rows of panels in the order in which they appear::

    linked_view(
        space,
        subject.binary_truth,
        result,
        classes=("not brain", "brain"),
        rows=[
            [image(), truth(), result(), errors()],
            [scatter("intensity", "gaussian:5", colour="truth", title="Feature space")],
        ],
    )
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import streamlit as st

from segcore import FeatureSpace, confusion_matrix, dice_coefficient, dice_multiclass
from segview import theme
from segview.lesson import controls
from segview.scene.packing import EXACT, FINE, Packed, pack, pack_labels
from segview.scene.panels import Densities, Panel, Regions, Rule
from segview.server.assets import PLOTLY, address, component_script

_view = st.components.v2.component(
    "segview.linked", js=component_script("linked"), isolate_styles=False
)
_store = st.components.v2.component(
    "segview.store", js=component_script("store"), isolate_styles=False
)
_UNIT_RANGE = {"intensity", "gaussian", "mean", "median", "row", "column"}
_HINT = "Point at a pixel or a dot."
_SMALLER = " Large image: computed in full, shown with every {}th row and column."
LARGEST = 1_200_000  # pixels that a browser draws at the speed of the hand


def linked_view(
    space: FeatureSpace,
    truth: np.ndarray | None,
    result: np.ndarray | None,
    *,
    classes: Sequence[str],
    rows: Sequence[Sequence[Panel]],
    rule: Rule | None = None,
    centres: np.ndarray | None = None,
    ceiling: float | None = None,
    regions: Regions | None = None,
    labelling: str | None = None,
    single: bool = False,
    hint: str = _HINT,
    point: tuple[int, int] | None = None,
    key: str = "view",
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
        Points to mark in scatterplots, columns as in `space`; row c is the centre of label c.
    ceiling : float, optional
        The best Dice that any rule on these features can reach, marked on the Dice gauge.
    regions : Regions, optional
        What to draw behind the dots of the scatterplot with the same two features.
    labelling : str, optional
        Key of a control made by `controls.marks`: lets the learner label pixels by clicking.
    single : bool
        Whether a click moves the pixel with that label, instead of adding one.
    hint : str
        What the line under the view says while nobody points at anything.
    point : (int, int), optional
        Row and column of a pixel to mark until the learner points at one.
    key : str
        Tells several views on one page apart.
    """
    step = math.ceil(math.sqrt(math.prod(space.shape) / LARGEST))
    images = dict(zip(space.names, space.images[:, ::step, ::step], strict=True))
    packed = {
        name: pack(array, EXACT if name == "intensity" else FINE) for name, array in images.items()
    }
    packed_truth = None if truth is None else pack_labels(truth[::step, ::step], len(classes))
    packed_result = None if result is None else pack_labels(result[::step, ::step], len(classes))
    packed_regions = None if regions is None else pack_labels(regions.labels, len(classes))
    # Their number varies: in a container of their own they move nothing that comes after them.
    with st.container(key=f"segview-store-{key}"):
        _send(key, [*packed.values(), packed_truth, packed_result, packed_regions])
    titles = dict(zip(space.names, space.titles, strict=True))
    colours = theme.class_colours(len(classes))
    _view(
        key=key,
        data={
            "shape": list(next(iter(images.values())).shape),
            "pixels": math.prod(space.shape),
            "width": space.shape[1],
            "step": step,
            "rows": [[_describe(panel, images, titles) for panel in row] for row in rows],
            "features": {
                name: {"id": array.id, "title": titles[name]} for name, array in packed.items()
            },
            "truth": packed_truth and packed_truth.id,
            "result": packed_result and packed_result.id,
            "classes": [{"name": n, "colour": c} for n, c in zip(classes, colours, strict=True)],
            "errors": _error_kinds(len(classes)),
            "dice": _live_dice(truth, result, len(classes)),
            "counts": _counts(truth, result, len(classes)),
            "ceiling": ceiling,
            "rule": rule and asdict(rule),
            "regions": packed_regions
            and {"id": packed_regions.id, "x": regions.x, "y": regions.y, "ranges": regions.ranges},
            "centres": [
                {"at": list(map(float, centre)), "colour": colour, "name": f"centre {label}"}
                for label, (centre, colour) in enumerate(zip(centres, colours, strict=False))
            ]
            if centres is not None
            else [],
            "labelling": labelling,
            "single": single,
            "point": point,
            "state": dict(controls.values()),
            "steps": dict(controls.steps()),
            "hint": hint + _SMALLER.format(step) * (step > 1),
            "plotly": f"{address(PLOTLY.name)}",
        },
    )


def _send(key: str, arrays: Sequence[Packed | None]) -> None:
    for array in {array.id: array for array in arrays if array is not None}.values():
        _store(key=f"{key}-{array.id}", data=array.body)


def _describe(
    panel: Panel, images: Mapping[str, np.ndarray], titles: Mapping[str, str]
) -> dict[str, Any]:
    described = asdict(replace(panel, densities=None))
    if panel.kind == "scatter":
        described["ranges"] = [_range(panel.x, images), _range(panel.y, images)]
        described["titles"] = [titles[panel.x], titles[panel.y]]
    elif panel.kind == "histogram":
        low, high = _range(panel.x, images)
        described["width"] = panel.width or (high - low) / 40
        described["ranges"] = [[low, high], [0, 1]]
        described["titles"] = [titles[panel.x], "pixels"]
        if panel.densities:
            size = images[panel.x].size * described["width"]
            described["densities"] = _curves(panel.densities, low, high, size)
    return described


def _curves(densities: Densities, low: float, high: float, size: float) -> dict[str, Any]:
    """One curve per label and their sum, in pixels per bin; `size` is pixels times bin width."""
    x = np.linspace(low, high, 401)
    each = densities(x[:, None]).T * size
    heights = [*each, each.sum(axis=0)]
    return {"x": x.round(4).tolist(), "heights": [y.round(2).tolist() for y in heights]}


def _range(spec: str, images: Mapping[str, np.ndarray]) -> list[float]:
    low, high = 0.0, 1.0
    if spec.partition(":")[0] not in _UNIT_RANGE:
        low, high = float(images[spec].min()), float(images[spec].max())
    room = 0.02 * (high - low) or 0.5
    return [low - room, high + room]


def _live_dice(truth: np.ndarray | None, result: np.ndarray | None, count: int) -> float | None:
    if truth is None or result is None:
        return None
    dice = dice_coefficient(truth, result) if count == 2 else dice_multiclass(truth, result).mean()
    return None if np.isnan(dice) else float(dice)


def _counts(truth: np.ndarray | None, result: np.ndarray | None, count: int) -> list[int]:
    """Pixels of each pair (true label, given label), row by row."""
    if truth is None or result is None:
        return []
    return confusion_matrix(truth, result, count).ravel().tolist()


def _error_kinds(count: int) -> list[dict[str, str]]:
    """Names and colours of the codes that the browser computes from truth and result."""
    if count == 2:
        return [
            {"name": "true negative", "colour": theme.TRUE_NEGATIVE},
            {"name": "true positive", "colour": theme.TRUE_POSITIVE},
            {"name": "false positive", "colour": theme.FALSE_POSITIVE},
            {"name": "false negative", "colour": theme.FALSE_NEGATIVE},
        ]
    return [
        {"name": "right", "colour": theme.TRUE_NEGATIVE},
        {"name": "wrong", "colour": theme.FALSE_POSITIVE},
    ]
