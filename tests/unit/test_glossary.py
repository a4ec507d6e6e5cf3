"""The glossary: every method that the course offers has an entry, and a page that leads to it."""

import re

import pytest

from segcore import CLASSIFIERS, FILTERS
from segview.course.glossary import TERMS, link
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


def test_a_term_outside_the_glossary_is_refused():
    with pytest.raises(KeyError, match="dendrogram"):
        link(re.match(r"\[\[(.+)\]\]", "[[dendrogram]]"))
