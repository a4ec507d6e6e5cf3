"""The course's words in plain language, and text whose words can be explained where they stand."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from segview.lesson import folder
from segview.lesson.steps import Word

_TEXT = folder.text("glossary")
TERMS = {word.key: word.text for word in _TEXT.of(Word)}
_WORD = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")


def _read_word(state: StateInline, silent: bool) -> bool:
    """Read ``[[term]]`` or ``[[term|as it stands in the text]]``, outside code."""
    found = _WORD.match(state.src, state.pos)
    if not found:
        return False
    term, text = found[1], found[2] or found[1]
    if term not in TERMS:
        raise KeyError(f"“{term}” is not in the glossary.")
    if not silent:
        word = state.push("word", "", 0)
        word.content, word.meta = text, {"term": term}
    state.pos = found.end()
    return True


def _write_word(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    word = tokens[at]
    term, text = escape(word.meta["term"]), _MARKDOWN.renderInline(word.content)
    return f'<button type="button" class="word" data-word="{term}">{text}</button>'


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_MARKDOWN.inline.ruler.before("link", "word", _read_word)
_MARKDOWN.add_render_rule("word", _write_word)


def _slug(term: str) -> str:
    """Anchor of a term on the glossary page."""
    return term.lower().replace(" ", "-")


def as_html(text: str) -> str:
    """HTML of Markdown in which ``[[term]]`` is a button that explains itself; see `words_in`."""
    return _MARKDOWN.render(text)


def all_words() -> str:
    """HTML of all terms in alphabetical order: headings with anchors, and what they mean."""
    return "".join(
        f'<h2 id="{escape(_slug(term))}">{escape(term)}</h2>{_MARKDOWN.render(TERMS[term])}'
        for term in sorted(TERMS, key=str.lower)
    )


def words_in(text: str) -> dict[str, str]:
    """What the browser explains the words of a text with.

    Parameters
    ----------
    text : str
        Markdown with ``[[term]]`` and ``[[term|as it stands in the text]]``.

    Returns
    -------
    dict of str to str
        By term: HTML of its definition, with a link to the glossary.
    """
    inline = (token for block in _MARKDOWN.parse(text) for token in block.children or ())
    terms = {token.meta["term"] for token in inline if token.type == "word"}
    return {term: _explanation(term) for term in terms}


def _explanation(term: str) -> str:
    place = f'<a href="glossary#{_slug(term)}" target="_blank">All words</a>'
    return f"<b>{escape(term)}</b>{_MARKDOWN.render(TERMS[term])}{place}"
