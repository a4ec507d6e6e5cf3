"""The guide: every step of every page beside its picture, from its own values, for everybody."""

import re

import pytest
from accessible import Axe
from playwright.sync_api import expect
from view import View

from segview.course import curriculum
from segview.lesson import folder

LAPTOP = {"width": 1366, "height": 768}
PAGES = [page.slug for page in curriculum.IN_ORDER]
SEEN = 0.8  # share of the panels that has to be in sight
SHARES = """() => [...document.querySelectorAll("[data-view] figure")]
  .filter((figure) => figure.offsetParent && figure.getBoundingClientRect().height)
  .map((figure) => {
    const { left, top, right, bottom, width, height } = figure.getBoundingClientRect();
    const across = Math.min(right, innerWidth) - Math.max(left, 0);
    const down = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return (Math.max(across, 0) * Math.max(down, 0)) / (width * height);
  })"""
ANSWERS = """() => [...document.querySelectorAll("[data-step-body] .why")]
  .filter((why) => why.offsetParent && why.textContent).length"""
STATE = """() => {
  const query = new URLSearchParams(location.search);
  query.sort();
  const inputs = ".st-key-segview-stage .segview-control :is(input, select)";
  const read = (input) => (input.type === "checkbox" ? input.checked : input.value);
  return JSON.stringify([
    query.toString(), document.querySelector("[data-view]")?.dataset.dice,
    ...[...document.querySelectorAll(inputs)].map(read)]);
}"""


@pytest.fixture
def size():
    return LAPTOP


@pytest.fixture
def guide(page):
    return page.locator("[data-guide]")


def opened(page, slug, step):
    """Wait until a step is open and its screen is what it says."""
    expect(page.locator("[data-guide]")).to_have_attribute("data-step", step)
    View(page).settled()


def in_sight(page):
    shares = page.evaluate(SHARES)
    return not shares or sum(shares) / len(shares) >= SEEN


def keys(page):
    """Keys of the steps, once the guide is there."""
    expect(page.locator("[data-step-key]").first).to_be_visible()
    return page.locator("[data-step-key]").evaluate_all(
        "(headings) => headings.map((heading) => heading.dataset.stepKey)"
    )


def answer(page, body):
    """Commit to the last answer of an open question, and return what is wrong with it."""
    wrong = []
    body.locator("input[type=radio]").last.check()
    if page.evaluate(ANSWERS):
        wrong.append("a reason before the answer")
    body.locator("[data-check]").click()
    observed = body.locator("[data-observed]").first
    verdict = body.locator("p[data-verdict]")
    expect(observed.or_(verdict)).to_be_visible()
    if observed.is_visible():
        if page.evaluate(ANSWERS):
            wrong.append("a reason before the effect")
        observed.click()
    expect(verdict).to_be_visible()
    View(page).settled()
    if not in_sight(page):
        wrong.append("the effect is out of sight")
    return wrong


