"""Marks and the training pixels they stand for."""

import numpy as np
import pytest
from skimage.draw import disk

from pages.supervised.labels import mark_pixels, marked_pixels


def test_a_mark_is_a_disc_by_eye():
    pixels, labels = marked_pixels([(2, 3, 1)], (5, 7))
    drawn = np.zeros((5, 7), int)
    drawn.flat[pixels] = labels
    assert drawn.tolist() == [
        [0, 0, 0, 1, 0, 0, 0],
        [0, 0, 1, 1, 1, 0, 0],
        [0, 1, 1, 1, 1, 1, 0],
        [0, 0, 1, 1, 1, 0, 0],
        [0, 0, 0, 1, 0, 0, 0],
    ]


@pytest.mark.parametrize("place", [(0, 0), (19, 29), (0, 17), (11, 0), (10, 15)])
@pytest.mark.parametrize("radius", [0, 1, 2, 4.5])
def test_discs_are_clipped_to_the_image(place, radius):
    pixels, labels = marked_pixels([(*place, 3)], (20, 30), radius)
    rows, columns = disk(place, radius + 1e-9, shape=(20, 30))
    assert set(pixels) == set(rows * 30 + columns)
    assert set(labels) == {3}


def test_where_discs_overlap_the_later_mark_counts():
    for marks in ([(5, 5, 0), (5, 6, 1)], [(5, 6, 1), (5, 5, 0)]):
        pixels, labels = marked_pixels(marks, (12, 12))
        assert len(set(pixels)) == len(pixels), "no pixel trains twice"
        assert (labels == marks[-1][2]).sum() == 13
        assert (labels == marks[0][2]).sum() == len(pixels) - 13


@pytest.mark.parametrize("marks", [[], [(12, 0, 1)], [(0, 12, 1)], [(-1, 3, 1)]])
def test_marks_outside_the_image_are_ignored(marks):
    pixels, labels = marked_pixels(marks, (12, 12))
    assert len(pixels) == len(labels) == 0
    both = marked_pixels([*marks, (4, 4, 1)], (12, 12))
    np.testing.assert_array_equal(both, marked_pixels([(4, 4, 1)], (12, 12)))


def test_marks_are_spread_and_true():
    labels = np.random.default_rng(0).integers(0, 3, (40, 50))
    marks = mark_pixels(labels, per_class=7)
    assert len(set(marks)) == 21
    for label in range(3):
        mine = [(r, c) for r, c, mark in marks if mark == label]
        assert len(mine) == 7
        assert all(labels[place] == label for place in mine)
        gaps = np.diff([r * 50 + c for r, c in mine])
        assert gaps.min() > 0.7 * 2000 / 7


def test_a_small_class_gets_a_mark_for_each_pixel():
    labels = np.zeros((6, 6), int)
    labels[2, 3] = labels[4, 4] = 1
    marks = mark_pixels(labels, per_class=5)
    assert [mark[:2] for mark in marks if mark[2] == 1] == [(2, 3), (4, 4)]
    assert len(marks) == 7
