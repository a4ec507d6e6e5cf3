"""Selection against an exhaustive search, and against set cover by hand."""

from itertools import combinations

import pytest

from segcore.selection import forward_selection


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
