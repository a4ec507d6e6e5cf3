"""The simulated brains behave like the two real slices that the course was written on.

Every number is computed here with NumPy, SciPy and scikit-learn, not with segcore. On the real
slices the numbers are known and must come out exactly to the decimals given. A
simulated brain may differ as one person differs from another: tolerances are stated where they
are used, and what a lesson relies on (an order, a rise, a zero) holds without any.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage as ndi
from sklearn.cluster import KMeans
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

ROOT = Path(__file__).parents[2]
OASIS = ROOT.parent / "shared" / "oasis"
REAL = {
    "oasis-0001": ("OAS1_0001_MR1_slice.png", "OAS1_0001_MR1_mask.png"),
    "oasis-0004": ("OAS1_0004_MR1_slice.png", "OAS1_0004_MR1_mask_slice.png"),
}
AGES = ["age-25", "age-50", "age-75"]
PERSONS = [*AGES, "age-60", "upper-slice", "lower-slice"]
BRAINS = [*PERSONS, "other-scanner"]
CUTS = np.linspace(0, 1, 201)

oasis = [
    pytest.mark.oasis,
    pytest.mark.skipif(not OASIS.exists(), reason="the real slices are not here"),
]


@lru_cache
def load(name):
    """Image in [0, 1] and labels."""
    folder = OASIS if name in REAL else ROOT / "data"
    files = REAL.get(name, (f"{name}.png", f"{name}_truth.png"))
    image, labels = (np.asarray(Image.open(folder / file)) for file in files)
    return image / image.max(), labels


def dice(result, truth):
    return 2 * np.sum(result & truth) / (np.sum(result) + np.sum(truth))


def dice_per_class(result, truth):
    return np.array([dice(result == label, truth == label) for label in range(4)])


def class_statistics(image, labels):
    """Mean and standard deviation per class, (n_classes, 2)."""
    return np.array([[f(image[labels == c]) for f in (np.mean, np.std)] for c in np.unique(labels)])


def bright_pixels(image, labels):
    """How many pixels outside and inside the brain are brighter than 0.6."""
    bright = image > 0.6
    return int(np.sum(bright & (labels == 0))), int(np.sum(bright & (labels > 0)))


def blurred_range(image):
    blurred = ndi.gaussian_filter(image, 5)
    return blurred.min(), blurred.max()


def region_means(image, labels):
    """Mean (intensity, blurred intensity) of scalp, brain and air, (3, 2)."""
    outside = labels == 0
    regions = outside & (image > 0.6), labels > 0, outside & (image < 0.1)
    return np.array(
        [[f[r].mean() for f in (image, ndi.gaussian_filter(image, 5))] for r in regions]
    )


def best_threshold_dice(image, labels):
    return max(dice(image > cut, labels > 0) for cut in CUTS)


def best_band_dice(image, labels):
    """Best Dice of ``low <= image < high`` over all pairs of cuts."""
    inside = np.r_[0, np.cumsum(np.histogram(image[labels > 0], CUTS)[0])]
    chosen = np.r_[0, np.cumsum(np.histogram(image, CUTS)[0])]
    hits = inside[None, :] - inside[:, None]
    sizes = chosen[None, :] - chosen[:, None]
    return np.triu(2 * hits / (np.abs(sizes) + np.sum(labels > 0))).max()


def blur_dice(image, labels):
    """Best threshold Dice after a Gaussian blur of sigma 0, 2 and 5."""
    return np.array(
        [best_threshold_dice(ndi.gaussian_filter(image, sigma), labels) for sigma in (0, 2, 5)]
    )


def noisy(image):
    return image + 0.15 * np.random.default_rng(0).standard_normal(image.shape)


def padding_scores(image, labels):
    """Accuracy and Dice of ``image > 0.1`` with 0, 50 and 300 pixels of zeros around, (3, 2)."""
    scores = []
    for width in (0, 50, 300):
        result, truth = np.pad(image, width) > 0.1, np.pad(labels, width) > 0
        scores.append([np.mean(result == truth), dice(result, truth)])
    return np.array(scores)


def features(image):
    """Intensity, Gaussian blur 5 and gradient magnitude 5 of every pixel, (H * W, 3)."""
    blurred = ndi.gaussian_filter(image, 5)
    gradient = ndi.gaussian_gradient_magnitude(image, 5)
    return np.stack([image, blurred, gradient], axis=-1).reshape(-1, 3)


@lru_cache
def transfer(train, test, neighbours):
    """Dice per class of a classifier from one subject to another; 0 is the nearest mean."""
    image, labels = load(train)
    model = KNeighborsClassifier(neighbours) if neighbours else NearestCentroid()
    model.fit(features(image), labels.ravel())
    image, labels = load(test)
    return dice_per_class(model.predict(features(image)).reshape(labels.shape), labels)


@lru_cache
def full_exercise_1(name):
    """k-means on (intensity, blurred): centres, result (True in the second cluster) and Dice."""
    image, labels = load(name)
    values = features(image)[:, :2]
    model = KMeans(2, init=np.array([[0.3, 0.3], [0.5, 0.1]]), n_init=1).fit(values)
    brain = np.argmax(model.cluster_centers_[:, 1])
    result = (model.labels_ == brain).reshape(labels.shape)
    return model.cluster_centers_, result, dice(result, labels > 0)


# The simulated brains


@pytest.mark.parametrize("name", PERSONS)
def test_classes_have_the_intensities_of_real_ones(name):
    means, deviations = class_statistics(*load(name)).T
    assert means == pytest.approx([0.13, 0.13, 0.30, 0.46], abs=0.03)
    assert deviations == pytest.approx([0.19, 0.06, 0.05, 0.04], abs=0.025)


def test_other_scanner_keeps_the_order_of_the_classes_but_not_their_levels():
    other = class_statistics(*load("other-scanner"))[1:]
    usual = class_statistics(*load("age-25"))[1:]
    assert np.all(np.diff(other[:, 0]) > 0.05)
    assert np.all(other[:2, 0] > usual[:2, 0] + 0.05)
    assert np.all(other[:, 1] > usual[:, 1])


@pytest.mark.parametrize("name", BRAINS)
def test_brain_fraction(name):
    """Higher up, a head is smaller."""
    _, labels = load(name)
    expected = 0.40 if name == "upper-slice" else 0.47
    assert np.mean(labels > 0) == pytest.approx(expected, abs=0.025)


@pytest.mark.parametrize("name", BRAINS)
def test_only_scalp_is_brighter_than_brain(name):
    outside, inside = bright_pixels(*load(name))
    assert 600 < outside < 1300
    assert inside == 0 or (name == "other-scanner" and inside < 30)


@pytest.mark.parametrize("name", BRAINS)
def test_blur_halves_the_range(name):
    lowest, highest = blurred_range(load(name)[0])
    assert lowest == pytest.approx(0, abs=0.01)
    assert highest == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize("name", BRAINS)
def test_scalp_is_bright_but_blurs_to_less_than_brain_does(name):
    scalp, brain, air = region_means(*load(name))
    assert scalp == pytest.approx([0.72, 0.30], abs=0.04)
    assert brain == pytest.approx([0.33, 0.33], abs=0.07)
    assert air == pytest.approx([0.03, 0.06], abs=0.02)
    assert brain[1] > scalp[1] - 0.01


@pytest.mark.parametrize("name", BRAINS)
def test_thresholds_end_where_they_end_on_real_slices(name):
    single, band = best_threshold_dice(*load(name)), best_band_dice(*load(name))
    assert single == pytest.approx(0.82, abs=0.02)
    assert band == pytest.approx(0.85, abs=0.02)
    assert band > single + 0.015


@pytest.mark.parametrize("name", BRAINS)
def test_blur_helps_a_noisy_image_and_hurts_a_clean_one(name):
    image, labels = load(name)
    with_noise, clean = blur_dice(noisy(image), labels), blur_dice(image, labels)
    tolerance = 0.06 if name == "other-scanner" else 0.04
    assert with_noise == pytest.approx([0.72, 0.80, 0.80], abs=tolerance)
    assert clean == pytest.approx([0.82, 0.81, 0.80], abs=tolerance)
    assert with_noise[1] > with_noise[0] + 0.05
    assert clean[1] < clean[0]


@pytest.mark.parametrize("name", BRAINS)
def test_padding_raises_accuracy_and_leaves_dice(name):
    accuracies, dices = padding_scores(*load(name)).T
    assert accuracies == pytest.approx([0.79, 0.91, 0.988], abs=0.05)
    assert np.all(np.diff(accuracies) > 0) and accuracies[2] > 0.98
    assert dices == pytest.approx(3 * [dices[0]])
    assert dices[0] == pytest.approx(0.80, abs=0.04)


def test_nearest_neighbours_reach_what_they_reach_on_real_slices():
    assert transfer("age-25", "age-50", 3) == pytest.approx([0.84, 0.60, 0.73, 0.94], abs=0.08)
    assert transfer("age-25", "age-25", 1) == pytest.approx([1, 1, 1, 1])
    assert transfer("age-25", "age-50", 1) == pytest.approx([0.84, 0.57, 0.71, 0.94], abs=0.08)
    assert transfer("age-25", "age-50", 0) == pytest.approx([0.75, 0.58, 0.72, 0.87], abs=0.05)


@pytest.mark.parametrize("name", PERSONS[1:])
def test_csf_and_grey_matter_are_the_hard_classes(name):
    """The classifier comes from the person of 25 years."""
    background, csf, grey, white = transfer("age-25", name, 3)
    assert csf < grey < background
    assert grey < white


def test_a_classifier_suffers_on_another_scanner():
    same, other = transfer("age-25", "age-50", 3), transfer("age-25", "other-scanner", 3)
    assert np.all(other[1:] < same[1:] - 0.08)


@pytest.mark.parametrize("name", BRAINS)
def test_full_exercise_1(name):
    """The brain has the higher blurred intensity; scalp ends up with the wrong cluster."""
    centres, result, score = full_exercise_1(name)
    image, labels = load(name)
    assert centres[0] == pytest.approx([0.40, 0.35], abs=0.05) or centres[1] == pytest.approx(
        [0.40, 0.35], abs=0.05
    )
    assert centres.min(axis=0) == pytest.approx([0.06, 0.11], abs=0.03)
    assert 0.70 < score < 0.83
    assert result[labels == 3].mean() > 0.98
    assert result[(labels == 0) & (image < 0.1)].mean() < 0.1


def test_csf_grows_with_age():
    shares = [np.mean(labels[labels > 0] == 1) for _, labels in map(load, AGES)]
    assert shares[0] + 0.03 < shares[1] < shares[2] - 0.03


def test_ventricles_grow_with_age():
    """The largest parts of CSF deeper than 25 pixels below the surface of the brain."""
    sizes = []
    for name in AGES:
        _, labels = load(name)
        deep = ndi.distance_transform_edt(labels > 0) > 25
        parts, _ = ndi.label(deep & (labels == 1))
        sizes.append(np.sort(np.bincount(parts.ravel())[1:])[-2:].sum())
    assert sizes[0] * 1.4 < sizes[1] and sizes[1] * 1.4 < sizes[2]


# The textures


def test_textures_share_one_histogram():
    """No threshold beats calling everything foreground by more than 0.02."""
    image, labels = load("textures")
    share = np.mean(labels > 0)
    everything = 2 * share / (1 + share)
    assert best_threshold_dice(image, labels) < everything + 0.02
    assert class_statistics(image, labels)[:, 0] == pytest.approx(3 * [0.5], abs=0.03)


def test_filters_tell_textures_apart():
    """A window's standard deviation does what intensity cannot."""
    image, labels = load("textures")
    mean = ndi.uniform_filter(image, 5)
    deviation = np.sqrt(np.maximum(ndi.uniform_filter(image**2, 5) - mean**2, 0))
    assert best_threshold_dice(deviation, labels) > best_threshold_dice(image, labels) + 0.1


