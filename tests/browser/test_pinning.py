"""A setting that is pinned, beside what comes: results, what differs, scores, links."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter
from sklearn.metrics import f1_score

from segcore import load_subject
from segview import theme
from segview.server.assets import BUNDLE, address

SUBJECT = load_subject("age-25")
TRUTH = SUBJECT.truth > 0
COLOURS = [theme.UNCHANGED, theme.BETTER, theme.FALSE_POSITIVE, theme.CHANGED]
SEND = """async ([address, name, detail]) => {
  const { use } = await import(address);
  use("events.js").send(name, detail);
}"""
# What is said of the difference at each value of a slider that is not let go.
SWEEP = """async (values) => {
  const input = document.querySelector(".st-key-threshold input[type=range]");
  const root = document.querySelector("[data-view]");
  const said = [];
  for (const value of values) {
    const before = root.dataset.painted;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    while (root.dataset.painted === before) await new Promise(requestAnimationFrame);
    said.push(root.querySelector(".comparison").textContent);
  }
  return said;
}"""
# Let scenes come late, and in another order.
SLOW = """(pause) => {
  const plain = window.fetch;
  window.fetch = async (address, how) => {
    const slow = String(address).includes("/scene/");
    if (slow) await new Promise((go) => setTimeout(go, pause * Math.random()));
    return plain(address, how);
  };
}"""


def codes(truth, before, now):
    """What differs: 0 nothing, 1 better, 2 worse, 3 otherwise."""
    was, is_now = before == truth, now == truth
    changed = np.select([is_now & ~was, was & ~is_now], [1, 2], 3)
    return np.where(before == now, 0, changed)


def counted(found):
    """What the view says about these codes."""
    _, better, worse, other = np.bincount(found.ravel(), minlength=4)
    all_of_them = better + worse + other
    neither = f", {other:,} neither" * bool(other)
    return f"{all_of_them:,} pixels differ: {better:,} better, {worse:,} worse{neither}"


def dice(result, truth=TRUTH):
    return f"{f1_score(truth.ravel(), result.ravel()):.6f}"


def in_colours(found):
    hue = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in COLOURS]
    return np.array(hue)[found]


@pytest.fixture
def pin(page):
    return page.get_by_role("button", name="Pin", exact=True)


@pytest.fixture
def unpin(page):
    return page.get_by_role("button", name="Unpin")


@pytest.fixture
def said(page):
    return page.locator(".comparison")


@pytest.fixture
def tell(page, server):
    """Send an event, as other parts of the page do."""
    return lambda name, detail: page.evaluate(SEND, [f"{server}/{address(BUNDLE)}", name, detail])


@pytest.fixture
def as_usual(page):
    """Undo what a test did to the browser's networking."""
    yield page
    page.unroute_all()
    page.goto("about:blank")


def test_pinned_and_present_result_stand_side_by_side(go_to_lesson, page, pin, said):
    view = go_to_lesson("threshold", threshold=0.2)
    result = view.colours("result")
    pin.click()
    view.expect(**{"pinned-dice": dice(SUBJECT.image > 0.2)})
    expect(said).to_have_text("Pinned. Change something, and compare.")
    view.press("threshold", 12)
    np.testing.assert_array_equal(view.colours("pinned"), result)
    now = SUBJECT.image > 0.32
    found = codes(TRUTH, SUBJECT.image > 0.2, now)
    np.testing.assert_array_equal(view.colours("difference"), in_colours(found))
    view.expect(dice=dice(now), **{"pinned-dice": dice(SUBJECT.image > 0.2)})
    expect(said).to_contain_text(counted(found))
    expect(said).to_contain_text("Pinned (Threshold t 0.20): Dice 0.783 · now (Threshold t 0.32)")
    places = [view.root.locator(f'[data-panel="{name}"]') for name in ("pinned", "result")]
    left, right = (place.bounding_box() for place in places)
    assert left["y"] == right["y"] and left["x"] + left["width"] < right["x"]
    expect(view.root.locator(".legend")).to_contain_text("better")


