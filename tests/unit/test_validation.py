"""What is refused, and in which words."""

import numpy as np
import pytest

from segcore.validation import check_finite, check_whole, feature_rows


def test_numbers_that_are_none_are_counted():
    check_finite(np.array([[0.0, -1e300], [5e-324, 7]]))
    check_finite(np.array([0, 2**40]))
    check_finite(np.zeros((0, 3)))
    with pytest.raises(ValueError, match="3 of the 4 numbers of the image are NaN or infinite"):
        check_finite(np.array([[np.nan, np.inf], [-np.inf, 0]]))
    with pytest.raises(ValueError, match="1 of the 2 numbers of the mask are NaN"):
        check_finite(np.array([np.nan, 1], np.float32), "mask")


@pytest.mark.parametrize("labels", [[0, 7], [True, False], [2.0, -1.0], []])
def test_whole_numbers_are_labels(labels):
    check_whole(np.array(labels))


@pytest.mark.parametrize("wrong", [0.5, -1e-9, np.nan, np.inf])
def test_other_numbers_are_not(wrong):
    with pytest.raises(ValueError, match="1 pixels have others"):
        check_whole(np.array([[1, wrong]]))


def test_feature_rows_are_what_was_given():
    values = np.random.default_rng(0).random((5, 2))
    assert feature_rows(values) is values
    assert feature_rows(values, features=2) is values
    assert feature_rows([[1, 2]]).dtype == np.float64


def test_what_is_no_feature_space_is_explained():
    with pytest.raises(ValueError, match=r"one row per pixel.*\(3,\)"):
        feature_rows([1, 2, 3])
    with pytest.raises(ValueError, match="have 2 features, but 3 were learnt"):
        feature_rows([[1, 2]], features=3)
    with pytest.raises(ValueError, match="1 of the 2 numbers of the feature space are NaN"):
        feature_rows([[1, np.nan]])
