"""The course's words in plain language, and prose that links to them."""

import re

import streamlit as st
from markdown_it import MarkdownIt

from segview.lesson import folder
from segview.lesson.steps import Word

_TEXT = folder.text("glossary")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TERM = re.compile(r"\[\[([^\[\]]+)\]\]")
TERMS = {word.key: word.text for word in _TEXT.of(Word)}


def slug(term: str) -> str:
    """Anchor of a term on the glossary page."""
    return term.lower().replace(" ", "-")


def link(match: re.Match) -> str:
    """Markdown link to a term written as ``[[term]]`` or ``[[term|as it stands in the text]]``."""
    term, _, text = match[1].partition("|")
    if term not in TERMS:
        raise KeyError(f"“{term}” is not in the glossary.")
    return f'[{text or term}](glossary#{slug(term)} "{TERMS[term]}")'


def show() -> None:
    """Show all terms in alphabetical order, each with its anchor."""
    st.title(_TEXT.title, anchor=False)
    for term in sorted(TERMS, key=str.lower):
        st.subheader(term, anchor=slug(term))
        st.markdown(TERMS[term])


def linked(text: str) -> str:
    """Markdown in which every ``[[term]]`` is a link to the glossary."""
    return re.sub(r"\[\[([^\[\]]+)\]\]", link, text)


def as_html(text: str) -> str:
    """HTML of Markdown in which every ``[[term]]`` is a button that explains the term."""

    def button(match: re.Match) -> str:
        term, _, words = match[1].partition("|")
        return f'<button type="button" class="word" data-word="{term}">{words or term}</button>'

    return _TERM.sub(button, _MARKDOWN.render(text))


def words_in(text: str) -> dict[str, str]:
    """HTML of what every ``[[term]]`` of a text means, by term."""
    return {term: _MARKDOWN.render(TERMS[term]) for term in map(_term, _TERM.finditer(text))}


def _term(match: re.Match) -> str:
    return match[1].partition("|")[0]


def tell(text: str) -> None:
    """Show Markdown in which ``[[term]]`` links to the glossary and explains itself on hovering."""
    st.markdown(linked(text))
