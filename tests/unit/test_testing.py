"""Every pixel is judged by a classifier that never saw it."""

import numpy as np
import pytest
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier

from pages.overfitting.testing import predict_unseen
from segcore import Split, feature_space, split_half, split_pixels


@pytest.fixture
def image():
    return np.random.default_rng(3).random((24, 30))


@pytest.mark.parametrize("split", [split_pixels((24, 30), 0.4, 1), split_half((24, 30))])
@pytest.mark.parametrize("neighbours", [1, 5])
def test_it_is_cross_validation_with_two_folds(image, split, neighbours):
    values = feature_space(image, ["intensity", "gaussian:1"]).values
    labels = (image > 0.5).astype(int)
    found = predict_unseen(split, "nearest neighbours", values, labels, neighbours=neighbours)
    model = KNeighborsClassifier(neighbours)
    folds = PredefinedSplit(split.test)
    np.testing.assert_array_equal(found, cross_val_predict(model, values, labels.ravel(), cv=folds))


def test_nobody_is_his_own_neighbour():
    """With random labels one neighbour knows nothing about a pixel it has not seen."""
    random = np.random.default_rng(0)
    values, labels = random.random((4000, 2)), random.integers(0, 2, 4000)
    found = predict_unseen(
        split_pixels((40, 100)), "nearest neighbours", values, labels, neighbours=1
    )
    assert 0.45 < (found == labels).mean() < 0.55


def test_parts_must_be_the_whole_without_overlap():
    both = np.ones(6, bool)
    for split in (Split(both, both), Split(~both, ~both)):
        with pytest.raises(ValueError, match="exactly one"):
            predict_unseen(split, "nearest mean", np.ones((6, 1)), np.arange(6))
