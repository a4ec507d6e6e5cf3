"""A lesson before a room: one step at a time, large, its answer when it is asked for."""

import json
import re

import pytest
from playwright.sync_api import expect
from view import View

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]
LEAST = {1920: 24, 1280: 16, 1024: 16}  # px of letters, by width of the screen
RECORD = "segmentation-course-progress"
TEXTS = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const { parentElement: at } = text;
    const drawn = document.createRange();
    drawn.selectNodeContents(text);
    const { left, top, right, bottom } = drawn.getBoundingClientRect();
    const options = { visibilityProperty: true, opacityProperty: true };
    const seen = right - left > 1 && bottom - top > 1 && at.checkVisibility(options);
    if (!seen || !text.data.trim() || at.matches("style, script, option, [data-status]")) continue;
    const inside = left > -2 && top > -2 && right < innerWidth + 2 && bottom < innerHeight + 2;
    found.push([text.data.trim().slice(0, 40), parseFloat(getComputedStyle(at).fontSize), inside]);
  }
  return found;
}"""
ROOM = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const beyond = (box) => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth];
  const all = [...document.querySelectorAll("[data-view] figure, .segview-parts .chart")];
  const seen = { visibilityProperty: true };
  const figures = all.filter((figure) => figure.checkVisibility(seen));
  const boxes = figures.map((figure) => figure.getBoundingClientRect());
  const inside = ({ left, top, right, bottom }) =>
    left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
  const area = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
  const largest = Math.max(...beyond(main), ...beyond(document.documentElement));
  return [boxes.every(inside), area / (innerWidth * innerHeight), largest];
}"""
SHARE = 0.3  # of the screen that pictures and plots fill at least
STATE = """() => [
  location.pathname, document.querySelector("[data-guide]")?.dataset.step,
  document.querySelector("[data-guide]")?.textContent].join()"""


@pytest.fixture
def size():
    return {"width": 1920, "height": 1080}


@pytest.fixture
def present(page, go_to_lesson):
    """Open a step of a lesson as a room sees it."""

    def present(slug, step=""):
        view = go_to_lesson(slug, step=step, present=1)
        expect(page.locator("html")).to_have_attribute("data-present", "")
        expect(page.locator("[data-step-body]")).to_be_visible()
        return view

    yield present
    page.evaluate("document.documentElement.removeAttribute('data-present')")


def press(page, key="PageDown"):
    """Press a key of the remote and wait for what it does."""
    before = page.evaluate(STATE)
    page.keyboard.press(key)
    page.wait_for_function(f"(before) => ({STATE})() !== before", arg=before)
    page.locator("[data-step-body]").wait_for()
    View(page).settled()


def wrong_on_screen(page, width):
    """What somebody in the last row could not read, or not see."""
    texts = page.evaluate(TEXTS)
    found = [f"{size} px: {text}" for text, size, _ in texts if size < LEAST[width] - 0.01]
    found += [f"out of sight: {text}" for text, _, inside in texts if not inside]
    inside, share, beyond = page.evaluate(ROOM)
    if not inside or beyond > 2:
        found.append(f"the page is {beyond} px too large")
    if share < SHARE:
        found.append(f"the panels fill {share:.2f} of the screen")
    return found


@pytest.mark.parametrize(
    ("slug", "step"),
    [
        ("threshold", "as-high"),
        ("clustering-2d", "yellow"),
        ("multi-class", "more"),
        ("clustering-nd", "helped"),
        ("another-subject", "easier"),
        ("dice", "averages"),
        ("recap-1", "best-t"),
    ],
)
def test_the_last_row_reads_everything(present, page, slug, step):
    """At three sizes of the screen: two steps, with what is revealed."""
    present(slug, step)
    found = []
    for _ in range(3):
        here = page.locator("[data-guide]").get_attribute("data-step")
        for width, height in SIZES:
            View(page).resize(width, height)
            found += [f"{here}, {width}: {what}" for what in wrong_on_screen(page, width)]
        press(page)
    assert not found, "\n".join(found)


def test_keys_of_a_remote_walk_through_a_lesson_and_on(present, page):
    """Answers come one key later than their questions; the way back is the same."""
    present("threshold")
    seen = []
    while "/threshold" in page.url:
        body = page.locator("[data-step-body]")
        expect(page.locator(".segview-guide .place")).to_be_visible()
        seen.append((body.get_attribute("data-step-body"), page.locator(".why:visible").count()))
        press(page)
    steps = list(dict.fromkeys(step for step, _ in seen))
    assert len(steps) >= 10
    assert seen.index(("raise", 0)) + 1 == seen.index(("raise", 1))
    expect(page).to_have_url(re.compile("/clustering-1d[?].*present=1"))
    assert page.locator("[data-step-key]").first.is_visible()
    press(page, "PageUp")
    expect(page).to_have_url(re.compile("/threshold[?].*present=1"))
    expect(page.locator("[data-guide]")).to_have_attribute("data-step", steps[-1])
    press(page, "PageUp")
    assert (page.locator("[data-guide]").get_attribute("data-step")) == steps[-2]


