"""Lesson parameters: each is an input on the page, a query parameter in the URL, and a value.

A control reports while it moves. Its value comes from the learner, else from the URL, else from
the default; what makes no sense falls back to the default. A setting, which a preset or a
prediction makes, is complete: what it does not name goes back to the default.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from segcore.features import spec_title
from segview.course import progress
from segview.lesson import code as shown_code
from segview.lesson import figures as shown_figures
from segview.lesson import linked as shown_linked
from segview.lesson import presets as presets_
from segview.lesson import quiz
from segview.scene import Bars, Curves, Labels, Scatters, Scene
from segview.scene.message import describe
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.control", js=component_script("lesson/control"), isolate_styles=False
)
_PAGE = "segview-page"
_VALUES = "segview-values"
_STEPS = "segview-steps"
_KEPT = "segview-kept"
FAR = 100
SEED = "It begins somewhere at random: every number is another beginning, always the same one."


def open_page(slug: str) -> None:
    """Forget what the learner moved on the page before.

    Parameters
    ----------
    slug : str
        The page that is about to show its controls.
    """
    if st.session_state.get(_PAGE) != slug:
        for key in st.session_state.get(_VALUES, {}):
            st.session_state.pop(key, None)
    st.session_state[_PAGE] = slug
    st.session_state[_VALUES] = {}
    st.session_state[_STEPS] = {}


def page() -> str:
    """Slug of the page on screen."""
    return st.session_state[_PAGE]


def values() -> Mapping[str, Any]:
    """Values of all controls on this page, by key."""
    return st.session_state[_VALUES]


def staying() -> Mapping[str, Any]:
    """Values of the controls on this page that keep them on every page, by key."""
    kept = st.session_state.get(_KEPT, {})
    return {key: value for key, value in values().items() if key in kept}


def steps() -> Mapping[str, dict[str, float]]:
    """Low end, high end and step of all sliders on this page, by key."""
    return st.session_state[_STEPS]


def slider(
    key: str,
    label: str,
    low: float,
    high: float,
    step: float,
    default: float,
    *,
    unit: str = "",
    help: str | None = None,
    disabled: bool | str = False,
    play: bool = False,
) -> float:
    """Show a slider and return its value.

    Parameters
    ----------
    key : str
        Name of the query parameter.
    label, unit, help : str
        Shown before the value, after the value, and on hovering.
    low, high, step, default : float
        Ends, step and first value, in the parameter's own unit. Whole numbers give whole numbers.
    disabled : bool or str
        Whether the slider is shown without taking input; a text says why, and stands beneath it.
    play : bool
        Whether to offer a button that runs through the values, one step at a time.

    Returns
    -------
    float or int
        The value, on a step between `low` and `high`.
    """
    whole = all(isinstance(part, int) for part in (low, high, step, default))

    def parse(raw: Any) -> float:
        value = float(raw)
        if not low <= value <= high:
            raise ValueError(f"{key} must lie between {low} and {high}.")
        value = low + round((value - low) / step) * step
        return round(value) if whole else round(value, 6)

    digits = 0 if whole else max(0, len(f"{step:g}".partition(".")[2]))
    st.session_state[_STEPS][key] = {"low": low, "high": high, "step": step}
    data = {"kind": "range", "low": low, "high": high, "step": step, "digits": digits}
    data |= {"unit": unit, "disabled": disabled, "play": play}
    return _show(key, label, parse, default, help, data)


def choice(
    key: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    help: str | None = None,
    disabled: bool | str = False,
    everywhere: bool = False,
) -> str:
    """Show a drop-down list and return the chosen option's key.

    Parameters
    ----------
    key, label, help, disabled
        As for `slider`.
    options : mapping of str to str
        Value in the URL to text on screen, in order.
    default : str
        One of the options.
    everywhere : bool
        Whether the choice stays when the learner goes to another page.

    Returns
    -------
    str
    """

    def parse(raw: Any) -> str:
        if raw not in options:
            raise ValueError(f"{key} must be one of {', '.join(options)}.")
        return raw

    data = {"kind": "choice", "options": list(options.items()), "stays": everywhere}
    data |= {"disabled": disabled}
    kept = st.session_state.setdefault(_KEPT, {}) if everywhere else {}
    return _show(key, label, parse, default, help, data, kept)


def toggle(key: str, label: str, default: bool = False, *, help: str | None = None) -> bool:
    """Show a switch and return whether it is on; arguments as for `slider`."""

    def parse(raw: Any) -> bool:
        return {"true": True, "false": False}[str(raw).lower()]

    return _show(key, label, parse, default, help, {"kind": "toggle"})


def points(key: str, label: str, default: Sequence[Sequence[float]]) -> np.ndarray:
    """Keep points of feature space that the learner moves in a scatterplot, not in an input.

    Parameters
    ----------
    key, label : str
        As for `slider`.
    default : sequence of points
        Where they start.

    Returns
    -------
    (k, d) float array
    """

    def parse(raw: Any) -> str:
        found = _numbers(raw)
        if found.shape != np.shape(default) or not (np.abs(found) <= FAR).all():
            raise ValueError(f"{key} must hold {len(default)} points at most {FAR} from 0.")
        return raw

    return _numbers(_show(key, label, parse, points_text(default), None, {"kind": "points"}))


def marks(
    key: str, label: str, default: Sequence[Sequence[int]], *, single: bool = False
) -> np.ndarray:
    """Keep pixels that the learner labels by clicking in an image.

    Parameters
    ----------
    key, label : str
        As for `slider`.
    default : sequence of (row, column, label)
        The pixels labelled at first.
    single : bool
        Whether each label belongs to one pixel, which a click moves.

    Returns
    -------
    (m, 3) integer array
        Row, column and label of each, at most 200.
    """

    def parse(raw: Any) -> str:
        found = _numbers(raw)
        if found.ndim != 2 or found.shape[1] != 3 or len(found) > 200 or (found % 1).any():
            raise ValueError(f"{key} must hold up to 200 rows, columns and labels.")
        if (found < 0).any() or (found > 65535).any():
            raise ValueError(f"{key} must lie in the image.")
        if single and sorted(found[:, 2]) != sorted(mark[2] for mark in default):
            raise ValueError(f"{key} must hold one pixel of each label.")
        return raw

    return _numbers(
        _show(key, label, parse, points_text(default), None, {"kind": "points"})
    ).astype(int)


def points_text(points: Sequence[Sequence[float]]) -> str:
    """Points, (k, d), as they stand in the URL: ``"0.3,0.3;0.5,0.1"``."""
    return ";".join(",".join(f"{round(float(v), 3):g}" for v in point) for point in points)


def _numbers(text: str) -> np.ndarray:
    return np.array([[float(value) for value in point.split(",")] for point in text.split(";")])


def _show(
    key: str,
    label: str,
    parse: Callable[[Any], Any],
    default: Any,
    help: str | None,
    data: dict[str, Any],
    kept: dict[str, Any] | None = None,
) -> Any:
    kept = {} if kept is None else kept
    state = st.session_state.get(key) or {}
    moved = state.get("value")
    back = "value" in state and moved is None  # to the default, whatever the URL said
    value, chosen = default, False
    for raw in () if back else (moved, st.query_params.get(key), kept.get(key)):
        if raw is not None:
            try:
                value = kept[key] = parse(raw)
            except (ValueError, TypeError, KeyError, OverflowError, AttributeError):
                continue
            chosen = True
            break
    data |= {"key": key, "label": label, "help": help, "default": default, "value": value}
    data |= {"chosen": chosen}
    _component(key=key, data=data | {"page": page()}, on_value_change=_nothing)
    st.session_state[_VALUES][key] = value
    st.session_state["segview-shown"].add(key)
    return value


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""


# What pages that are still single files call.


def linked_view(space, truth, result, *, classes, rows, single=False, key="view", **parts):
    if parts.get("labelling") is None:
        parts.pop("labelling", None)
    scene = Scene(space=space, truth=truth, result=result, classes=classes, rows=rows, **parts)
    shown_linked.show(describe(scene), values(), steps(), single, key)


def bars(key, values, **parts):
    shown_figures.show([Bars(key=key, values=values, **parts)])


def curves(key, x, lines, **parts):
    shown_figures.show([Curves(key=key, x=x, lines=lines, **parts)])


def scatters(key, rows, **parts):
    shown_figures.show([Scatters(key=key, rows=rows, **parts)])


def labels(mask, colours, caption):
    shown_figures.show([Labels(mask, colours, caption)])


def listing(**settings):
    from segview.lesson import frame

    shown_code.listing(page(), {**values(), "image": frame.subject().id, **settings})


@dataclass(frozen=True)
class Answer:
    """One option of a question.

    Attributes
    ----------
    text : str
        The option.
    why : str
        What the learner reads after choosing it.
    right : bool
        Whether it is a right answer.
    """

    text: str
    why: str
    right: bool = False


def ask(
    key: str,
    question: str,
    answers: Sequence[Answer],
    *,
    show: Sequence[tuple[str, str, Any]] = (),
    then: Mapping[str, Any] | None = None,
) -> None:
    """Ask a question that opens up only after a choice.

    Parameters
    ----------
    key : str
        Name of the question, one of those that its lesson declares in the curriculum.
    question : str
        The question.
    answers : sequence of Answer
        The options, in order; at least one is right.
    show : sequence of (name, sign, value)
        The pixels that the question speaks of, for "Show me": a feature's spec, ``"truth"``,
        ``"result"``, ``"row"`` or ``"column"``; one of ``< > = !=``; a number, or the name of
        labels to compare with. All must hold.
    then : mapping, optional
        What "See for yourself" sets, as the values of a `presets.Preset`: makes the question a
        prediction.
    """
    options = [asdict(answer) | {"right": bool(answer.right)} for answer in answers]
    data = progress.place(page(), key) | {"question": question, "answers": options}
    data |= {"where": [list(part) for part in show], "then": dict(then or {})}
    quiz._component(key=f"quiz-{key}", data=data)


def find(
    key: str,
    task: str,
    where: Sequence[tuple[str, str, Any]],
    *,
    why: str,
    hint: str,
    enough: float = 0.7,
) -> None:
    """Set the task to select certain pixels in the linked view.

    Parameters
    ----------
    key : str
        Name of the task, one of those that its lesson declares in the curriculum.
    task : str
        Which pixels to find.
    where : sequence of (name, sign, value)
        The pixels meant, as for `ask`.
    why, hint : str
        What the learner reads once they are found, and before.
    enough : float
        Dice of selection and pixels meant from which on they count as found. What is left out must
        agree as well with what is not meant: so all pixels are never the answer.
    """
    names = {name for name, *_ in where}
    titles = {name: quiz._LABELS.get(name) or spec_title(name) for name in names}
    data = {"task": task, "why": why, "hint": hint, "enough": enough, "titles": titles}
    data |= progress.place(page(), key) | {"where": [list(part) for part in where]}
    quiz._task(key=f"task-{key}", data=data)


@dataclass(frozen=True)
class Preset:
    """One setting.

    Attributes
    ----------
    label : str
        What the button says.
    values : mapping
        Value of each control that is not at its default, by key. The image stays as it is.
    note : str
        What to notice, shown after the click.
    """

    label: str
    values: Mapping[str, Any]
    note: str


def offer(presets: Sequence[Preset]) -> None:
    """Show a row of presets."""
    data = [
        {
            "label": preset.label,
            "values": dict(preset.values),
            "note": preset.note,
            "query": urlencode(staying() | preset.values),
        }
        for preset in presets
    ]
    presets_._component(key="presets", data=data)


def show(id, *subject_ids):
    from segview.lesson import exercise, frame

    exercise.show(page(), id, *(subject_ids or (frame.subject().id,)))


def recap_show(test):
    from segview.course import recap

    recap.show(page())
    st.markdown(test)
