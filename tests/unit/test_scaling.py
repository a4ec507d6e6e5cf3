"""Scaling against scikit-learn, and back again."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from segcore import feature_space, standardise, stretch

VALUES = np.random.default_rng(0).normal([5, -300, 0.01], [2, 70, 1e-4], (500, 3))


def test_standardise_agrees_with_scikit_learn():
    ours, theirs = standardise(VALUES), StandardScaler().fit(VALUES)
    np.testing.assert_allclose(ours.values, theirs.transform(VALUES), atol=1e-9)
    np.testing.assert_allclose(ours.offsets, theirs.mean_)
    np.testing.assert_allclose(ours.scales, theirs.scale_)


@pytest.mark.parametrize("constant", [0, 0.1, -7, 1e-9, 1e9])
def test_a_constant_feature_becomes_zero(constant):
    values = np.column_stack([VALUES[:, 0], np.full(500, constant)])
    scaled = standardise(values)
    assert (scaled.values[:, 1] == 0).all()
    np.testing.assert_allclose(scaled.undo(scaled.values), values)


@pytest.mark.parametrize("constant", [0.1, 1 / 3, -7, 1e-9, 1e9, 0])
def test_rounding_noise_is_not_blown_up(constant):
    random = np.random.default_rng(0)
    noise = random.integers(-3, 4, 500) * (np.spacing(abs(constant)) if constant else 1e-17)
    values = np.column_stack([VALUES[:, 0], constant + noise])
    assert np.ptp(values[:, 1]) > 0
    scaled = standardise(values)
    assert (scaled.values[:, 1] == 0).all()
    assert abs(scaled.apply(values)[:, 1]).max() < 1e-5
    np.testing.assert_allclose(scaled.undo(scaled.values), values, rtol=1e-12, atol=1e-15)


def test_features_of_an_even_image_stay_even():
    specs = ["gaussian:5", "gradient:5", "std:7", "mean:7", "laplacian:3", "dog:2"]
    space = feature_space(np.full((40, 50), 0.1), specs)
    assert (standardise(space.values).values == 0).all()


@pytest.mark.parametrize("unit", [1e-9, 1e-3, 1e6])
@pytest.mark.parametrize("offset", [0, 1, 1e5])
def test_small_differences_that_are_real_are_kept(unit, offset):
    values = (VALUES[:, :1] + offset) * unit
    np.testing.assert_allclose(
        standardise(values).values, standardise(VALUES[:, :1]).values, atol=1e-7
    )


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_must_be_numbers(wrong):
    for scale in (standardise, lambda values: stretch(values, (2, 3))):
        with pytest.raises(ValueError, match="1 of the 4 numbers of the feature space are NaN"):
            scale([[0, wrong], [1, 2]])


def test_what_cannot_be_scaled_is_explained():
    with pytest.raises(ValueError, match="no mean"):
        standardise(np.empty((0, 2)))
    with pytest.raises(ValueError, match="have 2 features, but 3"):
        stretch([[1, 2]], (1, 2, 3))
    with pytest.raises(ValueError, match="factor of 0"):
        stretch([[1, 2]], (1, 0))


@pytest.mark.parametrize("scale", [standardise, lambda values: stretch(values, (2, 0.1, -3))])
def test_what_was_done_can_be_repeated_and_undone(scale):
    scaled = scale(VALUES)
    np.testing.assert_allclose(scaled.apply(VALUES), scaled.values, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(scaled.undo(scaled.values), VALUES)
    assert not np.allclose(scaled.values, VALUES)


def test_stretch_multiplies():
    np.testing.assert_array_equal(stretch([[1, 2], [3, 4]], (10, 0.5)).values, [[10, 1], [30, 2]])


def test_standardising_undoes_a_stretch():
    stretched = stretch(VALUES, (1, 1000, 0.2)).values
    np.testing.assert_allclose(standardise(stretched).values, standardise(VALUES).values, atol=1e-8)


def test_one_pixel():
    np.testing.assert_array_equal(standardise([[3, 4]]).values, [[0, 0]])


def test_two_scalings_are_one():
    first = stretch(VALUES, (3, -2, 5))
    both = standardise(first.values).after(first)
    np.testing.assert_allclose(both.apply(VALUES), both.values, atol=1e-9)
    np.testing.assert_allclose(both.undo(both.values), VALUES)
    np.testing.assert_allclose(both.scales, VALUES.std(axis=0) * (1, -1, 1))