def test_an_answer_is_there_when_it_is_revealed_and_not_before(present, page):
    view = present("threshold", "raise")
    body = page.locator('[data-step-body="raise"]')
    expect(body.locator(".option")).to_have_count(3)
    expect(body.locator("input")).to_have_count(0)
    expect(page.get_by_text("Fluid and most of the grey matter")).to_have_count(0)
    before = view["dice"]
    press(page)
    expect(body.locator('[data-holds="true"]')).to_have_count(1)
    expect(body.locator('[data-holds="true"] .why')).to_contain_text("Fluid and most")
    assert view["dice"] != before
    press(page, "PageUp")
    expect(body.locator("[data-holds]")).to_have_count(0)
    view.expect(dice=before)


def test_a_task_shows_the_pixels_meant(present, page):
    view = present("threshold", "false-positives")
    view.expect(selected=0)
    press(page)
    expect(view.root).not_to_have_attribute("data-selected", "0")
    press(page)
    view.expect(selected=0)


def test_presets_play_and_digits(present, page):
    view = present("clustering-2d", "exercise")
    press(page)
    expect(page.locator(".segview-presets .chosen")).to_contain_text("Step by step")
    page.keyboard.press(".")
    expect(page.locator(".segview-control .play")).to_contain_text("Pause")
    page.keyboard.press("b")
    expect(page.locator(".segview-control .play")).to_contain_text("Play")
    page.keyboard.press("2")
    expect(page.locator(".segview-presets .chosen")).to_have_count(1)
    view.settled()


def test_what_the_presenter_answered_is_neither_shown_nor_changed(present, page):
    verdicts = {
        "raise": {"verdict": "wrong", "misses": 1, "text": "?"},
        "why-not-one": {"verdict": "right", "misses": 0, "text": "?"},
    }
    record = json.dumps({"version": 3, "lessons": {"threshold": verdicts}, "best": {}})
    present("threshold", "raise")
    page.reload()  # a tab that has noted nothing yet
    View(page).ready()
    page.evaluate(f"(record) => localStorage.setItem('{RECORD}', record)", record)
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: null, newValue: '' }))")
    for _ in range(4):
        expect(page.locator("[data-verdict], .segview-guide input")).to_have_count(0)
        mark = page.locator("[data-step-key][aria-expanded=true]").evaluate(
            "(heading) => getComputedStyle(heading, '::after').content"
        )
        assert mark == "none"
        press(page)
    kept = json.loads(page.evaluate(f"localStorage.getItem('{RECORD}')"))
    assert kept["lessons"] == {"threshold": verdicts}
    assert not kept["best"]


def test_presenting_begins_with_a_key_and_ends_with_another(go_to_lesson, page):
    go_to_lesson("threshold", step="raise")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("html")).to_have_attribute("data-present", "")
    expect(page).to_have_url(re.compile("present=1"))
    expect(page.locator(".segview-remote")).to_contain_text("Page Down")
    for hidden in ("stHeader", "stSidebar"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".st-key-segview-header")).to_be_hidden()
    expect(page.locator(".segview-shown")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("html")).not_to_have_attribute("data-present", "")
    expect(page).not_to_have_url(re.compile("present"))
    expect(page.locator(".segview-quiz input").first).to_be_visible()


BACKGROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_whole_view_fills_the_screen(go_to_lesson, page, scheme):
    go_to_lesson("threshold")
    behind = page.locator(".stApp").evaluate(BACKGROUND)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement")
    for part in (".segview-control", ".legend", ".formula", "figure.picture"):
        expect(page.locator(f":fullscreen {part}").first).to_be_visible()
    assert page.locator(".st-key-segview-stage:fullscreen").evaluate(BACKGROUND) == behind
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("() => !document.fullscreenElement")


def test_a_room_has_step_and_view_on_the_whole_screen(present, page):
    present("threshold")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")


def test_a_page_of_somebody_else_shows_no_ways_elsewhere(page, server):
    page.goto(f"{server}/threshold?embed=true")
    View(page).ready()
    for hidden in ("stHeader", "stSidebar"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".st-key-segview-ways")).to_be_hidden()
    expect(page.locator(".st-key-segview-header h1")).to_be_visible()
