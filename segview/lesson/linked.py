"""The linked view on a page: sends a scene and its arrays to the browser."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from segview.lesson.controls import Control, Marks, Slider, shown
from segview.scene.message import Message
from segview.server.assets import PLOTLY, address, component_script

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
    image: str = "",
    key: str = "view",
) -> None:
    """Show a linked view.

    Parameters
    ----------
    message : Message
        What `segview.scene.message.describe` made of the scene.
    controls : sequence of Control
        The controls of the screen.
    values : mapping
        Their values by key.
    image : str
        Id of the image on screen.
    key : str
        Tells several views on one page apart.
    """
    # Their number varies: in a container of their own they move nothing that comes after them.
    with st.container(key=f"segview-store-{key}"):
        for array in message.arrays:
            _store(key=f"{key}-{array.id}", data=array.body)
    sliders = (control for control in controls if isinstance(control, Slider))
    labelling = next((c for c in controls if c.key == message.data["labelling"]), None)
    around = {
        "state": shown(controls, values or {}) | {"image": image},
        "steps": {s.key: {"low": s.low, "high": s.high, "step": s.step} for s in sliders},
        "single": isinstance(labelling, Marks) and labelling.single,
        "plotly": address(PLOTLY.name),
    }
    _view(key=key, data=message.data | around)
