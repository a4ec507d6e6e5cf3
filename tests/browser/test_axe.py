"""What a machine can check of WCAG 2.2 AA, on every page and step, in light and in dark.

Contrast follows from styles alone: a copy of each step that was open stands beside the last one, so
that one look at the page measures all steps.
"""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.steps import Try

SOURCE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {rule: {"enabled": True} for rule in ("target-size", "heading-order", "region")},
    "resultTypes": ["violations"],
}
BUT_CONTRAST = {**ALL, "rules": {**ALL["rules"], "color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
COPY = """(copies) => {
  const open = document.querySelector("[data-step-key][aria-expanded=true]")?.closest(".step");
  return [...(copies ?? []), open?.cloneNode(true)].filter(Boolean);
}"""
LAY_OUT = "(copies) => document.querySelector('[data-guide] .steps')?.append(...copies)"
OUTLINE = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility())
  .map((heading) => Number(heading.tagName[1]))"""
NAMES = """() => [...document.querySelectorAll("button, select, input, [role=slider], [role=img]")]
  .filter((element) => element.checkVisibility() && !element.matches(".word, [type=radio]"))
  .map((element) => [
    element.getAttribute("role") ?? element.localName,
    element.ariaLabel || element.labels?.[0]?.textContent || element.textContent || element.title,
  ].join(": "))"""
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


def walk(page, check):
    """Go from step to step with a key, as far as it leads, check each, and return copies of all."""
    guide = page.locator("[data-guide]")
    onwards = guide.locator(".ways button").nth(1)
    copies = page.evaluate_handle(COPY)
    while onwards.count() and onwards.is_enabled():
        before = guide.get_attribute("data-step")
        page.keyboard.press("n")
        expect(guide).not_to_have_attribute("data-step", before)
        check()
        copies = page.evaluate_handle(COPY, copies)
    return copies


@pytest.fixture
def size():
    return {"width": 1366, "height": 768}


@pytest.fixture
def opened(page, server, go_to_lesson):
    """Open a page at its first step, inside the app where it is a lesson."""

    def opened(slug):
        if slug in TEXTS:
            page.goto(f"{server}/{slug}")
            page.locator(".segview-prose h2").first.wait_for()
        elif slug:
            steps = folder.text(slug).steps
            go_to_lesson(slug, step=next(s.key for s in steps if not isinstance(s, Try)))
        else:
            page.goto(server)
            page.locator('[data-view="linked"]:not([data-painted="0"])').wait_for()
        page.evaluate(SOURCE.read_text("utf-8"))

    return opened


def assert_names_and_outline(page):
    """Headings are in order, and no two things that do something have the same name."""
    outline = page.evaluate(OUTLINE)
    assert outline[0] == 1
    assert outline.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(outline))
    names = page.evaluate(NAMES)
    assert all(name.partition(": ")[2] for name in names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("slug", PAGES)
def test_axe_finds_nothing(page, opened, slug):
    opened(slug)
    title = folder.text(slug).title if slug else "Start"
    expect(page).to_have_title(f"{title} · Image segmentation")
    expect(page.get_by_role("main")).to_have_count(1)

    def check(context, options):
        assert_names_and_outline(page)
        assert not violations(page, context, options)

    check(None, BUT_CONTRAST)
    copies = walk(page, lambda: check(STEP, BUT_CONTRAST))
    copies.evaluate(LAY_OUT)
    assert not violations(page, None, CONTRAST)
    page.emulate_media(color_scheme="dark")  # the theme follows the system without a reload
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
    assert not violations(page, None, CONTRAST)
    page.evaluate("copies => copies.forEach(copy => copy.remove())", copies)


def test_titles_of_pages_differ():
    titles = [folder.text(slug).title for slug in PAGES if slug]
    assert len(set(titles)) == len(titles)
