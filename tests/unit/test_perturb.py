"""Changes made on purpose, on arrays small enough to check by eye."""

import numpy as np
import pytest
from scipy import ndimage

from segcore import add_noise, feature_space, pad, resize, shift, shuffle_pixels

DOT = np.array([[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0], [0] * 5])
PLUS = np.array([[0] * 5, [0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0], [0] * 5])


def test_growing_a_dot_makes_a_plus_and_shrinking_takes_it_back():
    np.testing.assert_array_equal(resize(DOT, 1), PLUS > 0)
    np.testing.assert_array_equal(resize(PLUS, -1), DOT > 0)


@pytest.mark.parametrize("radius", [-3, -1, 0, 1, 3])
def test_masks_without_a_border_stay(radius):
    assert not resize(np.zeros((6, 7)), radius).any()
    assert resize(np.ones((6, 7)), radius).all()


@pytest.mark.parametrize("radius", [1, 2, 4])
def test_resizing_is_morphology_with_a_disc(radius):
    mask = np.random.default_rng(0).random((30, 31)) > 0.97
    rows, columns = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    disc = rows**2 + columns**2 <= radius**2
    np.testing.assert_array_equal(resize(mask, radius), ndimage.binary_dilation(mask, disc))
    np.testing.assert_array_equal(
        resize(~mask, -radius), ndimage.binary_erosion(~mask, disc, border_value=1)
    )


def test_shifting_moves_zeros_in():
    mask = np.arange(1, 10).reshape(3, 3)
    np.testing.assert_array_equal(shift(mask, 1, 0), [[0, 0, 0], [1, 2, 3], [4, 5, 6]])
    np.testing.assert_array_equal(shift(mask, 0, -1), [[2, 3, 0], [5, 6, 0], [8, 9, 0]])


MASKS = [
    np.array([[0, 1], [1, 0]], bool),
    np.array([[0, 255], [255, 0]], np.uint8),
    np.array([[0, 65535], [65535, 0]], np.uint16),
    np.array([[0, -1], [-1, 0]], np.int8),
    np.array([[0, 0.5], [0.5, 0]]),
]


@pytest.mark.parametrize("mask", MASKS, ids=lambda mask: mask.dtype.name)
def test_masks_keep_their_labels(mask):
    label = mask[0, 1]
    moved, wide = shift(mask, 0, 1), pad(mask, 1)
    assert moved.tolist() == [[0, 0], [0, label]]
    assert wide.tolist() == [[0] * 4, [0, 0, label, 0], [0, label, 0, 0], [0] * 4]
    assert moved.dtype == wide.dtype == mask.dtype
    np.testing.assert_array_equal(resize(pad(mask, 3), 1), resize(pad(mask != 0, 3), 1))


def test_what_cannot_be_changed_is_explained():
    with pytest.raises(ValueError, match="your mask has 3 classes"):
        resize(np.array([[0, 1, 2]]), 1)
    with pytest.raises(ValueError, match="one shape"):
        shuffle_pixels(0, np.zeros((2, 3)), np.zeros((3, 2)))
    with pytest.raises(ValueError, match="one shape"):
        shuffle_pixels(0)
    for sigma in (-1, np.nan, np.inf):
        with pytest.raises(ValueError, match="at least 0"):
            add_noise(np.zeros((2, 2)), sigma)


def test_padding_surrounds_with_zeros():
    padded = pad(np.ones((2, 3)), 2)
    assert padded.shape == (6, 7)
    assert padded.sum() == 6
    assert padded[2:4, 2:5].all()


def test_noise_is_as_wide_as_asked_for_repeats_and_stays_in_range():
    image = np.full((200, 200), 0.5)
    noisy = add_noise(image, 0.1, seed=3)
    assert abs(noisy.std() - 0.1) < 0.002
    np.testing.assert_array_equal(noisy, add_noise(image, 0.1, seed=3))
    assert (noisy != add_noise(image, 0.1, seed=4)).any()
    assert 0 <= add_noise(image, 1).min() <= add_noise(image, 1).max() <= 1


def test_shuffling_keeps_pairs_together():
    a = np.arange(12).reshape(3, 4)
    shuffled, partner = shuffle_pixels(1, a, a * 10)
    assert sorted(shuffled.ravel()) == list(range(12))
    assert (shuffled != a).any()
    np.testing.assert_array_equal(partner, shuffled * 10)


def test_every_pixel_takes_all_its_numbers_along():
    image, places = np.random.default_rng(1).random((6, 7)), np.arange(42).reshape(6, 7)
    space = feature_space(image, ["intensity", "gaussian:1"])
    *moved, came_from = shuffle_pixels(3, *space.images, places)
    assert sorted(came_from.ravel()) == list(range(42)), "each pixel has one place"
    assert (came_from != places).mean() > 0.8
    np.testing.assert_array_equal(np.stack(moved, axis=-1), space.values[came_from])
    again = feature_space(moved[0], ["gaussian:1"]).images[0]
    assert not np.allclose(again, moved[1]), "features are those of the old neighbours"


def test_a_seed_is_a_set_of_places():
    (one,), (same,), (other,) = (shuffle_pixels(seed, np.arange(42)) for seed in (0, 0, 1))
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
