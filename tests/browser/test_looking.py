"""Ways to look: colours, patterns, hidden classes, zoom, overlays, the full screen."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter
from scipy.spatial import KDTree
from sklearn.cluster import KMeans
from view import colours_of

from segcore import ceiling, feature_space, load_subject
from segview import theme


def rgb(*colours):
    return np.array([list(bytes.fromhex(colour[1:])) for colour in colours])


SUBJECT = load_subject("age-25")
HEIGHT, WIDTH = SUBJECT.image.shape
TRUTH = SUBJECT.binary_truth
VALUES = np.column_stack([SUBJECT.image.ravel(), gaussian_filter(SUBJECT.image, 5).ravel()])
RESULT = KMeans(2, init=np.array([[0.3, 0.3], [0.5, 0.1]]), n_init=1, tol=0).fit_predict(VALUES)
SURFACE = rgb(theme.SURFACE)[0]
CLASSES = rgb(theme.REST, theme.BRAIN)
ERRORS = rgb(*theme.TOGETHER["outcomes"][1:])
ENLARGED = """() => [...document.querySelectorAll('[data-view] .layer')].map(
  (layer) => new DOMMatrix(getComputedStyle(layer).transform).a)"""

PLACES = (
    "root => [...root.querySelectorAll('canvas')].map((c) => c.getBoundingClientRect().toJSON())"
)


@pytest.fixture
def view(same_lesson):
    return same_lesson("clustering-2d")


def at_dots(view, which, plot=0):
    """Colours of a plot's canvas where the dots of these pixels lie."""
    seen, corner = view.painted_dots(plot)
    cols, rows = np.floor(view.dots(VALUES[which], plot) - corner).astype(int).T
    return seen[rows, cols]


def lonely(view):
    """Pixels whose dots lie apart from all others."""
    dots = view.dots(VALUES)
    return np.flatnonzero(KDTree(dots).query(dots, 2)[0][:, 1] > 4)


def test_dots_are_coloured_by_what_the_learner_chooses(view):
    alone = lonely(view)
    truth, result = TRUTH.ravel()[alone], RESULT[alone]
    kinds = np.where(truth == result, truth, np.where(result == 1, 2, 3))
    assert len(set(kinds)) == 4
    for name, expected in (
        ("result", CLASSES[result]),
        ("errors", ERRORS[kinds]),
        ("truth", CLASSES[truth]),
    ):
        view.colour_by(name)
        np.testing.assert_array_equal(at_dots(view, alone), expected)


def test_another_colour_of_the_dots_moves_no_panel(go_to_lesson):
    """Texts that came after the first arrangement once made room for themselves at the next."""
    view = go_to_lesson("clustering-2d")
    before = view.root.evaluate(PLACES)
    view.colour_by("density")
    view.settled()
    assert view.root.evaluate(PLACES) == before


def test_density_is_brightest_where_most_dots_are(view):
    dots = view.dots(VALUES)
    crowd = KDTree(dots).query_ball_point(dots, 3, return_length=True)
    order = np.argsort(crowd)
    view.colour_by("density")
    seen, corner = view.painted_dots()
    cols, rows = np.rint(dots - corner).astype(int).T
    bright = seen.sum(axis=2)[rows, cols][order]
    few, some, many = (np.median(part) for part in np.array_split(bright, 3))
    assert few < some < many
    assert bright[-300:].min() > bright[:300].max()
    rows, cols = np.indices(seen.shape[:2])[:, ::5, ::5].reshape(2, -1)
    away = KDTree(dots - corner).query(np.column_stack([cols, rows]))[0] > 6
    assert (seen[rows[away], cols[away]] == SURFACE).all()


