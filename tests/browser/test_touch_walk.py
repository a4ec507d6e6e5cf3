"""Three lessons from end to end with fingers alone, on a phone."""

import re

import pytest
from fingers import Fingers, TouchedView
from playwright.sync_api import expect
from test_solving import GESTURES
from test_touch import phone  # noqa: F401
from view import STILL

from segview.lesson import folder
from segview.lesson.steps import Question

EXERCISES = folder.exercises()
WRITTEN = "exercise-"  # what the keys of their steps begin with
REACHED = {"as-high": ("threshold", [0.15]), "names": ("seed", range(10))}  # values to try
PLACE = """(input, value) => {
  const { left, top, width, height } = input.getBoundingClientRect();
  const share = (value - input.min) / (input.max - input.min);
  return [left + 10 + share * (width - 20), top + height / 2];
}"""


def solve(view, slug, key):
    """Draw in the large view what a task asks for, or tap a slider, and go back to the steps."""
    page = view.page
    if key in REACHED:
        control, values = REACHED[key]
        for value in values:
            Fingers(page).tap(view.slider(control).evaluate(PLACE, value))
            view.settled()
    else:
        page.get_by_role("button", name="Show the picture large").tap()
        view.settled()
        page.wait_for_function(STILL)
        for gesture in GESTURES[slug, key]:
            gesture.make(view)
        # Chromium gives no click to a tap that comes too soon after another finger's way.
        expect(page.locator("[data-status]")).not_to_be_empty()
        page.get_by_role("button", name="Back to the steps").tap()
        expect(page.locator(".st-key-segview-stage")).not_to_have_attribute("data-large", "")
    view.settled()
    task = page.locator(f'[data-task="{key}"]')
    check = task.locator("[data-check]")
    if check.count():
        check.tap()
    expect(task).to_have_attribute("data-verdict", "right")


def answer(page, step):
    """Choose the right option, check, and say what was seen."""
    question = page.locator(f'[data-quiz="{step.key}"]')
    question.get_by_role("radio").nth([option.right for option in step.options].index("x")).tap()
    question.locator("[data-check]").tap()
    verdict = question.locator('[data-verdict="right"]')
    seen = question.locator(".observe button").first
    expect(verdict.or_(seen).first).to_be_visible()
    if seen.count():
        seen.tap()
    expect(verdict).to_be_visible()


def write(page, id):
    """Type the solution of an exercise."""
    exercise = page.locator(f'[data-exercise="{id}"]')
    for at, text in enumerate(EXERCISES[id].solution):
        blank = exercise.get_by_label(re.compile(f"^Blank {at + 1} of"))
        blank.tap()
        blank.fill(text)
    exercise.get_by_role("button", name="Check").tap()
    expect(exercise).to_have_attribute("data-verdict", "right")


@pytest.mark.parametrize("slug", ["threshold", "clustering-2d", "supervised"])
def test_a_lesson_by_touch(phone, server, slug):  # noqa: F811
    phone.goto(f"{server}/{slug}")
    view = TouchedView(phone).ready()
    view.settled()
    guide = phone.locator("[data-guide]")
    onwards = guide.get_by_role("button", name="Next step")
    questions = {step.key: step for step in folder.text(slug).of(Question)}
    done = []
    while True:
        key = guide.get_attribute("data-step")
        if (slug, key) in GESTURES:
            solve(view, slug, key)
        elif key in questions:
            answer(phone, questions[key])
        elif key.startswith(WRITTEN):
            write(phone, key.removeprefix(WRITTEN))
        done.append(key)
        if onwards.is_disabled():
            break
        onwards.tap()
        expect(guide).not_to_have_attribute("data-step", key)
    ticked = guide.locator("[data-step-key][data-done]")
    asked = [
        key
        for key in done
        if (slug, key) in GESTURES or key in questions or key.startswith(WRITTEN)
    ]
    expect(ticked).to_have_count(len(asked))
