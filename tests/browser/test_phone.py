"""Every page on a phone."""

import pytest
from playwright.sync_api import expect
from view import View

from segview.course import curriculum

PAGES = ("", *(lesson.slug for lesson in (*curriculum.IN_ORDER, *curriculum.BESIDE)))
PATIENCE = 30_000  # ms for a page that nobody has opened before, on a busy machine
PHONE = {"width": 390, "height": 844}
WIDTHS = """() => [...document.querySelectorAll('[data-testid="stMain"], html')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)"""


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
@pytest.mark.parametrize("slug", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(page, server, size, slug):
    page.goto(f"{server}/{slug}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if slug in [lesson.slug for lesson in curriculum.IN_ORDER]:
        View(page).ready()
    View(page).settled()
    assert page.viewport_size == PHONE
    assert page.evaluate(WIDTHS) == []
