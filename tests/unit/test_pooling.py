import numpy as np
import pytest
from sklearn.metrics import f1_score

from pages.dice.pooling import pooled_dice


def test_two_pairs_counted_by_hand():
    truths = [np.array([[1, 1, 1, 1]]), np.array([[1], [0]])]
    results = [np.array([[1, 1, 1, 0]]), np.array([[0], [1]])]
    assert pooled_dice(truths, results) == 2 * 3 / (5 + 4)


def test_the_pixels_of_all_masks_are_one_mask():
    random = np.random.default_rng(0)
    shapes = [(5, 7), (2, 3), (40,)]
    truths, results = ([random.integers(0, 2, shape) for shape in shapes] for _ in range(2))
    flat = [np.concatenate([mask.ravel() for mask in masks]) for masks in (truths, results)]
    assert pooled_dice(truths, results) == pytest.approx(f1_score(*flat))


def test_any_label_but_0_is_foreground_in_each_mask():
    assert pooled_dice([np.array([0, 255]), np.array([1, 0])], [np.ones(2, bool)] * 2) == 4 / 6


def test_empty_masks_have_no_dice():
    assert np.isnan(pooled_dice([np.zeros(3)], [np.zeros(3)]))


@pytest.mark.parametrize("results", [[np.zeros(3)], [np.zeros(3), np.zeros((1, 3))]])
def test_every_mask_needs_its_partner(results):
    with pytest.raises(ValueError, match="same shape"):
        pooled_dice([np.zeros(3), np.zeros(3)], results)
