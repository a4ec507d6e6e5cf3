"""Every way to select pixels, counted by Python as well."""

from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import binary_dilation, gaussian_filter
from sklearn.metrics import f1_score
from view import CENTRE

from segcore import load_subject

SUBJECT = load_subject("age-25")
HEIGHT, WIDTH = SUBJECT.image.shape
TRUTH = SUBJECT.binary_truth == 1
FIRST, SECOND = (50, 99, 50, 99), (80, 129, 70, 109)
RADIUS = 3.5


@pytest.fixture
def view(same_lesson):
    return same_lesson("threshold")


def box(r0, r1, c0, c1):
    selected = np.zeros((HEIGHT, WIDTH), bool)
    selected[r0 : r1 + 1, c0 : c1 + 1] = True
    return selected


def drag(view, r0, r1, c0, c1, panel="image"):
    view.drag(view.pixel(panel, r0, c0), view.pixel(panel, r1, c1))


def combine_by(view, mode):
    view.root.locator(f'[data-mode="{mode}"]').click()


@pytest.mark.parametrize(
    ("mode", "combine"),
    [
        ("replace", lambda old, now: now),
        ("add", np.logical_or),
        ("remove", lambda old, now: old & ~now),
        ("intersect", np.logical_and),
    ],
)
def test_buttons_say_how_selections_combine(view, mode, combine):
    view.choose_tool("Box")
    drag(view, *FIRST)
    view.expect(selected=2500)
    combine_by(view, mode)
    drag(view, *SECOND, panel="truth")
    both = combine(box(*FIRST), box(*SECOND))
    assert both.sum() not in (0, 2500)
    view.expect(selected=both.sum())
    dice = f1_score(TRUTH.ravel(), both.ravel())
    expect(view.chosen).to_contain_text(f"{SUBJECT.foreground} (Dice {dice:.2f})")


def test_keys_win_over_the_buttons(view):
    view.choose_tool("Box")
    drag(view, *FIRST)
    combine_by(view, "remove")
    view.page.keyboard.down("Shift")
    drag(view, *SECOND)
    view.page.keyboard.up("Shift")
    view.expect(selected=(box(*FIRST) | box(*SECOND)).sum())


def test_a_selection_can_be_inverted(view):
    view.choose_tool("Box")
    drag(view, *FIRST)
    view.expect(selected=2500)
    invert = view.root.get_by_role("button", name="Invert")
    invert.click()
    view.expect(selected=HEIGHT * WIDTH - 2500)
    invert.click()
    view.expect(selected=2500)


def test_the_name_in_the_legend_selects_the_class(view):
    names = view.root.locator(".legend button.name")
    names.nth(1).click()
    view.expect(selected=TRUTH.sum())
    expect(view.chosen).to_have_text(
        f"{TRUTH.sum():,} pixels selected: 100 % {SUBJECT.foreground} (Dice 1.00)"
    )
    names.nth(0).click()
    view.expect(selected=(~TRUTH).sum())
    combine_by(view, "intersect")
    names.nth(1).click()
    view.expect(selected=0)


def test_the_brush_paints_a_stroke_without_gaps(view):
    view.choose_tool("Brush")
    canvas = view.root.locator('canvas[data-panel="truth"]').bounding_box()
    places = [np.rint(view.pixel("truth", *at)) for at in ((60, 40), (62, 60), (90, 61))]
    rows, cols = np.indices((HEIGHT, WIDTH))
    painted = np.zeros((HEIGHT, WIDTH), bool)
    shares = [
        np.array([(y - canvas["y"]) / canvas["height"], (x - canvas["x"]) / canvas["width"]])
        for x, y in places
    ]
    stroke = [(share * (HEIGHT, WIDTH)).round(1) - 0.5 for share in shares]
    for start, end in pairwise(stroke):
        along = np.clip(
            ((rows - start[0]) * (end - start)[0] + (cols - start[1]) * (end - start)[1])
            / np.sum((end - start) ** 2),
            0,
            1,
        )
        row, col = (start[i] + along * (end - start)[i] for i in (0, 1))
        painted |= (rows - row) ** 2 + (cols - col) ** 2 <= RADIUS**2
    view.drag(*places, steps=1)
    view.expect(selected=painted.sum())


@pytest.mark.parametrize("tool", ["Lasso", "Box"])
def test_dragging_over_the_histogram_selects_whole_bars(view, tool):
    """From 0.42 to 0.71 of the axis, which is 0.4168 to 0.7184: from 0.42 to 0.72."""
    view.choose_tool(tool)
    area = view.root.locator('[data-panel="histogram"] .overlay').bounding_box()
    start, end = (area["x"] + share * area["width"] for share in (0.42, 0.71))
    middle = area["y"] + area["height"] / 2
    view.drag((start, middle), (end, middle + 20))
    bins = np.digitize(SUBJECT.image, np.arange(1, 100) / 100)
    view.expect(selected=((bins >= 42) & (bins < 72)).sum())


