"""Prose on a page that explains its words where they stand, and pages of nothing else."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from segview.course.glossary import as_html, words_in
from segview.lesson.text import Lesson
from segview.server.assets import component_script

_prose = st.components.v2.component(
    "segview.prose", js=component_script("course/prose"), isolate_styles=False
)


def fill_page(page: Lesson, html: str, words: Mapping[str, str] = MappingProxyType({})) -> None:
    """Show a page that is nothing but prose, and prints as such.

    Parameters
    ----------
    page : Lesson
        The page.
    html : str
        What stands on it, made from Markdown without HTML.
    words : mapping of str to str
        What its words are explained with; see `segview.course.glossary.words_in`.
    """
    about = {"title": page.title, "question": page.question}
    _prose(key=f"prose-{page.slug}", data={"html": html, "words": dict(words), "page": about})


def tell(text: str, key: str) -> None:
    """Show Markdown in which every ``[[term]]`` explains itself.

    Parameters
    ----------
    text : str
        The Markdown.
    key : str
        Tells several texts on one page apart.
    """
    _prose(key=f"prose-{key}", data={"html": as_html(text), "words": words_in(text)})
