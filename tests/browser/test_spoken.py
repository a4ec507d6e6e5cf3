"""What those hear who do not see the page: one line of news, and names that hold the numbers."""

import re

import pytest
from playwright.sync_api import expect

SAID = "[data-status]"
LISTEN = """() => {
  const line = document.querySelector("[data-status]");
  window.said = [];
  const note = () => line.textContent && window.said.push(line.textContent);
  window.hearing?.disconnect();
  window.hearing = new MutationObserver(note);
  window.hearing.observe(line, { childList: true, characterData: true, subtree: true });
}"""


def says(page, *parts):
    """Wait until the line holds these parts."""
    for part in parts:
        expect(page.locator(SAID)).to_contain_text(part)


def numbers(text):
    """Whole numbers in a text, without the commas in them."""
    return [int(n.replace(",", "")) for n in re.findall(r"(?<![\d.])\d[\d,]*(?![\d.])", text)]


def test_twenty_moves_are_one_message(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.6)
    view.settled()
    page.evaluate(LISTEN)
    view.slider("threshold").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    view.settled()
    dice = f"{float(view['dice']):.3f}"
    says(page, dice)
    view.settled()
    assert len(page.evaluate("window.said")) == 1
    counts = numbers(view.root.locator(".fraction").last.inner_text().replace("2 · ", ""))[1:]
    kinds = "true positive", "false positive", "false negative"
    says(page, *(f"{kind} {n:,}" for kind, n in zip(kinds, counts, strict=True)))


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
