"""Functions on arrays in ``web/scene/``, run by the browser, against NumPy and scikit-learn."""

from functools import partial

import numpy as np
import pytest
from playwright.sync_api import Error
from scipy.spatial import KDTree
from sklearn.metrics import confusion_matrix, f1_score

from segview.scene.packing import EXACT, FINE, pack, pack_labels
from segview.scene.where import names, pixels

SHAPE = (23, 31)
N = SHAPE[0] * SHAPE[1]


@pytest.fixture
def run(run_module):
    """Run a JavaScript expression that may use what the modules export and the named values."""
    return partial(
        run_module, "bins", "centres", "colours", "comparing", "dots", "levels", "points",
        "rules", "scene", "scores", "where",
    )  # fmt: skip


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def levelled(rng, top=255, low=0.0, high=1.0):
    """A feature as the browser holds it, and its values."""
    levels = rng.integers(0, top + 1, N)
    array = {"levels": levels.tolist(), "low": low, "high": high, "top": top}
    return array, np.round(low + levels / top * (high - low), 9)


UNPACK = """await (async () => {
  const body = Uint8Array.from(bytes);
  const head = new DataView(body.buffer).getUint32(0, true);
  const meta = JSON.parse(new TextDecoder().decode(body.slice(4, 4 + head)));
  const plain = await scene.inflate(body.slice(4 + head));
  return { meta, levels: Array.from(scene.readLevels(plain, meta)) };
})()"""


@pytest.mark.parametrize("shape", [SHAPE, (1, 9), (9, 1), (1, 1)])
@pytest.mark.parametrize(
    ("top", "low", "high"), [(EXACT, 0, 1), (FINE, 0, 1), (FINE, -3, 5), (EXACT, -0.2, 0.1)]
)
def test_packed_features_arrive(run, rng, shape, top, low, high):
    feature = rng.uniform(low, high, shape)
    got = run(UNPACK, bytes=list(pack(feature, top).body))
    meta = got["meta"]
    assert (meta["height"], meta["width"], meta["top"]) == (*shape, top)
    step = (meta["high"] - meta["low"]) / top
    values = meta["low"] + np.reshape(got["levels"], shape) * step
    np.testing.assert_allclose(values, feature, atol=0.5 * step + 1e-12)


def test_sixteen_bit_images_arrive_exactly(run, rng):
    levels = rng.integers(0, 65536, SHAPE)
    got = run(UNPACK, bytes=list(pack(levels / 65535, EXACT).body))
    np.testing.assert_array_equal(np.reshape(got["levels"], SHAPE), levels)


def test_packed_labels_arrive(run, rng):
    labels = rng.integers(0, 4, SHAPE)
    got = run(UNPACK, bytes=list(pack_labels(labels, 4).body))
    np.testing.assert_array_equal(np.reshape(got["levels"], SHAPE), labels)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-2, 3)])
@pytest.mark.parametrize("value", [-9, 0, 0.1, 0.25, 0.5, 0.7501, 1, 9])
def test_level_of_tells_what_exceeds_a_value(run, rng, low, high, value):
    array, values = levelled(rng, 1000, low, high)
    level = run("scene.levelOf(array, value)", array=array, value=value)
    np.testing.assert_array_equal(np.array(array["levels"]) > level, values > value)


@pytest.mark.parametrize("cuts", [[], [0.3], [0.2, 0.6], [0.6, 0.2], [0.5, 0.5], [-1, 2]])
def test_labels_by_cuts(run, rng, cuts):
    array, values = levelled(rng)
    labels = run("scene.labelsByCuts(array, cuts)", array=array, cuts=cuts)
    np.testing.assert_array_equal(
        labels, sum((values > cut).astype(int) for cut in cuts) + 0 * values
    )


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.6), (0.6, 0.2), (-1, 0.5), (0.5, 2), (-2, -1)])
def test_labels_by_band(run, rng, low, high):
    array, values = levelled(rng)
    labels = run("scene.labelsByBand(array, low, high)", array=array, low=low, high=high)
    np.testing.assert_array_equal(labels, (values > low) & (values <= high))


