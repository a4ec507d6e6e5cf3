"""Strokes from a ground truth: each tells the truth, and stays in the image."""

import numpy as np
import pytest

from segcore import load_subject
from segcore.strokes import UNLABELLED, painted
from segcore.true_strokes import true_strokes


@pytest.mark.parametrize("seed", range(3))
def test_every_stroke_tells_the_truth(seed):
    truth = load_subject("age-50").truth
    strokes = true_strokes(truth, per_class=4, seed=seed)
    assert [stroke.label for stroke in strokes] == [0] * 4 + [1] * 4 + [2] * 4 + [3] * 4
    labels = painted(truth.shape, strokes)
    seen = labels != UNLABELLED
    np.testing.assert_array_equal(labels[seen], truth[seen])
    assert true_strokes(truth, per_class=4, seed=seed) == strokes
    assert true_strokes(truth, per_class=4, seed=seed + 1) != strokes
    for stroke in strokes:
        assert np.hypot(*np.subtract(*stroke.points)) <= 13


def test_a_class_too_thin_for_the_brush_gets_none():
    truth = np.zeros((20, 20), int)
    truth[10] = 1
    assert {stroke.label for stroke in true_strokes(truth, radius=2.0)} == {0}
