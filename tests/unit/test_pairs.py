"""Pairs of features against an exclusive or, which no single feature solves."""

import numpy as np
import pytest

from segcore import ceiling, rank_pairs, rule_regions
from segcore.features import FeatureSpace


@pytest.fixture
def space():
    random = np.random.default_rng(0)
    values = np.column_stack([random.integers(0, 2, (400, 2)), np.zeros(400)]).astype(float)
    return FeatureSpace(("intensity", "row", "column"), values, (20, 20))


def test_the_pair_that_solves_it_comes_first(space):
    truth = (space.values[:, 0] != space.values[:, 1]).astype(int)
    ranked = rank_pairs(space, truth)
    assert next(iter(ranked)) == ("intensity", "row")
    assert ranked["intensity", "row"] == 1
    assert list(ranked.values()) == sorted(ranked.values(), reverse=True)
    assert len(ranked) == 3


def test_a_pair_by_hand(space):
    """Of two equal halves, a constant rule reaches 2 n/2 / (n/2 + n) = 2/3 at best."""
    truth = np.arange(400) % 2
    flat = FeatureSpace(("row", "column"), np.zeros((400, 2)), (20, 20))
    assert rank_pairs(flat, truth) == {("row", "column"): pytest.approx(2 / 3)}


def test_every_pixel_finds_its_label_in_the_regions():
    random = np.random.default_rng(1)
    values = random.normal(size=(500, 2)) * [1, 30]
    result = ceiling(values, random.integers(0, 3, 500), bins=8).result
    labels, ranges = rule_regions(values, result, bins=8)
    places = [
        np.minimum((v - low) / (high - low) * 8, 7).astype(int)
        for v, (low, high) in zip(values.T, ranges, strict=True)
    ]
    np.testing.assert_array_equal(labels[places[1], places[0]], result)


def test_empty_cells_answer_like_a_nearest_one_with_pixels():
    labels, ranges = rule_regions([[0, 0], [4, 0], [4, 8]], [1, 2, 3], bins=4)
    assert ranges == ((0, 4), (0, 8))
    for (row, column), label in np.ndenumerate(labels):
        far = {1: (row, column), 2: (row, 3 - column), 3: (3 - row, 3 - column)}
        far = {known: np.hypot(*by) for known, by in far.items()}
        assert far[label] == min(far.values())


def test_a_feature_that_is_the_same_everywhere_has_a_range_all_the_same():
    labels, ranges = rule_regions([[0, 5], [1, 5]], [0, 1], bins=2)
    assert labels.tolist() == [[0, 1], [0, 1]]
    assert ranges == ((0, 1), (5, 6))
