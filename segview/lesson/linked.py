"""The linked view on a page, and the scene that it shows: which one, and how it gets there."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from segview.lesson.controls import Control
from segview.scene.message import Message
from segview.server import assets
from segview.server.assets import PLOTLY, component_script
from segview.server.version import version

_screen = st.components.v2.component(
    "segview.screen", js=component_script("scene/screen"), isolate_styles=False
)
_view = st.components.v2.component(
    "segview.linked", js=component_script("scene/linked"), isolate_styles=False
)
_store = st.components.v2.component(
    "segview.store", js=component_script("scene/store"), isolate_styles=False
)


def show(
    message: Message,
    controls: Sequence[Control] = (),
    values: Mapping[str, Any] | None = None,
    *,
    name: str = "screen",
    address: str = "",
    chosen: Mapping[str, Any] | None = None,
) -> None:
    """Show a scene, and let the browser ask for those to come by itself, if it can.

    Parameters
    ----------
    message : Message
        What `segview.scene.message.describe` made of the scene.
    controls : sequence of Control
        The controls of the screen.
    values : mapping
        Their values by key, and the image's id, as they stand in the browser.
    name : str
        Tells several screens on one page apart.
    address : str
        Where the browser finds the scenes of this screen; empty: nowhere, they are sent.
    chosen : mapping
        Those of the values that somebody has chosen; the others are at their defaults.
    """
    key = f"screen-{name}"
    reached = address and (st.session_state.get(key) or {}).get("cut") != version()
    data = {
        "name": name,
        "address": address,
        "version": version(),
        "chosen": chosen or {},
        "controls": {one.key: one.describe() | {"label": one.label} for one in controls},
        "sent": None if reached else message.data | {"state": values or {}},
    }
    # Their number varies: in a container of their own they move nothing that comes after them.
    with st.container(key=f"segview-store-{name}"):
        for array in () if reached else message.arrays:
            _store(key=f"{name}-{array.id}", data=array.body)
        _screen(key=key, data=data, on_cut_change=_nothing)
    if message.data["view"]:
        about = {"screen": name, "version": version(), "plotly": assets.address(PLOTLY.name)}
        _view(key="view" if name == "screen" else f"view-{name}", data=about)


def address(slug: str, name: str) -> str:
    """Where browsers find the scenes of a screen, relative to the app's base path."""
    return "/".join(["scene", version(), slug, *([name] if name != "screen" else [])])


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
