"""The linked view on a page: sends a scene and its arrays to the browser."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from segview.scene.message import Message
from segview.server.assets import PLOTLY, address, component_script

_view = st.components.v2.component(
    "segview.linked", js=component_script("scene/linked"), isolate_styles=False
)
_store = st.components.v2.component(
    "segview.store", js=component_script("scene/store"), isolate_styles=False
)


def show(
    message: Message, state: Mapping[str, Any], steps: Mapping[str, Any], single: bool, key: str
) -> None:
    """Show a linked view.

    Parameters
    ----------
    message : Message
        What `segview.scene.message.describe` made of the scene.
    state : mapping
        Values of the controls on the page, as they stand in the URL.
    steps : mapping
        Low end, high end and step of each slider.
    single : bool
        Whether a click moves the pixel with a label, instead of adding one.
    key : str
        Tells several views on one page apart.
    """
    # Their number varies: in a container of their own they move nothing that comes after them.
    with st.container(key=f"segview-store-{key}"):
        for array in message.arrays:
            _store(key=f"{key}-{array.id}", data=array.body)
    around = {"state": dict(state), "steps": dict(steps), "single": single}
    _view(key=key, data=message.data | around | {"plotly": address(PLOTLY.name)})
