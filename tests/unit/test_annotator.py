import numpy as np
import pytest

from pages.accuracy.annotator import flip_labels


def test_flipping_changes_as_many_labels_as_asked():
    mask = np.zeros((20, 30), np.uint8)
    mask[5:15] = 1
    before = mask.copy()
    for fraction in (0, 0.1, 0.45, 1):
        assert (flip_labels(mask, fraction) != mask).sum() == round(fraction * mask.size)
    assert (mask == before).all(), "the mask given stays as it was"
    assert set(np.unique(flip_labels(mask > 0, 0.3))) == {0, 1}


@pytest.mark.parametrize(
    ("labels", "dtype"),
    [((0, 255), np.uint8), ((0, 65535), np.uint16), ((0, -1), np.int8), ((0, 2), np.int64)]
    + [((0, 1), bool), ((0, 0.5), float)],
)
def test_flipping_keeps_the_two_labels(labels, dtype):
    mask = np.array(labels, dtype)[np.arange(600).reshape(20, 30) % 3 // 2]
    flipped = flip_labels(mask, 0.25)
    assert flipped.dtype == dtype
    assert (flipped != mask).sum() == 150
    assert set(np.unique(flipped)) == set(np.array(labels, dtype))
    wrong = flip_labels((mask != 0).astype(np.uint8), 0.25)
    np.testing.assert_array_equal(flipped != 0, wrong != 0)


def test_flipping_needs_a_binary_mask():
    assert set(np.unique(flip_labels(np.zeros((20, 30), np.uint8), 0.5))) == {0, 1}
    assert not flip_labels(np.full((2, 2), 255, np.uint8), 1).any()
    with pytest.raises(ValueError, match="your mask has 3 classes"):
        flip_labels(np.array([[0, 1, 2]]), 0.5)


def test_the_seed_decides_and_more_noise_adds_to_less():
    mask = np.zeros((40, 40), np.uint8)
    some, more = flip_labels(mask, 0.2, seed=3), flip_labels(mask, 0.3, seed=3)
    assert (flip_labels(mask, 0.2, seed=3) == some).all()
    assert (flip_labels(mask, 0.2, seed=4) != some).any()
    assert (more[some == 1] == 1).all()


@pytest.mark.parametrize("fraction", [-0.1, 1.1, np.nan])
def test_a_fraction_lies_between_0_and_1(fraction):
    with pytest.raises(ValueError, match="fraction"):
        flip_labels(np.zeros((3, 3), int), fraction)
