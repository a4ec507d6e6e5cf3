"""What a learner answered: kept in the learner's own browser, never on the server."""

import streamlit as st

from segview.course import curriculum
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.progress", js=component_script("course/sidebar"), isolate_styles=False
)


def show() -> None:
    """Show progress under the list of pages, and beside each lesson and chapter in it."""
    chapters = {
        curriculum.heading(chapter): [page.slug for page in chapter.pages]
        for chapter in curriculum.CHAPTERS
    }
    questions = {page.slug: page.asks for page in curriculum.IN_ORDER}
    with st.sidebar:
        _component(key="progress", data={"questions": questions, "chapters": chapters})
