"""What is drawn on the pixels of a picture: the footprint of a filter, and numbers."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segcore import load_subject

SUBJECT = load_subject("age-25")
PLACE = (73, 110)
LINES = """(lines) => lines.map((line) => {
  const frame = line.closest(".frame");
  const canvas = frame.querySelector("canvas").getBoundingClientRect();
  const { x, y, width, height } = line.getBoundingClientRect();
  const size = canvas.width / frame.querySelector("canvas").width;
  const middle = [x + width / 2 - canvas.x, y + height / 2 - canvas.y];
  return [...middle, width, height].map((length) => length / size);
})"""
NUMBERS = """(spans) => spans.map((span) => [
  span.dataset.at, span.textContent, getComputedStyle(span).color === "rgb(0, 0, 0)" ? 0 : 255])"""


def lines(view):
    """Column, row, width and height of the footprint in each picture, in image pixels."""
    return np.array(view.root.locator(".footprint .line").evaluate_all(LINES))


def point(view, notches=0):
    view.page.mouse.move(*view.pixel("image", *PLACE))
    for _ in range(notches):
        view.zoom(-100)
    view.expect(probe=PLACE[0] * SUBJECT.image.shape[1] + PLACE[1])


def luminance(grey):
    """Relative luminance of a grey of 0 to 255, as the guidelines for contrast define it."""
    share = grey / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize(
    ("slug", "key", "value", "side"),
    [("neighbourhood", "size", 9, 9), ("gaussian-blur", "sigma", 5.0, 20)],
)
def test_the_footprint_of_a_filter_is_true_to_scale(go_to_lesson, slug, key, value, side):
    view = go_to_lesson(slug, **{key: value})
    wanted = [PLACE[1] + 0.5, PLACE[0] + 0.5, side, side]
    for notches in (0, 4):
        point(view, notches)
        drawn = lines(view)
        assert len(drawn) == view.pictures.count() == 3
        assert drawn == pytest.approx(np.array([wanted] * 3), abs=0.1)
    view.page.mouse.move(5, 5)
    expect(view.root.locator(".footprint .line")).to_have_count(0)


def test_the_footprint_follows_its_control(go_to_lesson):
    view = go_to_lesson("neighbourhood", size=9)
    view.press("size")
    view.settled()
    point(view)
    assert lines(view)[:, 2] == pytest.approx(11, abs=0.1)


def test_numbers_stand_on_pixels_that_are_wide_enough(go_to_lesson):
    view = go_to_lesson("image-and-mask")
    point(view)
    numbers = view.root.locator(".numbers span")
    expect(numbers).to_have_count(0)
    point(view, notches=14)
    assert numbers.count() >= 30
    colours = view.colours("image")[..., 0]
    for at, text, ink in numbers.evaluate_all(NUMBERS):
        row, column = map(int, at.split(","))
        assert text == f"{SUBJECT.image[row, column]:.2f}"
        dark, light = sorted([luminance(ink), luminance(colours[row, column])])
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    box = numbers.first.bounding_box()
    row, column = map(int, numbers.first.get_attribute("data-at").split(","))
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert middle == pytest.approx(view.pixel("image", row, column), abs=1.5)
    view.page.keyboard.press("Escape")
    view.root.get_by_role("button", name="Reset zoom").click()
    expect(numbers).to_have_count(0)
