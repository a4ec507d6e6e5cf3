"""Controls on a page: an input each, whose value comes from the learner, the URL or the default."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from segview.lesson.controls import Choice, Control, Slider, chosen
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.control", js=component_script("lesson/control"), isolate_styles=False
)
_PAGE = "segview-page"
_KEPT = "segview-kept"
_SHOWN = "segview-shown"


def open_page(slug: str) -> None:
    """Forget what the learner moved on the page before, when another one is opened.

    Parameters
    ----------
    slug : str
        The page that is about to show its controls.
    """
    if st.session_state.get(_PAGE) != slug:
        for key in st.session_state.get(_SHOWN, ()):
            st.session_state.pop(key, None)
        st.session_state[_SHOWN] = set()
    st.session_state[_PAGE] = slug


def value(control: Control) -> Any:
    """Value of a control: the learner's, else the URL's, else that of other pages, else its own."""
    return _found(control)[0]


def values(controls: Sequence[Control]) -> dict[str, Any]:
    """Values of controls by key."""
    return {control.key: value(control) for control in controls}


def chosen_values(controls: Sequence[Control]) -> dict[str, Any]:
    """Values of those controls that somebody has chosen, as they stand in the browser."""
    found = [(control, *_found(control)) for control in controls]
    return {control.key: control.shown(now) for control, now, known in found if known}


def _found(control: Control) -> tuple[Any, bool]:
    """Value of a control, and whether anybody has chosen it."""
    found, known = chosen(control, _offers(control))
    if known and _stays(control):
        st.session_state[_KEPT][control.key] = found
    return found, known


def wanted(control: Control) -> Any:
    """What was asked of a control first, whether it can have that value or not; None: nothing."""
    return next((raw for raw in _offers(control) if raw is not None), None)


def _offers(control: Control) -> Sequence[Any]:
    """Where its value may come from: the learner, the URL, another page."""
    state = st.session_state.get(control.key) or {}
    moved = state.get("value")
    if "value" in state and moved is None:
        return ()  # back to the default, whatever the URL said
    kept = st.session_state.setdefault(_KEPT, {}) if _stays(control) else {}
    return moved, st.query_params.get(control.key), kept.get(control.key)


def _stays(control: Control) -> bool:
    return isinstance(control, Choice) and control.everywhere


def show(
    slug: str,
    controls: Sequence[Control],
    idle: Mapping[str, str],
    places: Sequence[DeltaGenerator],
    last: Mapping[str, float] = MappingProxyType({}),
) -> None:
    """Show controls, each in its place.

    Parameters
    ----------
    slug : str
        The page that they are on.
    controls : sequence of Control
        The controls.
    idle : mapping of str to str
        Keys of those that take no input now, each with the reason.
    places : sequence of DeltaGenerator
        One per control.
    last : mapping of str to float
        Keys of those that play, each with the value at which to stop.
    """
    for control, place in zip(controls, places, strict=True):
        with place:
            now, known = _found(control)
            st.session_state[_SHOWN].add(control.key)
            data = described(control, now, idle.get(control.key, ""))
            data |= {"page": slug, "chosen": known, "last": last.get(control.key)}
            _component(key=control.key, data=data, on_value_change=_nothing)


def described(control: Control, value: Any, idle: str = "") -> dict[str, Any]:
    """What the browser is told of a control with this value; why it takes no input now, if so."""
    return (
        control.describe()
        | {"key": control.key, "label": control.label, "help": control.help or None}
        | {"default": control.shown(control.start), "value": control.shown(value)}
        | {"disabled": idle}
        | ({"play": False} if idle and isinstance(control, Slider) else {})
    )


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
