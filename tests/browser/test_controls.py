"""Sliders: the keyboard, the mouse, the address bar, and the Dice that follows."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from clusters import dice_of_clusters
from playwright.sync_api import expect
from sklearn.metrics import f1_score
from view import View, list_of_pages

from segcore import load_subject


def parameters(page):
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def dice_of_threshold(subject, t):
    return f1_score(subject.binary_truth.ravel(), subject.image.ravel() > t)


def grab(view, key):
    """Press the mouse on a slider's thumb; return functions to move it and to let it go."""
    slider = view.slider(key)
    box = slider.bounding_box()
    low, high, value = (
        float(slider.evaluate(f"e => e.{name}")) for name in ("min", "max", "value")
    )
    middle = box["y"] + box["height"] / 2
    radius = 10

    def move(to):
        share = (to - low) / (high - low)
        view.page.mouse.move(box["x"] + radius + share * (box["width"] - 2 * radius), middle)

    move(value)
    view.page.mouse.down()
    return move, view.page.mouse.up


@pytest.mark.parametrize(
    ("slug", "key", "changed"),
    [("threshold", "threshold", "0.11"), ("clustering-2d", "sigma", "5.5")],
)
def test_a_key_press_paints_and_writes_the_address(go_to_lesson, page, slug, key, changed):
    view = go_to_lesson(slug)
    history = page.evaluate("history.length")
    view.press(key)
    expect(page).to_have_url(re.compile(f"{key}={changed}"))
    assert page.evaluate("history.length") == history


def test_a_default_leaves_no_trace_in_the_address(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", sigma=4.5)
    assert parameters(page) == {"sigma": "4.5"}
    view.press("sigma")
    expect(page).not_to_have_url(re.compile("sigma"))


@pytest.mark.parametrize(
    ("image", "t"), [("age-25", 0.1), ("age-25", 0.27), ("age-75", 0.5), ("other-scanner", 0.99)]
)
def test_dice_of_a_threshold(go_to_lesson, image, t):
    view = go_to_lesson("threshold", image=image, threshold=t)
    assert float(view["dice"]) == pytest.approx(dice_of_threshold(load_subject(image), t), abs=1e-6)


@pytest.mark.parametrize(("image", "sigma"), [("age-25", 5), ("age-50", 0), ("upper-slice", 2.5)])
def test_dice_of_clusters(go_to_lesson, image, sigma):
    view = go_to_lesson("clustering-2d", image=image, sigma=sigma)
    expected = dice_of_clusters(load_subject(image), sigma)
    assert float(view["dice"]) == pytest.approx(expected, abs=1e-4)


def test_dice_follows_the_keyboard(go_to_lesson):
    view = go_to_lesson("clustering-2d", sigma=1)
    for sigma in (1.5, 2, 2.5):
        view.press("sigma")
        expected = dice_of_clusters(load_subject("age-25"), sigma)
        assert float(view["dice"]) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("slug", "key", "times"), [("threshold", "threshold", 5), ("clustering-2d", "sigma", 3)]
)
def test_a_reload_shows_the_same_dice(go_to_lesson, page, slug, key, times):
    view = go_to_lesson(slug, image="age-50")
    view.press(key, times)
    dice, value = view["dice"], view.slider(key).input_value()
    expect(page).to_have_url(re.compile(f"{key}={value}"))
    page.reload()
    View(page).ready().expect(dice=dice)
    expect(view.slider(key)).to_have_value(value)


@pytest.mark.parametrize(
    ("slug", "key", "path"),
    [
        ("threshold", "threshold", (0.2, 0.35, 0.5, 0.3)),
        ("clustering-2d", "sigma", (6, 7, 8, 3)),
    ],
)
def test_dragging_paints_before_the_release(go_to_lesson, page, slug, key, path):
    view = go_to_lesson(slug)
    history = page.evaluate("history.length")
    move, release = grab(view, key)
    for value in path:
        before = view.painted
        move(value)
        view.repainted(before)
    dice = view["dice"]
    release()
    value = float(view.slider(key).input_value())
    assert value == pytest.approx(path[-1], abs=0.011)
    expect(page).to_have_url(re.compile(f"{key}={value:g}"))
    assert page.evaluate("history.length") == history
    expect(page.locator(f".st-key-{key} output")).to_contain_text(f"{value:g}")
    if key == "threshold":  # decided in the browser, with the same result
        assert float(dice) == pytest.approx(
            dice_of_threshold(load_subject("age-25"), value), abs=1e-6
        )