def test_labels_by_band_without_an_upper_cut(run, rng):
    array, values = levelled(rng)
    labels = run("scene.labelsByBand(array, 0.4)", array=array)
    np.testing.assert_array_equal(labels, values > 0.4)


@pytest.mark.parametrize("d", [1, 2, 4])
@pytest.mark.parametrize("scaled", [False, True])
def test_labels_by_centre(run, rng, d, scaled):
    arrays, values = zip(*(levelled(rng, 255, -i, 1 + i) for i in range(d)), strict=True)
    centres = rng.uniform(0, 1, (3, d))
    scales = rng.uniform(0.5, 3, d) if scaled else None
    labels = run(
        "scene.labelsByCentre(arrays, centres, scales)",
        arrays=list(arrays), centres=centres, scales=scales,
    )  # fmt: skip
    away = (np.transpose(values)[:, None] - centres) / (1 if scales is None else scales)
    nearest = (away**2).sum(axis=2).argmin(axis=1)
    np.testing.assert_array_equal(labels, nearest)


@pytest.mark.parametrize("d", [1, 2])
@pytest.mark.parametrize("scales", [None, [0.5, 3]])
def test_the_nearest_centre_of_places(run, rng, d, scales):
    places, centres = rng.uniform(-1, 2, (200, d)), rng.uniform(0, 1, (4, d))
    labels = run(
        "places.map(scene.nearestCentre(centres, scales))",
        places=places, centres=centres, scales=scales,
    )  # fmt: skip
    away = (places[:, None] - centres) / (1 if scales is None else np.array(scales)[:d])
    np.testing.assert_array_equal(labels, (away**2).sum(axis=2).argmin(axis=1))


def levels_as_sent(levels, low=0.0, high=1.0, top=EXACT):
    """A feature as the browser holds it, and its values as Python computes with them."""
    array = {"levels": levels.tolist(), "low": low, "high": high, "top": top}
    return array, low + levels / top * (high - low)


def first_nearest(values, centres):
    """Nearest centre of each row of `values`, the first of equally near ones."""
    return np.argmin([((values - centre) ** 2).sum(axis=1) for centre in centres], axis=0)


