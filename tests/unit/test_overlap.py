from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, f1_score

from segcore import ceiling, decision_regions
from segcore.overlap import bin_numbers, feature_ranges


@st.composite
def binned_pixels(draw, n_labels, n_cells=6):
    """Pixels whose feature is the centre of one of a few bins, and their labels.

    The first and last bin are always occupied, so the bins of the feature's own range
    are these bins.
    """
    n = draw(st.integers(4, 25))
    cell = draw(st.lists(st.integers(0, n_cells - 1), min_size=n, max_size=n))
    cell = np.array([0, n_cells - 1, *cell])
    labels = draw(st.lists(st.integers(0, n_labels - 1), min_size=n + 2, max_size=n + 2))
    return cell, np.array(labels)


def all_rules(cell, n_labels):
    occupied, index = np.unique(cell, return_inverse=True)
    for rule in product(range(n_labels), repeat=len(occupied)):
        yield np.array(rule)[index]


@settings(max_examples=60, deadline=None)
@given(binned_pixels(n_labels=2))
def test_no_rule_beats_the_binary_ceiling(pixels):
    cell, truth = pixels
    truth[0] = 1
    found = ceiling(cell[:, None].astype(float), truth, bins=6)
    found_of = (
        (truth & result).sum() / (truth.sum() + result.sum()) for result in all_rules(cell, 2)
    )
    best = 2 * max(found_of)
    assert found.dice == pytest.approx(best)
    assert f1_score(truth, found.result) == pytest.approx(best)


@settings(max_examples=20, deadline=None)
@given(binned_pixels(n_labels=3, n_cells=4))
def test_no_rule_is_more_accurate_than_the_multiclass_vote(pixels):
    cell, truth = pixels
    truth[:3] = [0, 1, 2]
    found = ceiling(cell[:, None].astype(float), truth, bins=4)
    best = max((truth == result).mean() for result in all_rules(cell, 3))
    assert accuracy_score(truth, found.result) == pytest.approx(best)
    expected = f1_score(truth, found.result, labels=[0, 1, 2], average=None, zero_division=0)
    np.testing.assert_allclose(found.per_class, expected)
    assert found.dice == pytest.approx(expected.mean())


def test_best_dice_is_not_a_majority_vote():
    values = np.repeat([0.0, 1.0], [10, 5])[:, None]
    truth = np.array([1] * 4 + [0] * 6 + [1] * 2 + [0] * 3)
    found = ceiling(values, truth, bins=2)
    assert found.dice == 2 * 6 / (6 + 15)
    assert np.all(found.result == 1)


def test_result_is_constant_in_every_cell_and_cells_are_counted():
    rng = np.random.default_rng(0)
    values = rng.random((400, 3))
    values[:2] = [[0, 0, 0], [1, 1, 1]]
    truth = rng.integers(0, 2, (20, 20))
    found = ceiling(values, truth, bins=2)
    cell = np.floor(np.minimum(values, 0.999) * 2).astype(int) @ [4, 2, 1]
    assert found.cells == 8
    assert found.pixels_per_cell == 50
    assert found.result.shape == (400,)
    for number in range(8):
        assert len(set(found.result[cell == number])) == 1


def test_fine_bins_flatter():
    rng = np.random.default_rng(0)
    values = rng.random((300, 2))
    truth = rng.integers(0, 2, 300)
    scores = [ceiling(values, truth, bins) for bins in (1, 2, 4, 8, 16, 4096)]
    assert np.all(np.diff([score.dice for score in scores]) >= 0)
    assert scores[0].cells == 1
    assert scores[-1].dice == scores[-1].pixels_per_cell == 1
    assert scores[-1].cells == 300
    assert scores[0].dice < 0.7


def test_range_of_the_features_does_not_matter():
    rng = np.random.default_rng(1)
    values, truth = rng.random((200, 2)), rng.integers(0, 3, 200)
    stretched = values * [1024, 0.25] + [-5, 0]
    np.testing.assert_array_equal(
        ceiling(values, truth, 4).result, ceiling(stretched, truth, 4).result
    )


def test_many_features_do_not_overflow_the_cell_numbers():
    truth = np.arange(50) % 2
    values = np.zeros((50, 40))
    values[:, 0] = truth
    found = ceiling(values, truth, bins=256)
    assert (found.cells, found.dice) == (2, 1)
    values[:, 0], values[:, 39] = 0, truth
    assert ceiling(values, truth, bins=256).cells == 2


