import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segcore.splits import Split, split_half, split_pixels

shapes = st.tuples(st.integers(1, 12), st.integers(1, 12))


@given(shapes, st.floats(0, 1), st.integers(0, 2**32))
def test_random_pixels_partition_the_image(shape, fraction, seed):
    split = split_pixels(shape, fraction, seed)
    assert split.train.dtype == split.test.dtype == bool
    assert split.train.shape == split.test.shape == (shape[0] * shape[1],)
    assert np.all(split.train != split.test)
    assert abs(split.train.sum() - fraction * split.train.size) <= 0.5


def test_random_pixels_depend_on_the_seed_alone():
    first, again, other = (split_pixels((20, 30), 0.3, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.train, again.train)
    assert np.any(first.train != other.train)


def test_random_pixels_are_spread_over_the_whole_image():
    train = split_pixels((100, 100)).train.reshape(100, 100)
    quadrants = [train[:50, :50], train[:50, 50:], train[50:, :50], train[50:, 50:]]
    assert all(0.45 < quadrant.mean() < 0.55 for quadrant in quadrants)


@pytest.mark.parametrize("fraction", [-0.1, 1.1, float("nan")])
def test_a_fraction_outside_0_to_1_is_refused(fraction):
    with pytest.raises(ValueError, match=r"must be in \[0, 1\]"):
        split_pixels((2, 2), fraction)


def test_halves_of_a_2_by_3_image():
    left = split_half((2, 3))
    assert left.train.tolist() == [True, False, False] * 2
    assert left.test.tolist() == [False, True, True] * 2


@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_halves_are_images_of_their_own(width):
    image = np.arange(3 * width).reshape(3, width)
    parts = split_half(image.shape)
    left, right = (image.ravel()[part].reshape(3, -1) for part in (parts.train, parts.test))
    np.testing.assert_array_equal(np.hstack([left, right]), image)
    assert right.shape[1] - left.shape[1] == width % 2


def test_both_splits_fit_one_loop():
    values = np.arange(24)
    for split in (split_pixels((4, 6)), split_half((4, 6))):
        assert isinstance(split, Split)
        assert len(values[split.train]) == len(values[split.test]) == 12


def test_a_split_cannot_be_reassigned():
    with pytest.raises(dataclasses.FrozenInstanceError):
        split_half((2, 2)).train = None
