"""What a learner answered: kept in the learner's own browser, never on the server."""

import ast
from functools import cache

import streamlit as st

from segview import curriculum
from segview.assets import component_script

_component = st.components.v2.component(
    "segview.progress", js=component_script("sidebar"), isolate_styles=False
)
_ASKING = {"ask": "", "find": "", "exercise.show": "exercise-"}


@cache
def questions() -> dict[str, list[str]]:
    """Keys of all questions, tasks and exercises by page, read from the pages themselves."""
    return {page.slug: _asked(page.path.read_text("utf-8")) for page in curriculum.IN_ORDER}


def _asked(source: str) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = ((call, ast.unparse(call.func)) for call in calls)
    return [_ASKING[name] + call.args[0].value for call, name in named if name in _ASKING]


def show() -> None:
    """Show progress under the list of pages, and beside each lesson and chapter in it."""
    chapters = {
        curriculum.heading(chapter): [page.slug for page in chapter.pages]
        for chapter in curriculum.CHAPTERS
    }
    with st.sidebar:
        _component(key="progress", data={"questions": questions(), "chapters": chapters})