def test_labels_of_the_truth_come_back():
    values = np.array([[0.0], [0.1], [0.9], [1.0]])
    assert ceiling(values, np.array([0, 0, 255, 255], np.uint8)).result.tolist() == [0, 0, 255, 255]
    found = ceiling(values, np.array([3, 3, 9, 9]))
    assert found.result.tolist() == [3, 3, 9, 9]
    assert found.dice == 1


def test_truth_of_one_class():
    values = np.array([[0.0], [1.0]])
    assert np.isnan(ceiling(values, np.zeros(2, int)).dice)
    assert ceiling(values, np.ones(2, int)).dice == 1


def test_constant_features_leave_one_cell():
    found = ceiling(np.full((6, 2), 0.3), np.array([0, 0, 0, 0, 1, 1]))
    assert found.cells == 1
    assert found.dice == 2 * 2 / (2 + 6)


def test_bad_arguments_are_named():
    with pytest.raises(ValueError, match=r"4 pixels.*\(3, 2\)"):
        ceiling(np.zeros((3, 2)), np.zeros((2, 2), int))
    with pytest.raises(ValueError, match="bins must be at least 1"):
        ceiling(np.zeros((4, 2)), np.zeros((2, 2), int), bins=0)
    with pytest.raises(ValueError, match="1 of the 3 numbers of the feature space are NaN"):
        ceiling(np.array([[0.0], [np.nan], [1.0]]), [0, 1, 1])
    with pytest.raises(ValueError, match="NaN or infinite"):
        ceiling(np.array([[0.0], [np.inf], [1.0]]), [0, 1, 1])


def test_the_rule_labels_the_pixels_it_comes_from_as_it_did():
    random = np.random.default_rng(1)
    values = random.normal(size=(500, 3)) * [1, 30, 0.1]
    found = ceiling(values, random.integers(0, 3, 500), bins=8)
    np.testing.assert_array_equal(found.predict(values), found.result)


def test_every_pixel_finds_its_label_in_the_regions():
    random = np.random.default_rng(1)
    values = random.normal(size=(500, 2)) * [1, 30]
    found = ceiling(values, random.integers(0, 3, 500), bins=8)
    labels = decision_regions(found, found.ranges, found.bins)
    places = [np.minimum((v - v.min()) / (v.max() - v.min()) * 8, 7).astype(int) for v in values.T]
    np.testing.assert_array_equal(labels[places[1], places[0]], found.result)


def test_empty_cells_answer_like_a_nearest_one_with_pixels():
    found = ceiling([[0, 0], [4, 0], [4, 8]], [1, 2, 3], bins=4)
    assert found.ranges == ((0, 4), (0, 8))
    for (row, column), label in np.ndenumerate(decision_regions(found, found.ranges, found.bins)):
        far = {1: (row, column), 2: (row, 3 - column), 3: (3 - row, 3 - column)}
        far = {known: np.hypot(*by) for known, by in far.items()}
        assert far[label] == min(far.values())


def test_beyond_the_ranges_the_outermost_bins_go_on():
    found = ceiling([[0.0], [1.0]], [0, 1], bins=2)
    assert found.predict([[-9], [0.4], [0.6], [9]]).tolist() == [0, 0, 1, 1]


def test_a_feature_that_is_the_same_everywhere_has_a_range_all_the_same():
    found = ceiling([[0, 5], [1, 5]], [0, 1], bins=2)
    assert decision_regions(found, found.ranges, found.bins).tolist() == [[0, 1], [0, 1]]
    assert found.ranges == ((0, 1), (5, 6))


@pytest.mark.parametrize("values", [[[0.5]], [[0.5, np.nan]]])
def test_the_rule_asks_for_the_features_it_was_made_of(values):
    found = ceiling([[0, 0], [1, 1]], [0, 1])
    with pytest.raises(ValueError, match=r"features|NaN"):
        found.predict(values)


def test_bins_over_a_features_own_range():
    values = np.array([[10, 7, 0.0], [20, 7, 0.5], [14, 7, 1.0]])
    ranges = feature_ranges(values)
    assert ranges == ((10, 20), (7, 8), (0, 1))
    assert bin_numbers(values, ranges, 5).tolist() == [[0, 0, 0], [4, 0, 2], [2, 0, 4]]
    eighths = np.arange(256)[:, None] / 255
    assert np.bincount(bin_numbers(eighths, [(0, 1)], 51)[:, 0]).tolist() == [5] * 50 + [6]
