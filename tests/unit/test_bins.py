import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from segview.lesson import folder

count_per_bin = folder.module("histogram", "bins").count_per_bin


def test_six_pixels_counted_by_hand():
    image = np.array([[0, 0.1, 0.3], [0.5, 0.6, 1]])
    assert count_per_bin(image, 4).tolist() == [2, 1, 2, 1]
    assert count_per_bin(image, 1).tolist() == [6]


@settings(deadline=None)
@given(
    hnp.arrays(np.int64, (6, 7), elements=st.integers(0, 100).map(lambda part: part * 21)),
    st.sampled_from([4, 10, 20, 50, 100]),
)
def test_bins_hold_what_whole_numbers_say(levels, bins):
    """Many of these intensities lie on borders, where a rounded product would misplace them."""
    expected = np.bincount(np.minimum(levels * bins // 2100, bins - 1).ravel(), minlength=bins)
    np.testing.assert_array_equal(count_per_bin(levels / 2100, bins), expected)


def test_every_border_belongs_to_the_bin_above():
    hundredths = np.array([float(f"0.{n:02}") for n in range(100)])
    assert count_per_bin(hundredths, 100).tolist() == [1] * 100


@pytest.mark.parametrize(("image", "bins"), [([[0, 255]], 4), ([[-0.1, 1]], 4), ([[np.nan]], 4)])
def test_intensities_lie_in_the_bins(image, bins):
    with pytest.raises(ValueError, match=r"from 0 to 1|NaN"):
        count_per_bin(np.array(image), bins)


@pytest.mark.parametrize("bins", [0, -1, 2.5])
def test_there_are_bins(bins):
    with pytest.raises(ValueError, match="bins must be at least 1"):
        count_per_bin(np.zeros((2, 2)), bins)
