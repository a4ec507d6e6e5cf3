"""The glossary: every method that the course offers has an entry, and a page that leads to it."""

import re

import pytest

from segcore import CLASSIFIERS, FILTERS
from segview.course.glossary import TERMS, as_html, words_in
from segview.lesson.folder import PAGES

METHODS = [*FILTERS.values(), *CLASSIFIERS.values()]


@pytest.fixture(scope="module")
def linked():
    """Terms that pages link to."""
    sources = [path for path in PAGES.rglob("*") if path.suffix in (".py", ".md")]
    texts = (path.read_text(encoding="utf-8") for path in sources)
    found = (re.findall(r"\[\[([\w' -]+)(?:\|[^\[\]]+)?\]\]", text) for text in texts)
    return {term for terms in found for term in terms}


@pytest.mark.parametrize("title", [method.title for method in METHODS])
def test_every_filter_and_classifier_is_explained(title):
    assert title.casefold() in {term.casefold() for term in TERMS}


EXPECTED = (
    "Otsu's method",
    "k-means",
    "mixture of Gaussians",
    "majority rule",
    "forward selection",
    "normalising",
    "ravel",
    *CLASSIFIERS,
)


@pytest.mark.parametrize("term", EXPECTED)
def test_a_page_leads_to_every_method(term, linked):
    assert term in linked


def test_pages_link_to_known_terms_only(linked):
    assert linked <= TERMS.keys()


def test_entries_are_sentences_that_a_link_can_carry():
    for term, meaning in TERMS.items():
        assert meaning[0].isupper() and meaning.endswith("."), term
        assert '"' not in meaning and "[" not in meaning, term


def button(term, text):
    return f'<button type="button" class="word" data-word="{term}">{text}</button>'


OTSU = "Otsu's method"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A [[threshold]].", f"<p>A {button('threshold', 'threshold')}.</p>\n"),
        ("*Two [[pixel|pixels]]*", f"<p><em>Two {button('pixel', 'pixels')}</em></p>\n"),
        ("[[row|*Row*]]", f"<p>{button('row', '<em>Row</em>')}</p>\n"),
        ("[[Otsu's method]]", f"<p>{button('Otsu&#x27;s method', OTSU)}</p>\n"),
        ("[[pixel|<b>]]", f"<p>{button('pixel', '&lt;b&gt;')}</p>\n"),
        ("`init=[[0.3,0.3],[0.5,0.1]]`", "<p><code>init=[[0.3,0.3],[0.5,0.1]]</code></p>\n"),
        ("`a[[0]]` <i>", "<p><code>a[[0]]</code> &lt;i&gt;</p>\n"),
        ("[[0, 1], [2, 3]]", "<p>[[0, 1], [2, 3]]</p>\n"),
    ],
)
def test_a_word_becomes_a_button_that_knows_its_term(text, html):
    assert as_html(text) == html


def test_definitions_travel_with_the_text():
    text = "A [[Dice coefficient|Dice]] is no `a[[0]]`.\n\n- But a [[pixel]]?\n- [[pixel]]!"
    words = words_in(text)
    assert words.keys() == {"Dice coefficient", "pixel"}
    assert f"<p>{TERMS['pixel']}</p>" in words["pixel"]
    assert 'href="glossary#dice-coefficient"' in words["Dice coefficient"]


def test_all_definitions_can_be_written():
    for term in TERMS:
        assert words_in(f"[[{term}]]").keys() == {term}


def test_an_unknown_word_is_refused():
    for tell in (as_html, words_in):
        with pytest.raises(KeyError, match="dendrogram"):
            tell("[[dendrogram]]")
