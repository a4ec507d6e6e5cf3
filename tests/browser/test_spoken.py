"""What those hear who do not see the page: one line of news, and names that hold the numbers."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from view import View

from segview.course import curriculum

SAID = "[data-status]"
LISTEN = """() => {
  const line = document.querySelector("[data-status]");
  window.said = [];
  const note = () => line.textContent && window.said.push(line.textContent);
  window.hearing?.disconnect();
  window.hearing = new MutationObserver(note);
  window.hearing.observe(line, { childList: true, characterData: true, subtree: true });
}"""
OUTLINE = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility())
  .map((heading) => Number(heading.tagName[1]))"""
NAMES = """() => [...document.querySelectorAll("button, select, input, [role=slider], [role=img]")]
  .filter((element) => element.checkVisibility() && !element.matches(".word, [type=radio]"))
  .map((element) => [
    element.getAttribute("role") ?? element.localName,
    element.ariaLabel || element.labels?.[0]?.textContent || element.textContent || element.title,
  ].join(": "))"""
TEXTS = ["lecture", "glossary"]
PAGES = ["", *(page.slug for page in curriculum.IN_ORDER), *TEXTS]


def says(page, *parts):
    """Wait until the line holds these parts."""
    for part in parts:
        expect(page.locator(SAID)).to_contain_text(part)


def numbers(text):
    """Whole numbers in a text, without the commas in them."""
    return [int(n.replace(",", "")) for n in re.findall(r"(?<![\d.])\d[\d,]*(?![\d.])", text)]


def test_twenty_moves_are_one_message(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.6)
    says(page, "Dice")
    page.evaluate(LISTEN)
    view.slider("threshold").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    dice = f"{float(view['dice']):.3f}"
    says(page, dice)
    view.settled()
    assert len(page.evaluate("window.said")) == 1
    tp, fp, fn = (
        f"{kind} {n:,}"
        for kind, n in zip(
            ("true positive", "false positive", "false negative"),
            numbers(view.root.locator(".fraction").last.inner_text().replace("2 · ", "", 2))[:3],
            strict=True,
        )
    )
    says(page, tp, fp, fn)


def test_pixels_and_selections_are_said(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.3)
    view.root.focus()
    page.keyboard.press("ArrowRight")
    says(page, view.readout.inner_text())
    page.keyboard.press("Space")
    says(page, f"{int(view['selected'])} pixels selected")


def test_nothing_else_speaks(go_to_lesson, page):
    go_to_lesson("threshold", step="raise")
    assert page.locator("[data-status]").count() == 1
    ours = page.locator('.stMain [aria-live]:not([aria-live="off"]), .stMain [role=status]')
    assert ours.count() == 0


@pytest.mark.parametrize("slug", ["threshold", "multi-class", "clustering-2d"])
def test_names_of_canvases_hold_their_numbers(go_to_lesson, slug):
    view = go_to_lesson(slug)

    def name(panel):
        return view.root.locator(f'canvas[data-panel="{panel}"]').get_attribute("aria-label")

    height, width = view.shape
    assert f"{height} by {width} pixels" in name("image")
    result = name("result")
    assert f"Dice {float(view['dice']):.3f}" in result
    ceiling = view.root.locator(".gauge").get_attribute("aria-label")[-4:]
    assert ceiling in result
    assert sum(numbers(name("truth").split(". ", 1)[1])) == height * width + height + width
    dots = view.root.locator("canvas.dots")
    for plot in dots.all():
        assert f"{height * width:,} dots" in plot.get_attribute("aria-label")
    if view.root.locator('canvas[data-panel="errors"]').count():
        assert sum(numbers(name("errors").split(". ", 1)[1])) == height * width + height + width


def test_pages_have_titles_outlines_and_names(page, server):
    titles = set()
    for slug in PAGES:
        page.goto(f"{server}/{slug}")
        if slug in TEXTS:
            page.locator(".segview-prose h2").first.wait_for()
        else:
            View(page).ready().settled()
        expect(page).to_have_title(re.compile(" · Image segmentation"))
        titles.add(page.title())
        outline = page.evaluate(OUTLINE)
        assert outline[0] == 1 and outline.count(1) == 1, slug
        assert all(b - a <= 1 for a, b in pairwise(outline)), slug
        names = page.evaluate(NAMES)
        assert all(name.partition(": ")[2] for name in names), slug
        assert sorted(set(names)) == sorted(names), slug
        assert page.locator("main, [role=main]").count() == 1
    assert len(titles) == len(PAGES)
