"""Patterns beside colours: in pictures, plots, the legend and charts, and remembered."""

from itertools import combinations

import numpy as np
from playwright.sync_api import expect
from view import View

from segcore import load_subject
from segview import theme

SUBJECT = load_subject("age-25")

SHIFTS = [(0, 1), (1, 0), (1, 1), (1, -1), (2, 2)]
BARS = """() => document.querySelector(".chart")?.data?.[0].marker.pattern?.shape"""
ENTER = """(slug) => {
  history.pushState(null, "", slug);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
ARRIVED = """() => document.querySelector("h1")?.textContent.includes("More than two classes")
  && document.querySelectorAll(".legend button.swatch").length === 4"""
KEYS = """() => [...document.querySelectorAll(".legend .swatch")].map(
  (swatch) => getComputedStyle(swatch).backgroundImage)"""


def button(view):
    return view.root.get_by_role("button", name="Patterns")


def is_on(view):
    expect(button(view)).to_have_attribute("aria-pressed", "true")


def signature(hatched, inside):
    """How often pixels in an area are hatched, and how often as a neighbour is."""
    shares = [hatched[inside].mean()]
    for down, right in SHIFTS:
        both = inside & np.roll(inside, (down, right), (0, 1))
        same = hatched == np.roll(hatched, (down, right), (0, 1))
        shares.append(same[both].mean())
    return np.array(shares)


def signatures(view, panel, colours, labels):
    """Of what a picture paints, by colour; `labels` say where each of them belongs."""
    seen = view.colours(panel)
    for label, colour in enumerate(colours):
        inside = labels == label
        plain = (seen == list(bytes.fromhex(colour[1:]))).all(axis=2)
        assert plain[inside].mean() > 0.5, "its own colour prevails"
        yield signature(~plain, inside)


def differ(signatures):
    for one, other in combinations(signatures, 2):
        assert np.abs(one - other).max() > 0.1


def test_patterns_differ_and_are_remembered_from_page_to_page(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.3)
    button(view).click()
    is_on(view)
    truth, found = SUBJECT.binary_truth.astype(bool), SUBJECT.image > 0.3
    outcomes = np.select([truth & found, ~truth & found, truth & ~found], [1, 2, 3], 0)
    differ(signatures(view, "errors", theme.TOGETHER["outcomes"][1:], outcomes))
    keys = page.evaluate(KEYS)
    assert len(set(keys)) == 2 + 4
    assert all(key.startswith("url") for key in keys)

    page.evaluate(ENTER, "multi-class")
    page.wait_for_function(ARRIVED)
    view = View(page).ready()
    is_on(view)
    differ(signatures(view, "truth", theme.CLASS_COLOURS, SUBJECT.truth))
    page.wait_for_function(BARS)
    assert page.evaluate(BARS) == [theme.PATTERNS[colour] for colour in theme.CLASS_COLOURS]

    page.reload()
    view = View(page).ready()
    is_on(view)
    button(view).click()
    expect(button(view)).to_have_attribute("aria-pressed", "false")
    assert set(page.evaluate(KEYS)) == {"none"}
    page.wait_for_function(f"() => !({BARS})()")
