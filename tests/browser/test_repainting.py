"""What changes on screen when data change, and what stays."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score

from segcore import kmeans, load_subject

SUBJECT = load_subject("age-25")
IMAGE = SUBJECT.image
HEIGHT, WIDTH = IMAGE.shape
VALUES = np.column_stack([SUBJECT.image.ravel(), gaussian_filter(SUBJECT.image, 5).ravel()])
REMEMBER = "() => (window.graph = document.querySelector('.js-plotly-plot')) && true"
SAME_GRAPH = "() => window.graph === document.querySelector('.js-plotly-plot')"
SCALES = """() => [...document.querySelectorAll('.layer')].map(
  (layer) => new DOMMatrix(getComputedStyle(layer).transform).a)"""
RANGE = """(wanted) => {
  const { range } = document.querySelector('.js-plotly-plot')._fullLayout.xaxis;
  return range.every((end, i) => Math.abs(end - wanted[i]) < 1e-9);
}"""


def highest_pile(width):
    """How many pixels the highest bar holds."""
    return np.histogram(IMAGE, bins=np.arange(0, 1 + width / 2, width))[0].max()


def test_the_width_of_bins_changes_the_piles(go_to_lesson, page):
    view = go_to_lesson("histogram")
    top = "document.querySelector('[data-panel=histogram] .js-plotly-plot')._fullLayout.yaxis.range"
    for width in ("0.05", "0.01"):
        page.locator(".st-key-bins select").select_option(width)
        view.settled()
        assert page.evaluate(top)[1] == pytest.approx(1.04 * highest_pile(float(width)), rel=0.01)


def test_bells_come_and_go_with_the_mixture(go_to_lesson, page):
    view = go_to_lesson("clustering-1d", method="mixture", k=2)
    lines = "document.querySelector('[data-panel=histogram] .js-plotly-plot')"
    drawn = page.evaluate(f"{lines}.data.map(({{ y }}) => Math.max(...y))")
    top = page.evaluate(f"{lines}._fullLayout.yaxis.range[1]")
    air, rest, both = drawn[-3:]
    assert len(drawn) == 7, "two bells and their sum, each with a rim, under Plotly's own"
    assert 5000 < air < both < top and 1000 < rest < 2000
    before = view.painted
    page.locator(".st-key-method select").select_option("kmeans")
    view.repainted(before)
    page.wait_for_function(f"{lines}.data.length === 1")


def test_a_changed_filter_width_keeps_the_panels(go_to_lesson, page):
    view = go_to_lesson("gaussian-blur")
    page.evaluate(REMEMBER)
    view.press("sigma", 2)
    assert page.evaluate(SAME_GRAPH)


def test_rebuilt_pictures_keep_the_zoom(go_to_lesson, page):
    view = go_to_lesson("clustering-1d", step="two-methods", method="kmeans")
    page.mouse.move(*view.pixel("image", 70, 60))
    view.zoom(-200)
    page.wait_for_function(f"({SCALES})().every((s) => s > 1.5)")
    view.press("k")
    view.settled()
    zoomed = page.evaluate(SCALES)
    assert len(zoomed) >= 2
    assert zoomed == pytest.approx([zoomed[0]] * len(zoomed))
    assert zoomed[0] > 1.5


def test_pointing_survives_a_smaller_image(go_to_lesson, page):
    view = go_to_lesson("accuracy", step="frame", padding=300)
    page.mouse.move(*view.pixel("image", 700, 700))
    expect(view.readout).to_contain_text("row 700, column 700")
    before = view.painted
    view.slider("padding").focus()
    page.keyboard.press("Home")
    view.repainted(before)
    expect(view.root).to_have_attribute("data-pixels", str(HEIGHT * WIDTH))
    probe = view["probe"]
    assert probe == "" or int(probe) < HEIGHT * WIDTH


def test_lines_go_with_their_rule(go_to_lesson, page):
    view = go_to_lesson("multi-class", step="no-class", method="cuts")
    lines = page.locator("[data-handle^=t]")
    assert lines.count() == 3
    methods = page.locator(".st-key-method select")
    other = methods.locator("option").evaluate_all("all => all.map((o) => o.value)")[-1]
    before = view.painted
    methods.select_option(other)
    view.repainted(before)
    for line in lines.all():
        expect(line).to_be_hidden()


def test_a_zoomed_axis_stays_when_the_data_move(go_to_lesson, page):
    view = go_to_lesson("class-overlap", step="noise")
    plot = page.locator('[data-panel="histogram"] .overlay').bounding_box()
    page.mouse.move(plot["x"] + 0.4 * plot["width"], plot["y"] + 0.5 * plot["height"])
    view.zoom(-300)
    view.settled()
    zoomed = page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range")
    assert zoomed[1] - zoomed[0] < 0.6
    view.press("noise", 2)
    view.settled()
    assert page.evaluate(RANGE, zoomed)


def test_the_legend_names_the_colours_in_use(go_to_lesson, page):
    view = go_to_lesson("clustering-2d")
    legend = view.root.locator(".legend")
    expect(legend).not_to_contain_text("false positive")
    view.colour_by("errors")
    for name in ("true negative", "true positive", "false positive", "false negative"):
        expect(legend).to_contain_text(name)
    view.colour_by("truth")
    expect(legend).not_to_contain_text("false positive")


def test_the_legend_keeps_the_keyboard_focus(go_to_lesson, page):
    view = go_to_lesson("clustering-2d")
    swatch = view.root.get_by_role("button", name="Show brain", exact=True)
    swatch.focus()
    page.keyboard.press("Enter")
    expect(swatch).to_have_attribute("aria-pressed", "false")
    expect(swatch).to_be_focused()
    page.keyboard.press("Enter")
    expect(swatch).to_have_attribute("aria-pressed", "true")


def test_patterns_have_a_key(go_to_lesson):
    view = go_to_lesson("clustering-2d")
    swatches = view.root.locator(".legend button.swatch")
    picture = "swatch => getComputedStyle(swatch).backgroundImage"
    assert [s.evaluate(picture) for s in swatches.all()] == ["none", "none"]
    view.root.get_by_role("button", name="Patterns").click()
    shown = [s.evaluate(picture) for s in swatches.all()]
    assert len(set(shown)) == 2
    assert all(text.startswith("url") for text in shown)


def test_arrow_keys_choose_the_tool(go_to_lesson, page):
    view = go_to_lesson("clustering-2d")
    view.tools.get_by_role("radio", name="Lasso").focus()
    page.keyboard.press("ArrowRight")
    box = view.tools.get_by_role("radio", name="Box")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-checked", "true")
    expect(view.root).to_have_attribute("data-tool", "box")


def test_plus_and_minus_zoom_around_the_pixel_pointed_at(go_to_lesson, page):
    view = go_to_lesson("clustering-2d")
    view.root.focus()
    page.keyboard.press("ArrowRight")
    place = view.pixel("image", *divmod(int(view["probe"]), WIDTH))
    for _ in range(3):
        page.keyboard.press("+")
    at = "() => new DOMMatrix(getComputedStyle(document.querySelector('.layer')).transform).a"
    assert page.evaluate(at) == pytest.approx(1.4**3, abs=1e-3)
    assert view.pixel("image", *divmod(int(view["probe"]), WIDTH)) == pytest.approx(place, abs=1)
    for _ in range(3):
        page.keyboard.press("-")
    assert page.evaluate(at) == pytest.approx(1, abs=1e-6)


def test_k_means_runs_from_where_a_centre_was_dragged(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", step="exercise", steps=0)
    target = np.array([[0.75, 0.45]])
    page.mouse.move(*view.dots(np.array([[0.5, 0.1]]), plot=1)[0])
    page.mouse.down()
    page.mouse.move(*view.dots(target, plot=1)[0], steps=4)
    page.mouse.up()
    view.settled()
    text = page.locator(".st-key-centres input").input_value()
    start = np.array([[float(v) for v in point.split(",")] for point in text.split(";")])
    assert start[1] == pytest.approx(target[0], abs=0.01)
    page.get_by_role("button", name="Play").click()
    last = min(30, kmeans(VALUES, init=start).ticks)
    expect(view.slider("steps")).to_have_value(str(last), timeout=30_000)
    expect(page.get_by_role("button", name="▶ Play")).to_be_visible()
    view.settled()
    found = KMeans(2, init=start, n_init=1, tol=0).fit_predict(VALUES)
    dice = f1_score(SUBJECT.binary_truth.ravel(), found)
    view.expect(dice=f"{dice:.6f}")


def test_arrow_keys_move_a_centre(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", steps=0)
    centre = view.scatters.nth(1).locator('[data-handle="centre-1"]')
    centre.focus()
    before = view.painted
    page.keyboard.press("Shift+ArrowRight")
    view.repainted(before)
    view.settled()
    expect(page).to_have_url(re.compile("centres="))
    text = page.locator(".st-key-centres input").input_value()
    moved = np.array([[float(v) for v in point.split(",")] for point in text.split(";")])
    axes = view.axes(plot=1)
    assert moved[1] == pytest.approx([0.5 + 0.1 * (axes["x"][1] - axes["x"][0]), 0.1], abs=1e-3)
    result = cdist(VALUES, moved).argmin(axis=1)
    view.expect(dice=f"{f1_score(SUBJECT.binary_truth.ravel(), result):.6f}")
