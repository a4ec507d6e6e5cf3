"""What leaves for the browser can be put together again, by somebody who shares no code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from segcore import load_subject
from segview.scene.packing import EXACT, FINE, pack, pack_labels

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=9)
FEATURES = arrays(float, SHAPES, elements=st.floats(-1e6, 1e6, width=32))
tops = pytest.mark.parametrize("top", [1, FINE, EXACT])


def values(head, levels):
    return head["low"] + levels * ((head["high"] - head["low"]) / head["top"])


@tops
@given(feature=FEATURES)
def test_values_return_to_half_a_level(unpack, top, feature):
    head, levels = unpack(pack(feature, top).body)
    assert levels.shape == feature.shape
    assert levels.min() >= 0 and levels.max() <= top
    half = 0.5 * (head["high"] - head["low"]) / top
    np.testing.assert_allclose(values(head, levels), feature, rtol=0, atol=half * 1.001)


@given(levels=arrays(np.uint16, SHAPES))
def test_sixteen_bits_stay_exact(unpack, levels):
    assert np.array_equal(unpack(pack(levels / 65535, EXACT).body)[1], levels)


def test_an_image_of_the_course_stays_exact(unpack):
    image = load_subject("age-25").image
    head, levels = unpack(pack(image, EXACT).body)
    assert (head["low"], head["high"]) == (0, 1)
    assert np.array_equal(levels, np.rint(image * 65535))


@tops
@pytest.mark.parametrize("constant", [0.0, 0.25, 1.0, -3.5, 1e5])
def test_a_constant_stays_itself(unpack, top, constant):
    head, levels = unpack(pack(np.full((3, 4), constant), top).body)
    assert head["high"] > head["low"]
    np.testing.assert_allclose(values(head, levels), constant, atol=0.5 / top)


@given(labels=arrays(np.int64, SHAPES, elements=st.integers(0, 7)))
def test_labels_return(unpack, labels):
    head, unpacked = unpack(pack_labels(labels, 8).body)
    assert np.array_equal(unpacked, labels)
    assert (head["low"], head["high"], head["top"]) == (0, 7, 7)


def test_boolean_labels_return(unpack):
    mask = np.eye(5, dtype=bool)
    assert np.array_equal(unpack(pack_labels(mask, 2).body)[1], mask)


def test_the_head_tells_the_id_and_the_shape(unpack):
    packed = pack(np.linspace(0, 1, 12).reshape(3, 4))
    head, _ = unpack(packed.body)
    assert head["id"] == packed.id
    assert (head["height"], head["width"]) == (3, 4)


def test_equal_arrays_have_equal_ids():
    feature = load_subject("age-25").image
    assert pack(feature) == pack(feature.copy())
    assert pack(np.asfortranarray(feature)) == pack(feature)
    assert pack_labels(feature > 0.3, 2) == pack_labels((feature > 0.3).astype(int), 2)


def test_different_arrays_have_different_ids():
    feature = np.arange(12).reshape(3, 4) / 11
    changed = feature.copy()
    changed[1, 1] += 0.2
    labels = np.zeros((3, 4), int)
    packed = [
        pack(feature),
        pack(feature, EXACT),
        pack(changed),
        pack(feature * 2),
        pack(feature.reshape(4, 3)),
        pack_labels(labels, 2),
        pack_labels(labels, 3),
        pack_labels(labels + 1, 2),
    ]
    assert len({array.id for array in packed}) == len(packed)


def test_smooth_images_shrink():
    """Predicting from neighbours pays off where blurred images are: most of the course."""
    row, column = np.mgrid[:176, :208] / 208
    assert len(pack(np.sin(3 * row) * column).body) < 176 * 208 / 4
