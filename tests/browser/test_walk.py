"""The whole course, as a learner clicks through it, and every page on a phone."""

import re

import pytest
from playwright.sync_api import TimeoutError, expect
from view import View

from segview.course import curriculum

PAGES = ("", *(lesson.slug for lesson in (*curriculum.IN_ORDER, *curriculum.BESIDE)))
PATIENCE = 30_000  # ms for a page that nobody has opened before, on a busy machine
PHONE = {"width": 390, "height": 844}
VERDICTS = """(quiz) => [...quiz.querySelectorAll("input")].map((input) => {
  input.click();
  return quiz.dataset.verdict + (quiz.querySelector(".verdict").textContent ? "" : " unexplained");
})"""
AT_LINK = """(label) => {
  const links = [...document.querySelectorAll(".segview-presets a")];
  const link = links.find((one) => one.textContent === label);
  const told = new URL(link.href).searchParams;
  const same = (a, b) => Number(a) === Number(b) || a.toLowerCase() === b.toLowerCase();
  return [...new URLSearchParams(location.search)].every(
    ([key, text]) => told.has(key) && same(told.get(key), text));
}"""
WIDTHS = """() => [...document.querySelectorAll('[data-testid="stMain"], html')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`)"""


def answer(view, quiz):
    """Choose every answer of a question, press its buttons, and return what is wrong with it."""
    key = quiz.get_attribute("data-quiz")
    given = quiz.evaluate(VERDICTS)
    wrong = [] if set(given) == {"right", "wrong"} else [f"question {key}: verdicts {given}"]
    show = quiz.get_by_role("button", name="Show me these pixels")
    if show.is_visible():
        view.page.keyboard.press("Escape")
        show.click()
        if view["selected"] == "0":
            wrong.append(f"question {key}: shows no pixels")
    see = quiz.get_by_role("button", name="See for yourself")
    if see.is_visible():
        see.click()
        view.settled()
        wrong += broken(view.page, f"question {key}, see for yourself")
    return wrong


def broken(page, what):
    """Say which step has put an exception on the screen, if it has."""
    count = page.get_by_test_id("stException").count()
    return [f"{what}: exception"] * bool(count)


def try_presets(view):
    """Click every preset and return what is wrong with them."""
    wrong = []
    presets = view.page.locator(".segview-presets a")
    for label in presets.all_inner_texts():
        preset = view.page.locator(".segview-presets").get_by_role("button", name=label, exact=True)
        preset.click()
        view.settled()
        try:  # what the link leaves out is at its default, which leaves no trace in the address
            view.page.wait_for_function(AT_LINK, arg=label, timeout=5000)
        except TimeoutError:
            wrong.append(f"preset {label}: {view.page.url} is not {preset.get_attribute('href')}")
        wrong += broken(view.page, f"preset {label}")
        try:
            expect(view.page.locator(".segview-presets a.chosen")).to_have_text(label)
        except AssertionError:
            wrong.append(f"preset {label}: not marked as chosen")
    return wrong


@pytest.mark.parametrize("slug", [lesson.slug for lesson in curriculum.IN_ORDER])
def test_a_walk_through_a_page(same_lesson, page, complaints, slug):
    """Everything that can be clicked is clicked; the last click leads to the next page."""
    lesson = curriculum.page_of(slug)
    view = same_lesson(slug)
    view.settled()
    expect(page.get_by_role("heading", level=1)).to_contain_text(lesson.title)
    found = broken(page, "opening")
    quizzes = page.locator("[data-quiz]")
    expect(quizzes.first).to_be_visible(timeout=PATIENCE)
    for at in range(quizzes.count()):
        found += answer(view, quizzes.nth(at))
    found += try_presets(view) + complaints
    complaints.clear()
    assert not found, "\n".join(found)
    before, following = curriculum.neighbours(lesson)
    way = f"Next: {following.title}" if following else f"Back: {before.title}"
    page.get_by_role("link", name=way).click()
    expect(page).to_have_url(re.compile(f"/{(following or before).slug}([?]|$)"))
    expect(page.get_by_role("heading", level=1)).to_contain_text((following or before).title)


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
@pytest.mark.parametrize("slug", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(page, server, size, slug):
    page.goto(f"{server}/{slug}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if slug in [lesson.slug for lesson in curriculum.IN_ORDER]:
        View(page).ready()
    View(page).settled()
    assert page.viewport_size == PHONE
    assert page.evaluate(WIDTHS) == []
