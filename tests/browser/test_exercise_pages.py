"""A code exercise in the browser: typed, checked, mended, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from segview.exercises import EXERCISES


@pytest.fixture
def exercise(open_lesson, page):
    open_lesson("threshold")
    return page.locator('[data-exercise="threshold"]')


def type_into(page, exercise, *blanks):
    """Go from the first blank to the next with Tab, and finish with Enter."""
    exercise.get_by_label(re.compile("^Blank 1 of")).focus()
    for at, text in enumerate(blanks):
        if at:
            page.keyboard.press("Tab")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def feedback(exercise):
    return exercise.locator(".feedback")


def test_solved_with_the_keyboard(exercise, page):
    type_into(page, exercise, "im > 0.1", "np.sum(segmentation)", "segmentation")
    expect(feedback(exercise)).to_contain_text("✓ Right")
    expect(exercise).to_have_attribute("data-verdict", "right")
    pictures = exercise.get_by_role("img")
    expect(pictures).to_have_count(2)
    yours, wanted = (picture.get_attribute("src") for picture in pictures.all())
    assert yours == wanted


def test_tab_leads_from_the_blanks_to_the_buttons(exercise, page):
    exercise.get_by_label("Blank 3 of 3").focus()
    for name in ("Check", "Hint", "Show the solution"):
        page.keyboard.press("Tab")
        expect(exercise.get_by_role("button", name=name)).to_be_focused()


@pytest.mark.parametrize("id", EXERCISES)
def test_every_exercise_can_be_solved_with_the_keyboard(open_lesson, page, id):
    open_lesson(EXERCISES[id].lesson)
    exercise = page.locator(f'[data-exercise="{id}"]')
    type_into(page, exercise, *EXERCISES[id].solution)
    expect(feedback(exercise)).to_contain_text("✓ Right", timeout=15_000)


def test_a_mistake_is_named_and_mended(exercise, page):
    type_into(page, exercise, "im", "np.sum(segmentation)", "segmentation")
    first = exercise.get_by_label("Blank 1 of 3")
    expect(feedback(exercise)).to_contain_text("a binary mask has 2")
    expect(first).to_have_attribute("aria-invalid", "true")
    first.focus()
    page.keyboard.press("End")
    page.keyboard.type(" > 0.1")
    expect(first).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Enter")
    expect(feedback(exercise)).to_contain_text("✓ Right")


def test_code_that_wants_more_is_refused(exercise, page):
    type_into(page, exercise, "__import__('os').getpid()", "1", "brain")
    expect(feedback(exercise)).to_contain_text("There is no __import__ here")


def test_hints_come_one_at_a_time_and_the_solution_on_request(exercise, page):
    hint = exercise.get_by_role("button", name=re.compile("hint", re.IGNORECASE))
    hints = exercise.locator(".hints li")
    for count in (1, 2, 3):
        expect(hints).to_have_count(count - 1)
        hint.press("Enter")
    expect(hints).to_have_count(3)
    expect(hint).to_be_disabled()
    exercise.get_by_role("button", name="Show the solution").press("Enter")
    expect(exercise.locator(".solution")).to_contain_text("segmentation = im > 0.1")


def test_another_image_checks_the_same_answer_again(exercise, page):
    type_into(page, exercise, "im > 0.1", "np.sum(segmentation)", "segmentation")
    expect(feedback(exercise)).to_contain_text("✓ Right")
    before = exercise.locator("output").first.inner_text()
    page.locator(".st-key-image select").select_option("age-75")
    expect(exercise.locator("output").first).not_to_have_text(before)
    expect(feedback(exercise)).to_contain_text("✓ Right")


def test_it_fits_on_a_telephone(exercise, page):
    page.set_viewport_size({"width": 390, "height": 800})
    exercise.scroll_into_view_if_needed()
    assert exercise.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
