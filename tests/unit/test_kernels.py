import numpy as np
import pytest
from scipy import stats

from segcore.features import feature_space
from segview.lesson import folder

gaussian_weights = folder.module("gaussian-blur", "weights").gaussian_weights


@pytest.mark.parametrize("sigma", [1, 2.5, 5])
def test_weights_are_the_normal_distribution(sigma):
    distance = np.arange(-20, 21)
    expected = stats.norm.pdf(distance, scale=sigma)
    expected /= stats.norm.pdf(np.arange(-60, 61), scale=sigma).sum()
    np.testing.assert_allclose(gaussian_weights(sigma, 20), expected, atol=1e-4)


def test_without_blur_only_the_pixel_itself_counts():
    assert gaussian_weights(0, 2).tolist() == [0, 0, 1, 0, 0]


def test_an_image_is_blurred_with_products_of_these_weights():
    dot = np.zeros((41, 41))
    dot[20, 20] = 1
    weights = gaussian_weights(3, 20)
    blurred = feature_space(dot, ["gaussian:3"]).values[:, 0].reshape(41, 41)
    np.testing.assert_allclose(blurred, np.outer(weights, weights), atol=1e-12)
