"""Pages and the ways between them."""

from functools import partial

import streamlit as st

from segview.course import curriculum, glossary
from segview.lesson import frame
from segview.lesson.text import Lesson


def page(entry: Lesson) -> st.Page:
    """The page of an entry of the curriculum."""
    return st.Page(partial(_open, entry), title=entry.title, url_path=entry.slug)


def link(entry: Lesson, label: str, **appearance: object) -> None:
    """Show a link to a page; what else it looks like as for ``st.page_link``."""
    st.page_link(page(entry), label=label, **appearance)


def _open(entry: Lesson) -> None:
    if entry in curriculum.BESIDE:
        glossary.show()
        return
    frame.show(entry)
    before, after = curriculum.neighbours(entry)
    back, on = st.columns(2)
    if before:
        with back:
            link(before, f"Back: {before.title}", icon=":material/arrow_back:")
    if after:
        with on.container(horizontal_alignment="right"):
            link(after, f"Next: {after.title}", icon=":material/arrow_forward:")
