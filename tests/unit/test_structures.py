import numpy as np
import pytest

from pages.dice.structures import disc, structures


def test_a_small_disc_drawn_by_hand():
    drawn = ["..#..", ".###.", "..#.."]
    assert (disc((3, 5), 1) == [[c == "#" for c in line] for line in drawn]).all()


def test_a_disc_has_about_the_area_of_a_circle():
    assert disc((101, 120), 40).sum() == pytest.approx(np.pi * 40**2, rel=0.01)
    assert disc((5, 5), 0).sum() == 1


def test_structures_of_a_brain_of_five_labels():
    labels = np.zeros((15, 15), int)
    labels[:, 0] = [0, 1, 2, 3, 1, *[0] * 10]
    found = structures(labels)
    assert list(found) == ["brain", "csf", "disc", "blob", "none"]
    assert all(mask.dtype == bool and mask.shape == labels.shape for mask in found.values())
    assert np.flatnonzero(found["brain"][:, 0]).tolist() == [1, 2, 3, 4]
    assert np.argwhere(found["csf"]).tolist() == [[1, 0], [4, 0]]
    assert found["disc"].sum() == pytest.approx(np.pi * 6**2, rel=0.05)
    assert not found["none"].any()