@pytest.mark.parametrize("k", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("top", [EXACT, FINE])
def test_pixels_beside_the_border_of_two_centres_get_the_label_of_python(run, rng, k, top):
    """One level to either side of the border, where a difference of distances is smallest."""
    centres = rng.uniform(0, 1, (k, 2)).round(3)
    a, b = centres[rng.integers(0, k, (2, 9000))]
    x = rng.integers(0, EXACT + 1, 9000)
    with np.errstate(all="ignore"):
        y = ((b**2 - a**2).sum(axis=1) / 2 - x / EXACT * (b - a)[:, 0]) / (b - a)[:, 1]
    y = np.rint(np.nan_to_num(y).clip(0, 1) * top).astype(int) + rng.integers(-1, 2, 9000)
    arrays, values = zip(
        levels_as_sent(x), levels_as_sent(y.clip(0, top), top=top), strict=True
    )  # fmt: skip
    labels = run("scene.labelsByCentre(arrays, centres)", arrays=arrays, centres=centres)
    np.testing.assert_array_equal(labels, first_nearest(np.column_stack(values), centres))


@pytest.mark.parametrize("k", [2, 3, 4, 5, 6])
def test_every_level_of_a_single_feature_gets_the_label_of_python(run, rng, k):
    array, values = levels_as_sent(np.arange(EXACT + 1))
    for centres in (rng.uniform(0, 1, (k, 1)).round(3), 0.1 + 0.2 * np.arange(k)[:, None]):
        labels = run("scene.labelsByCentre(arrays, centres)", arrays=[array], centres=centres)
        np.testing.assert_array_equal(labels, first_nearest(values[:, None], centres))


@pytest.mark.parametrize("k", [2, 3, 4, 5, 6])
def test_equally_far_centres_give_the_label_of_python(run, rng, k):
    """Values and centres on one lattice, where borders run through pixels and centres coincide."""
    arrays, values = zip(*map(levels_as_sent, rng.integers(0, 6, (2, N)) * 13107), strict=True)
    values = np.column_stack(values)
    for centres in rng.integers(0, 11, (8, k, 2)) / 10:
        for placed in (centres, centres[[0, *range(k - 1)]]):
            labels = run("scene.labelsByCentre(arrays, centres)", arrays=arrays, centres=placed)
            np.testing.assert_array_equal(labels, first_nearest(values, placed))


@pytest.mark.parametrize("constant", [(0,), (1,), (0, 1)])
def test_a_constant_feature_tells_nothing_apart(run, rng, constant):
    features = rng.integers(0, EXACT + 1, (2, N))
    features[list(constant)] = 0
    arrays, values = zip(*(levels_as_sent(f, 0.3, 1.3) for f in features), strict=True)
    centres = rng.uniform(0.3, 1.3, (4, 2)).round(3)
    labels = run("scene.labelsByCentre(arrays, centres)", arrays=arrays, centres=centres)
    np.testing.assert_array_equal(labels, first_nearest(np.column_stack(values), centres))


def test_equally_near_centres_give_the_first_label(run):
    array = {"levels": [1], "low": 0, "high": 2, "top": 2}
    assert run("scene.labelsByCentre([array], [[0], [2]])", array=array) == [0]


@pytest.mark.parametrize("k", [2, 4])
def test_pairs_and_dice(run, rng, k):
    truth, result = rng.integers(0, k, (2, N))
    counts = run("scene.countPairs(truth, result, k)", truth=truth, result=result, k=k)
    np.testing.assert_array_equal(np.reshape(counts, (k, k)), confusion_matrix(truth, result))
    dice = run("scene.dicePerLabel(counts, k)", counts=counts, k=k)
    np.testing.assert_allclose(dice, f1_score(truth, result, average=None), rtol=1e-12)
    live = run("scene.liveDice(Uint32Array.from(counts), k)", counts=counts, k=k)
    assert live == pytest.approx(dice[1] if k == 2 else np.mean(dice))


def test_dice_of_a_label_in_neither_mask_is_undefined(run):
    assert run("scene.dicePerLabel([5, 0, 0, 0], 2)") == pytest.approx([1, np.nan], nan_ok=True)


def test_error_codes(run):
    codes = run("scene.errorCodes([0, 1, 0, 1], [0, 1, 1, 0], 2)")
    assert codes == [0, 1, 2, 3]
    assert run("scene.errorCodes([0, 1, 2, 2], [0, 1, 2, 0], 3)") == [0, 0, 0, 1]


BINNINGS = [(0, 1, 0.05), (0, 1, 0.3), (-1, 2, 0.25), (0, 1, 1)]


def bin_of_each(array, low, high, width):
    """Bin of every pixel, from 0, in whole numbers; the last one includes its upper border."""
    bins = np.ceil(round((high - low) / width, 6))
    exact = np.array(array["levels"]) * round(1000 * (high - low)) // round(1000 * 1000 * width)
    return np.minimum(exact, bins - 1)


@pytest.fixture
def piled(run):
    """Return a function that piles up pixels: their places and ranks, and the highest pile."""

    def piled(array, width, labels, k):
        got = run(
            """(({ places, ranks, highest }) => [Array.from(places), Array.from(ranks), highest])(
                 scene.pileUp(array, width, labels, k))""",
            array=array, width=width, labels=labels, k=k,
        )  # fmt: skip
        return np.array(got[0]), np.array(got[1]), got[2]

    return piled


@pytest.mark.parametrize(("low", "high", "width"), BINNINGS)
@pytest.mark.parametrize("k", [1, 3])
def test_pixels_pile_up_in_bins(piled, rng, low, high, width, k):
    array, _ = levelled(rng, 1000, low, high)
    labels = rng.integers(0, k, N)
    _, ranks, highest = piled(array, width, labels, k)
    bin_of = bin_of_each(array, low, high, width)
    for b in np.unique(bin_of):
        inside = np.flatnonzero(bin_of == b)
        order = inside[np.argsort(ranks[inside])]
        np.testing.assert_array_equal(ranks[order], np.arange(len(inside)) + 0.5)
        assert (np.diff(labels[order]) >= 0).all()
    assert highest == max(np.unique(bin_of, return_counts=True)[1])


@pytest.mark.parametrize(("low", "high", "width"), BINNINGS)
def test_dots_fill_the_bar_of_their_bin(piled, rng, low, high, width):
    array, _ = levelled(rng, 1000, low, high)
    places, ranks, _ = piled(array, width, None, 1)
    bin_of = bin_of_each(array, low, high, width)
    within = (places - low) / width - bin_of
    assert (within > 0.01).all() and (within < 0.99).all()
    for b in np.unique(bin_of):
        across = np.sort(within[bin_of == b])
        gaps = np.diff([0, *across, 1])
        assert gaps.max() < 0.05 + 3 / len(across)
        third = ranks[bin_of == b] < len(across) / 3
        assert np.ptp(within[bin_of == b][third]) > 0.9 - 3 / len(across), "at every height"


def test_a_place_in_a_bar_says_nothing_about_the_value(piled, rng):
    """Other values in the same bins give the same dots."""
    coarse = rng.integers(0, 20, N)
    one, two = (coarse * 50 + rng.integers(0, 50, N) for _ in range(2))
    assert (one != two).any()
    seen = [
        piled({"levels": levels.tolist(), "low": 0, "high": 1, "top": 1000}, 0.05, None, 1)
        for levels in (one, two)
    ]
    np.testing.assert_array_equal(seen[0][:2], seen[1][:2])


@pytest.mark.parametrize(
    ("a", "b", "low", "bins"),
    [
        (0.12, 0.29, 0, (2, 6)),  # 0.1 and 0.3 are nearest
        (0.29, 0.12, 0, (2, 6)),
        (0.13, 0.37, 0, (3, 7)),
        (-0.5, 1.5, 0, (-10, 30)),
        (0.41, 0.42, 0, (8, 9)),  # within one bin: that bin
        (0.41, 0.44, 0, (8, 9)),
        (0.44, 0.46, 0, (8, 9)),  # around a border: the bin it ends
        (-0.98, -0.91, -1, (0, 2)),
    ],
)
def test_a_range_takes_whole_bins(run, a, b, low, bins):
    got = run("scene.wholeBins(a, b, low, 0.05)", a=a, b=b, low=low)
    np.testing.assert_allclose(got, low + 0.05 * np.array(bins))


@pytest.mark.parametrize("n", [1, 2, 3, 10, 64, 97, 36608])
def test_mixing_visits_every_pixel_once(run, n):
    stride = run("scene.mixingStride(n)", n=n)
    assert len(set(np.arange(n) * stride % n)) == n


def mixed(points, stride):
    """Screen positions of pixels as `project` hands them out: in the order of mixing."""
    order = np.arange(len(points)) * stride % len(points)
    px, py = points[order].T.tolist()
    return {"px": px, "py": py, "stride": stride}


CONDITIONS = [
    [],
    [("truth", "=", 1)],
    [("truth", "!=", 1)],
    [("truth", "!=", "result")],
    [("truth", "=", "result"), ("truth", ">", 0)],
    [("truth", "<", "result")],
    [("truth", "<=", "result"), ("intensity", ">=", 0.5)],
    [("result", ">", "truth")],
    [("intensity", ">", 0.3), ("intensity", "<", 0.8), ("truth", "=", 0)],
    [("intensity", "<", 0.2), ("intensity", ">", 0.6)],
    [("gaussian:5", ">", "intensity"), ("result", "!=", 2)],
    [("gaussian:5", "=", "gaussian:5"), ("gaussian:5", "<", 0)],
    [("intensity", "=", 0.4)],
    [("row", ">", 12), ("row", "<", 40), ("column", "!=", 6)],
    [("row", "=", "column")],
    [("column", "<", "row"), ("intensity", ">", 0.5)],
]


@pytest.mark.parametrize("step", [1, 3])
def test_a_description_means_the_same_pixels_in_browser_and_server(run, rng, step):
    features, arrays = {}, {}
    for name, top, low, high in (("intensity", 20, 0, 1), ("gaussian:5", 2047, -0.3, 0.8)):
        levels = rng.integers(0, top + 1, SHAPE)
        features[name] = {"levels": levels.ravel().tolist(), "low": low, "high": high, "top": top}
        arrays[name] = low + levels / top * (high - low)
    labels = {name: rng.integers(0, 3, SHAPE) for name in ("truth", "result")}
    arrays |= labels | dict(zip(("row", "column"), np.indices(SHAPE) * step, strict=True))
    masks = run(
        """conditions.map((where) => {
             const known = { arrays, labels, step, shape: { height: h, width: w } };
             const named = scene.namesIn(where).map((name) => [name, scene.valuesOf(known, name)]);
             return Array.from(scene.pixels(where, Object.fromEntries(named), h * w));
           })""",
        conditions=CONDITIONS, arrays=features, step=step, h=SHAPE[0], w=SHAPE[1],
        labels={name: array.ravel().tolist() for name, array in labels.items()},
    )  # fmt: skip
    expected = [pixels(where, arrays) for where in CONDITIONS]
    assert len({mask.tobytes() for mask in expected}) > 10, "the cases tell signs and names apart"
    spoken_of = run("conditions.map(scene.namesIn)", conditions=CONDITIONS)
    assert [set(found) for found in spoken_of] == [names(where) for where in CONDITIONS]
    for where, mask, wanted in zip(CONDITIONS, masks, expected, strict=True):
        np.testing.assert_array_equal(np.reshape(mask, SHAPE), wanted, str(where))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ([("truth", "==", 1)], "“==” is none of < > <= >= = !="),
        ([("blurred", ">", 1)], "“blurred” is none of truth"),
        ([("truth", ">", "blurred")], "“blurred” is none of truth"),
        ([("toString", "=", 1)], "“toString” is none of truth"),
    ],
)
def test_what_a_description_may_not_say_is_refused_in_both(run, where, said):
    with pytest.raises(ValueError, match=r"none of|There is no"):
        pixels(where, {"truth": np.zeros((1, 1))})
    with pytest.raises(Error, match=said):
        run("scene.pixels(where, { truth: [0] }, 1)", where=where)


