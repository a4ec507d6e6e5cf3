"""While a learner drags, the browser says what Python would say."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.ndimage import gaussian_filter
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.tree import DecisionTreeClassifier

from segcore import load_subject
from segview import theme
from segview.lesson.places import points_text

SUBJECT = load_subject("age-25")
TRUTH = SUBJECT.binary_truth.ravel() == 1
INTENSITY = SUBJECT.image.ravel()
VALUES = np.column_stack([INTENSITY, gaussian_filter(SUBJECT.image, 5).ravel()])
SWEEP = np.round(np.linspace(0, 1, 101), 2)
CLOSE = 0.002
SAME = 1e-6


def dice(result):
    """Dice from its definition; undefined when both masks are empty."""
    return 2 * np.sum(TRUTH & result) / (TRUTH.sum() + result.sum())


def band(low, high=np.inf):
    return dice((low < INTENSITY) & (high >= INTENSITY))


def nearest(centres, places=VALUES):
    return cdist(places, centres).argmin(axis=1)


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def centres_of(page):
    text = page.locator(".st-key-centres input").input_value()
    return np.array([[float(v) for v in point.split(",")] for point in text.split(";")])


def agrees(view, found, **close):
    """Wait until the view tells the Dice of where the centres are now."""
    for _ in range(100):
        centres = centres_of(view.page)
        told = float(view["dice"])
        if told == pytest.approx(dice(found(centres) == 1), **close):
            return centres
        view.page.wait_for_timeout(20)
    raise AssertionError(f"Centres {centres} have another Dice than {told}.")


@contextmanager
def unanswered(page):
    """Keep answers of the server back, which has the clusters settle where a hand rests."""
    asked = []
    page.route("**/scene/**", lambda route: asked.append(route))
    try:
        yield
    finally:
        for route in asked:
            route.continue_()
        page.unroute("**/scene/**")


def test_the_slider_dragged_over_its_whole_range(go_to_lesson):
    view = go_to_lesson("threshold")
    told = view.sweep("threshold", SWEEP)
    assert [value for value, _ in told] == list(SWEEP)
    for t, live in told:
        assert live == pytest.approx(band(t), abs=CLOSE)
    for t in (0.63, 0.27):
        view.sweep("threshold", [t])
        view.let_go("threshold")
        assert float(view["dice"]) == pytest.approx(band(t), abs=SAME)


def test_the_line_dragged_over_its_whole_range(go_to_lesson, page):
    view = go_to_lesson("threshold")
    line = page.locator('[data-handle="threshold"]')
    slider = view.slider("threshold")
    plot = page.locator('[data-panel="histogram"] .overlay').bounding_box()
    _, y = middle(line)
    page.mouse.move(*middle(line))
    page.mouse.down()
    passed = set()
    for share in (*np.linspace(0.05, 0.98, 24), 0.3):
        before = view.painted
        page.mouse.move(plot["x"] + share * plot["width"], y)
        view.repainted(before)
        t = float(slider.input_value())
        passed.add(t)
        assert float(view["dice"]) == pytest.approx(band(t), abs=CLOSE)
        expect(line).to_have_text(f"{t:.2f}")
    page.mouse.up()
    assert len(passed) == 25
    assert min(passed) < 0.05
    assert max(passed) > 0.95
    expect(page).to_have_url(re.compile(f"threshold={t:g}"))
    view.settled()
    assert float(view["dice"]) == pytest.approx(band(t), abs=SAME)
    assert middle(line)[0] == pytest.approx(plot["x"] + 0.3 * plot["width"], abs=4)


def test_two_cuts_dragged_over_their_whole_range(go_to_lesson):
    view = go_to_lesson("threshold", two="true", threshold=0.2, upper=0.6)
    assert float(view["dice"]) == pytest.approx(band(0.2, 0.6), abs=SAME)
    for upper, live in view.sweep("upper", SWEEP[25::3]):
        assert live == pytest.approx(band(0.2, upper), abs=CLOSE)
    view.sweep("upper", [0.5])
    view.let_go("upper")
    for low, live in view.sweep("threshold", SWEEP[:50:3]):
        assert live == pytest.approx(band(low, 0.5), abs=CLOSE)
    view.sweep("threshold", [0.17])
    view.let_go("threshold")
    assert float(view["dice"]) == pytest.approx(band(0.17, 0.5), abs=SAME)


def test_a_centre_dragged_through_the_cloud(go_to_lesson, page):
    view = go_to_lesson("clustering-2d", steps=0)
    centres = centres_of(page)
    page.mouse.move(*view.dots(centres, plot=1)[1])
    page.mouse.down()
    path = np.array([[0.9, 0.1], [0.9, 0.5], [0.6, 0.6], [0.1, 0.5], [0.05, 0.05], [0.6, 0.2]])
    for target in path:
        before = view.painted
        page.mouse.move(*view.dots(target[None], plot=1)[0])
        view.repainted(before)
        moved = agrees(view, nearest, abs=CLOSE)
        assert moved[1] == pytest.approx(target, abs=0.006)
        assert list(moved[0]) == list(centres[0])
        grip = view.scatters.nth(1).locator('[data-handle="centre-1"]')
        assert middle(grip) == pytest.approx(view.dots(moved, plot=1)[1], abs=1.5)
    before = view.painted
    page.mouse.up()
    view.repainted(before)
    expect(page).to_have_url(re.compile(re.escape(f"{moved[1][0]:g}%2C{moved[1][1]:g}")))
    view.settled()
    assert float(view["dice"]) == pytest.approx(dice(nearest(moved) == 1), abs=SAME)


def test_a_centre_grabbed_after_the_clusters_settled_starts_from_there(go_to_lesson, page):
    view = go_to_lesson("clustering-2d")
    settled = KMeans(2, init=np.array([[0.3, 0.3], [0.5, 0.1]]), n_init=1, tol=0).fit(VALUES)
    page.mouse.move(*view.dots(settled.cluster_centers_, plot=1)[0])
    page.mouse.down()
    before = view.painted
    page.mouse.move(*view.dots(np.array([[0.25, 0.15]]), plot=1)[0])
    view.repainted(before)
    page.mouse.up()
    expect(view.slider("steps")).to_have_value("0")
    moved = centres_of(page)
    assert moved[1] == pytest.approx(settled.cluster_centers_[1], abs=6e-4)
    expect(page).to_have_url(re.compile("steps=0"))
    view.expect(dice=f"{dice(nearest(moved) == 1):.6f}")


def test_decision_regions_lie_behind_the_dots(go_to_lesson):
    centres = np.array([[0.35, 0.4], [0.6, 0.1]])
    view = go_to_lesson("clustering-2d", steps=0, centres=points_text(centres))
    seen, corner = view.painted_dots(plot=1)
    rows, cols = np.indices(seen.shape[:2])[:, 4:-4:4, 4:-4:4].reshape(2, -1)
    places = corner + np.column_stack([cols, rows]) + 0.5
    axes = view.axes(plot=1)
    low, high = np.array([axes["x"], axes["y"]]).T
    share = (places - [axes["left"], axes["top"]]) / [axes["width"], axes["height"]]
    share[:, 1] = 1 - share[:, 1]
    data = low + share * (high - low)
    away = np.abs(np.diff(cdist(data, centres), axis=1)[:, 0]) > 0.02
    lonely = KDTree(view.dots(VALUES, plot=1)).query(places)[0] > 5
    surface = np.array(list(bytes.fromhex(theme.SURFACE[1:])))
    hue = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (theme.REST, theme.BRAIN)]
    region = 0.2 * np.array(hue) + 0.8 * surface
    free = away & lonely
    sides = nearest(centres, data[free])
    assert min(np.bincount(sides)) > 100
    np.testing.assert_allclose(seen[rows[free], cols[free]], region[sides], atol=1)
    dots = np.floor(view.dots(VALUES, plot=1) - corner).astype(int)
    on_dots = seen[dots[:, 1], dots[:, 0]]
    full = (on_dots[:, None] == hue).all(axis=2).any(axis=1)
    assert full.mean() > 0.95


def test_several_cuts_dragged_one_after_the_other(go_to_lesson):
    view = go_to_lesson("multi-class")
    labels = SUBJECT.truth.ravel()
    cuts = {key: float(view.slider(key).input_value()) for key in ("t1", "t2", "t3")}
    for key in cuts:
        for value, live in view.sweep(key, SWEEP[::10]):
            cuts[key] = value
            found = sum((cut < INTENSITY).astype(int) for cut in cuts.values())
            wanted = f1_score(labels, found, average=None, labels=range(4), zero_division=0).mean()
            assert live == pytest.approx(wanted, abs=CLOSE)
        view.let_go(key)
        assert float(view["dice"]) == pytest.approx(wanted, abs=SAME)


def test_a_centre_on_a_line_dragged_to_and_fro(go_to_lesson, page):
    view = go_to_lesson("clustering-1d", steps=0)
    plot = page.locator('[data-panel="histogram"] .overlay').bounding_box()
    grip = page.locator('[data-handle="centre-1"]')
    _, y = middle(grip)
    page.mouse.move(*middle(grip))
    page.mouse.down()
    for share in (0.8, 0.3, 0.6):
        before = view.painted
        page.mouse.move(plot["x"] + share * plot["width"], y)
        view.repainted(before)
        moved = agrees(view, lambda centres: nearest(centres, INTENSITY[:, None]), abs=CLOSE)
        found = nearest(moved, INTENSITY[:, None])
    page.mouse.up()
    view.settled()
    assert float(view["dice"]) == pytest.approx(dice(found == 1), abs=SAME)


def test_a_centre_dragged_where_features_are_scaled(go_to_lesson, page):
    view = go_to_lesson("normalising", stretch=5)
    scales = np.array([1, 5])
    grip = view.root.locator('[data-handle="centre-1"]').first
    start = np.array(middle(grip))
    page.mouse.move(*start)
    page.mouse.down()
    with unanswered(page):
        for step in ((60, 0), (120, -40), (30, 30)):
            before = view.painted
            page.mouse.move(*(start + step))
            view.repainted(before)
            moved = agrees(view, lambda at: nearest(at * scales, VALUES * scales), abs=CLOSE)
        page.mouse.up()
    view.settled()
    clusters = KMeans(2, init=moved * scales, n_init=1, tol=0).fit_predict(VALUES * scales)
    assert float(view["dice"]) == pytest.approx(dice(clusters == 1), abs=SAME)


def test_regions_of_a_classifier_lie_behind_the_dots(go_to_lesson):
    view = go_to_lesson("classifiers", classifier="decision tree", depth=3)
    train = np.random.default_rng(0).permutation(len(VALUES))[: round(0.1 * len(VALUES))]
    tree = DecisionTreeClassifier(max_depth=3, random_state=0)
    tree.fit(VALUES[train], SUBJECT.truth.ravel()[train])
    plot = 1
    seen, corner = view.painted_dots(plot)
    rows, cols = np.indices(seen.shape[:2])[:, 4:-4:4, 4:-4:4].reshape(2, -1)
    places = corner + np.column_stack([cols, rows]) + 0.5
    axes = view.axes(plot)
    low, high = np.array([axes["x"], axes["y"]]).T
    share = (places - [axes["left"], axes["top"]]) / [axes["width"], axes["height"]]
    share[:, 1] = 1 - share[:, 1]
    data = low + share * (high - low)
    lonely = KDTree(view.dots(VALUES, plot)).query(places)[0] > 5
    around = [tree.predict(data + shift) for shift in 0.015 * np.array([[1, 1], [-1, -1], [1, -1]])]
    free = lonely & (around[0] == around[1]) & (around[1] == around[2])
    labels = tree.predict(data)
    assert len(set(labels[free])) >= 3
    hue = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in theme.class_colours(4)]
    region = 0.2 * np.array(hue) + 0.8 * np.array(list(bytes.fromhex(theme.SURFACE[1:])))
    match = (np.abs(seen[rows, cols] - region[labels]) <= 1).all(axis=1)
    assert match[free].mean() > 0.99
