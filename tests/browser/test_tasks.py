"""Tasks are solved by drawing, not by a click that shows the answer."""

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter

from segcore import load_subject

SUBJECT = load_subject("age-25")
VALUES = np.column_stack([SUBJECT.image.ravel(), gaussian_filter(SUBJECT.image, 5).ravel()])
SCALP = SUBJECT.image > 0.6


@pytest.fixture
def view(go_to_lesson):
    return go_to_lesson("clustering-2d", step="scalp")


@pytest.fixture
def task(view, page):
    return page.locator('[data-task="scalp"]')


def lasso_the_scalp(view):
    corners = np.array([[0.6, 0.1], [1.01, 0.1], [1.01, 0.55], [0.6, 0.55]])
    places = view.dots(corners)
    view.drag(*places, places[0], steps=12)


def test_a_lasso_around_the_right_dots_solves_a_task(view, task):
    lasso_the_scalp(view)
    expect(task).to_have_attribute("data-verdict", "right")
    expect(task).to_contain_text("✓ Found.")


def test_looking_at_the_answer_to_a_question_solves_no_task(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", step="skull")
    question = page.locator('[data-quiz="skull"]')
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Check").click()
    question.get_by_role("button", name="Show me these pixels").click()
    view.expect(selected=(SCALP & (SUBJECT.truth == 0)).sum())
    page.locator('[data-step-key="scalp"]').click()
    task = page.locator('[data-task="scalp"]')
    expect(task).to_contain_text("Nothing drawn yet.")
    expect(task).not_to_have_attribute("data-verdict", "right")
    lasso_the_scalp(view)
    expect(task).to_have_attribute("data-verdict", "right")


def test_the_wrong_pixels_are_told_from_the_right_ones(view, task):
    view.choose_tool("Box")
    view.drag(view.pixel("image", 60, 60), view.pixel("image", 100, 100))
    expect(task).to_contain_text("Your selection and the pixels meant have Dice")
    expect(task).not_to_have_attribute("data-verdict", "right")
    view.page.keyboard.press("Escape")
    expect(task).not_to_contain_text("have Dice")


def test_a_class_from_the_legend_alone_solves_no_task(go_to_lesson, page):
    view = go_to_lesson("multi-class", step="grey")
    task = page.locator('[data-task="grey"]')
    view.root.locator(".legend button.name").nth(2).click()
    expect(view.root).not_to_have_attribute("data-selected", "0")
    expect(task).not_to_have_attribute("data-verdict", "right")


def test_a_task_says_when_it_cannot_be_solved_at_these_settings(go_to_lesson, page):
    view = go_to_lesson("gaussian-blur", step="brightened", sigma=2)
    task = page.locator('[data-task="brightened"]')
    expect(task).to_contain_text("“Gaussian blur, σ = 5”, which is not on screen")
    task.get_by_role("button", name="Hint").click()
    expect(task).to_contain_text("Set σ to 5")
    for _ in range(6):
        view.slider("sigma").press("ArrowRight")
    expect(task).not_to_contain_text("not on screen")
    view.settled()
    corners = np.array([[-0.01, 0.1], [0.1, 0.1], [0.1, 0.5], [-0.01, 0.5]])
    places = view.dots(corners)
    view.drag(*places, places[0], steps=12)
    expect(task).to_have_attribute("data-verdict", "right")


def test_a_click_moves_the_only_square_of_its_label(go_to_lesson, page):
    view = go_to_lesson("neighbourhood")
    marks = page.locator(".st-key-pixels input")
    (rest,) = (mark for mark in marks.input_value().split(";") if mark.endswith(",0"))
    view.choose_tool("Label")
    for row, column in ((80, 90), (100, 60)):
        page.mouse.click(*view.pixel("image", row, column))
        expect(marks).to_have_value(f"{rest};{row},{column},1")