def test_nearest_dot(run, rng):
    dots = rng.permutation([(x, y) for x in range(-20, 220, 9) for y in range(-20, 220, 7)])
    asked = rng.uniform(0, 200, (300, 2))
    stride = run("scene.mixingStride(n)", n=len(dots))
    found = run(
        """(() => {
          const grid = scene.buildGrid(dots, 200, 200);
          return asked.map(([x, y]) => scene.nearestDot(grid, dots, x, y, 4));
        })()""",
        dots=mixed(dots, stride), asked=asked,
    )  # fmt: skip
    on_screen = np.flatnonzero(((dots >= 0) & (dots < 200)).all(axis=1))
    distance, nearest = KDTree(dots[on_screen]).query(asked)
    expected = np.where(distance < 4, on_screen[nearest], -1)
    assert (expected == -1).any()
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("expression", "word"),
    [
        ('scene.colourWord("#112233")', 0xFF332211),
        ('scene.colourWord("#ffffff", "#000000", 0.5)', 0xFF808080),
        ('scene.colourWord("#ff0000", "#0000ff", 1)', 0xFFFF0000),
    ],
)
def test_colour_words_are_little_endian(run, expression, word):
    assert run(expression) == word


def test_points_are_written_to_the_address_and_read_back(run):
    text = "0.3,0.3;0.5,0.1"
    points = [[0.3, 0.3], [0.5, 0.1]]
    assert run("scene.parsePoints(text)", text=text) == points
    assert run("scene.formatPoints(points)", points=points) == text


