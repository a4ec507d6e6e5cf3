"""Descriptions of pixels, run by the browser, against scikit-image, Matplotlib and NumPy."""

from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.path import Path
from scipy.spatial.distance import cdist
from skimage.measure import points_in_poly

SHAPE = (23, 31)
ROW, COL = np.indices(SHAPE)
MIDDLES = np.column_stack([COL.ravel(), ROW.ravel()]) + 0.5
MODES = {
    "replace": lambda old, now: now,
    "add": np.logical_or,
    "remove": lambda old, now: old & ~now,
    "intersect": np.logical_and,
}


@pytest.fixture
def run(run_module):
    return partial(run_module, "masks", "shapes", "simplifying", "steps")


@pytest.fixture
def rng():
    return np.random.default_rng(11)


@pytest.fixture
def scene(rng):
    """A scene as the browser holds it, and the values of its arrays."""
    levels = {name: rng.integers(0, 4001, SHAPE) for name in ("intensity", "gaussian:5")}
    ends = {"intensity": (0, 1), "gaussian:5": (-0.5, 2)}
    arrays = {
        name: {"levels": of.ravel().tolist(), "low": ends[name][0], "high": ends[name][1]}
        | {"top": 4000}
        for name, of in levels.items()
    }
    truth = rng.integers(0, 3, SHAPE)
    shown = {
        "shape": {"height": SHAPE[0], "width": SHAPE[1]}, "step": 1, "arrays": arrays,
        "labels": {"truth": truth.ravel().tolist()},
    }  # fmt: skip
    values = {name: low + levels[name] / 4000 * (high - low) for name, (low, high) in ends.items()}
    return shown, values | {"truth": truth, "row": ROW, "column": COL}


@pytest.fixture
def mask(run, scene):
    """The mask that the browser makes of a shape."""

    def mask(shape):
        found = run("scene.maskOf(shape, known)", shape=shape, known=scene[0])
        return np.reshape(found, SHAPE).astype(bool)

    return mask


@pytest.mark.parametrize("shift", [0, -12, 15])
@pytest.mark.parametrize("corners", [3, 4, 30])
def test_an_outline_takes_the_pixels_whose_middle_is_inside(mask, rng, corners, shift):
    """Even-odd rule, also where the outline crosses itself, or leaves the picture."""
    points = rng.uniform(0, 25, (corners, 2)) + shift
    inside = points_in_poly(MIDDLES, points).reshape(SHAPE)
    np.testing.assert_array_equal(mask({"kind": "outline", "points": points.tolist()}), inside)


@pytest.mark.parametrize(
    "box", [(2, 5, 3, 9), (0, 22, 0, 30), (4, 4, 7, 7), (-5, 3, -2, 99), (20, 99, 28, 99)]
)
def test_a_box_takes_whole_rows_and_columns(mask, box):
    r0, r1, c0, c1 = box
    expected = (r0 <= ROW) & (r1 >= ROW) & (c0 <= COL) & (c1 >= COL)
    shape = {"kind": "box", "rows": [r0, r1], "columns": [c0, c1]}
    np.testing.assert_array_equal(mask(shape), expected)


@pytest.mark.parametrize("points", [1, 2, 5])
@pytest.mark.parametrize("radius", [0.4, 3.5, 60])
def test_a_brush_takes_what_is_within_its_radius(mask, rng, points, radius):
    way = rng.uniform(-5, 35, (points, 2)).round(1)
    share = np.linspace(0, 1, 3000)[:, None]
    stretches = [a + share * (b - a) for a, b in pairwise(way)]
    away = cdist(MIDDLES, np.vstack([way, *stretches])).min(axis=1).reshape(SHAPE)
    got = mask({"kind": "brush", "points": way.tolist(), "radius": radius})
    sure = abs(away - radius) > 1e-3
    np.testing.assert_array_equal(got[sure], away[sure] <= radius)


def test_a_dab_is_a_disc(mask):
    got = mask({"kind": "brush", "points": [[10.5, 12.5]], "radius": 3.5})
    np.testing.assert_array_equal(got, np.hypot(ROW - 12, COL - 10) <= 3.5)


@pytest.mark.parametrize("corners", [3, 4, 7, 30])
def test_a_polygon_takes_the_dots_inside(mask, scene, rng, corners):
    points = rng.uniform([0, -0.5], [1, 2], (corners, 2))
    values = np.column_stack([scene[1][name].ravel() for name in ("intensity", "gaussian:5")])
    got = mask({"kind": "polygon", "x": "intensity", "y": "gaussian:5", "points": points.tolist()})
    np.testing.assert_array_equal(got.ravel(), points_in_poly(values, points))
    if corners < 5:  # Matplotlib counts windings, which is the same where nothing is crossed
        np.testing.assert_array_equal(got.ravel(), Path(points).contains_points(values))


