"""The end of a lesson, the best Dice on the way there, and what comes back of what was missed."""

import json

import pytest
from playwright.sync_api import expect
from test_progress import PLACE, choose, keep, open_step

from segview.course import curriculum


def best(page):
    """The best Dice that the browser keeps, by lesson."""
    return json.loads(page.evaluate("place => localStorage.getItem(place)", PLACE) or "{}").get(
        "best", {}
    )


def missed(misses, text):
    return {"verdict": "wrong", "misses": misses, "text": text}


@pytest.fixture
def open_after(page, server, open_lesson):
    """Return a function that opens a lesson where this is kept."""

    def open_after(slug, lessons):
        open_lesson(slug)
        keep(page, lessons)
        page.reload()
        expect(page.locator("[data-guide]")).to_be_visible()

    yield open_after
    page.evaluate("localStorage.clear()")


def test_the_end_tells_what_remains_and_leads_on(open_lesson, page):
    open_lesson("threshold")
    choose(page, "raise", "The brain loses")
    ending = open_step(page, "done")
    lesson = curriculum.page_of("threshold")
    expect(ending).to_contain_text(lesson.learnt)
    expect(ending).to_contain_text(f"1 of {len(lesson.asks)} questions and tasks solved.")
    ending.get_by_role("link", name="Next: 1.4 Clustering in one dimension").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.4 Clustering in one dimension")


def test_the_best_dice_is_what_the_learner_reached_by_hand(open_lesson, page):
    view = open_lesson("threshold")
    ending = open_step(page, "done")
    assert best(page) == {}, "nobody has moved anything"
    tried = []
    for _ in range(3):
        view.press("threshold")
        tried.append(float(view["dice"]))
    kept = best(page)["threshold"]
    assert kept["dice"] == pytest.approx(max(tried), abs=1e-6)
    assert kept["dice"] < kept["ceiling"] < 1
    expect(ending).to_contain_text(
        f"Your best Dice {kept['dice']:.3f} of at most {kept['ceiling']:.3f}."
    )


def test_what_predictions_show_is_not_what_the_learner_reached(open_lesson, page):
    open_lesson("threshold")
    for option in ("The scalp", "The brain loses"):
        choose(page, "raise", option)
    assert best(page) == {}


def test_a_preset_is_not_what_the_learner_reached(open_lesson, page):
    view = open_lesson("threshold")
    before = view["dice"]
    page.keyboard.press("2")
    expect(view.root).not_to_have_attribute("data-dice", before)
    view.settled()
    assert best(page) == {}


def test_what_was_missed_comes_back_on_another_image(open_after, page, server):
    lessons = {
        "threshold": {"raise": missed(2, "You raise t?"), "why-not-one": missed(1, "Why?")},
        "histogram": {"enough": missed(3, "Enough?")},
    }
    open_after("accuracy", lessons)
    items = page.locator(".segview-missed li")
    expect(items).to_have_text(["Enough?1.2 Histogram", "You raise t?1.3 Threshold"])
    items.last.get_by_role("link").click()
    expect(page.locator(".st-key-image select")).to_have_value("age-50")
    expect(page.locator("[data-guide]")).to_have_attribute("data-step", "raise")
    choose(page, "raise", "The brain loses")
    page.goto(f"{server}/accuracy")
    expect(items).to_have_text(["Enough?1.2 Histogram", "Why?1.3 Threshold"])


def test_a_learner_who_missed_nothing_begins_with_the_lesson(open_after, page):
    open_after("accuracy", {"threshold": {"raise": missed(1, "?") | {"verdict": "right"}}})
    expect(page.locator('[data-step-key="missed"]')).to_have_count(0)
