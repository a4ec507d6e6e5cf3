import numpy as np
import pytest
from sklearn.metrics import accuracy_score

from pages.accuracy.sweep import score_thresholds
from segcore.scores import accuracy


def test_four_pixels_scored_by_hand():
    image, truth = np.array([[0.1, 0.4], [0.6, 0.9]]), np.array([[0, 1], [1, 0]])
    scores = score_thresholds(accuracy, truth, image, steps=2)
    assert scores == {0.0: 0.5, 0.5: 0.5, 1.0: 0.5}
    assert score_thresholds(accuracy, truth, image, steps=4)[0.25] == 0.75


def test_every_threshold_is_scored():
    random = np.random.default_rng(0)
    image, truth = random.random((20, 30)), random.integers(0, 2, (20, 30))
    scores = score_thresholds(accuracy, truth, image)
    assert list(scores) == pytest.approx(np.linspace(0, 1, 101))
    for t, score in scores.items():
        assert score == pytest.approx(accuracy_score(truth.ravel(), image.ravel() > t))
