"""Notes, pictures and charts of a scene on a page."""

import streamlit as st

from segview.server.assets import PLOTLY, address, component_script

_component = st.components.v2.component(
    "segview.parts", js=component_script("scene/parts"), isolate_styles=False
)


def follow(screen: str, place: str) -> None:
    """Show parts of the scene that is on screen, whichever it is.

    Parameters
    ----------
    screen : str
        Name of the screen.
    place : {"above", "beside", "below"}
        Which of its parts.
    """
    data = {"screen": screen, "place": place, "plotly": address(PLOTLY.name)}
    _component(key=f"parts-{place}-{screen}", data=data)