def test_patterns_mark_the_classes_and_leave_the_image_alone(view):
    def look():
        return view.colours("image"), view.colours("truth"), view.painted_dots()[0]

    before = look()
    patterns = view.root.get_by_role("button", name="Patterns")
    patterns.click()
    expect(patterns).to_have_attribute("aria-pressed", "true")
    image, truth, dots = look()
    np.testing.assert_array_equal(image, before[0])
    changed = (truth != before[1]).any(axis=2)
    assert not changed[TRUTH == 0].any()
    assert 0.1 < changed[TRUTH == 1].mean() < 0.4
    assert (dots != before[2]).any()
    patterns.click()
    for now, then in zip(look(), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_a_swatch_hides_a_class_and_shows_it_again(view):
    def count():
        seen, _ = view.painted_dots()
        return [(seen == colour).all(axis=2).sum() for colour in CLASSES]

    before = count()
    assert min(before) > 1000
    swatch = view.root.get_by_role("button", name="Show brain", exact=True)
    swatch.click()
    expect(swatch).to_have_attribute("aria-pressed", "false")
    rest, brain = count()
    assert brain == 0
    assert rest > before[0]
    assert not (view.colours("truth")[TRUTH == 1] == CLASSES[1]).all(axis=1).any()
    view.root.get_by_role("button", name="Show brain", exact=True).click()
    assert count() == before


@pytest.mark.parametrize(
    ("slug", "specs"),
    [("threshold", ("intensity",)), ("clustering-2d", ("intensity", "gaussian:5"))],
)
def test_the_mark_on_the_gauge_is_the_ceiling(same_lesson, slug, specs):
    view = same_lesson(slug)
    best = ceiling(feature_space(SUBJECT.image, specs).values, TRUTH, bins=64).dice
    gauge = view.root.locator(".gauge").bounding_box()
    mark = view.root.locator(".gauge .ceiling").bounding_box()
    fill = view.root.locator(".gauge .fill").bounding_box()
    share = (mark["x"] + mark["width"] / 2 - gauge["x"]) / gauge["width"]
    assert share == pytest.approx(best, abs=1 / gauge["width"])
    assert fill["width"] / gauge["width"] == pytest.approx(
        float(view["dice"]), abs=1 / gauge["width"]
    )
    expect(view.root.locator(".gauge")).to_have_attribute("title", re.compile(f"{best:.2f}"))


def zoom(view, row, col, notches=3):
    """Zoom into the image with the wheel over a pixel; return where the mouse is."""
    place = np.rint(view.pixel("image", row, col))  # the wheel tells whole places only
    view.page.mouse.move(*place)
    for _ in range(notches):
        view.zoom(-100)
    view.page.wait_for_function(f"() => Math.min(...({ENLARGED})()) > 2.7")
    return place


def home(view):
    view.page.wait_for_function(f"() => ({ENLARGED})().every((scale) => scale === 1)")


def test_all_images_are_zoomed_together_and_pointing_still_hits(view):
    start = view.pixel("image", 70, 60)
    place = zoom(view, 70, 60)
    scales = view.page.evaluate(ENLARGED)
    assert len(scales) == 4
    assert scales == pytest.approx([np.e] * 4, abs=1e-3)
    assert view.pixel("image", 70, 60) == pytest.approx(place + np.e * (start - place), abs=0.1)
    for panel in ("image", "gaussian:5", "truth", "result"):
        view.page.mouse.move(*view.pixel(panel, 75, 66))
        view.expect(probe=75 * WIDTH + 66)
        for other in ("image", "result"):
            mark = view.root.locator(f'.frame:has(canvas[data-panel="{other}"]) .mark')
            box = mark.bounding_box()
            middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            assert middle == pytest.approx(view.pixel(other, 75, 66), abs=1.5)


@pytest.mark.parametrize("how", ["double click", "Reset zoom"])
def test_the_way_back_from_a_zoom(view, how):
    zoom(view, 70, 60)
    if how == "double click":
        view.page.mouse.dblclick(*view.pixel("truth", 71, 61))
    else:
        view.root.get_by_role("button", name=how).click()
    home(view)


def test_the_pan_tool_moves_all_images(view):
    view.choose_tool("Pan")
    zoom(view, 70, 60)
    start, other = view.pixel("truth", 70, 60), view.pixel("image", 70, 60)
    view.drag(start, (start[0] + 20, start[1] + 12))
    assert view.pixel("truth", 70, 60) == pytest.approx((start[0] + 20, start[1] + 12), abs=1.5)
    assert view.pixel("image", 70, 60) == pytest.approx((other[0] + 20, other[1] + 12), abs=1.5)
    view.expect(selected=0)


@pytest.mark.parametrize("plot", [0, 1])
def test_double_click_and_reset_bring_a_plot_back(view, plot):
    before = view.axes(plot)
    place = view.dots(np.array([[0.4, 0.3]]), plot)[0]
    for how in ("double click", "Reset zoom"):
        view.page.mouse.move(*place)
        view.zoom(-300)
        view.page.wait_for_function(RANGE, arg=[plot, before["x"], False])
        assert view.axes(plot)["x"] != before["x"]
        if how == "double click":
            view.page.mouse.dblclick(*place)
        else:
            view.root.get_by_role("button", name=how).click()
        view.page.wait_for_function(RANGE, arg=[plot, before["x"], True])
        assert view.axes(plot) == before


RANGE = """([plot, wanted, same]) => {
  const graph = document.querySelectorAll('[data-panel="scatter"] .js-plotly-plot')[plot];
  return (JSON.stringify(graph._fullLayout.xaxis.range) === JSON.stringify(wanted)) === same;
}"""


def test_labels_can_be_laid_over_the_image(view):
    over = view.root.locator("canvas.over")
    choose = view.root.get_by_label("Lay labels over the image")
    opacity = view.root.get_by_label("Opacity")
    expect(over).to_be_hidden()
    for name, expected in (
        ("truth", CLASSES[TRUTH]),
        ("result", CLASSES[RESULT.reshape(TRUTH.shape)]),
    ):
        choose.select_option(name)
        expect(over).to_be_visible()
        np.testing.assert_array_equal(colours_of(over), expected)
    for strength in ("0.2", "0.9"):
        opacity.fill(strength)
        assert over.evaluate("canvas => getComputedStyle(canvas).opacity") == strength
    choose.select_option("")
    expect(over).to_be_hidden()
    expect(opacity).to_be_hidden()


@pytest.mark.parametrize("kind", ["picture", "plot"])
def test_a_panel_can_fill_the_screen(view, kind):
    figure = view.root.locator(f"figure.{kind}").first
    small = figure.bounding_box()["width"]
    button = figure.get_by_role("button", name="Fill the screen")
    button.click()
    view.page.wait_for_function("() => document.fullscreenElement !== null")
    assert figure.evaluate("figure => document.fullscreenElement === figure")
    assert figure.bounding_box()["width"] > small
    button.click()
    view.page.wait_for_function("() => document.fullscreenElement === null")


def test_the_keyboard_moves_the_pixel_pointed_at_and_keeps_it_in_the_image(view):
    view.root.focus()
    row, col = HEIGHT // 2, WIDTH // 2
    press = view.page.keyboard.press
    press("ArrowRight")
    col += 1
    view.expect(probe=row * WIDTH + col)
    for key, down, right in (
        ("ArrowDown", 1, 0),
        ("ArrowLeft", 0, -1),
        ("Shift+ArrowUp", -10, 0),
        ("Shift+ArrowRight", 0, 10),
        ("ArrowUp", -1, 0),
        ("Shift+ArrowDown", 10, 0),
        ("Shift+ArrowLeft", 0, -10),
    ):
        press(key)
        row, col = row + down, col + right
        view.expect(probe=row * WIDTH + col)
    expect(view.readout).to_contain_text(f"row {row}, column {col}")
    expect(view.readout).to_contain_text(f"Intensity: {SUBJECT.image[row, col]:.3f}")
    for keys, corner in (
        (("Shift+ArrowUp", "Shift+ArrowLeft"), 0),
        (("Shift+ArrowDown", "Shift+ArrowRight"), HEIGHT * WIDTH - 1),
    ):
        for key in keys:
            for _ in range(max(HEIGHT, WIDTH) // 10 + 1):
                press(key)
        view.expect(probe=corner)
        for key in keys:
            press(key.removeprefix("Shift+"))
        view.expect(probe=corner)


def test_a_webgl_context_would_be_noticed(view, complaints):
    """The window of every test complains about them, so the other tests prove there are none."""
    view.page.evaluate("document.createElement('canvas').getContext('webgl2')")
    view.page.wait_for_function("true")
    assert len(complaints) == 1
    assert "WebGL" in complaints.pop()


def test_what_labels_a_control_names_it(view):
    page = view.page
    assert page.get_by_label("Gaussian σ").evaluate("input => input.type") == "range"
    assert page.get_by_label("K-means steps").evaluate("input => input.type") == "range"