@pytest.mark.parametrize("slug", PAGES)
def test_a_walk_through_the_steps(go_to_lesson, page, guide, complaints, slug):
    """From the first step to the last with one key: picture in sight, questions answered."""
    go_to_lesson(slug, step="")
    axe = Axe(page)
    found, states = axe.read_page(folder.text(slug).title), {}
    steps = keys(page)
    assert len(set(steps)) == len(steps) >= 5
    for at, step in enumerate(steps):
        opened(page, slug, step)
        body = page.locator(f'[data-step-body="{step}"]')
        expect(body).to_be_visible()
        assert page.locator('[data-step-key][aria-expanded="true"]').count() == 1
        states[step] = page.evaluate(STATE)
        if not in_sight(page):
            found.append(f"{step}: the picture is out of sight")
        found += [f"{step}: {what}" for what in axe.read_step()]
        if body.locator(".segview-quiz").count():
            found += [f"{step}: {what}" for what in answer(page, body)]
        if page.get_by_test_id("stException").count():
            found.append(f"{step}: exception")
        if at + 1 < len(steps):
            page.locator("[data-step-key]").nth(at).focus()
            page.keyboard.press("n")
    found += axe.measure() + complaints
    complaints.clear()
    assert not found, "\n".join(found)
    own = [step.key for step in folder.text(slug).steps if not step.keep and step.key in steps[1:]]
    for step in {*own[:1], *own[len(own) // 2 :][:1]}:
        go_to_lesson(slug, step=step)
        opened(page, slug, step)
        expect(page.locator(f'[data-step-body="{step}"]')).to_be_visible()
        page.wait_for_function(
            f"(wanted) => JSON.stringify(({STATE})()) === JSON.stringify(wanted)", arg=states[step]
        )
    page.locator("[data-step-key]").last.click()
    following = curriculum.neighbours(curriculum.page_of(slug))[1]
    if following:
        page.locator(".segview-ending a").last.click()
        expect(page).to_have_url(re.compile(f"/{following.slug}([?]|$)"))


def test_a_step_starts_from_its_own_values(go_to_lesson, page):
    view = go_to_lesson("gaussian-blur")
    steps = keys(page)
    page.locator(f'[data-step-key="{steps[1]}"]').click()
    opened(page, "gaussian-blur", steps[1])
    before = page.evaluate(STATE)
    view.slider("sigma").press("End")
    view.settled()
    assert page.evaluate(STATE) != before
    page.keyboard.press("Escape")
    page.locator(f'[data-step-key="{steps[2]}"]').click()
    page.locator(f'[data-step-key="{steps[1]}"]').click()
    view.settled()
    assert page.evaluate(STATE) == before


def test_values_in_the_address_come_before_those_of_the_step(go_to_lesson, page):
    go_to_lesson("threshold", step="raise", threshold=0.3)
    opened(page, "threshold", "raise")
    assert page.locator(".st-key-threshold input").input_value() == "0.3"


@pytest.mark.parametrize("step", ["nonsense", "", "<b>", "1" * 3000])
def test_a_step_that_is_not_there_opens_the_first(go_to_lesson, page, step):
    go_to_lesson("threshold", step=step)
    opened(page, "threshold", keys(page)[0])


def test_keys_go_on_and_back_and_choose_presets(go_to_lesson, page):
    view = go_to_lesson("threshold")
    steps = keys(page)
    for key, at in (("n", 1), ("PageDown", 2), ("p", 1), ("PageUp", 0), ("p", 0)):
        page.keyboard.press(key)
        opened(page, "threshold", steps[at])
    page.keyboard.press("1")
    view.settled()
    expect(page.locator(".segview-presets .chosen")).to_have_count(1)
    expect(page.locator(".segview-presets + .note")).not_to_be_empty()


def test_typing_in_an_exercise_is_no_key_of_the_guide(go_to_lesson, page):
    go_to_lesson("threshold", step="exercise-threshold")
    opened(page, "threshold", "exercise-threshold")
    page.locator(".segview-exercise input").first.press_sequentially("np.pi1")
    opened(page, "threshold", "exercise-threshold")


def test_an_arrow_key_answers_nothing(go_to_lesson, page):
    go_to_lesson("threshold", step="raise")
    opened(page, "threshold", "raise")
    body = page.locator('[data-step-body="raise"]')
    expect(body.locator("[data-check]")).to_be_disabled()
    body.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(body.locator("p[data-verdict]")).to_have_count(0)
    assert "threshold" not in page.url.partition("?")[2]


def test_a_question_can_be_asked_again(go_to_lesson, page):
    view = go_to_lesson("threshold", step="raise")
    opened(page, "threshold", "raise")
    body = page.locator('[data-step-body="raise"]')
    before = page.evaluate(STATE)
    answer(page, body)
    assert page.evaluate(STATE) != before
    body.get_by_role("button", name="Ask me again").click()
    view.settled()
    expect(body.locator("[data-check]")).to_be_disabled()
    assert page.evaluate(STATE) == before


def test_who_does_not_say_what_was_seen_is_not_kept_waiting(go_to_lesson, page):
    go_to_lesson("threshold", step="raise")
    opened(page, "threshold", "raise")
    body = page.locator('[data-step-body="raise"]')
    body.locator("input[type=radio]").first.check()
    body.locator("[data-check]").click()
    expect(body.locator("[data-observed]").first).to_be_enabled()
    expect(body.locator("[data-verdict]")).to_have_attribute("data-verdict", "wrong")
    expect(body.locator("[data-observed]").first).to_be_disabled()


def test_a_prediction_is_compared_with_what_was_before(go_to_lesson, page):
    view = go_to_lesson("threshold", step="raise")
    opened(page, "threshold", "raise")
    before = view["dice"]
    answer(page, page.locator('[data-step-body="raise"]'))
    view.expect(**{"pinned-dice": before})
    assert view["dice"] != before
    page.keyboard.press("n")
    expect(view.root).not_to_have_attribute("data-pinned-dice", re.compile("."))


def test_reaching_a_goal_is_told(go_to_lesson, page):
    view = go_to_lesson("threshold", step="")
    task = page.locator("[data-task]")
    expect(task).to_contain_text("possible")
    expect(task).not_to_contain_text("your best")
    view.slider("threshold").press("Home")
    expect(task).to_contain_text("your best")
    for _ in range(12):
        view.slider("threshold").press("ArrowRight")
    expect(task).to_have_attribute("data-verdict", "right")
    view.settled()
