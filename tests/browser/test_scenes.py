"""Scenes that the browser asks for itself: over networks that are slow, that lose, that are cut."""

import numpy as np
import pytest
from clusters import dice_of_clusters
from playwright.sync_api import expect

from segcore import load_subject

SUBJECT = load_subject("age-25")
# Let answers come late, in another order, or not at all, and write down what was asked for.
SHAPE = """({ latest, lost, busy, seed }) => {
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const plain = window.plainFetch ??= window.fetch;
  Object.assign(window, { asked: [], ahead: [], most: 0 });
  let now = 0;
  window.fetch = async (address, how = {}) => {
    if (!String(address).includes("/scene/")) return plain(address, how);
    const early = how.headers?.Purpose === "prefetch";
    (early ? window.ahead : window.asked).push(String(address).split("?")[1]);
    if (!early) window.most = Math.max(window.most, ++now);
    try {
      const answer = await plain(address, how);
      await new Promise((go) => setTimeout(go, random() * latest));
      if (random() < lost) throw new TypeError("lost");
      const full = { status: 503, headers: { "Retry-After": "0.1" } };
      if (random() < busy) return new Response("busy", full);
      return answer;
    } finally {
      if (!early) now--;
    }
  };
}"""
# At each paint, compare Dice with what the two panels show.
WATCH = """() => {
  const root = document.querySelector("[data-view]");
  window.wrong = [];
  window.watched = 0;
  const yellow = (name) => {
    const canvas = root.querySelector(`canvas[data-panel="${name}"]`);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] > data[4 * i + 2]);
  };
  new MutationObserver(() => {
    const [truth, result] = ["truth", "result"].map(yellow);
    let both = 0, sum = 0;
    truth.forEach((is, i) => { both += is && result[i]; sum += is + result[i]; });
    window.watched++;
    const { dice } = root.dataset;
    if (Math.abs((2 * both) / sum - Number(dice)) > 1e-5) window.wrong.push(dice);
  }).observe(root, { attributeFilter: ["data-painted"] });
}"""
MOVE = """async ([key, values, pause]) => {
  const input = document.querySelector(`.st-key-${key} input`);
  for (const value of values) {
    if (input.type === "checkbox") input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (pause !== null) await new Promise((go) => setTimeout(go, pause));
  }
  return window.messages;
}"""
COUNT_MESSAGES = """() => {
  const { send } = WebSocket.prototype;
  window.messages = 0;
  WebSocket.prototype.send = function (...message) {
    window.messages++;
    return send.apply(this, message);
  };
}"""
QUIET = {"latest": 0, "lost": 0, "busy": 0, "seed": 1}


@pytest.fixture
def looking_ahead():
    return True


def ends_on(view, sigma):
    dice = f"{dice_of_clusters(SUBJECT, sigma):.6f}"
    view.expect(dice=dice)
    expect(view.slider("sigma")).to_have_value(f"{sigma:g}")
    view.settled()
    view.expect(dice=dice)


def move(page, key, *values, pause=0):
    """Move a control, with so many milliseconds after each value; None: all at one moment."""
    return page.evaluate(MOVE, [key, list(values), pause])


@pytest.fixture
def as_usual(page):
    """Undo what a test did to the browser's networking."""
    yield page
    page.goto("about:blank")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_however_answers_come_the_screen_ends_on_the_last_value(open_lesson, as_usual, seed):
    page, rng = as_usual, np.random.default_rng(seed)
    view = open_lesson("clustering-2d", steps=int(rng.integers(1, 4)), sigma=2)
    page.evaluate(SHAPE, {"latest": 400, "lost": 0.15, "busy": 0.1, "seed": seed})
    page.evaluate(WATCH)
    for _ in range(3):
        steps = [int(step) for step in rng.integers(0, 6, 6)]
        sigmas = [float(sigma) for sigma in rng.integers(0, 21, 12) / 2]
        move(page, "steps", *steps, pause=int(rng.integers(0, 120)))
        move(page, "sigma", *sigmas, pause=int(rng.integers(0, 120)))
    move(page, "steps", 30)
    ends_on(view, sigmas[-1])
    assert page.evaluate("wrong") == []
    assert page.evaluate("watched") > 3


def test_one_request_is_in_flight_and_the_newest_value_wins(open_lesson, as_usual):
    page = as_usual
    view = open_lesson("clustering-2d")
    page.evaluate(SHAPE, {**QUIET, "latest": 200})
    moves = [*np.arange(0, 10.5, 0.5), *np.arange(9.5, -0.5, -0.5), 3, 7.5]
    move(page, "sigma", *map(float, moves), pause=16)
    ends_on(view, 7.5)
    assert page.evaluate("most") == 1
    asked = page.evaluate("asked")
    assert len(asked) < len(moves)
    assert len(asked) == len(set(asked))


