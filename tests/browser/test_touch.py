"""Pictures and plots under fingers, on a phone."""

import numpy as np
import pytest
from fingers import TO_THE_MIDDLE, Fingers, touched_page
from playwright.sync_api import expect
from view import STILL, View

from segcore import load_subject

SUBJECT = load_subject("age-25")
HEIGHT, WIDTH = SUBJECT.image.shape
SIDE = 40  # px of what is drawn
SCROLLED = (
    """() => [...document.querySelectorAll("*")].reduce((sum, one) => sum + one.scrollTop, 0)"""
)
SCALE = """() => new DOMMatrix(getComputedStyle(document.querySelector(".layer")).transform).a"""
LOOK = """(frame) =>
  [getComputedStyle(frame).outlineStyle, getComputedStyle(frame, "::after").content]"""
TOP = """() => document.querySelectorAll("*").forEach((one) => one.scrollTo(0, 0))"""


@pytest.fixture(scope="module")
def phone(browser):
    """A window of a browser that knows touch."""
    with touched_page(browser, 390, 844) as page:
        yield page


@pytest.fixture
def hand(phone):
    return Fingers(phone)


@pytest.fixture
def small(phone, server):
    """The lesson with two scatterplots, as it comes, or as another test has left it."""
    if "/clustering-2d" not in phone.url:
        phone.goto(f"{server}/clustering-2d")
    view = View(phone).ready()
    view.settled()
    view.root.evaluate("root => root.querySelector('.shrink').click()")
    phone.evaluate(TOP)
    return view.reset()


@pytest.fixture
def large(small, phone):
    """The same, filling the window."""
    phone.get_by_role("button", name="Show the picture large").tap()
    phone.wait_for_function(STILL)
    return small


def choose(view, *names):
    view.page.wait_for_function(STILL)
    for name in names:
        view.root.get_by_role("radio", name=name, exact=True).tap()
        expect(view.root.get_by_role("radio", name=name, exact=True)).to_be_checked()


