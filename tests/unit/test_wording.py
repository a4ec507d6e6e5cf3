import numpy as np

from segview.wording import mean_dice, reversed_clusters


def test_a_mean_with_its_terms():
    assert mean_dice({"brain": 0.9, "fluid": 0.5}) == "(brain 0.900 + fluid 0.500) / 2 = 0.700"


def test_reversed_clusters_are_named_with_both_scores():
    truth = np.array([1, 1, 1, 0, 0, 0])
    told = reversed_clusters(truth, np.array([0, 0, 1, 1, 1, 1]), "brain")
    assert "cluster 0 fits the brain better" in told
    assert "Dice is 0.286; with the names exchanged it would be 0.800" in told
    assert reversed_clusters(truth, np.array([1, 1, 0, 0, 0, 0]), "brain") == ""
