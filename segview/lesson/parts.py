"""Notes, pictures and charts on a page: those of a scene, or of a text."""

from collections.abc import Sequence

import streamlit as st

from segview.scene.parts import Part, describe
from segview.server.assets import PLOTLY, address, component_script

_component = st.components.v2.component(
    "segview.parts", js=component_script("scene/parts"), isolate_styles=False
)


def show(parts: Sequence[Part], key: str) -> None:
    """Show parts that follow no control; `key` tells several places on one page apart."""
    if parts:
        _show(key, {"parts": describe(parts)})


def follow(screen: str, place: str) -> None:
    """Show parts of the scene that is on screen, whichever it is.

    Parameters
    ----------
    screen : str
        Name of the screen.
    place : {"above", "beside", "below"}
        Which of its parts.
    """
    _show(f"{place}-{screen}", {"screen": screen, "place": place})


def _show(key: str, data: dict) -> None:
    _component(key=f"parts-{key}", data=data | {"plotly": address(PLOTLY.name)})
