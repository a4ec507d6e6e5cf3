"""Thresholds against hand-made images and brute force over every possible cut."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from skimage.data import microaneurysms

from segcore.thresholds import (
    best_band,
    best_cuts,
    best_threshold,
    midpoints,
    midway,
    otsu,
    threshold,
    threshold_band,
    threshold_multi,
)

IMAGE = np.array([[0.0, 0.2, 0.4], [0.4, 0.6, 0.8], [0.8, 0.9, 1.0]])


def dice(truth, result):
    truth, result = set(np.flatnonzero(truth)), set(np.flatnonzero(result))
    return 2 * len(truth & result) / (len(truth) + len(result))


@st.composite
def images_with_truth(draw, levels):
    shape = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    image = draw(arrays(float, shape, elements=levels))
    truth = draw(arrays(np.uint8, shape, elements=st.integers(0, 1)))
    truth[draw(st.integers(0, shape[0] - 1)), draw(st.integers(0, shape[1] - 1))] = 1
    return image, truth


any_level = st.floats(0, 1)
few_levels = st.sampled_from([0.0, 0.1, 0.2, 0.5, 0.7, 1.0])


def test_threshold_is_strict():
    result = threshold(IMAGE, 0.4)
    assert result.dtype == bool
    assert result.tolist() == [[False, False, False], [False, True, True], [True, True, True]]


def test_band_leaves_out_its_lower_end_only():
    result = threshold_band(IMAGE, 0.2, 0.8)
    assert result.tolist() == [[False, False, True], [True, True, True], [True, False, False]]


def test_multi_counts_the_cuts_below_a_pixel():
    result = threshold_multi(IMAGE, [0.8, 0.2])
    assert result.tolist() == [[0, 0, 1], [1, 1, 1], [1, 2, 2]]
    assert np.issubdtype(result.dtype, np.integer)
    assert threshold_multi(IMAGE, []).tolist() == [[0] * 3] * 3


@settings(deadline=None)
@given(arrays(float, (3, 4), elements=few_levels), st.lists(few_levels, max_size=4))
def test_multi_is_a_sum_of_thresholds(image, cuts):
    expected = sum((image > cut).astype(int) for cut in cuts) + np.zeros(image.shape, int)
    np.testing.assert_array_equal(threshold_multi(image, cuts), expected)


def test_otsu_maximises_the_variance_between_the_groups():
    random = np.random.default_rng(0)
    image = np.concatenate([random.normal(0.3, 0.06, 600), random.normal(0.7, 0.1, 400)])
    image = image.clip(0, 1).reshape(20, 50)

    def variance_between(t):
        above = image > t
        return above.mean() * (1 - above.mean()) * (image[above].mean() - image[~above].mean()) ** 2

    best = max(variance_between(t) for t in np.linspace(0.2, 0.9, 2000))
    assert variance_between(otsu(image)) == pytest.approx(best, rel=1e-3)
    assert variance_between(0.4) < 0.99 * best


def variances_between(levels):
    """Every cut of whole grey levels with its variance between the groups, without rounding."""
    levels = sorted(map(int, levels))
    for cut in sorted(set(levels))[:-1]:
        below, above = [x for x in levels if x <= cut], [x for x in levels if x > cut]
        apart = Fraction(sum(below), len(below)) - Fraction(sum(above), len(above))
        yield cut, len(below) * len(above) * apart**2


@settings(deadline=None)
@given(
    arrays(int, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.integers(0, 12)),
    st.sampled_from([(1, 0), (1 / 255, 0), (1e-9, 0), (1e9, 0), (0.1, -7), (3, 1e5)]),
)
def test_otsu_takes_the_best_cut_and_of_equal_ones_the_lowest(levels, unit):
    assume(levels.min() < levels.max())
    cuts = list(variances_between(levels.ravel()))
    most = max(variance for _, variance in cuts)
    best = next(cut for cut, variance in cuts if variance == most)
    image = levels * unit[0] + unit[1]
    np.testing.assert_array_equal(image > otsu(image), levels > best)


def test_otsu_of_an_8_bit_image_cuts_between_its_levels():
    stored = np.repeat(np.array([0, 200, 255], np.uint8), (100, 4900, 5000))
    for image in (stored, stored / 255):
        assert (image > otsu(image)).sum() == 5000
    assert otsu(stored) == 227.5


def test_otsu_of_a_photograph_of_8_bits():
    """The exact variance over its 256 levels has its maximum where 8139 pixels are above."""
    stored = microaneurysms()
    best = max(variances_between(stored.ravel()), key=lambda cut: cut[1])[0]
    assert (stored > best).sum() == 8139
    for image in (stored, stored / stored.max()):
        np.testing.assert_array_equal(image > otsu(image), stored > best)


def test_otsu_of_many_levels_is_no_histograms():
    random = np.random.default_rng(1)
    image = np.append(random.integers(0, 400, 300), random.integers(900, 60_000, 200))
    best = max(variances_between(image), key=lambda cut: cut[1])[0]
    np.testing.assert_array_equal(image / 65535 > otsu(image / 65535), image > best)


def test_otsu_of_two_neighbouring_floats_and_of_one_level():
    image = np.array([0.1, np.nextafter(0.1, 1)])
    assert (image > otsu(image)).tolist() == [False, True]
    assert otsu(np.full((2, 2), 0.3)) == 0.3


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_grey_levels_must_be_numbers(wrong):
    image = np.array([[0.1, wrong], [0.5, 0.9]])
    for find in (otsu, lambda im: best_threshold(im, im > 0.3), lambda im: best_band(im, im > 0.3)):
        with pytest.raises(ValueError, match="1 of the 4 numbers of the image are NaN or infinite"):
            find(image)
    with pytest.raises(ValueError, match="without pixels"):
        otsu(np.zeros((0, 3)))


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_midway_is_a_threshold_between(lower, step):
    upper = max(lower + step, np.nextafter(lower, np.inf))
    assert lower <= midway(lower, upper) < upper


def test_best_threshold_of_a_hand_made_image():
    truth = [[0, 0, 0], [0, 1, 0], [1, 1, 1]]
    assert best_threshold(IMAGE, truth) == (pytest.approx(0.5), pytest.approx(8 / 9))


def test_best_band_of_a_hand_made_image():
    truth = (IMAGE > 0.3) & (IMAGE < 0.7)
    assert best_band(IMAGE, truth) == (pytest.approx(0.3), pytest.approx(0.7), 1)


@settings(deadline=None)
@given(images_with_truth(any_level))
def test_best_threshold_has_the_dice_it_promises_and_no_other_has_more(case):
    image, truth = case
    t, found = best_threshold(image, truth)
    assert found == pytest.approx(dice(truth, threshold(image, t)), abs=1e-12)
    every_cut = [-1, *image.ravel(), *np.linspace(0, 1, 11)]
    assert found == pytest.approx(max(dice(truth, image > cut) for cut in every_cut), abs=1e-12)


@settings(deadline=None)
@given(images_with_truth(few_levels))
def test_best_threshold_lies_between_grey_levels(case):
    image, truth = case
    t, _ = best_threshold(image, truth)
    assert t not in image
    assert t < image.max()


@settings(deadline=None)
@given(st.one_of(images_with_truth(few_levels), images_with_truth(any_level)))
def test_best_band_equals_brute_force(case):
    image, truth = case
    low, high, found = best_band(image, truth)
    assert found == pytest.approx(dice(truth, threshold_band(image, low, high)), abs=1e-12)
    ends = [-1, *np.unique(image)]
    every_band = [(a, b) for a in ends for b in ends if a < b]
    brute = max(dice(truth, (image > a) & (image <= b)) for a, b in every_band)
    assert found == pytest.approx(brute, abs=1e-12)


@pytest.mark.parametrize(
    ("centre", "width", "most"), [(0.5, 0.2, 1), (0.2, 0.1, 0.5), (0.3, 0.05, 0.5), (0.8, 0.1, 0.8)]
)
def test_best_band_of_many_grey_levels_equals_brute_force(centre, width, most):
    random = np.random.default_rng(5)
    image = random.permutation(200).reshape(10, 20) / 200
    truth = random.random((10, 20)) < most * np.exp(-(((image - centre) / width) ** 2))
    ordered = truth.ravel()[np.argsort(image.ravel())]
    hits = np.concatenate([[0], np.cumsum(ordered)])
    brute = max(
        2 * (hits[j] - hits[i]) / (j - i + hits[-1]) for i in range(200) for j in range(i + 1, 201)
    )
    assert 0.4 < brute < 1
    assert best_band(image, truth)[2] == pytest.approx(brute, abs=1e-12)


def test_every_label_but_zero_is_foreground():
    truth = np.array([[0, 0, 0], [0, 1, 2], [3, 3, 2]])
    assert best_threshold(IMAGE, truth) == best_threshold(IMAGE, truth > 0)
    assert best_threshold(IMAGE, truth)[1] == 1


def test_neighbouring_floats_can_be_told_apart():
    for low in (0.1, np.nextafter(0.1, 1)):
        image = np.array([[low, np.nextafter(low, 1)]])
        t, found = best_threshold(image, [[0, 1]])
        assert found == 1
        assert threshold(image, t).tolist() == [[False, True]]


def test_all_foreground_is_found_below_the_darkest_pixel():
    t, found = best_threshold(IMAGE, np.ones((3, 3)))
    assert (t, found) == (-0.5, 1)


@pytest.mark.parametrize("best", [best_threshold, best_band])
def test_bad_ground_truth_is_explained(best):
    with pytest.raises(ValueError, match="Without foreground"):
        best(IMAGE, np.zeros((3, 3)))
    with pytest.raises(ValueError, match="one shape"):
        best(IMAGE, np.ones((3, 4)))


def mean_dice(truth, result):
    return np.mean([dice(truth == label, result == label) for label in np.unique(truth)])


@pytest.mark.parametrize("seed", range(4))
def test_no_other_cuts_are_better(seed):
    random = np.random.default_rng(seed)
    truth = random.permutation(np.arange(300) % 4).reshape(15, 20)
    image = np.clip(truth / 4 + random.normal(0.1, 0.15, truth.shape), 0, 1)
    cuts, dice = best_cuts(image, truth, steps=12)
    tried = [
        mean_dice(truth, np.digitize(image, ways, right=True))
        for ways in combinations(np.arange(13) / 12, 3)
    ]
    assert dice == pytest.approx(max(tried))
    assert mean_dice(truth, threshold_multi(image, cuts)) == pytest.approx(dice)
    assert list(cuts) == sorted(cuts)


def test_two_classes_that_do_not_overlap():
    image = np.array([[0.1, 0.2], [0.6, 0.9]])
    cuts, dice = best_cuts(image, np.array([[0, 0], [1, 1]]), steps=10)
    assert dice == 1
    assert 0.2 <= cuts[0] < 0.6


def test_best_cuts_reject_what_they_cannot_use():
    with pytest.raises(ValueError, match="one shape"):
        best_cuts(np.zeros((2, 2)), np.zeros((2, 3), int))
    with pytest.raises(ValueError, match="lacks a label"):
        best_cuts(np.zeros((2, 2)), np.array([[0, 0], [2, 2]]))
    with pytest.raises(ValueError, match="NaN or infinite"):
        best_cuts(np.array([[0, np.nan]]), np.array([[0, 1]]))
    with pytest.raises(ValueError, match="whole number"):
        best_cuts(np.zeros((1, 2)), np.array([[0, 0.5]]))
    with pytest.raises(ValueError, match="begin with 0"):
        best_cuts(np.zeros((1, 2)), np.array([[0, -1]]))


def test_midpoints():
    assert midpoints([[0.5], [0.1], [0.2]]) == pytest.approx((0.15, 0.35))
    assert midpoints([0.3]) == ()
