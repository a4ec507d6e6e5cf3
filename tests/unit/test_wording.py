import numpy as np

from segview.wording import in_order, mean_dice, reversed_clusters


def test_a_mean_with_its_terms():
    assert mean_dice({"brain": 0.9, "fluid": 0.5}) == "(brain 0.900 + fluid 0.500) / 2 = 0.700"


def test_reversed_clusters_are_named_with_both_scores():
    truth = np.array([1, 1, 1, 0, 0, 0])
    told = reversed_clusters(truth, np.array([0, 0, 1, 1, 1, 1]), "brain")
    assert "cluster 0 fits the brain better" in told
    assert "Dice is 0.286; with the names exchanged it would be 0.800" in told
    assert reversed_clusters(truth, np.array([1, 1, 0, 0, 0, 0]), "brain") == ""


def test_cuts_in_order_need_no_words():
    assert in_order((0.1, 0.2, 0.2), ("fluid", "grey", "white")) == ""


def test_cuts_that_passed_one_another_count_in_order_of_height():
    said = in_order((0.5, 0.2, 0.38), ("fluid", "grey", "white"))
    assert (
        said == "Cuts count in order of height: fluid from 0.20, grey from 0.38, white from 0.50."
    )
