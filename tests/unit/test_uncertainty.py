"""Uncertainty, on cases that are worked out by hand."""

import numpy as np
import pytest

from segcore import train, uncertainty


def test_it_is_what_the_first_is_not_ahead_of_the_second():
    given = [[1, 0, 0], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0.4, 0.4, 0.2], [1 / 3, 1 / 3, 1 / 3]]
    np.testing.assert_allclose(uncertainty(given), [0, 0.8, 0.8, 1, 1])


@pytest.mark.parametrize("name", ["linear discriminant", "quadratic discriminant"])
def test_it_is_highest_on_the_border_of_two_clouds(name):
    """Two clouds of one shape around -1 and 1: p / (1 - p) = exp(2 x / v), the border is at 0."""
    spread = np.array([-1.0, 0.0, 1.0])
    values = np.concatenate([spread - 1, spread + 1])[:, None]
    model = train(name, values, [0, 0, 0, 1, 1, 1])
    x = np.linspace(-2, 2, 41)
    found = uncertainty(model.probabilities(x[:, None]))
    assert x[found.argmax()] == pytest.approx(0)
    assert found[20] == pytest.approx(1)
    assert (np.diff(found[20:]) < 0).all() and (np.diff(found[:21]) > 0).all()
    np.testing.assert_allclose(found, found[::-1], atol=1e-9)
    odds = np.log(found / (2 - found))  # with u = 2 (1 - p), log odds are a line through 0
    assert odds[40] == pytest.approx(2 * odds[30])
