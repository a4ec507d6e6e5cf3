"""Pixels are dots and dots are pixels: pointing, selecting, zooming and painting."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter
from scipy.spatial import KDTree
from skimage.measure import points_in_poly
from sklearn.metrics import f1_score

from segcore import load_subject
from segview import theme

SUBJECT = load_subject("age-25")
HEIGHT, WIDTH = SUBJECT.image.shape
TRUTH = SUBJECT.binary_truth
CLASSES = ("rest", SUBJECT.foreground)
BLURRED = gaussian_filter(SUBJECT.image, 5)
VALUES = np.column_stack([SUBJECT.image.ravel(), BLURRED.ravel()])
PANELS = ("image", "gaussian:5", "truth", "result")
CLOSE = 1.5  # screen pixels


@pytest.fixture
def view(same_lesson):
    return same_lesson("clustering-2d")


def rgb(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def circle(centre, radius, count):
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return centre + radius * np.column_stack([np.cos(turns), np.sin(turns)])


def near_outline(places, corners, reach):
    """How many places lie within `reach` of the polygon's outline, where counts may differ."""
    ends = np.roll(corners, -1, axis=0)
    share = np.linspace(0, 1, 200)[:, None, None]
    outline = (corners + share * (ends - corners)).reshape(-1, 2)
    distances, _ = KDTree(outline).query(places, distance_upper_bound=reach)
    return int(np.isfinite(distances).sum())


def in_words(selected):
    """What the view should say about a (H, W) selection."""
    parts = []
    for label, name in enumerate(CLASSES):
        share, dice = (
            (TRUTH[selected] == label).mean(),
            f1_score(label == TRUTH.ravel(), selected.ravel()),
        )
        parts.append((share, f"{100 * share:.0f} % {name} (Dice {dice:.2f})"))
    said = ", ".join(text for _, text in sorted(parts, reverse=True))
    return f"{selected.sum():,} pixels selected: {said}"


def box(r0, r1, c0, c1):
    """Pixels of these rows and columns, both ends included, (H, W)."""
    selected = np.zeros((HEIGHT, WIDTH), bool)
    selected[r0 : r1 + 1, c0 : c1 + 1] = True
    return selected


def drag_box(view, panel, r0, r1, c0, c1):
    view.choose_tool("Box")
    view.drag(view.pixel(panel, r0, c0), view.pixel(panel, r1, c1))


@pytest.mark.parametrize(
    ("panel", "row", "col"), [("image", 88, 60), ("truth", 30, 104), ("result", 140, 175)]
)
def test_pointing_at_a_pixel_marks_its_dot_in_every_scatterplot(view, panel, row, col):
    index = row * WIDTH + col
    view.page.mouse.move(*view.pixel(panel, row, col))
    view.expect(probe=index)
    assert view.scatters.count() == 2
    for plot in range(2):
        expect(view.marks.nth(plot)).to_be_visible()
        assert view.mark(plot) == pytest.approx(view.dots(VALUES[[index]], plot)[0], abs=CLOSE)
    for part in (
        f"row {row}, column {col}",
        f"Intensity: {SUBJECT.image[row, col]:.3f}",
        f"truth: {CLASSES[TRUTH[row, col]]}",
    ):
        expect(view.readout).to_contain_text(part)
    blurred = float(re.search(r"Gaussian blur.*?: ([\d.]+)", view.readout.inner_text())[1])
    assert blurred == pytest.approx(BLURRED[row, col], abs=1.1e-3)
    view.page.mouse.move(5, 5)
    view.expect(probe="")
    expect(view.marks.first).to_be_hidden()


@pytest.mark.parametrize("plot", [0, 1])
def test_pointing_at_a_dot_marks_its_pixel_in_every_image(view, plot):
    dots = view.dots(VALUES, plot)
    loneliest = int(np.argmax(KDTree(dots).query(dots, 2)[0][:, 1]))
    view.page.mouse.move(*dots[loneliest])
    view.expect(probe=loneliest)
    row, col = divmod(loneliest, WIDTH)
    for panel in PANELS:
        mark = view.root.locator(f'.frame:has(canvas[data-panel="{panel}"]) .mark')
        expect(mark).to_be_visible()
        box = mark.bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert middle == pytest.approx(view.pixel(panel, row, col), abs=CLOSE)


@pytest.mark.parametrize("plot", [0, 1])
def test_a_lasso_selects_the_dots_inside(view, plot):
    corners = circle(view.dots(np.array([[0.4, 0.35]]), plot)[0], 70, 24)
    view.drag(*corners, corners[0], steps=3)
    places = view.dots(VALUES, plot)
    expected = points_in_poly(places, corners).sum()
    blurry = near_outline(places, corners, reach=2.5)
    assert blurry < 0.25 * expected
    expect(view.root).not_to_have_attribute("data-selected", "0")
    assert int(view["selected"]) == pytest.approx(expected, abs=blurry)
    expect(view.chosen).to_have_text(
        re.compile(rf"{int(view['selected']):,} pixels selected: \d+ % brain .*, \d+ % rest")
    )


def test_a_box_in_a_scatterplot_selects_the_dots_inside(view):
    view.choose_tool("Box")
    start, end = np.rint(view.dots(np.array([[0.55, 0.15], [0.9, 0.5]])))
    view.drag(start, end)
    corners = np.array([start, [end[0], start[1]], end, [start[0], end[1]]])
    places = view.dots(VALUES)
    expected = points_in_poly(places, corners).sum()
    expect(view.root).not_to_have_attribute("data-selected", "0")
    assert int(view["selected"]) == pytest.approx(expected, abs=near_outline(places, corners, 1))


