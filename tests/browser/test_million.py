"""An image of a million pixels: pointing, selecting and dragging still work."""

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.spatial import KDTree
from skimage.measure import points_in_poly
from skimage.transform import resize
from view import View

from benchmarks.harness import ROOT, serve
from segcore import feature_space, load_subject

SIZE = (1024, 1024)
SUBJECT = load_subject("age-25")
IMAGE = resize(SUBJECT.image, SIZE, order=1)
TRUTH = resize(SUBJECT.binary_truth, SIZE, order=0, preserve_range=True, anti_aliasing=False)


@pytest.fixture(scope="module")
def large(tab):
    """Address of a running app with a large image; the window leaves it before it stops."""
    with serve(ROOT / "benchmarks" / "large" / "app.py") as running:
        yield running.url
        tab[0].goto("about:blank")


def test_a_threshold_dragged_over_a_million_pixels(page, large):
    page.goto(large)
    view = View(page).ready()
    view.expect(pixels=1048576)
    page.mouse.move(*view.pixel("truth", 500, 300))
    probe = int(view["probe"])
    assert divmod(probe, 1024) == pytest.approx((500, 300), abs=3)
    row, col = divmod(probe, 1024)
    expect(view.readout).to_contain_text(f"row {row}, column {col}")
    expect(view.readout).to_contain_text(f"Intensity: {IMAGE[row, col]:.3f}")
    for t, dice in (
        *view.sweep("threshold", (0.2, 0.3, 0.45)),
        *view.sweep("threshold", (0.9, 0.05, 0.25)),
    ):
        found = t < IMAGE
        exact = 2 * np.sum(found & (TRUTH == 1)) / (found.sum() + TRUTH.sum())
        assert dice == pytest.approx(exact, abs=0.002)
    view.let_go("threshold")
    view.expect(dice=f"{exact:.6f}")


def test_a_lasso_around_some_of_a_million_dots(page, large):
    page.goto(f"{large}/?what=clusters")
    view = View(page).ready()
    view.expect(pixels=1048576)
    turns = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    circle = 60 * np.column_stack([np.cos(turns), np.sin(turns)])
    corners = view.dots(np.array([[0.45, 0.35]]))[0] + circle
    view.drag(*corners, corners[0], steps=2)
    places = view.dots(feature_space(IMAGE, ("intensity", "gaussian:5")).values)
    expected = points_in_poly(places, corners).sum()
    ends = np.roll(corners, -1, axis=0)
    outline = corners + np.linspace(0, 1, 100)[:, None, None] * (ends - corners)
    away, _ = KDTree(outline.reshape(-1, 2)).query(places, distance_upper_bound=2)
    blurry = np.isfinite(away).sum()
    assert blurry < 0.25 * expected
    expect(view.root).not_to_have_attribute("data-selected", "0", timeout=15_000)
    assert int(view["selected"]) == pytest.approx(expected, abs=int(blurry))
