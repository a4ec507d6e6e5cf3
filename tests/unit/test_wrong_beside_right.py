"""Wrong pixels that lie beside right ones."""

import numpy as np
import pytest

from segview.lesson import folder

wrong_beside_right = folder.module("clustering-2d", "wrong_beside_right").wrong_beside_right


def test_wrong_pixels_beside_right_ones_by_hand():
    values = np.array([[0.0], [0.1], [0.5], [0.6], [0.9]])
    truth, result = [0, 1, 1, 0, 0], [0, 0, 1, 1, 1]
    # wrong are 0.1 (called 0; right is 0.0), 0.6 and 0.9 (called 1; right is 0.5)
    assert wrong_beside_right(values, truth, result, 0.05) == 0
    assert wrong_beside_right(values, truth, result, 0.15) == pytest.approx(2 / 3)
    assert wrong_beside_right(values, truth, result, 0.45) == 1


def test_a_label_with_no_right_pixel_has_nobody_beside_it():
    assert wrong_beside_right(np.zeros((3, 2)), [0, 0, 0], [1, 1, 1], 1) == 0
    assert np.isnan(wrong_beside_right(np.zeros((3, 2)), [0, 1, 0], [0, 1, 0], 1))