def test_the_server_is_told_once_when_the_hand_rests(open_lesson, as_usual):
    page = as_usual
    view = open_lesson("clustering-2d", sigma=4)
    view.settled()
    page.evaluate(COUNT_MESSAGES)
    assert move(page, "sigma", *map(float, np.arange(0, 9, 0.5)), pause=None) == 0
    ends_on(view, 8.5)
    assert page.evaluate("messages") == 1


def test_what_is_on_screen_is_not_painted_again(open_lesson, page):
    view = open_lesson("clustering-2d", sigma=4)
    view.settled()
    before = view.painted
    view.press("sigma")
    view.settled()
    page.wait_for_timeout(500)
    assert view.painted == before + 1


def test_while_the_hand_rests_its_next_moves_are_fetched(open_lesson, as_usual):
    page = as_usual
    view = open_lesson("clustering-2d", sigma=4)
    page.evaluate(SHAPE, QUIET)
    view.press("sigma")
    page.wait_for_function("() => ahead.some((query) => query.includes('sigma=9.5'))")
    page.wait_for_function("() => ahead.some((query) => query.includes('shuffled=true'))")
    page.wait_for_timeout(1000)
    page.evaluate("asked.length = 0")
    move(page, "sigma", 5.0, 6.0, 3.5, 9.5, 1.0, pause=30)
    ends_on(view, 1)
    assert page.evaluate("asked") == []


@pytest.mark.parametrize("spare", ["{ saveData: true }", "{ effectiveType: '2g' }"])
def test_where_data_are_dear_nothing_is_fetched_ahead(open_lesson, as_usual, spare):
    page = as_usual
    view = open_lesson("gaussian-blur")
    page.evaluate(f"Object.defineProperty(navigator, 'connection', {{ value: {spare} }})")
    page.wait_for_load_state("networkidle")
    page.evaluate(SHAPE, QUIET)
    move(page, "noise", 0.2)
    view.settled()
    page.wait_for_timeout(800)
    assert page.evaluate("[asked.length, ahead.length]") == [1, 0]


def test_a_hall_that_is_full_is_told_and_answered_in_the_end(open_lesson, as_usual):
    page = as_usual
    view = open_lesson("clustering-2d")
    page.evaluate(SHAPE, {**QUIET, "busy": 1})
    move(page, "sigma", 8.0)
    expect(page.get_by_role("status").filter(has_text="Many learners")).to_be_visible()
    page.evaluate(SHAPE, QUIET)
    ends_on(view, 8)
    expect(page.get_by_text("Many learners")).to_have_count(0)


def test_what_takes_long_is_said_and_the_picture_stays(open_lesson, as_usual):
    page = as_usual
    view = open_lesson("clustering-2d")
    before = view["dice"]
    page.evaluate(SHAPE, {**QUIET, "latest": 0})
    page.evaluate("""() => {
      const shaped = window.fetch;
      window.fetch = (...how) => new Promise((go) => setTimeout(() => go(shaped(...how)), 1500));
    }""")
    move(page, "sigma", 8.0)
    expect(page.get_by_role("status").filter(has_text="Gaussian σ: computing")).to_be_visible()
    assert view["dice"] == before
    ends_on(view, 8)


def test_where_the_route_is_cut_streamlit_brings_the_scenes(open_lesson, as_usual, complaints):
    page = as_usual
    page.route("**/scene/**/clustering-2d*", lambda route: route.abort())
    try:
        view = open_lesson("clustering-2d", sigma=4)
        ends_on(view, 4)
        view.press("sigma", 2)
        ends_on(view, 5)
        move(page, "sigma", 6.0, 7.0, 8.0, pause=100)
        ends_on(view, 8)
    finally:
        page.unroute_all()
    complaints[:] = [text for text in complaints if "ERR_FAILED" not in text]


def test_the_scene_says_its_version(open_lesson, page):
    view = open_lesson("threshold")
    version = view["scene-version"]
    answer = page.request.get(f"{page.url.split('/threshold')[0]}/scene/{version}/threshold")
    assert answer.ok
    assert "set-cookie" not in answer.headers


def test_a_link_followed_at_once_takes_the_last_value_along(open_lesson, as_usual):
    """An image chosen a moment before goes to the next page, which is the one that comes."""
    page = as_usual
    open_lesson("image-and-mask").settled()
    page.evaluate("""() => {
      const select = document.querySelector(".st-key-image select");
      const link = document.querySelector('[data-testid=stSidebarNav] a[href$="/histogram"]');
      select.value = "age-75";
      select.dispatchEvent(new Event("input", { bubbles: true }));
      link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      link.click();
    }""")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Histogram")
    expect(page.locator(".st-key-image select")).to_have_value("age-75")
