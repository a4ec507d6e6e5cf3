"""Slices of a volume: which one, and along which axis."""

from dataclasses import replace

import streamlit as st

from segview import images
from segview.lab import bring


def show() -> None:
    """Let the learner move through the volume that was brought last."""
    now, mine = bring.opened(), images.brought()
    if now is None or now.axis is None or mine.volume is None:
        return
    axis, axes = now.axis, now.contents.axes
    if len(axes) > 1:
        names = {one.number: one.name for one in axes}
        st.session_state["own-axis"] = axis.number
        st.radio(
            "Slices",
            list(names),
            format_func=names.get,
            key="own-axis",
            horizontal=True,
            on_change=_turn,
        )
    st.session_state["own-slice"] = bring.shown_slice() + 1
    st.slider(
        f"{axis.name.capitalize()} slice of {axis.length}",
        1,
        axis.length,
        key="own-slice",
        on_change=lambda: bring.show_slice(st.session_state["own-slice"] - 1),
    )
    st.button(
        "Keep this slice as an image",
        key="own-keep-slice",
        help="It stays in the list of images when you move on, to learn from or to compare with.",
        on_click=bring.keep_slice,
    )


def _turn() -> None:
    """Show slices along the chosen axis."""
    now = bring.opened()
    bring.put(replace(now, pick=replace(now.pick, axis=st.session_state["own-axis"])))
