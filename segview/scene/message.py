"""A scene as it travels to the browser: a description, and arrays by the hash of their content."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segcore import confusion_matrix, dice_coefficient, dice_multiclass
from segview import theme
from segview.scene import parts
from segview.scene.packing import EXACT, FINE, Packed, pack, pack_labels
from segview.scene.panels import ImagePanel, Panel
from segview.scene.scene import Scene

LARGEST = 1_200_000  # pixels that a browser draws at the speed of the hand
_SMALLER = " Large image: computed in full, shown with one of every {} rows and columns."


@dataclass(frozen=True)
class Message:
    """What the browser needs to show a scene.

    Attributes
    ----------
    data : dict
        The description, in plain JSON: ``"view"`` is the linked view, None where there is none;
        ``"above"``, ``"beside"`` and ``"below"`` are lists of parts; ``"id"`` is a hash of all
        this. Arrays are named by their ids.
    arrays : tuple of Packed
        The arrays, each once.
    """

    data: dict[str, Any]
    arrays: tuple[Packed, ...]


def describe(scene: Scene) -> Message:
    """Describe a scene to the browser.

    Parameters
    ----------
    scene : Scene
        What to show.

    Returns
    -------
    Message
    """
    view, arrays = _view(scene) if scene.space else (None, ())
    data = {
        "view": view,
        "above": parts.describe(scene.above),
        "beside": parts.describe(scene.beside),
        "below": parts.describe(scene.below),
    }
    text = json.dumps(data, allow_nan=False).encode()
    return Message(data | {"id": hashlib.blake2b(text, digest_size=9).hexdigest()}, arrays)


def _view(scene: Scene) -> tuple[dict[str, Any], tuple[Packed, ...]]:
    space, count = scene.space, len(scene.classes)
    step = math.ceil(math.sqrt(math.prod(space.shape) / LARGEST))
    own = [panel for row in scene.rows for panel in row if _has_values(panel)]
    images = dict(zip(space.names, space.images[:, ::step, ::step], strict=True))
    if scene.image is not None:
        images["intensity"] = scene.image[::step, ::step]
    images |= {panel.name: panel.values[::step, ::step] for panel in own}
    features = {
        name: pack(array, EXACT if name == "intensity" else FINE) for name, array in images.items()
    }
    truth, result = (
        None if labels is None else pack_labels(labels[::step, ::step], count)
        for labels in (scene.truth, scene.result)
    )
    regions = scene.regions and pack_labels(scene.regions.labels, count)
    titles = dict(zip(space.names, space.titles, strict=True))
    titles |= {panel.name: panel.name for panel in own}
    colours = theme.class_colours(count)
    data = {
        "shape": list(next(iter(images.values())).shape),
        "pixels": math.prod(space.shape),
        "width": space.shape[1],
        "step": step,
        "rows": [[panel.describe(images, titles) for panel in row] for row in scene.rows],
        "features": {
            name: {"id": array.id, "title": titles[name]} for name, array in features.items()
        },
        "truth": truth and truth.id,
        "result": result and result.id,
        "classes": list(map(_meaning, scene.classes, colours)),
        "errors": _error_kinds(count),
        "differences": _difference_kinds(count, scene.truth is not None),
        "dice": live_dice(scene),
        "counts": _counts(scene),
        "ceiling": scene.ceiling,
        "rule": scene.rule and scene.rule.describe(),
        "regions": regions
        and {
            "id": regions.id,
            "x": scene.regions.x,
            "y": scene.regions.y,
            "ranges": scene.regions.ranges,
        },
        "centres": _centres(scene.centres, colours),
        "footprint": scene.footprint and scene.footprint.describe(),
        "labelling": scene.labelling or None,
        "painting": scene.painting or None,
        "naming": scene.naming or None,
        "point": scene.point,
        "hint": scene.hint + _SMALLER.format(step) * (step > 1),
    }
    arrays = [*features.values(), truth, result, regions]
    return data, tuple({a.id: a for a in arrays if a is not None}.values())


def _has_values(panel: Panel) -> bool:
    return isinstance(panel, ImagePanel) and panel.values is not None


def live_dice(scene: Scene) -> float | None:
    """Dice of result and ground truth, the mean over classes where there are more than two.

    Parameters
    ----------
    scene : Scene
        Any scene.

    Returns
    -------
    float or None
        None where there is no ground truth, no result, or nothing to overlap (0 / 0).
    """
    if scene.truth is None or scene.result is None:
        return None
    if len(scene.classes) == 2:
        dice = dice_coefficient(scene.truth, scene.result)
    else:
        dice = dice_multiclass(scene.truth, scene.result).mean()
    return None if np.isnan(dice) else float(dice)


def _counts(scene: Scene) -> list[int]:
    """Pixels of each pair (true label, given label), row by row."""
    if scene.truth is None or scene.result is None:
        return []
    return confusion_matrix(scene.truth, scene.result, len(scene.classes)).ravel().tolist()


def _centres(centres: np.ndarray | None, colours: Sequence[str]) -> list[dict[str, Any]]:
    if centres is None:
        return []
    return [
        {"at": list(map(float, centre)), "colour": colour, "name": f"centre {label}"}
        for label, (centre, colour) in enumerate(zip(centres, colours, strict=False))
    ]


def _meaning(name: str, colour: str) -> dict[str, str]:
    return {"name": name, "colour": colour, "pattern": theme.PATTERNS[colour]}


def _error_kinds(count: int) -> list[dict[str, str]]:
    """Names and looks of the codes that the browser computes from truth and result."""
    if count == 2:
        return [
            _meaning("true negative", theme.TRUE_NEGATIVE),
            _meaning("true positive", theme.TRUE_POSITIVE),
            _meaning("false positive", theme.FALSE_POSITIVE),
            _meaning("false negative", theme.FALSE_NEGATIVE),
        ]
    return [_meaning("right", theme.TRUE_NEGATIVE), _meaning("wrong", theme.FALSE_POSITIVE)]


def _difference_kinds(count: int, judged: bool) -> list[dict[str, str]]:
    """Names and looks of the codes of what differs from a pinned result; no name: never there.

    Where there is a ground truth of two classes, all that changes gets better or worse.
    """
    neither = "neither" if count > 2 else ""
    return [
        _meaning("the same", theme.UNCHANGED),
        _meaning("better" if judged else "", theme.BETTER),
        _meaning("worse" if judged else "", theme.WORSE),
        _meaning(neither if judged else "changed", theme.CHANGED),
    ]
