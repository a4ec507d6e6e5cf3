"""A code exercise in the browser: typed, checked, mended, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect
from view import list_of_pages

from segview.course import curriculum
from segview.lesson import folder

EXERCISES = folder.exercises()


@pytest.fixture
def exercise(go_to_lesson, page):
    go_to_lesson("threshold", step="exercise-threshold")
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


@pytest.mark.parametrize("id", [id for id, exercise in EXERCISES.items() if not exercise.lines])
def test_every_exercise_can_be_solved_with_the_keyboard(go_to_lesson, page, id):
    (lesson,) = (one for one in curriculum.LESSONS if f"exercise-{id}" in one.asks)
    go_to_lesson(lesson.slug, step=f"exercise-{id}")
    exercise = page.locator(f'[data-exercise="{id}"]')
    type_into(page, exercise, *EXERCISES[id].solution)
    expect(feedback(exercise)).to_contain_text("✓ Right", timeout=15_000)


@pytest.fixture
def function(go_to_lesson, page):
    """The exercise in which a whole function is written."""
    go_to_lesson("dice", step="exercise-dice-coefficient-function")
    return page.locator('[data-exercise="dice-coefficient-function"]')


def lines(exercise):
    return exercise.get_by_label("Lines of the function")


def test_a_function_is_written_checked_and_mended_with_the_keyboard(function, page):
    lines(function).focus()
    page.keyboard.type("both = 0\nfor t, r in zip(truth.ravel(), result.ravel()):\nif t and r:\n")
    page.keyboard.type("both += 1")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("return both / (truth.sum() + result.sum())")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(feedback(function)).to_contain_text("the intersection counts twice")
    written = lines(function).input_value().split("\n")
    assert [len(line) - len(line.lstrip()) for line in written] == [0, 0, 4, 8, 0]
    page.keyboard.press("Home")
    for _ in range(len("return ")):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("2 * ")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(feedback(function)).to_contain_text("✓ Right")


def test_an_error_in_a_function_names_its_line(function, page):
    lines(function).fill("    both = np.sum(truth * result)\n    return both / sizes")
    function.get_by_role("button", name="Check").click()
    expect(feedback(function)).to_contain_text("Line 2: There is no sizes here")


def test_the_keyboard_leads_out_of_the_editor(function, page):
    lines(function).focus()
    page.keyboard.press("Tab")
    expect(lines(function)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(function.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(lines(function)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    expect(lines(function)).not_to_be_focused()


def test_what_was_typed_survives_a_reload_and_other_pages(function, page):
    first = page.locator('[data-exercise="dice-coefficient"]').get_by_label("Blank 1 of 4")
    keys = "exercise-dice-coefficient", "exercise-dice-coefficient-function"
    one, other = (page.locator(f'[data-step-key="{key}"]') for key in keys)
    lines(function).fill("    return 1")
    one.click()
    first.fill("np.sum(")
    page.reload()
    expect(first).to_have_value("np.sum(")
    other.click()
    expect(lines(function)).to_have_value("    return 1")
    pages = list_of_pages(page)
    pages.get_by_role("link", name="Histogram", exact=True).click()
    expect(lines(function)).to_have_count(0)
    pages.get_by_role("link", name="Dice coefficient", exact=True).click()
    other.click()
    expect(lines(function)).to_have_value("    return 1")
    one.click()
    expect(first).to_have_value("np.sum(")


@pytest.mark.parametrize("kept", ["[{", "null", '{"threshold": [1]}', '{"threshold": ["im"]}'])
def test_damaged_drafts_are_no_drafts(exercise, page, kept):
    page.evaluate("text => localStorage.setItem('segmentation-course-drafts', text)", kept)
    page.reload()
    first = exercise.get_by_label("Blank 1 of 3")
    expect(first).to_have_value("")
    first.fill("im > t")
    page.reload()
    expect(first).to_have_value("im > t")


def test_both_histograms_are_in_one_chart(go_to_lesson, page):
    go_to_lesson("histogram", step="exercise-histogram")
    exercise = page.locator('[data-exercise="histogram"]')
    type_into(page, exercise, "mask > 0", "mask == 0", "20")
    expect(feedback(exercise)).to_contain_text("✓ Right")
    charts = exercise.locator(".chart")
    expect(charts).to_have_count(2)
    expect(charts.first.locator(".bar")).to_have_count(42)  # 2 × 20 bars, 2 in the legend
    assert charts.first.inner_html() == charts.last.inner_html()


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
    expect(exercise.locator(".solution")).to_contain_text("segmentation = im > t")


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
