"""The switch that shows a page to a room."""

import streamlit as st

from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.present", js=component_script("lesson/present"), isolate_styles=False
)


def show(page: str) -> None:
    """Show the switch of a page.

    Parameters
    ----------
    page : str
        Its slug.
    """
    _component(key="present", data={"page": page})