def test_what_differs_follows_each_frame_of_a_drag(go_to_lesson, page, pin, said):
    view = go_to_lesson("threshold", threshold=0.2)
    pin.click()
    expect(said).not_to_be_empty()
    values = [0.25, 0.31, 0.4, 0.1]
    told = page.evaluate(SWEEP, values)
    for text, value in zip(told, values, strict=True):
        found = codes(TRUTH, SUBJECT.image > 0.2, SUBJECT.image > value)
        assert text.endswith(counted(found))
    np.testing.assert_array_equal(view.colours("difference"), in_colours(found))
    view.let_go("threshold")
    assert said.inner_text() == told[-1]


def test_of_several_classes_a_pixel_can_stay_wrong(go_to_lesson, said):
    truth = SUBJECT.truth
    go_to_lesson("multi-class", t1=0.15, t2=0.25, t3=0.4, pin="t1=0.2&t2=0.3&t3=0.35")
    before, now = (np.digitize(SUBJECT.image, at) for at in ([0.2, 0.3, 0.35], [0.15, 0.25, 0.4]))
    expect(said).to_contain_text(counted(codes(truth, before, now)))


def test_features_that_the_server_computes_are_compared(go_to_lesson, page, pin, said):
    view = go_to_lesson("neighbourhood", size=3)
    before = view["dice"]
    pin.click()
    view.press("size", 2)
    view.expect(**{"pinned-dice": before})
    assert view["dice"] != before
    expect(said).to_contain_text("pixels differ")


def test_all_are_linked_by_pointing_and_zoom(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.32, pin="threshold=0.2")
    expect(view.root.locator("[data-pinned-dice], canvas[data-panel=pinned]")).to_be_visible()
    page.mouse.move(*view.pixel("pinned", 40, 100))
    view.expect(probe=40 * SUBJECT.image.shape[1] + 100)
    marks = view.root.locator(".picture .mark:visible")
    expect(marks).to_have_count(view.root.locator(".picture:visible").count())
    view.root.press("+")
    scales = view.root.locator(".picture .layer").evaluate_all(
        "layers => layers.map((layer) => new DOMMatrix(getComputedStyle(layer).transform).a)"
    )
    assert len(set(scales)) == 1 and scales[0] > 1


def test_a_link_shows_the_same_comparison(go_to_lesson, open_lesson, page, pin, said):
    view = go_to_lesson("threshold", threshold=0.2)
    pin.click()
    view.press("threshold", 5)
    view.settled()
    page.wait_for_url("**pin=threshold%3D0.2*")
    here, told, shown = page.url, said.inner_text(), view.colours("difference")
    page.goto("about:blank")
    page.goto(here)
    view.ready()
    expect(said).to_have_text(told)
    np.testing.assert_array_equal(view.colours("difference"), shown)


def test_the_start_of_a_lesson_can_be_pinned(go_to_lesson, page, pin, said):
    view = go_to_lesson("threshold")
    start = view["dice"]
    pin.click()
    page.wait_for_url(re.compile("[?&]pin="))
    view.press("threshold", 3)
    view.expect(**{"pinned-dice": start})


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("threshold=abc", "“threshold” cannot be “abc”."),
        ("threshold=7", "“threshold” cannot be “7”."),
        ("nonsense=1", "This lesson has no control “nonsense”."),
        ("=&&==", "This lesson has no control “”."),
        ("constructor=1", "This lesson has no control “constructor”."),
    ],
)
def test_a_link_with_nonsense_says_so(go_to_lesson, page, complaints, said, query, why):
    view = go_to_lesson("threshold", threshold=0.3, pin=query)
    expect(said).to_have_text(f"Nothing is pinned: {why}")
    page.wait_for_url(re.compile(r"threshold\?threshold=0\.3$"))
    assert view["pinned-dice"] is None
    view.expect(dice=dice(SUBJECT.image > 0.3))
    complaints[:] = [said for said in complaints if "400" not in said]


