"""Feature scores against an exhaustive search, and selection against set cover by hand."""

from itertools import combinations

import numpy as np
import pytest

from segcore.selection import feature_scores, forward_selection

RANDOM = np.random.default_rng(0)
LABELS = RANDOM.integers(0, 3, 600)


def test_scores_rank_features_by_what_they_know():
    perfect = LABELS.astype(float)
    noisy = LABELS + RANDOM.normal(0, 0.6, 600)
    useless = RANDOM.random(600)
    scores = feature_scores(np.column_stack([useless, perfect, noisy]), LABELS)
    assert scores.shape == (3,)
    assert scores[1] == 1
    assert scores[0] < 0.45 < 0.6 < scores[2] < 0.95


def test_scores_ignore_scale_and_direction():
    feature = LABELS + RANDOM.normal(0, 0.6, 600)
    scores = feature_scores(np.column_stack([feature, 1e-4 * feature, 3 - 2 * feature]), LABELS)
    np.testing.assert_allclose(scores, scores[0], atol=0.02)


def test_a_class_may_lie_on_both_sides_of_another():
    feature = np.array([0.0, 0.1, 0.5, 0.6, 0.9, 1.0])
    assert feature_scores(feature[:, None], [0, 0, 1, 1, 0, 0]) == 1


def test_score_of_two_grey_levels_by_hand():
    feature = np.array([0, 0, 0, 1, 1])[:, None]
    assert feature_scores(feature, [0, 0, 1, 1, 1]) == pytest.approx((4 / 5 + 4 / 5) / 2)


def test_scores_accept_a_label_image():
    values = RANDOM.random((600, 2))
    np.testing.assert_array_equal(
        feature_scores(values, LABELS), feature_scores(values, LABELS.reshape(20, 30))
    )


def test_selection_takes_the_largest_gain_first():
    covers = {"a": {1, 2}, "b": {1, 2, 3}, "c": {4, 5}, "d": {3}}
    names = list(covers)

    def covered(columns):
        return len(set().union(*(covers[names[column]] for column in columns)))

    steps = forward_selection(names, covered)
    assert [step.name for step in steps] == ["b", "c", "a", "d"]
    assert [step.column for step in steps] == [1, 2, 0, 3]
    assert [step.score for step in steps] == [3, 5, 5, 5]
    best_pair = max(combinations(range(4), 2), key=covered)
    assert {step.column for step in steps[:2]} == set(best_pair)


def test_selection_goes_on_when_the_score_falls():
    steps = forward_selection(["x", "y", "z"], lambda columns: -len(columns))
    assert [step.score for step in steps] == [-1, -2, -3]


@pytest.mark.parametrize(("most", "length"), [(0, 0), (2, 2), (9, 3), (None, 3)])
def test_selection_stops_at_the_most_features(most, length):
    tried = []

    def score(columns):
        tried.append(tuple(columns))
        return columns[-1]

    steps = forward_selection(["x", "y", "z"], score, most)
    assert [step.name for step in steps] == ["z", "y", "x"][:length]
    assert len(tried) == [0, 3, 5, 6][length]
