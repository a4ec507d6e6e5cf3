"""No page breaks a rule of WCAG 2.2 AA that can be checked by a machine, in light and in dark."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect
from view import View

from segview.course import curriculum

SOURCE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {rule: {"enabled": True} for rule in ("target-size", "heading-order", "region")},
    "resultTypes": ["violations"],
}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
STEP = {"include": [["[data-guide]"]]}
RUN = """async ([context, options]) => {
  const { violations } = await axe.run(context ?? document, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => [id, target.join(" "), html.slice(0, 160)]));
}"""
# What Streamlit brings, by rule and selector: it is not ours to mend.
STREAMLITS_OWN = ()
TEXTS = ["lecture", "glossary"]
PAGES = ["", *(page.slug for page in curriculum.IN_ORDER), *TEXTS]


def violations(page, context, options):
    """What axe finds on the page, without what Streamlit brings."""
    found = page.evaluate(RUN, [context, options])
    return [hit for hit in found if not is_streamlits(page, hit)]


def is_streamlits(page, hit):
    rule, target, _ = hit
    known = [selector for other, selector in STREAMLITS_OWN if other == rule]
    return bool(known) and page.locator(target).evaluate("(e, s) => e.matches(s)", ", ".join(known))


def in_the_dark(page, context):
    """Contrasts of the dark theme, which follows the learner's system without a reload."""
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
    found = violations(page, context, CONTRAST)
    page.emulate_media(color_scheme="light")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "light")
    return found


@pytest.fixture
def size():
    return {"width": 1366, "height": 768}


@pytest.mark.parametrize("slug", PAGES)
def test_axe_finds_nothing(page, server, slug):
    page.goto(f"{server}/{slug}")
    if slug in TEXTS:
        page.locator(".segview-prose h2").first.wait_for()
    else:
        View(page).ready().settled()
    page.evaluate(SOURCE.read_text("utf-8"))
    assert not violations(page, None, ALL)
    assert not in_the_dark(page, None)
    following = page.get_by_role("button", name="Next step")
    while following.count() and following.is_enabled():
        before = page.locator("[data-guide]").get_attribute("data-step")
        page.keyboard.press("n")
        expect(page.locator("[data-guide]")).not_to_have_attribute("data-step", before)
        assert not violations(page, STEP, ALL)
        assert not in_the_dark(page, STEP)
