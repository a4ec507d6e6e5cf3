"""Every page in a narrow window: the stage small above the steps, or large."""

import pytest
from playwright.sync_api import expect
from test_room import CUT
from view import STILL, View

from segview.course import curriculum

LESSONS = tuple(lesson.slug for lesson in curriculum.IN_ORDER)
BESIDE = ("", *(lesson.slug for lesson in curriculum.BESIDE))
# Widths of windows and their heights; 683 by 384 is a laptop's screen at 200 %.
NARROW = {390: 844, 320: 640, 683: 384, 700: 900, 768: 1024}
PHONE = {"width": 390, "height": 844}
SHARE = 0.45  # of the height that the stage takes at most
WIDTHS = """() => [...document.querySelectorAll('[data-testid="stMain"], html')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)"""
COVERED = """() => {
  const parts = document.querySelectorAll(
    "h1, .st-key-segview-ways a, .st-key-image select, .st-key-segview-header p");
  const covered = (part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const places = [0.05, 0.5, 0.95].flatMap((right) => [0.1, 0.9].map((down) => [right, down]));
    return width && places.some(([right, down]) => {
      const hit = document.elementFromPoint(x + right * width, y + down * height);
      return !(hit && (part.contains(hit) || hit.contains(part)) && !hit.closest("header"));
    });
  };
  return [...parts].filter(covered).map((part) => part.textContent.slice(0, 40));
}"""
BROKEN = """() => [...document.querySelectorAll("h1, h2, h3, .segview-guide button, .bar button")]
  .filter((one) => one.offsetWidth && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent.slice(0, 40))"""
LOOKS = {"sideways": WIDTHS, "covered": COVERED, "broken": BROKEN}
COLUMN = '[data-testid="stColumn"]:has(> * .st-key-segview-stage)'
SIZES = """() => {
  const sizeOf = (selector) => [...document.querySelectorAll(`[data-view] ${selector}`)]
    .filter((one) => one.offsetParent && !one.closest(".thumbnail"))
    .map(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
  return { pictures: sizeOf(".picture .frame"), plots: sizeOf(".plot .overlay") };
}"""
SCROLL = """(by) => document.querySelector('[data-testid="stMain"]').scrollBy(0, by)"""


def resize(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(STILL)


def looked_at(page, width):
    """What is wrong with a page of this width, by what was looked for."""
    found = {(width, look): page.evaluate(script) for look, script in LOOKS.items()}
    return {at: what for at, what in found.items() if what}


@pytest.mark.parametrize("slug", BESIDE)
def test_no_page_scrolls_sideways_and_nothing_is_covered_or_broken(page, server, slug):
    page.goto(f"{server}/{slug}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    View(page).settled()
    found = {}
    for width, height in NARROW.items():
        resize(page, width, height)
        found |= looked_at(page, width)
    assert found == {}


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_in_narrow_windows_cuts_and_squeezes_nothing(page, go_to_lesson, slug):
    go_to_lesson(slug).settled()
    found = {}
    for width, height in NARROW.items():
        resize(page, width, height)
        found |= looked_at(page, width)
        found |= {(width, "cut"): cut} if (cut := page.evaluate(CUT, ["[data-view]"])) else {}
        stage = page.locator(COLUMN).bounding_box()
        assert stage["height"] <= SHARE * height + 1 or stage["width"] <= 0.5 * width
        sizes = page.evaluate(SIZES)
        assert all(wide >= 80 for wide, _ in sizes["pictures"]), (width, sizes)
        assert all(min(size) >= 60 for size in sizes["plots"]), (width, sizes)
    assert found == {}


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_the_stage_stays_while_the_steps_scroll(page, same_lesson, size):
    same_lesson("threshold").settled()
    resize(page, **size)
    page.evaluate(SCROLL, 250)
    expect(page.locator(".picture .frame").first).to_be_in_viewport(ratio=1)
    assert page.locator(COLUMN).bounding_box()["y"] == pytest.approx(44, abs=1)


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_a_button_makes_the_stage_fill_the_window_and_there_is_a_way_back(page, same_lesson, size):
    view = same_lesson("threshold")
    view.settled()
    resize(page, **size)
    picture = page.locator(".picture .frame").first
    small = picture.bounding_box()["width"]
    enlarge = page.get_by_role("button", name="Show the picture large")
    enlarge.click()
    back = page.get_by_role("button", name="Back to the steps")
    expect(back).to_be_in_viewport(ratio=1)
    page.wait_for_function(STILL)
    box = page.locator(COLUMN).bounding_box()
    assert [box[side] for side in ("x", "y", "width", "height")] == [0, 0, *size.values()]
    assert picture.bounding_box()["width"] > 1.5 * small
    page.get_by_role("radio", name="Brush").click()
    picture.click()
    assert int(view["selected"]) > 0
    back.click()
    expect(back).to_be_hidden()
    page.wait_for_function(STILL)
    assert picture.bounding_box()["width"] == pytest.approx(small, abs=1)
    enlarge.click()
    page.keyboard.press("Escape")
    expect(back).to_be_hidden()
