"""Painted labels, against distances computed one pixel at a time."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.segmentation import flood

from segcore.strokes import UNLABELLED, Stroke, painted, strokes_of, strokes_text

SHAPE = (12, 15)
point = st.tuples(st.integers(0, 20), st.integers(0, 20))
brush = st.builds(
    Stroke,
    st.integers(-1, 9),
    st.integers(1, 9).map(lambda half: half / 2),
    st.lists(point, min_size=1, max_size=4).map(tuple),
)
bucket = st.builds(Stroke, st.integers(-1, 9), st.none(), point.map(lambda at: (at,)))


def distance(pixel, start, end):
    """From a pixel to a line, tried out at many places along it."""
    shares = np.linspace(0, 1, 2001)
    places = np.outer(1 - shares, start) + np.outer(shares, end)
    return np.hypot(*(places - pixel).T).min()


@given(brush)
def test_a_brush_reaches_what_is_near_its_line(stroke):
    found = painted(SHAPE, [stroke]) != UNLABELLED
    if stroke.label == UNLABELLED:
        assert not found.any()
        return
    lines = list(zip(stroke.points, stroke.points[1:] or stroke.points, strict=False))
    for pixel in np.ndindex(SHAPE):
        away = min(distance(pixel, *line) for line in lines)
        if not math.isclose(away, stroke.radius, abs_tol=1e-4):
            assert found[pixel] == (away < stroke.radius), pixel


@given(st.lists(brush, max_size=4), bucket)
def test_a_bucket_fills_what_hangs_together(strokes, filled):
    before, after = painted(SHAPE, strokes), painted(SHAPE, [*strokes, filled])
    row, column = filled.points[0]
    if row >= SHAPE[0] or column >= SHAPE[1]:
        assert (before == after).all()
        return
    reached = flood(before, (row, column), connectivity=1)
    assert (after[reached] == filled.label).all()
    assert (after[~reached] == before[~reached]).all()


def test_later_strokes_cover_earlier_ones():
    one, two = Stroke(1, 2, ((5, 5),)), Stroke(2, 1, ((5, 5),))
    assert painted(SHAPE, [one, two])[5, 5] == 2
    assert painted(SHAPE, [two, one])[5, 5] == 1
    erased = painted(SHAPE, [one, Stroke(UNLABELLED, 1, ((5, 5),))])
    assert erased[5, 5] == UNLABELLED and erased[5, 7] == 1


@given(st.lists(brush | bucket, max_size=5))
def test_strokes_come_back_from_their_text(strokes):
    assert strokes_of(strokes_text(strokes)) == tuple(strokes)


@pytest.mark.parametrize(
    "text",
    ["1", "1r2:", "1r2:3", "1r2:3,4;", "x", "1r2:3,4_", "1f:1,1_2,2", "1r2:70000,1", "-2r1:1,1"],
)
def test_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r"no stroke|not lie"):
        strokes_of(text)
