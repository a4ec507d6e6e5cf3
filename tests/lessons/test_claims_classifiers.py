"""What the lesson on classifiers says, computed without it."""

from functools import cache

import numpy as np
import pytest
from scipy import ndimage
from skimage.measure import label
from sklearn.metrics import f1_score
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.tree import DecisionTreeClassifier

from segcore import load_subject, subjects

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)
some_images = pytest.mark.parametrize(
    "image", ["age-25", pytest.param("oasis-0001", marks=pytest.mark.oasis)]
)
SIZE = 120
MIDDLES = -0.02 + (np.arange(SIZE) + 0.5) / SIZE * 1.04
PLANE = np.stack(np.meshgrid(MIDDLES, MIDDLES), axis=-1).reshape(-1, 2)


@cache
def data(image):
    """Dots, labels, and which of them train: a random tenth."""
    subject = load_subject(image)
    picture = subject.image
    values = np.stack([picture, ndimage.gaussian_filter(picture, 5)], axis=-1).reshape(-1, 2)
    trains = np.zeros(picture.size, bool)
    order = np.random.default_rng(0).permutation(picture.size)
    trains[order[: round(picture.size / 10)]] = True
    return values, subject.truth.ravel(), trains


def cell_of(values):
    return ((values + 0.02) / 1.04 * SIZE).astype(int).clip(0, SIZE - 1)


@cache
def neighbours(image, k):
    """Patches with dots, all patches, Dice on training pixels and on every fifth test pixel."""
    values, truth, trains = data(image)
    model = KNeighborsClassifier(k).fit(values[trains], truth[trains])
    patches = label(model.predict(PLANE).reshape(SIZE, SIZE), background=-1, connectivity=1)
    across, up = cell_of(values).T
    parts = np.flatnonzero(trains), np.flatnonzero(~trains)[::5]
    scores = [f1_score(truth[p], model.predict(values[p]), average="macro") for p in parts]
    return len(np.unique(patches[up, across])), patches.max(), *scores


@every_image
def test_a_larger_k_smooths_the_borders(image):
    islands = {k: neighbours(image, k)[0] for k in (1, 3, 7, 15, 31, 51)}
    assert islands[1] > islands[3] > islands[7] > islands[15]
    assert islands[15] < 0.3 * islands[1], "most had gone by k = 15"
    assert max(islands[31], islands[51]) < islands[15] + 4, "and do not come back among the dots"
    assert islands[51] < 0.2 * islands[1]


def test_where_no_dots_lie_islands_come_and_go():
    empty = {k: np.subtract(*neighbours("lower-slice", k)[1::-1]) for k in (1, 15, 51)}
    assert empty[1] < 5 and empty[51] > 20 > empty[15]


@every_image
def test_borders_among_the_dots_become_shorter(image):
    values, truth, trains = data(image)
    filled = np.zeros((SIZE, SIZE), bool)
    filled[tuple(cell_of(values).T[::-1])] = True
    length = {}
    for k in (1, 15, 51):
        model = KNeighborsClassifier(k).fit(values[trains], truth[trains])
        regions = model.predict(PLANE).reshape(SIZE, SIZE)
        length[k] = sum(
            ((np.diff(r, axis=0) != 0) & f[1:] & f[:-1]).sum()
            for r, f in ((regions, filled), (regions.T, filled.T))
        )
    assert length[1] > 2 * length[15] > 2 * length[51]


@every_image
def test_from_15_on_a_larger_k_barely_changes_dice(image):
    dice = {k: neighbours(image, k)[3] for k in (1, 15, 51)}
    assert abs(dice[51] - dice[15]) < 0.02
    assert 0.02 < dice[51] - dice[1] < 0.08


@every_image
def test_one_neighbour_knows_its_training_pixels_by_heart(image):
    assert neighbours(image, 1)[2] == pytest.approx(1)


@some_images
def test_k_near_the_size_of_a_class_would_collapse(image):
    values, truth, trains = data(image)
    smallest = np.bincount(truth[trains]).min()
    model = KNeighborsClassifier(3 * smallest).fit(values[trains], truth[trains])
    test = np.flatnonzero(~trains)[::20]
    dice = f1_score(truth[test], model.predict(values[test]), average="macro")
    assert dice < neighbours(image, 51)[3] - 0.1


@some_images
def test_the_numbers_on_the_page(visit, image):
    screen = visit("classifiers", f"image={image}&neighbours=51")
    text = screen.prose
    patches, everywhere, trained, tested = neighbours(image, 51)
    assert f"fall into {everywhere} patches; {patches} of them hold dots." in text
    assert f"Mean Dice there {trained:.3f}" in text
    shown = float(text.split("others **")[1][:5])
    assert shown == pytest.approx(tested, abs=0.01)
    first = screen.data("quiz")[0]["answers"][0]["why"]
    few, most = neighbours(image, 1)[:2]
    assert f"are {few} patches with k = 1 and {patches} with k = 51." in first
    assert f": {most - few} with k = 1, {everywhere - patches} with k = 51." in first


