"""Pages and the ways between them."""

from functools import partial

import streamlit as st

from segview.course import curriculum, glossary, lecture, prose
from segview.lab import page as lab
from segview.lesson import frame, inputs, present
from segview.lesson.text import Lesson


def page(entry: Lesson) -> st.Page:
    """The page of an entry of the curriculum."""
    return st.Page(partial(_open, entry), title=entry.title, url_path=entry.slug)


def link(entry: Lesson, label: str, **appearance: object) -> None:
    """Show a link to a page; what else it looks like as for ``st.page_link``."""
    st.page_link(page(entry), label=label, **appearance)


def _open(entry: Lesson) -> None:
    inputs.open_page(entry.slug)
    with st.container(key="segview-header", horizontal=True, vertical_alignment="center"):
        if entry in curriculum.IN_ORDER:
            _ways(entry)
        frame.heading(entry)
        if entry in curriculum.IN_ORDER:
            with st.container(width="content"):
                present.show(entry.slug)
    if entry == curriculum.GLOSSARY:
        prose.fill_page(entry, glossary.all_words())
    elif entry == curriculum.LECTURE:
        prose.fill_page(entry, *lecture.told())
    elif entry == curriculum.LAB:
        lab.show(entry)
    else:
        frame.show(entry)


def _ways(entry: Lesson) -> None:
    """Links to the pages before and after, in the same two places on every page."""
    before, after = curriculum.neighbours(entry)
    with st.container(key="segview-ways", horizontal=True, gap=None, width="content"):
        if before:
            link(before, f"Back: {before.title}", icon=":material/chevron_left:")
        if after:
            link(after, f"Next: {after.title}", icon=":material/chevron_right:")
