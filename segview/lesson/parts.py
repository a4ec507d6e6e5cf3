"""Notes and figures of a scene on a page."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from segview.course import glossary
from segview.lesson import code
from segview.scene.figures import Code, Columns, Figure, Functions, Labels, Note, Part, Picture
from segview.server.assets import PLOTLY, address, component_script

_component = st.components.v2.component(
    "segview.figure", js=component_script("scene/figure"), isolate_styles=False
)
_BOXES = {"caption": st.caption, "info": st.info, "success": st.success, "warning": st.warning}


def show(parts: Sequence[Part]) -> None:
    """Show notes and figures beneath one another, pictures that follow one another in a row."""
    for pictures, together in groupby(parts, lambda part: isinstance(part, Picture | Labels)):
        if pictures:
            _row(list(together))
        else:
            for part in together:
                if part != Note(""):
                    _one(part)


def _one(part: Note | Code | Functions | Columns | Figure) -> None:
    if isinstance(part, Code):
        st.code(part.text)
    elif isinstance(part, Columns):
        for column, place in zip(part.columns, st.columns(len(part.columns)), strict=True):
            with place:
                show(column)
    elif isinstance(part, Functions):
        code.show(*part.functions)
    elif not isinstance(part, Note):
        data = part.describe() | {"plotly": address(PLOTLY.name)}
        _component(key=f"figure-{part.key}", data=data)
    elif part.tone == "plain":
        glossary.tell(part.text)
    else:
        _BOXES[part.tone](glossary.linked(part.text))


def _row(pictures: Sequence[Picture | Labels]) -> None:
    for picture, place in zip(pictures, st.columns(len(pictures)), strict=True):
        place.image(picture.pixels(), caption=picture.caption, width=picture.width or "stretch")
