"""Where labels change along one feature."""

import numpy as np
import pytest

from segview.lesson import folder

label_changes = folder.module("clustering-1d", "borders").label_changes


def test_label_changes():
    values = np.array([[0.1], [0.5], [0.2], [0.8]])
    assert label_changes(values, np.array([0, 1, 0, 0])) == pytest.approx((0.35, 0.65))
    assert label_changes(values, np.zeros(4, int)) == ()


def test_a_label_change_parts_neighbouring_floats():
    for low in (0.1, np.nextafter(0.1, 1)):
        values = np.array([low, np.nextafter(low, 1)])
        (cut,) = label_changes(values, np.array([0, 1]))
        assert (values > cut).tolist() == [False, True]
