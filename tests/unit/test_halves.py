"""Halves of an image, by hand."""

import numpy as np
import pytest

from segcore import cut_in_half


@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_halves_together_are_the_whole(width):
    image = np.arange(3 * width).reshape(3, width)
    left, right = cut_in_half(image)
    np.testing.assert_array_equal(np.hstack([left, right]), image)
    assert right.shape[1] - left.shape[1] == width % 2


def test_by_hand():
    left, right = cut_in_half([[1, 2, 3], [4, 5, 6]])
    assert left.tolist() == [[1], [4]]
    assert right.tolist() == [[2, 3], [5, 6]]
