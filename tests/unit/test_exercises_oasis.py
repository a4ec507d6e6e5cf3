"""The course's two full exercises, and what was measured on the two real slices it came from."""

from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage
from skimage.io import imread
from sklearn.cluster import KMeans
from sklearn.neighbors import KNeighborsClassifier

from segcore.classifiers import train
from segcore.clustering import kmeans
from segcore.features import feature_space
from segcore.scores import accuracy, dice_coefficient, dice_multiclass
from segcore.thresholds import best_band, best_threshold, threshold

FOLDER = Path(__file__).parents[2].parent / "shared" / "oasis"
FEATURES = ["intensity", "gaussian:5", "gradient:5"]

pytestmark = [
    pytest.mark.oasis,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real slices are not here"),
]


def load(subject, mask):
    image = imread(FOLDER / f"OAS1_{subject}_MR1_slice.png")
    return image / image.max(), imread(FOLDER / f"OAS1_{subject}_MR1_{mask}.png").astype(int)


@pytest.fixture(scope="module")
def first():
    return load("0001", "mask")


@pytest.fixture(scope="module")
def second():
    return load("0004", "mask_slice")


def dice_by_hand(truth, result):
    truth, result = truth.ravel(), result.ravel()
    return [
        2 * np.sum((truth == c) & (result == c)) / (np.sum(truth == c) + np.sum(result == c))
        for c in range(4)
        if c in truth
    ]


def stack_by_hand(image, *filtered):
    return np.stack([image.ravel(), *(f.ravel() for f in filtered)], axis=1)


@pytest.mark.parametrize("subject", ["first", "second"])
def test_full_exercise_1(subject, request):
    image, truth = request.getfixturevalue(subject)
    init = [[0.3, 0.3], [0.5, 0.1]]
    space = feature_space(image, ["intensity", "gaussian:5"])
    ours = kmeans(space.values, init=init)

    data = stack_by_hand(image, ndimage.gaussian_filter(image, 5))
    theirs = KMeans(2, init=np.array(init), n_init=1, algorithm="lloyd", tol=0).fit(data)
    np.testing.assert_array_equal(space.values, data)
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
    np.testing.assert_allclose(ours.centres, theirs.cluster_centers_, atol=1e-9)

    brain = (truth > 0).astype(int)
    found = dice_coefficient(brain, space.to_image(ours.labels))
    assert found == dice_by_hand(brain, theirs.labels_)[1]
    assert found > 0.5
    assert space.values[:, 1].max() == pytest.approx(data[:, 1].max())


@pytest.mark.parametrize(
    ("neighbours", "expected"),
    [(3, [0.84, 0.60, 0.73, 0.94]), (1, [0.84, 0.57, 0.71, 0.94])],
)
def test_full_exercise_2(first, second, neighbours, expected):
    spaces = [feature_space(image, FEATURES) for image, _ in (first, second)]
    model = train("nearest neighbours", spaces[0].values, first[1], neighbours=neighbours)
    ours = spaces[1].to_image(model.predict(spaces[1].values))

    data = [
        stack_by_hand(
            image,
            ndimage.gaussian_filter(image, 5),
            ndimage.gaussian_gradient_magnitude(image, 5),
        )
        for image, _ in (first, second)
    ]
    theirs = KNeighborsClassifier(neighbours).fit(data[0], first[1].ravel()).predict(data[1])
    np.testing.assert_array_equal(ours.ravel(), theirs)
    found = dice_multiclass(second[1], ours)
    assert found.tolist() == dice_by_hand(second[1], theirs)
    np.testing.assert_array_equal(found.round(2), expected)


def test_one_neighbour_is_perfect_on_its_own_image(first):
    values = feature_space(first[0], FEATURES).values
    model = train("nearest neighbours", values, first[1], neighbours=1)
    assert dice_multiclass(first[1].ravel(), model.predict(values)).tolist() == [1, 1, 1, 1]


def test_nearest_mean_on_another_subject(first, second):
    model = train("nearest mean", feature_space(first[0], FEATURES).values, first[1])
    result = model.predict(feature_space(second[0], FEATURES).values)
    found = dice_multiclass(second[1].ravel(), result)
    np.testing.assert_array_equal(found.round(2), [0.75, 0.58, 0.72, 0.87])


def test_best_cuts(first, second):
    """Exact optima, so they may lie a little above figures that came from a grid of cuts."""
    (image, truth), (other, other_truth) = first, second
    assert 0.824 <= best_threshold(image, truth)[1] < 0.825
    assert 0.816 <= best_threshold(other, other_truth)[1] < 0.817
    low, high, found = best_band(image, truth)
    assert 0.850 <= found < 0.851
    assert found == dice_by_hand(truth > 0, (image > low) & (image <= high))[1]


def test_blurring_lowers_the_range(first, second):
    for (image, _), highest in ((first, 0.49), (second, 0.50)):
        blurred = feature_space(image, ["gaussian:5"]).values
        assert blurred.min().round(2) == 0
        assert blurred.max().round(2) == highest


def test_where_scalp_brain_and_air_lie(first, second):
    expected = (
        [(0.72, 0.29), (0.31, 0.31), (0.03, 0.06)],
        [(0.71, 0.32), (0.35, 0.35), (0.02, 0.05)],
    )
    for (image, truth), means in zip((first, second), expected, strict=True):
        values = feature_space(image, ["intensity", "gaussian:5"]).values
        intensity, brain = image.ravel(), truth.ravel() > 0
        regions = (~brain & (intensity > 0.6), brain, ~brain & (intensity < 0.1))
        found = [values[region].mean(axis=0).round(2) for region in regions]
        np.testing.assert_array_equal(found, means)


def test_noise_makes_blurring_worthwhile(first):
    image, truth = first
    noisy = image + np.random.default_rng(0).normal(0, 0.15, image.shape)

    def dice_after_blur(image):
        spaces = [feature_space(image, [f"gaussian:{sigma}"]) for sigma in (0, 2, 5)]
        return np.array([best_threshold(s.to_image(s.values), truth)[1] for s in spaces])

    above_grid = dice_after_blur(image) - [0.82, 0.80, 0.78]
    assert ((above_grid >= 0) & (above_grid < 0.01)).all()
    np.testing.assert_allclose(dice_after_blur(noisy), [0.70, 0.78, 0.78], atol=0.01)


@pytest.mark.parametrize(("padding", "expected"), [(0, 0.769), (50, 0.901), (300, 0.987)])
def test_padding_raises_accuracy_but_not_dice(first, padding, expected):
    image, brain = np.pad(first[0], padding), np.pad(first[1] > 0, padding)
    result = threshold(image, 0.1)
    assert round(accuracy(brain, result), 3) == expected
    assert round(dice_coefficient(brain, result), 3) == 0.780
