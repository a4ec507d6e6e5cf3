"""Shuffled places: the same dots and labels, somewhere else."""

import numpy as np
import pytest

from segcore import feature_space, shuffle_places


@pytest.fixture
def image():
    return np.random.default_rng(1).random((6, 7))


def test_every_pixel_takes_its_numbers_and_its_label_along(image):
    space = feature_space(image, ["intensity", "gaussian:1"])
    moved, labels = shuffle_places(space, np.arange(42).reshape(6, 7), seed=3)
    assert (moved.names, moved.shape) == (space.names, space.shape)
    assert sorted(labels.ravel()) == list(range(42)), "each pixel has one place"
    np.testing.assert_array_equal(moved.values, space.values[labels.ravel()])
    assert (labels != np.arange(42).reshape(6, 7)).mean() > 0.8


def test_features_are_those_of_the_old_neighbours(image):
    """Blurring the shuffled image would give others."""
    space, _ = shuffle_places(feature_space(image, ["intensity", "gaussian:1"]), image)
    again = feature_space(space.to_image(space.values[:, 0]), ["gaussian:1"])
    assert not np.allclose(again.values[:, 0], space.values[:, 1])


def test_a_seed_is_a_set_of_places(image):
    space = feature_space(image, ["intensity"])
    one, same, other = (shuffle_places(space, image, seed)[1] for seed in (0, 0, 1))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


def test_columns_stay_contiguous(image):
    space, _ = shuffle_places(feature_space(image, ["intensity", "row"]), image)
    assert all(column.flags.c_contiguous for column in space.values.T)
