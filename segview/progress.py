"""What a learner answered: kept in the learner's own browser, never on the server."""

import ast
from functools import cache

import streamlit as st

from segview import curriculum
from segview.assets import component_script

_component = st.components.v2.component(
    "segview.progress", js=component_script("progress"), isolate_styles=False
)
_ASKING = {"ask", "find"}


@cache
def questions() -> dict[str, list[str]]:
    """Keys of all questions and tasks by lesson, read from the pages themselves."""
    return {lesson.slug: _asked(lesson.path.read_text()) for lesson in curriculum.LESSONS}


def _asked(source: str) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.args[0].value for call in calls if _name(call.func) in _ASKING]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def show() -> None:
    """Show progress under the list of pages, and beside each lesson in it."""
    with st.sidebar:
        _component(key="progress", data=questions())