def test_dice_of_a_selection(run, rng):
    mask, labels = rng.integers(0, 2, N), rng.integers(0, 3, N)
    told = run("scene.selectionDice(mask, labels, 3)", mask=mask, labels=labels)
    for label, said in enumerate(told):
        assert said["dice"] == pytest.approx(f1_score(labels == label, mask))
        assert said["share"] == pytest.approx(np.mean(labels[mask == 1] == label))


def test_dice_of_both_sides_of_two_masks(run, rng):
    first, second = rng.integers(0, 3, (2, N)) > 0
    told = run(
        "scene.diceOfBothSides(first, second)", first=first.astype(int), second=second.astype(int)
    )
    assert told == pytest.approx([f1_score(first, second), f1_score(~first, ~second)])
    assert run("scene.diceOfBothSides([1, 1, 1], [1, 1, 0])") == pytest.approx([0.8, 0])
    assert run("scene.diceOfBothSides([0, 0], [0, 0]).map(Number.isNaN)") == [True, False]
    assert run("scene.diceOfBothSides([1, 1], [1, 1]).map(Number.isNaN)") == [False, True]


@pytest.mark.parametrize("k", [2, 4])
@pytest.mark.parametrize("judged", [True, False])
def test_difference_codes_tell_better_from_worse(run, rng, k, judged):
    truth, before, now = rng.integers(0, k, (3, N))
    known = {"truth": truth.tolist()} if judged else {}
    codes, counts = run(
        "[Array.from(scene.differenceCodes(before, now)),"
        " scene.countDifferences(scene.differenceCodes(before, now))]",
        before={"result": before.tolist(), **known},
        now={"result": now.tolist(), **known},
    )
    changed = before != now
    better, worse = changed & judged & (now == truth), changed & judged & (before == truth)
    np.testing.assert_array_equal(codes, np.select([better, worse, changed], [1, 2, 3], 0))
    assert counts == {
        "pixels": changed.sum(),
        "better": better.sum(),
        "worse": worse.sum(),
        "changed": (changed & ~better & ~worse).sum(),
    }


