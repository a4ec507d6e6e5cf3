"""The patches of a mask."""

import numpy as np
import pytest
from skimage.measure import label

from pages.classifiers.borders import count_patches


@pytest.mark.parametrize("classes", [1, 2, 4])
def test_patches(classes):
    mask = np.random.default_rng(classes).integers(0, classes, (60, 45)).repeat(2, axis=1)
    assert count_patches(mask) == label(mask, background=-1, connectivity=1).max()


def test_patches_that_hold_certain_places():
    mask = np.array([[0, 1, 0, 1], [0, 1, 0, 1]])
    where = np.array([[True, False, False, True], [True, False, False, False]])
    assert count_patches(mask, where) == 2