def picture(view):
    """Middle of the image, and pixels per px."""
    box = view.root.locator('canvas[data-panel="image"]').bounding_box()
    return np.array(view.pixel("image", HEIGHT // 2, WIDTH // 2)), WIDTH / box["width"]


def test_a_tap_marks_a_pixel_and_the_readout_beneath_says_it(small, hand):
    for row, column in ((60, 90), (100, 60)):
        hand.tap(small.pixel("image", row, column))
        expect(small.root).not_to_have_attribute("data-probe", "")
        expect(small.root.locator(".picture .mark").first).to_be_visible()
        found = divmod(int(small["probe"]), WIDTH)
        assert found == pytest.approx((row, column), abs=2)
        expect(small.readout).to_contain_text(f"row {found[0]}, column {found[1]}")
        expect(small.readout).to_be_in_viewport(ratio=1)
    hand.tap(small.dots(np.array([[0.5, 0.45]]))[0])
    expect(small.readout).not_to_contain_text(f"row {found[0]}, column {found[1]}")
    expect(small.marks.first).to_be_visible()
    small.expect(selected=0)


def test_a_click_of_a_mouse_marks_too(small, phone):
    phone.mouse.click(*small.pixel("image", 60, 90))
    marked = small["probe"]
    phone.mouse.move(5, 5)
    small.expect(probe=marked)


def test_a_finger_scrolls_until_it_draws_and_the_panels_say_which(large, phone, hand):
    choose(large, "Move")
    middle, _ = picture(large)
    frames = large.root.locator(".frame:visible")
    assert {tuple(look) for look in frames.evaluate_all(f"all => all.map({LOOK})")} == {
        ("none", "none")
    }
    before = phone.evaluate(SCROLLED)
    hand.drag(middle, middle - [0, 60])
    phone.wait_for_function(f"before => ({SCROLLED})() > before", arg=before)
    large.expect(selected=0, probe="")
    choose(large, "Draw")
    assert {tuple(look) for look in frames.evaluate_all(f"all => all.map({LOOK})")} == {
        ("solid", '"Drawing"')
    }
    phone.evaluate(TOP)
    choose(large, "Move", "Box")
    expect(large.root.get_by_role("radio", name="Draw")).to_be_checked()


@pytest.mark.parametrize(
    "turn", [(0, 1), (0, -1), (1, 0), (-1, 0)], ids=["down", "up", "right", "left"]
)
def test_a_finger_draws_a_lasso_in_every_direction(large, phone, hand, turn):
    choose(large, "Lasso")
    middle, size = picture(large)
    along, across = SIDE * np.array(turn), SIDE * np.array(turn[::-1])
    before = phone.evaluate(SCROLLED)
    hand.drag(middle, middle + along, middle + along + across, middle + across, middle)
    expect(large.root).not_to_have_attribute("data-selected", "0")
    assert int(large["selected"]) == pytest.approx((SIDE * size) ** 2, rel=0.1)
    assert phone.evaluate(SCROLLED) == before


def test_a_finger_draws_boxes_and_strokes_which_buttons_combine(large, hand):
    middle, size = picture(large)
    choose(large, "Box")
    hand.drag(middle, middle + SIDE)
    expect(large.root).not_to_have_attribute("data-selected", "0")
    whole = int(large["selected"])
    assert whole == pytest.approx((SIDE * size) ** 2, rel=0.1)
    choose(large, "Take away")
    hand.drag(middle, middle + [SIDE / 2, SIDE])
    expect(large.root).not_to_have_attribute("data-selected", str(whole))
    assert int(large["selected"]) == pytest.approx(whole / 2, rel=0.1)
    choose(large, "Brush", "Replace")
    hand.drag(middle, middle + [SIDE, 0])
    expect(large.chosen).to_contain_text("selected")
    large.page.wait_for_function(
        "least => Number(document.querySelector('[data-view]').dataset.selected) > least",
        arg=0.9 * 7 * SIDE * size,
    )
    choose(large, "Lasso")
    hand.tap(middle)
    assert int(large["selected"]) > 0
    expect(large.root).not_to_have_attribute("data-probe", "")


def test_a_finger_draws_around_dots(large, hand):
    choose(large, "Lasso")
    large.scatters.first.evaluate(TO_THE_MIDDLE)
    corners = large.dots(np.array([[0.6, 0.1], [1.01, 0.1], [1.01, 0.55], [0.6, 0.55]]))
    hand.drag(*corners, corners[0])
    bright = (SUBJECT.image > 0.6).sum()
    expect(large.root).not_to_have_attribute("data-selected", "0")
    assert int(large["selected"]) == pytest.approx(bright, rel=0.1)


@pytest.mark.parametrize("mode", ["Move", "Draw"])
def test_two_fingers_zoom_and_scroll_and_give_up_what_one_began(large, phone, hand, mode):
    choose(large, "Lasso", mode)
    middle, _ = picture(large)
    apart = np.array([30, 0])
    before = phone.evaluate(SCROLLED)
    hand.two([middle - apart, middle + apart], [middle - apart - [0, 50], middle + apart - [0, 50]])
    phone.wait_for_function(f"before => ({SCROLLED})() > before", arg=before)
    assert phone.evaluate(SCALE) == 1
    phone.evaluate(TOP)
    middle, _ = picture(large)
    hand.two([middle - apart, middle + apart], [middle - 2 * apart, middle + 2 * apart])
    assert phone.evaluate(SCALE) == pytest.approx(2, rel=0.05)
    hand.press(middle)
    hand.move([middle], [middle + 40])
    hand.press(middle + 40, middle - apart)
    hand.lift()
    large.expect(selected=0)
    large.root.get_by_role("button", name="Reset zoom").tap()
    large.scatters.first.evaluate(TO_THE_MIDDLE)
    axes = large.axes()
    middle = np.array([axes["left"] + axes["width"] / 2, axes["top"] + axes["height"] / 2])
    hand.two([middle - apart, middle + apart], [middle - 2 * apart, middle + 2 * apart])
    reach = np.ptp(large.axes()["x"]) / np.ptp(axes["x"])
    assert reach == pytest.approx(0.5, rel=0.1)
    large.root.get_by_role("button", name="Reset zoom").tap()


def test_back_at_the_steps_a_finger_scrolls(large, phone):
    choose(large, "Draw")
    phone.get_by_role("button", name="Back to the steps").tap()
    expect(large.root).not_to_have_attribute("data-drawing", "")
    expect(phone.get_by_role("button", name="Back to the steps")).to_be_hidden()


def test_the_mark_that_a_page_begins_with_stays(phone, server, hand):
    phone.goto(server)
    view = View(phone).ready()
    view.settled()
    marked = view["probe"]
    assert marked
    at = np.array(view.pixel("image", 20, 20))
    hand.drag(at, at - [0, 40])
    view.expect(probe=marked)
