"""The part that two clouds share."""

import numpy as np
import pytest
from scipy.stats import norm

from segview.lesson import folder

shared_part = folder.module("another-subject", "clouds").shared_part


def test_alike_and_apart():
    cloud = np.random.default_rng(0).random((5000, 2))
    assert shared_part(cloud, cloud) == pytest.approx(1)
    assert shared_part(cloud, np.repeat(cloud, 3, axis=0)) == pytest.approx(1), "fractions count"
    assert shared_part(cloud, cloud + 10) == 0


def test_half_of_a_cloud_moves_away():
    cloud = np.random.default_rng(1).random((4000, 2))
    moved = cloud.copy()
    moved[::2] += 5
    assert shared_part(cloud, moved) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("apart", [0.5, 1, 2])
def test_two_bells_share_what_theory_says(apart):
    random = np.random.default_rng(2)
    bells = [random.normal(middle, 1, (200_000, 1)) for middle in (0, apart)]
    assert shared_part(*bells, bins=64) == pytest.approx(2 * norm.cdf(-apart / 2), abs=0.01)


def test_it_does_not_matter_which_comes_first():
    random = np.random.default_rng(4)
    one, other = random.random((300, 3)), random.random((700, 3)) ** 2
    assert shared_part(one, other, 8) == pytest.approx(shared_part(other, one, 8))
    assert 0 < shared_part(one, other, 8) < 1
