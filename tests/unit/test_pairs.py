"""Pairs of features against an exclusive or, which no single feature solves."""

import numpy as np
import pytest

from segcore.features import FeatureSpace
from segview.lesson import folder

rank_pairs = folder.module("filters", "pairs").rank_pairs


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