# The real slices, where every number of the table is known


@pytest.mark.parametrize(
    "name, means, deviations, bright, highest, regions, single",
    [
        pytest.param(
            "oasis-0001",
            [0.13, 0.13, 0.30, 0.46],
            [0.19, 0.06, 0.05, 0.04],
            (1023, 0),
            0.49,
            [[0.72, 0.29], [0.31, 0.31], [0.03, 0.06]],
            0.824,
            marks=oasis,
        ),
        pytest.param(
            "oasis-0004",
            [0.13, 0.14, 0.30, 0.48],
            [0.18, 0.05, 0.05, 0.03],
            (644, 0),
            0.50,
            [[0.71, 0.32], [0.35, 0.35], [0.02, 0.05]],
            0.816,
            marks=oasis,
        ),
    ],
)
def test_real_intensities(name, means, deviations, bright, highest, regions, single):
    image, labels = load(name)
    statistics = class_statistics(image, labels)
    assert statistics[:, 0] == pytest.approx(means, abs=0.006)
    assert statistics[:, 1] == pytest.approx(deviations, abs=0.006)
    assert np.mean(labels > 0) == pytest.approx(0.47, abs=0.005)
    assert bright_pixels(image, labels) == bright
    assert blurred_range(image) == pytest.approx((0, highest), abs=0.006)
    assert region_means(image, labels) == pytest.approx(np.array(regions), abs=0.011)
    assert best_threshold_dice(image, labels) == pytest.approx(single, abs=0.002)


