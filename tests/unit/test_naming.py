"""Names of clusters, by hand and by counting."""

from collections import Counter

import numpy as np
import pytest

from segview.lesson import folder

name_clusters = folder.module("clustering-nd", "clusters").name_clusters


def test_majority_by_counting():
    random = np.random.default_rng(0)
    clusters, truth = random.integers(0, 5, (20, 30)), random.integers(0, 3, (20, 30))
    named = name_clusters(clusters, truth)
    assert named.shape == (20, 30)
    for cluster in range(5):
        counts = Counter(truth[clusters == cluster].tolist())
        (name,) = set(named[clusters == cluster].tolist())
        assert counts[name] == max(counts.values())


def test_perfect_clusters_under_any_name():
    truth = np.array([0, 1, 2, 2, 1, 0])
    np.testing.assert_array_equal(name_clusters((truth + 1) % 3, truth), truth)


def test_a_tie_goes_to_the_smaller_label():
    np.testing.assert_array_equal(name_clusters([0, 0], [2, 1]), [1, 1])


def test_a_class_without_majority_gets_no_cluster():
    assert set(name_clusters([0, 0, 0, 1], [1, 1, 2, 0])) == {0, 1}


def test_cluster_numbers_may_be_missing_and_small_integers():
    named = name_clusters(np.array([3, 3, 0], np.uint8), np.array([1, 1, 0], np.uint8))
    np.testing.assert_array_equal(named, [1, 1, 0])


def test_shapes_must_agree():
    with pytest.raises(ValueError, match="shape"):
        name_clusters([0, 1], [[0, 1]])
