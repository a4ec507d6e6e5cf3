"""The lesson on learning from labels: learners paint them, by mouse and by finger."""

import re

import numpy as np
import pytest
from fingers import Fingers
from playwright.sync_api import expect
from test_painting import BRAIN, REST, Painting
from test_touch import phone  # noqa: F401
from view import READY, STILL

FOUND = re.compile("white matter [1-9]")
PLACES = """(root) => [...root.querySelectorAll("canvas[data-panel], [data-panel=scatter]")]
  .map((panel) => {
    const { x, y, width, height } = panel.getBoundingClientRect();
    return [panel.dataset.panel, ...[x, y, width, height].map(Math.round)];
  })"""
OPACITY = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return [...data].filter((_, i) => i % 4 === 3);
}"""


class Teaching(Painting):
    """The lesson while somebody paints."""

    @property
    def result(self):
        return self.root.locator("canvas[data-panel=result]")

    def expect_to(self, work):
        """Tools select, or paint."""
        expect(self.root.locator(f'[data-work="{work}"]')).to_have_attribute("aria-checked", "true")


@pytest.fixture
def lesson(page, go_to_lesson):
    go_to_lesson("supervised", step="paint").settled()
    return Teaching(page)


def test_from_the_first_stroke_to_a_file_and_back(lesson, page, tmp_path):
    assert lesson.view["dice"] is None
    expect(lesson.root.locator("canvas[data-panel=truth]")).to_have_count(0)
    places = lesson.root.evaluate(PLACES)
    lesson.paint(*REST[:2])
    lesson.choose(3)
    lesson.paint(*BRAIN[:2])
    expect(lesson.result).to_have_attribute("aria-label", FOUND)
    assert lesson.root.evaluate(PLACES) == places, "nothing moves beneath the brush"
    both = lesson.text

    with lesson.followed():
        lesson.press("Undo")
    expect(lesson.result).not_to_have_attribute("aria-label", FOUND)
    with lesson.followed():
        lesson.press("Redo")
    assert lesson.text == both

    with page.expect_download() as told:
        lesson.press("Save strokes")
    file = tmp_path / told.value.suggested_filename
    told.value.save_as(file)
    with lesson.followed():
        lesson.press("Clear all")
    with lesson.followed():
        lesson.root.locator("input[type=file]").set_input_files(file)
    assert lesson.text == both

    lesson.root.get_by_label("Lay labels over the image").select_option("uncertainty")
    glow = np.reshape(lesson.root.locator("canvas.over").evaluate(OPACITY), lesson.view.shape)
    assert np.ptp(glow) == 255
    np.testing.assert_array_equal(glow, lesson.view.colours("uncertainty")[..., 0])


def test_tools_do_what_the_step_asks_for(lesson, page):
    lesson.expect_to("paint")
    page.locator('[data-step-key="false-positives"]').click()
    lesson.expect_to("select")
    page.locator('[data-step-key="paint"]').click()
    lesson.expect_to("paint")
    page.locator('[data-step-key="called-brain"]').click()
    lesson.expect_to("select")


def test_a_finger_paints_on_a_phone(phone, server):  # noqa: F811
    phone.goto(f"{server}/supervised?step=paint")
    phone.wait_for_selector(READY)
    lesson, fingers = Teaching(phone), Fingers(phone)
    lesson.view.settled()
    phone.get_by_role("button", name="Show the picture large").tap()
    image = lesson.root.locator("canvas[data-panel=image]")
    for label, places in ((0, REST[:2]), (3, BRAIN[:2])):
        lesson.root.locator(f'[data-label="{label}"]').tap()
        image.scroll_into_view_if_needed()
        with lesson.followed():
            fingers.drag(*[lesson.view.pixel("image", *place) for place in places])
        lesson.view.settled()
        phone.wait_for_function(STILL)
    assert [stroke.label for stroke in lesson.strokes] == [0, 3]
    expect(lesson.result).to_have_attribute("aria-label", FOUND)
