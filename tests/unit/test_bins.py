import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from segcore.bins import count_per_bin


def test_six_pixels_counted_by_hand():
    image = np.array([[0, 0.1, 0.3], [0.5, 0.6, 1]])
    assert count_per_bin(image, 4).tolist() == [2, 1, 2, 1]
    assert count_per_bin(image, 1).tolist() == [6]


@given(
    hnp.arrays(np.uint16, hnp.array_shapes(min_dims=2, max_dims=2)),
    st.sampled_from([4, 10, 20, 50, 100]),
)
def test_bins_hold_what_numpy_counts(levels, bins):
    image = levels / 65535
    expected = np.histogram(image, bins, (0, 1))[0]
    np.testing.assert_array_equal(count_per_bin(image, bins), expected)
