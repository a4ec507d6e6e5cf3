"""What keeps a page alive when its connection was cut, or the server started anew."""

import streamlit as st

from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.connection", js=component_script("server/connection"), isolate_styles=False
)


def keep() -> None:
    """Let the browser ask for the whole page when it is connected again.

    A session that has not run the page yet ignores what fragments are asked.
    """
    with st.container(key="segview-store-connection"):
        _component(key="connection", on_back_change=_nothing)


def _nothing() -> None:
    """Streamlit tells of a trigger only where it has a listener."""