def test_on_another_image_the_pin_has_the_same_values(go_to_lesson, page, said):
    view = go_to_lesson("threshold", threshold=0.32, pin="threshold=0.2")
    view.expect(**{"pinned-dice": dice(SUBJECT.image > 0.2)})
    other = load_subject("age-75")
    page.locator(".st-key-image select").select_option("age-75")
    truth = other.truth > 0
    view.expect(**{"pinned-dice": dice(other.image > 0.2, truth)})
    expect(said).to_contain_text(counted(codes(truth, other.image > 0.2, other.image > 0.32)))


def test_unpinned_is_gone(go_to_lesson, page, unpin, said):
    view = go_to_lesson("threshold", threshold=0.32, pin="threshold=0.2")
    panels = '[data-panel="pinned"], [data-panel="difference"]'
    expect(view.root.locator(panels)).to_have_count(2)
    unpin.click()
    expect(view.root.locator(panels)).to_have_count(0)
    expect(view.root.locator('[data-panel="errors"]')).to_be_visible()
    expect(said).to_be_empty()
    assert view["pinned-dice"] is None
    page.wait_for_url(re.compile("^(?!.*pin=)"))


def test_what_is_pinned_stays_on_its_page(go_to_lesson, page, said):
    view = go_to_lesson("threshold", threshold=0.32, pin="threshold=0.2")
    expect(said).not_to_be_empty()
    view.settled()
    page.get_by_role("link", name="Next: ").click()
    page.wait_for_url("**/clustering-1d*")
    view.ready()
    view.settled()
    expect(said).to_be_empty()
    assert "pin=" not in page.url


def test_other_parts_of_the_page_can_pin(go_to_lesson, tell, said):
    view = go_to_lesson("threshold", threshold=0.32)
    tell("pin", {"values": {"threshold": 0.2}})
    view.expect(**{"pinned-dice": dice(SUBJECT.image > 0.2)})
    tell("pin", {"values": {"threshold": 0.25, "two": False, "image": "age-75"}})
    view.expect(**{"pinned-dice": dice(SUBJECT.image > 0.25)})
    tell("pin", None)
    expect(said).to_be_empty()


def test_images_of_other_sizes_stand_beside_each_other(go_to_lesson, page, said):
    view = go_to_lesson("accuracy", padding=100, pin="padding=0")
    expect(said).to_contain_text("images of other sizes: no pixel has its counterpart")
    expect(view.root.locator('[data-panel="difference"]')).to_have_count(0)
    expect(view.root.locator('[data-panel="errors"]')).to_be_visible()
    height, width = SUBJECT.image.shape
    assert view.colours("pinned").shape[:2] == (height, width)
    view.root.locator('[data-panel="pinned"]').hover()
    view.expect(probe="")


def test_where_there_is_no_result_plots_that_changed_are_compared(go_to_lesson, page, pin):
    view = go_to_lesson("histogram")
    view.root.locator('[data-panel="histogram"]').evaluate("plot => (window.plot = plot) && true")
    pin.click()
    expect(view.root.locator('[data-panel="pinned"]')).to_have_count(0)
    page.locator(".st-key-bins select").select_option("0.01")
    expect(view.root.locator('figure.plot [data-panel="pinned"]')).to_be_visible()
    before, now = (view.painted_dots(plot)[0] for plot in (0, 1))
    assert before.shape == now.shape and (before != now).any()
    assert page.evaluate(
        "() => window.plot === document.querySelector('[data-panel=histogram]')"
    ), "panels that stay are not built anew"


def ends_of_cover(view):
    """Where the pinned result and the edge end on screen, as shares of the picture's width."""
    return view.root.evaluate(
        """root => {
          const frame = root.querySelector('[data-panel="result"]').closest(".frame");
          const { left, width } = frame.getBoundingClientRect();
          const cover = frame.querySelector(".swiped");
          const box = cover.getBoundingClientRect();
          const covered = Number(getComputedStyle(cover).getPropertyValue("--covered"));
          const edge = frame.querySelector(".edge").getBoundingClientRect();
          return [box.left + covered * box.width, edge.right].map((x) => (x - left) / width);
        }"""
    )