def test_a_box_on_an_image_selects_exactly_its_pixels(view):
    selected = box(60, 119, 20, 90)
    drag_box(view, "truth", 60, 119, 20, 90)
    view.expect(selected=selected.sum())
    expect(view.chosen).to_have_text(in_words(selected))
    bright, faded = view.colours("truth")[[90, 90], [60, 150]]
    assert list(bright) == rgb(theme.BRAIN)
    assert list(faded) != rgb(theme.BRAIN)


def test_a_lasso_on_an_image_selects_the_pixels_inside(view):
    corners = circle(np.array(view.pixel("image", 90, 100)), 60, 30)
    view.drag(*corners, corners[0], steps=2)
    rows, cols = np.indices((HEIGHT, WIDTH)).reshape(2, -1)
    (left, top), (right, bottom) = view.pixel("image", 0, 0), view.pixel("image", 1, 1)
    centres = np.column_stack([left + cols * (right - left), top + rows * (bottom - top)])
    expected = points_in_poly(centres, corners).sum()
    expect(view.root).not_to_have_attribute("data-selected", "0")
    tolerance = near_outline(centres, corners, 0.2)
    assert tolerance < 0.05 * expected
    assert int(view["selected"]) == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(
    ("keys", "combine"),
    [
        (["Shift"], np.logical_or),
        (["Alt"], lambda old, now: old & ~now),
        (["Shift", "Alt"], np.logical_and),
        ([], lambda old, now: now),
    ],
)
def test_a_second_selection_combines_with_the_first(view, keys, combine):
    places = (50, 99, 50, 99), (80, 129, 70, 109)
    drag_box(view, "image", *places[0])
    view.expect(selected=2500)
    for key in keys:
        view.page.keyboard.down(key)
    view.drag(view.pixel("image", 80, 70), view.pixel("image", 129, 109))
    for key in keys:
        view.page.keyboard.up(key)
    view.expect(selected=combine(box(*places[0]), box(*places[1])).sum())


def test_arrow_keys_move_the_pixel_pointed_at(view):
    view.root.focus()
    view.page.keyboard.press("ArrowRight")
    start = int(view["probe"])
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("Shift+ArrowLeft")
    view.expect(probe=start + WIDTH - 10)
    expect(view.marks.first).to_be_visible()


@pytest.mark.parametrize("where", ["image", "plot"])
@pytest.mark.parametrize("how", ["Escape", "Clear"])
def test_a_selection_can_be_cleared(view, where, how):
    if where == "image":
        drag_box(view, "image", 60, 100, 60, 100)
    else:
        corners = circle(view.dots(np.array([[0.4, 0.35]]))[0], 40, 12)
        view.drag(*corners, corners[0], steps=3)
    expect(view.root).not_to_have_attribute("data-selected", "0")
    if how == "Escape":
        view.page.keyboard.press("Escape")
    else:
        view.root.get_by_role("button", name="Clear").click()
    view.expect(selected=0)
    expect(view.chosen).to_have_text("")
    expect(view.root.locator(".selectionlayer path")).to_have_count(0)


def test_zoom_and_selection_survive_a_slider(view):
    home = view.axes()
    drag_box(view, "image", 60, 99, 60, 99)
    view.expect(selected=1600)
    view.page.mouse.move(*view.dots(np.array([[0.4, 0.3]]))[0])
    view.zoom(-300)
    view.page.wait_for_function(
        """high => document.querySelector('[data-panel="scatter"] .js-plotly-plot')
             .layout.xaxis.range[1] < high""",
        arg=home["x"][1],
    )
    zoomed = view.axes()
    view.press("sigma", 2)
    now = view.axes()
    assert (now["x"], now["y"]) == (zoomed["x"], zoomed["y"])
    view.expect(selected=1600)
    index = 80 * WIDTH + 80
    view.page.mouse.move(*view.pixel("image", 80, 80))
    view.expect(probe=index)
    values = np.array([[SUBJECT.image[80, 80], gaussian_filter(SUBJECT.image, 6)[80, 80]]])
    assert view.mark() == pytest.approx(view.dots(values)[0], abs=CLOSE)


def test_panels_are_painted_in_the_right_colours(go_to_lesson):
    view = go_to_lesson("threshold", threshold=0.3)
    result = (SUBJECT.image > 0.3).astype(int)
    classes = np.array([rgb(theme.REST), rgb(theme.BRAIN)])
    np.testing.assert_array_equal(view.colours("truth"), classes[TRUTH])
    np.testing.assert_array_equal(view.colours("result"), classes[result])
    grey = np.repeat(255 * SUBJECT.image[..., None], 3, axis=2)
    np.testing.assert_allclose(view.colours("image"), grey, atol=0.51)
    errors = view.colours("errors")
    for truth, given, colour in ((0, 1, theme.FALSE_POSITIVE), (1, 0, theme.FALSE_NEGATIVE)):
        wrong = errors[(truth == TRUTH) & (given == result)]
        assert len(wrong)
        assert (wrong == rgb(colour)).all()


def test_dots_lie_where_plotly_puts_them(view):
    """The canvas beneath the axes has a dot at every pixel's place, and none elsewhere."""
    seen = view.scatters.first.locator("canvas.dots").evaluate(
        """(canvas) => {
          const box = canvas.getBoundingClientRect();
          const { width, height } = canvas;
          const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
          const lit = [];
          for (let i = 0; i < width * height; i++) {
            if (data[4 * i] + data[4 * i + 1] > 200) lit.push(i);
          }
          return { lit, width, left: box.left, top: box.top };
        }"""
    )
    row, col = np.divmod(seen["lit"], seen["width"])
    lit = np.column_stack([seen["left"] + col + 0.5, seen["top"] + row + 0.5])
    dots = view.dots(VALUES)
    assert KDTree(dots).query(lit)[0].max() < 2.5
    assert KDTree(lit).query(dots)[0].max() < 2.5