def test_a_dot_of_the_histogram_lies_in_the_bar_of_its_pixel(view):
    plot = view.root.locator('[data-panel="histogram"]')
    area = plot.locator(".overlay").bounding_box()
    low, high = plot.locator(".js-plotly-plot").evaluate("g => g._fullLayout.xaxis.range")
    for value in (0.035, 0.155, 0.305, 0.475):
        across = area["x"] + (value - low) / (high - low) * area["width"]
        view.page.mouse.move(across, area["y"] + area["height"] - 6)
        intensity = SUBJECT.image.ravel()[int(view["probe"])]
        assert int(intensity * 100) == int(value * 100)
        mark = plot.locator("[data-probe-mark]").evaluate(CENTRE)
        assert mark == pytest.approx([across, area["y"] + area["height"] - 6], abs=4)


def test_a_range_of_everything_selects_every_pixel(view):
    view.choose_tool("Box")
    area = view.root.locator('[data-panel="histogram"] .overlay').bounding_box()
    middle = area["y"] + area["height"] / 2
    view.drag((area["x"] + 2, middle), (area["x"] + area["width"] - 2, middle))
    view.expect(selected=HEIGHT * WIDTH)


def test_the_escape_key_clears_from_anywhere_in_the_view(view):
    view.choose_tool("Box")
    for press in ("mouse", "legend", "histogram"):
        if press == "mouse":
            drag(view, *FIRST)
        elif press == "legend":
            view.root.locator(".legend button.name").first.click()
        else:
            area = view.root.locator('[data-panel="histogram"] .overlay').bounding_box()
            middle = area["y"] + area["height"] / 2
            view.drag((area["x"] + 400, middle), (area["x"] + 500, middle))
        expect(view.root).not_to_have_attribute("data-selected", "0")
        view.page.keyboard.press("Escape")
        view.expect(selected=0)
        expect(view.chosen).to_have_text("")


def test_a_selection_survives_a_slider_and_another_image(go_to_lesson, page):
    view = go_to_lesson("threshold")
    view.choose_tool("Box")
    drag(view, *FIRST)
    view.expect(selected=2500)
    view.sweep("threshold", [0.2, 0.3])
    view.let_go("threshold")
    view.expect(selected=2500)
    other = load_subject("age-75")
    page.locator(".st-key-image select").select_option(other.id)
    dice = f1_score(other.binary_truth.ravel(), other.image.ravel() > 0.3)
    view.expect(dice=f"{dice:.6f}", selected=2500)
    within = f1_score(other.binary_truth.ravel(), box(*FIRST).ravel())
    expect(view.chosen).to_contain_text(f"{other.foreground} (Dice {within:.2f})")


def test_where_nothing_is_selected_a_new_selection_replaces(view):
    view.choose_tool("Box")
    drag(view, *FIRST)
    combine_by(view, "remove")
    drag(view, *FIRST)
    view.expect(selected=0)
    drag(view, *SECOND)
    view.expect(selected=box(*SECOND).sum())


def test_without_ground_truth_the_legend_selects_by_the_result(go_to_lesson):
    view = go_to_lesson("clustering-1d", k=3, steps=0)
    name = view.root.locator(".legend button.name").nth(0)
    expect(name).to_have_attribute("title", "Select the pixels that are cluster 0 in the result")
    name.click()
    dark = (SUBJECT.image < 0.2).sum()
    view.expect(selected=dark)
    expect(view.chosen).to_contain_text("100 % cluster 0")


def test_the_keyboard_selects_around_the_pixel_pointed_at(view):
    view.root.focus()
    view.page.keyboard.press("ArrowRight")
    row, col = divmod(int(view["probe"]), WIDTH)
    view.page.keyboard.press("Space")
    rows, cols = np.indices((HEIGHT, WIDTH))
    first = (rows - row) ** 2 + (cols - col) ** 2 <= RADIUS**2
    view.expect(selected=first.sum())
    view.page.keyboard.press("Shift+ArrowDown")
    view.page.keyboard.press("Space")
    second = (rows - row - 10) ** 2 + (cols - col) ** 2 <= RADIUS**2
    view.expect(selected=(first | second).sum())
    view.page.keyboard.press("Alt+Space")
    view.expect(selected=first.sum())


def test_density_shows_what_is_selected(same_lesson):
    view = same_lesson("clustering-2d")
    view.colour_by("density")
    plain, corner = view.painted_dots()
    view.choose_tool("Box")
    drag(view, *FIRST)
    view.expect(selected=2500)
    lit = view.painted_dots()[0]
    values = np.column_stack([SUBJECT.image.ravel(), gaussian_filter(SUBJECT.image, 5).ravel()])
    cols, rows = np.floor(view.dots(values) - corner).astype(int).T
    chosen = np.zeros(plain.shape[:2], bool)
    chosen[rows[box(*FIRST).ravel()], cols[box(*FIRST).ravel()]] = True
    share = lit.sum(axis=2)[rows, cols] / plain.sum(axis=2)[rows, cols]
    faded = share[~binary_dilation(chosen, iterations=4)[rows, cols]]
    assert np.median(share[chosen[rows, cols]]) > 1.3 * np.median(faded)
    assert np.median(faded) < 0.6