def test_a_plot_that_was_picked_stays_picked(go_to_lesson, page, pin, said):
    view = go_to_lesson("clustering-nd")
    view.root.locator(".thumbnail").last.click()
    picked = view.root.locator("[data-panel=scatter], [data-panel=histogram]")
    picked.evaluate("plot => (window.plot = plot) && true")
    pin.click()
    expect(said).not_to_be_empty()
    view.press("k")
    expect(view.root.locator('[data-panel="difference"]')).to_be_visible()
    assert picked.evaluate("plot => window.plot === plot")


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}], ids=["phone"])
def test_on_a_phone_one_picture_is_swiped(go_to_lesson, page, size):
    view = go_to_lesson("threshold", threshold=0.32, pin="threshold=0.2")
    expect(view.root.locator(".swipe")).to_be_visible()
    expect(view.root.locator(".picture:visible")).to_have_count(2)
    covered = view.root.locator(".swiped")
    seen = covered.evaluate(
        """canvas => Array.from(canvas.getContext("2d").getImageData(
          0, 0, canvas.width, canvas.height).data).filter((_, i) => i % 4 === 2)"""
    )
    yellow = int(theme.BRAIN[5:], 16)
    np.testing.assert_array_equal(np.array(seen) == yellow, (SUBJECT.image > 0.2).ravel())
    for share in (10, 80):
        view.root.locator(".swipe").fill(str(share))
        assert ends_of_cover(view) == pytest.approx([share / 100] * 2, abs=0.01)
    view.root.press("+")
    assert ends_of_cover(view) == pytest.approx([share / 100] * 2, abs=0.01)


def test_where_scenes_are_sent_what_has_been_on_screen_can_be_pinned(
    open_lesson, as_usual, complaints, pin, said
):
    page = as_usual
    page.route("**/scene/**/gaussian-blur*", lambda route: route.abort())
    view = open_lesson("gaussian-blur", sigma=4, pin="sigma=1")
    expect(said).to_have_text(re.compile("can be shown once the controls have been"))
    view.slider("sigma").fill("1")
    expect(said).to_have_text("Pinned. Change something, and compare.")
    view.slider("sigma").fill("3")
    expect(said).to_contain_text("Pinned (Gaussian σ 1.0 px): Dice")
    blurred = gaussian_filter(SUBJECT.image, 1)
    cuts = np.linspace(0, 1, 101)
    best = max(f1_score(TRUTH.ravel(), (blurred > cut).ravel()) for cut in cuts)
    assert float(view["pinned-dice"]) == pytest.approx(best, abs=0.003)
    complaints.clear()


def test_however_answers_come_the_last_pin_is_compared(open_lesson, as_usual, tell, said):
    page = as_usual
    view = open_lesson("gaussian-blur", sigma=2)
    page.evaluate(SLOW, 600)
    for sigma in (1, 4, 6, 3, 8):
        tell("pin", {"values": {"sigma": sigma}})
        page.wait_for_timeout(60)
        view.slider("sigma").fill(str(sigma + 1))
    expect(said).to_contain_text("Pinned (Gaussian σ 8.0 px): Dice")
    expect(said).to_contain_text("now (Gaussian σ 9.0 px): Dice")
    view.settled()
    expect(said).to_contain_text("Pinned (Gaussian σ 8.0 px): Dice")
    tell("pin", {"values": {"sigma": 7}})
    tell("pin", None)
    page.wait_for_timeout(900)
    expect(said).to_be_empty()
    assert view["pinned-dice"] is None


def test_a_pin_that_cannot_be_fetched_says_so_and_is_asked_for_again(
    open_lesson, as_usual, complaints, tell, said
):
    page = as_usual
    view = open_lesson("gaussian-blur", sigma=4)
    view.settled()
    page.route("**/scene/**sigma=1&**", lambda route: route.abort())
    tell("pin", {"values": {"sigma": 1}})
    expect(said).to_have_text("What is pinned cannot be fetched now.")
    page.unroute_all()
    view.press("sigma")
    expect(said).to_contain_text("Pinned (Gaussian σ 1.0 px): Dice")
    complaints.clear()