def test_the_last_of_many_quick_key_presses_is_what_stays(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", sigma=0)
    for _ in range(12):
        view.slider("sigma").press("ArrowRight")
    expect(page).to_have_url(re.compile("sigma=6"))
    expected = dice_of_clusters(load_subject("age-25"), 6)
    view.expect(dice=f"{expected:.6f}")


def test_the_line_in_the_histogram_is_the_slider(go_to_lesson, page):
    view = go_to_lesson("threshold", threshold=0.2)
    line = page.locator('[data-handle="threshold"]')
    box = line.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = view.painted
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=4)
    view.repainted(before)
    page.mouse.up()
    value = float(view.slider("threshold").input_value())
    assert value > 0.25
    expect(page).to_have_url(re.compile(f"threshold={value:g}"))
    assert float(view["dice"]) == pytest.approx(
        dice_of_threshold(load_subject("age-25"), value), abs=1e-6
    )


HURRY = """async (keys) => {
  const inputs = keys.map((key) => document.querySelector(`.st-key-${key} input`));
  for (let move = 0; move < 90; move++) {
    const input = inputs[move % inputs.length];
    input.value = move % 2 ? input.max : input.min;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((go) => setTimeout(go, 15 + ((move * 37) % 90)));
  }
}"""


def test_hurried_moves_of_several_controls_keep_the_connection(go_to_lesson, page):
    view = go_to_lesson("accuracy")
    page.evaluate(HURRY, ["threshold", "padding", "noise"])
    view.settled()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("a[data-testid=stPageLink-NavLink][disabled]")).to_have_count(0)


def test_a_chosen_preset_stays_chosen_when_others_are_offered_beside_it(go_to_lesson, page):
    view = go_to_lesson("feature-selection")
    offered = page.locator(".segview-presets a")
    page.get_by_role("button", name="Half an image").click()
    expect(offered.filter(has_text="Six features")).to_be_visible(timeout=30_000)
    view.settled()
    expect(offered.filter(has_text="Half an image")).to_have_class("chosen")
    expect(page.locator(".segview-presets + .note")).not_to_be_empty()
    list_of_pages(page).get_by_text("Classifiers").click()
    expect(page.get_by_role("button", name="51 neighbours")).to_be_visible(timeout=30_000)
    list_of_pages(page).get_by_text("Feature selection").click()
    expect(offered.first).to_be_visible(timeout=30_000)
    expect(page.locator(".segview-presets a.chosen")).to_have_count(0)


def test_a_preset_takes_back_what_it_does_not_name(go_to_lesson, page):
    """Also what the URL said, and a default that hangs on another control."""
    asked = {"image": "age-75", "target": "brain", "method": "k-means", "seed": 5}
    painted = "1r2:20,30;0r2:90,90"
    go_to_lesson("supervised", **asked, painting=painted)
    labels = page.locator(".st-key-painting input")
    expect(labels).to_have_value(painted)
    page.get_by_role("button", name="Nobody knows").click()
    page.wait_for_url(re.compile("known=false"))
    View(page).settled()
    expected = {"image": "age-75", "method": "k-means", "known": "false"}
    assert parameters(page) == expected
    expect(page.locator(".st-key-target select")).to_have_value("tissues")
    seed = page.locator(".st-key-seed input")
    expect(seed).to_have_value("0")
    expect(page.get_by_text("nothing depends on what you look for")).to_be_visible()
    shown = labels.input_value()
    page.reload()
    View(page).ready()
    expect(labels).to_have_value(shown)
    assert parameters(page) == expected
    expect(seed).to_have_value("0")


def test_a_prediction_takes_back_what_it_does_not_name(go_to_lesson, page):
    """And what a preset said is no longer there."""
    view = go_to_lesson("gaussian-blur", step="spread", noise=0.25)
    page.get_by_role("button", name="No blur", exact=True).click()
    expect(page.locator(".segview-presets a.chosen")).to_contain_text("No blur")
    page.wait_for_url(lambda url: "sigma=0" in url and "noise" not in url)
    quiz = page.locator('[data-quiz="spread"]')
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Check").click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("noise") == ["0.3"])
    view.settled()
    assert "sigma" not in parameters(page)
    expect(view.slider("sigma")).to_have_value("5")
    expect(page.locator(".segview-presets a.chosen")).to_have_count(0)
    expect(page.locator(".segview-presets + .note")).to_be_empty()


def test_what_the_browser_decided_is_forgotten_with_the_control(go_to_lesson, page):
    """A second threshold, moved a moment before a preset that does not name it."""
    view = go_to_lesson("threshold", step="second-cut", two="true")
    for _ in range(5):
        view.slider("upper").press("PageDown")
    page.get_by_role("button", name="Best t", exact=True).click()
    page.wait_for_url(lambda url: "threshold=" in url and "two" not in url)
    view.settled()
    expect(view.slider("upper")).to_have_value("1")
    t = float(view.slider("threshold").input_value())
    view.expect(dice=f"{dice_of_threshold(load_subject('age-25'), t):.6f}")