@pytest.mark.oasis
@pytest.mark.skipif(not OASIS.exists(), reason="the real slices are not here")
class TestRealSlices:
    def test_band(self):
        assert best_band_dice(*load("oasis-0001")) == pytest.approx(0.850, abs=0.002)

    def test_blur(self):
        image, labels = load("oasis-0001")
        assert blur_dice(noisy(image), labels) == pytest.approx([0.70, 0.78, 0.78], abs=0.008)
        assert blur_dice(image, labels) == pytest.approx([0.82, 0.80, 0.78], abs=0.008)

    def test_padding(self):
        accuracies, dices = padding_scores(*load("oasis-0001")).T
        assert accuracies == pytest.approx([0.769, 0.901, 0.987], abs=0.0006)
        assert dices == pytest.approx(3 * [0.780], abs=0.0006)

    @pytest.mark.parametrize(
        "neighbours, expected",
        [
            (3, [0.84, 0.60, 0.73, 0.94]),
            (1, [0.84, 0.57, 0.71, 0.94]),
            (0, [0.75, 0.58, 0.72, 0.87]),
        ],
    )
    def test_transfer(self, neighbours, expected):
        scores = transfer("oasis-0001", "oasis-0004", neighbours)
        assert scores == pytest.approx(expected, abs=0.0051)

    def test_one_neighbour_knows_its_own_image_by_heart(self):
        assert transfer("oasis-0001", "oasis-0001", 1) == pytest.approx([1, 1, 1, 1])

    @pytest.mark.parametrize("name, score", [("oasis-0001", 0.736), ("oasis-0004", 0.800)])
    def test_full_exercise_1(self, name, score):
        assert full_exercise_1(name)[2] == pytest.approx(score, abs=0.001)