@every_image
def test_a_tree_cuts_along_the_axes(image):
    """Seven thresholds at most: few different rows and columns, each in one block."""
    values, truth, trains = data(image)
    tree = DecisionTreeClassifier(max_depth=3, random_state=0).fit(values[trains], truth[trains])
    regions = tree.predict(PLANE).reshape(SIZE, SIZE)
    rows, columns = ((np.diff(r, axis=0) != 0).any(axis=1).sum() for r in (regions, regions.T))
    assert rows + columns <= 7
    deep = DecisionTreeClassifier(max_depth=30, random_state=0).fit(values[trains], truth[trains])
    assert (deep.predict(values[trains]) == truth[trains]).mean() > 0.995


@every_image
def test_nearest_mean_draws_straight_slanted_borders(image):
    values, truth, trains = data(image)
    model = NearestCentroid().fit(values[trains], truth[trains])
    air, scalp = (values[:, 0] < 0.1) & (truth == 0), values[:, 0] > 0.6
    low, high = values[air, 0].mean(), values[scalp, 0].mean()
    assert low < model.centroids_[0, 0] < high
    regions = model.predict(PLANE).reshape(SIZE, SIZE)
    assert len(np.unique(regions, axis=0)) > 20, "slanted"
    for c in np.unique(regions):
        rows, columns = np.nonzero(regions == c)
        middle = regions[
            (rows[:-1:7] + rows[-1:0:-7]) // 2, (columns[:-1:7] + columns[-1:0:-7]) // 2
        ]
        assert (middle == c).mean() > 0.97, "between two dots of a region lies the region"


@every_image
def test_white_matter_has_a_region_to_find(visit, image, unpack):
    screen = visit("classifiers", f"image={image}")
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    assert view["classes"][3]["name"] == "white matter"
    assert (arrays[view["result"]] == 3).sum() > 1000


@every_image
def test_right_answers(visit, image):
    screen = visit("classifiers", f"image={image}")
    assert screen.right("larger-k") == ["They become smoother: small islands disappear."]
    assert screen.right("k-and-dice") == ["It barely changes."]
    assert screen.right("tree") == ["Only along the axes."]


@every_image
def test_what_is_wrong_with_1_and_51_neighbours_lies_where_classes_overlap(visit, image):
    """Question "contrast": there the majority of all dots around has another class."""
    truth = load_subject(image).truth
    one, many = (visit("classifiers", f"image={image}&neighbours={k}").scene() for k in (1, 51))
    both = ((one.result != truth) & (many.result != truth)).ravel()
    cell = np.ravel_multi_index((data(image)[0].T * 32).astype(int).clip(0, 31), (32, 32))
    counts = np.stack([np.bincount(cell[truth.ravel() == c], minlength=32**2) for c in range(4)])
    outvoted = counts.argmax(axis=0)[cell] != truth.ravel()
    assert outvoted[both].mean() > 0.7
    air = (load_subject(image).image < 0.05) & (truth == 0)
    assert both[air.ravel()].mean() < 0.05, "nearly all of it is right"


@every_image
def test_nearest_mean_calls_the_scalp_white_matter(visit, image):
    """The drawing, and how far the true white matter takes a learner."""
    subject = load_subject(image)
    result = visit("classifiers", f"image={image}&classifier=nearest mean").scene().result
    assert (result[subject.image > 0.6] == 3).mean() > 0.95
    assert f1_score(result.ravel() == 3, subject.truth.ravel() == 3) > 0.75


@every_image
def test_class_means_are_marked(visit, image):
    values, truth, trains = data(image)
    screen = visit("classifiers", f"image={image}&classifier=nearest mean")
    marks = [centre["at"] for centre in screen.data("linked")[0]["centres"]]
    means = [values[trains & (truth == c)].mean(axis=0) for c in range(4)]
    assert marks == [pytest.approx(mean) for mean in means]


def test_other_classifiers_have_no_means_to_mark(visit):
    assert visit("classifiers").data("linked")[0]["centres"] == []


@every_image
def test_the_region_of_white_matter_is_in_one_place(visit, image, unpack):
    """The task: all dots in the largest patch of the region are enough."""
    screen = visit("classifiers", f"image={image}&neighbours=51")
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    white = arrays[view["regions"]["id"]] == 3
    patches = label(white, connectivity=1)
    largest = patches == np.bincount(patches[white]).argmax()
    cell = cell_of(data(image)[0])
    chosen = largest[cell[:, 1], cell[:, 0]]
    assert f1_score(arrays[view["result"]].ravel() == 3, chosen) > 0.85
