"""Cuts of one feature, by trying all and by looking."""

from itertools import combinations

import numpy as np
import pytest
from sklearn.metrics import f1_score

from segcore import best_cuts, label_changes, midpoints, threshold_multi


def mean_dice(truth, result):
    return f1_score(truth.ravel(), result.ravel(), average="macro", labels=np.unique(truth))


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


def test_label_changes():
    values = np.array([[0.1], [0.5], [0.2], [0.8]])
    assert label_changes(values, np.array([0, 1, 0, 0])) == pytest.approx((0.35, 0.65))
    assert label_changes(values, np.zeros(4, int)) == ()


def test_a_label_change_parts_neighbouring_floats():
    for low in (0.1, np.nextafter(0.1, 1)):
        values = np.array([low, np.nextafter(low, 1)])
        (cut,) = label_changes(values, np.array([0, 1]))
        assert (values > cut).tolist() == [False, True]
