"""One threshold on several images, against scikit-learn and by hand."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from pages.overfitting.promises import try_threshold


def test_dice_of_each_image():
    random = np.random.default_rng(0)
    images = [random.random((8, 9)), random.random((5, 4))]
    truths = [image + random.normal(0, 0.2, image.shape) > 0.5 for image in images]
    for t in (0.2, 0.5):
        expected = [f1_score(m.ravel(), i.ravel() > t) for i, m in zip(images, truths, strict=True)]
        np.testing.assert_allclose(try_threshold(t, images, truths), expected)


def test_by_hand():
    """Two pixels called foreground, one of them rightly: Dice 2 · 1 / (2 + 1)."""
    scores = try_threshold(0.5, [np.array([[0.2, 0.6, 0.7]])], [[[0, 1, 0]]])
    assert scores == pytest.approx([2 / 3])


def test_every_image_needs_its_truth():
    with pytest.raises(ValueError):
        try_threshold(0.5, [np.zeros((2, 2))] * 2, [np.zeros((2, 2))])
