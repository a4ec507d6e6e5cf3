"""Scaling against scikit-learn, and back again."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from segcore import standardise, stretch

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