def shown(*rows, result="r", k=2, height=5, **features):
    """As much of a scene as decides which panels are compared: names of pictures by rows."""
    return {
        "rows": [[{"kind": "image", "name": name, "title": name} for name in row] for row in rows],
        "result": result,
        "features": {name: {"id": value} for name, value in features.items()},
        "shape": {"height": height, "width": 7},
        "step": 1,
        "classes": [{"name": str(label)} for label in range(k)],
    }


def titles(rows):
    return [[panel["title"] for panel in row] for row in rows]


BESIDE = "scene.rowsBeside(now, pinned)"


def test_a_pinned_result_stands_before_the_present_one(run):
    now, pinned = shown(["image", "result", "errors"], ["a"]), shown(["result"])
    beside = run(BESIDE, now=now, pinned=pinned)
    assert titles(beside) == [["image", "Pinned", "result", "What differs"], ["a"]]
    assert [panel.get("pinned", False) for panel in beside[0]] == [False, True, False, False]


@pytest.mark.parametrize("other", [{"k": 3}, {"height": 6}])
def test_errors_stay_where_differences_cannot_be_told(run, other):
    now, pinned = shown(["result", "errors"]), shown(["result", "errors"], **other)
    assert titles(run(BESIDE, now=now, pinned=pinned)) == [["Pinned", "result", "errors"]]


def test_without_a_result_only_pictures_that_changed_are_compared(run):
    now = shown(["image", "blurred", "other"], result=None, intensity="i", blurred="b", other="o")
    pinned = shown(["image", "blurred"], result=None, intensity="i", blurred="c")
    assert titles(run(BESIDE, now=now, pinned=pinned)) == [
        ["image", "Pinned: blurred", "blurred", "other"]
    ]
