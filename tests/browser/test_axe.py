"""Pages without steps, for machines that check WCAG 2.2 AA; the guide's walk has the lessons."""

import pytest
from accessible import Axe

from segview.course import curriculum
from segview.lesson import folder

TITLES = {"": "Start"} | {slug: folder.text(slug).title for slug in ("lecture", "glossary")}
SHOWN = '.segview-prose h2, [data-view="linked"]:not([data-painted="0"])'


@pytest.fixture
def size():
    return {"width": 1366, "height": 768}


@pytest.mark.parametrize("slug", TITLES)
def test_axe_finds_nothing(page, server, slug):
    page.goto(f"{server}/{slug}")
    page.locator(SHOWN).first.wait_for()
    axe = Axe(page)
    assert axe.read_page(TITLES[slug]) + axe.measure() == []


def test_titles_of_pages_differ():
    titles = [folder.text(page.slug).title for page in curriculum.IN_ORDER]
    titles += TITLES.values()
    assert len(set(titles)) == len(titles)
