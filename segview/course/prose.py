"""Prose on a page that explains its words where they stand, and the page of all words."""

import streamlit as st

from segview.course.glossary import all_words, as_html, words_in
from segview.server.assets import component_script

_prose = st.components.v2.component(
    "segview.prose", js=component_script("course/prose"), isolate_styles=False
)


def show_all_words() -> None:
    """Show all terms in alphabetical order, each with its anchor."""
    _prose(key="prose-words", data={"html": all_words(), "words": {}})


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