@pytest.mark.parametrize("x", ["intensity", "gaussian:5"])
@pytest.mark.parametrize("width", [0.05, 0.01, 0.25])
def test_a_range_takes_the_bins_of_a_histogram(run, mask, scene, x, width):
    """The pixels that `pileUp` puts into the bins from one border to another."""
    array = scene[0]["arrays"][x]
    bins = round((array["high"] - array["low"]) / width)
    at = np.floor(
        (array["high"] - array["low"]) / array["top"] / width * np.reshape(array["levels"], SHAPE)
        + 1e-9
    ).clip(max=bins - 1)
    for first, end in ((0, 1), (0, bins), (bins // 3, bins // 2), (bins - 1, bins), (-4, 2)):
        borders = [round(array["low"] + border * width, 9) for border in (first, end)]
        got = mask({"kind": "between", "x": x, "from": borders[0], "to": borders[1]})
        np.testing.assert_array_equal(got, (at >= first) & (at < end))


def test_conditions_hold_together(mask, scene):
    values = scene[1]
    got = mask({"kind": "where", "where": [["intensity", ">", 0.3], ["truth", "=", 1]]})
    np.testing.assert_array_equal(got, (values["intensity"] > 0.3) & (values["truth"] == 1))
    assert mask({"kind": "where", "where": []}).all()


UNKNOWN = [
    ({"kind": "where", "where": [["blurred", ">", 1]]}, ["blurred"]),
    ({"kind": "where", "where": [["toString", "=", "__proto__"]]}, ["toString", "__proto__"]),
    ({"kind": "polygon", "x": "truth", "y": "constructor"}, ["truth", "constructor"]),
    ({"kind": "between", "x": "mean:3", "from": 0, "to": 1}, ["mean:3"]),
    ({"kind": "polygon", "x": "intensity", "y": "intensity", "pinned": True}, ["what is pinned"]),
]


@pytest.mark.parametrize(("shape", "names"), UNKNOWN)
def test_what_a_scene_does_not_have_selects_nothing(run, mask, scene, shape, names):
    shape = {"points": [[0, 0], [9, 0], [9, 9]]} | shape
    assert run("scene.missingIn(shape, known)", shape=shape, known=scene[0]) == names
    assert not mask(shape).any()


def test_dots_of_what_is_pinned_are_told_by_its_own_values(run, scene, rng):
    known, values = scene
    pinned = known | {"arrays": {"intensity": known["arrays"]["gaussian:5"]}}
    shape = {"kind": "between", "x": "intensity", "from": 0.5, "to": 1.5, "pinned": True}
    there = values["gaussian:5"].ravel()
    got = run("scene.maskOf(shape, known)", shape=shape, known=known | {"pinned": pinned})
    np.testing.assert_array_equal(got, (there >= 0.5) & (there < 1.5))
    other = pinned | {"shape": {"height": 1, "width": 3}}
    got = run("scene.maskOf(shape, known)", shape=shape, known=known | {"pinned": other})
    assert (len(got), sum(got)) == (ROW.size, 0)


@pytest.mark.parametrize(
    ("mode", "table"),
    [
        ("replace", [0, 1, 0, 1]),
        ("add", [0, 1, 1, 1]),
        ("remove", [0, 0, 1, 0]),
        ("intersect", [0, 0, 0, 1]),
    ],
)
def test_selections_combine(run, mode, table):
    assert run("scene.combine([0, 0, 1, 1], [0, 1, 0, 1], mode)", mode=mode) == table
    assert run("scene.combine(null, [0, 1], mode)", mode=mode) == table[:2]


def test_a_selection_can_be_inverted_and_counted(run):
    assert run("scene.invert([0, 1, 1])") == [1, 0, 0]
    assert run("scene.countOf([0, 1, 1])") == 2


def random_shape(rng):
    """Any shape, as a hand or a lesson makes it."""
    points = rng.uniform(-9, 400, (rng.integers(1, 33), 2)).round(rng.integers(0, 3)).tolist()
    x, y = rng.choice(["intensity", "gaussian:5", "hessian-large:2.5", "row"], 2).tolist()
    low, high = np.sort(rng.normal(size=2)).round(rng.integers(0, 10)).tolist()
    r0, r1, c0, c1 = rng.integers(-3, 900, 4).tolist()
    where = [[x, ">=", low], ["truth", "!=", "result"], [y, "<", 3], [x, "=", high]]
    where = where[: rng.integers(0, 5)]
    shapes = [
        {"kind": "where", "where": where},
        {"kind": "outline", "points": points},
        {"kind": "box", "rows": [r0, r1], "columns": [c0, c1]},
        {"kind": "brush", "points": points, "radius": 3.5},
        {"kind": "polygon", "x": x, "y": y, "points": points},
        {"kind": "between", "x": x, "from": low, "to": high},
    ]
    pinned = {"pinned": True} if rng.random() < 0.2 else {}
    return shapes[rng.integers(len(shapes))] | pinned


def test_what_is_written_is_read_again(run, rng):
    shapes = [random_shape(rng) for _ in range(300)]
    texts = run("shapes.map(scene.writeShape)", shapes=shapes)
    assert run("texts.map(scene.readShape)", texts=texts) == shapes
    assert {shape["kind"] for shape in shapes} == {
        text.removeprefix("pinned_").partition("_")[0] for text in texts
    }
    steps = [["replace", shapes[0]], ["add", shapes[1]], ["replace", {"kind": "invert"}]]
    steps += [["intersect", shapes[2]], ["remove", {"kind": "where", "where": []}]]
    text = run("scene.writeSteps(steps)", steps=steps)
    assert run("scene.readSteps(text)", text=text) == steps


@pytest.mark.parametrize(
    "text",
    [
        "", "*", "lasso_1_2", "invert", "add_box_0_1_0_1", "box_0_1_0", "box_0_1_0_1.5",
        "box_0_1_0_1*box_0_1_0_1", "box_0_1_0_1*add_invert", "box_0_1_0_1*", "outline_1_2",
        "outline_1_2_3_4", "brush_x_0_1_1", "brush_3_0_1_1e9", "between_intensity_0",
        "where_truth_==_1", "where_truth_=", "where_truth_=_1_", "polygon_intensity_0_1_1",
        "toString_1", "constructor", "pinned", "outline_0_NaN_1", "outline_0_9999999999999_1",
        "between_intensity_0_Infinity", "box_0_1_0_1*xor_box_0_1_0_1", "<script>",
    ],
)  # fmt: skip
def test_what_is_no_description_is_not_read(run, text):
    assert run("scene.readSteps(text)", text=text) is None


def test_steps_do_to_pixels_what_hands_did(run, scene, rng):
    known, _ = scene
    for _ in range(40):
        shapes = [random_shape(rng) | {"pinned": False} for _ in range(4)]
        modes = rng.choice(list(MODES), 4)
        masks = run(
            "shapes.map((one) => Array.from(scene.maskOf(one, known)))", shapes=shapes, known=known
        )
        expected = np.zeros(ROW.size, bool)
        for mode, mask in zip(modes, masks, strict=True):
            expected = (
                MODES[mode](expected, np.array(mask, bool))
                if expected.any()
                else np.array(mask, bool)
            )
            expected = ~expected
        got = run(
            """(() => {
              let steps = [];
              for (const [n, mode] of modes.entries()) {
                const empty = !scene.maskOfSteps(steps, known)?.some(Boolean);
                steps = scene.withStep(empty ? [] : steps, empty ? "replace" : mode, shapes[n]);
                steps = scene.withStep(steps, "replace", { kind: "invert" });
              }
              const there = scene.readSteps(scene.writeSteps(steps));
              return scene.maskOfSteps(there, known);
            })()""",
            shapes=shapes, modes=modes, known=known,
        )  # fmt: skip
        np.testing.assert_array_equal(np.array(got, bool), expected)


def test_inverting_twice_leaves_no_trace(run):
    steps = run(
        """[1, 2].reduce((steps) => scene.withStep(steps, "replace", { kind: "invert" }),
             [["replace", { kind: "where", where: [] }]])"""
    )
    assert steps == [["replace", {"kind": "where", "where": []}]]


@pytest.mark.parametrize("n", [1, 2, 3, 200, 3000])
def test_a_way_is_simplified_within_its_tolerance(run, rng, n):
    angle = np.linspace(0, 6, n)
    way = np.column_stack([50 + 40 * np.cos(angle), 50 + 30 * np.sin(2 * angle)])
    kept = np.array(run("scene.simplified(way, 0.3)", way=way))
    assert len(kept) <= 32
    np.testing.assert_array_equal(kept[[0, -1]], way[[0, -1]])
    share = np.linspace(0, 1, 400)[:, None]
    near = np.vstack([kept, *(a + share * (b - a) for a, b in pairwise(kept))])
    assert cdist(way, near).min(axis=1).max() < 0.9


def test_straight_ways_keep_their_corners_alone(run):
    corners = np.array([[0, 0], [10, 0], [10, 8], [0, 8]], float)
    way = np.vstack([a + np.linspace(0, 1, 9)[:, None] * (b - a) for a, b in pairwise(corners)])
    np.testing.assert_array_equal(run("scene.simplified(way, 0.3)", way=way), corners)
