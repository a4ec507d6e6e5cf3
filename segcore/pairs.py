"""Pairs of features: how well can a majority vote on two of them separate the classes?"""

from itertools import combinations

import numpy as np
from scipy.ndimage import distance_transform_edt

from segcore.bins import bin_numbers, check_bins
from segcore.ceiling import ceiling
from segcore.validation import feature_rows


def rank_pairs(space, truth, bins=32):
    """Rate every pair of features by the majority rule on these two.

    The rule cuts the plane into cells and gives each the class of most of its pixels. No rule
    that treats the pixels of a cell alike gets more pixels right. With more than two classes
    another rule may reach a somewhat higher mean Dice, at the price of more wrong pixels.

    Parameters
    ----------
    space : FeatureSpace
        Two features or more.
    truth : (H, W) or (n,) array of labels
    bins : int
        Number of bins per feature; see `ceiling`.

    Returns
    -------
    dict of (str, str) to float
        Dice by the names of both features, best first. With more than two classes it is the mean
        over the classes.
    """
    scores = {
        (space.names[a], space.names[b]): ceiling(space.values[:, [a, b]], truth, bins).dice
        for a, b in combinations(range(len(space.names)), 2)
    }
    return dict(sorted(scores.items(), key=lambda pair: -pair[1]))


def rule_regions(values, result, bins=32):
    """Tell what a rule that is constant within cells answers everywhere in a plane.

    Parameters
    ----------
    values : (n, 2) array_like
        Two features, one row per pixel.
    result : (n,) integer array
        What the rule says about each pixel, the same for all pixels of a cell; see `ceiling`.
    bins : int
        Number of bins per feature, over the range of its values.

    Returns
    -------
    labels : (bins, bins) integer array
        Rows follow the second feature from low to high, columns the first. A cell without pixels
        gets the label of the nearest cell that has some.
    ranges : ((float, float), (float, float))
        Ends of the grid along the first and the second feature.

    Raises
    ------
    ValueError
        If a value is NaN or infinite, or bins is below 1.

    Examples
    --------
    >>> rule_regions([[0, 0], [1, 0], [1, 1]], np.array([1, 2, 3]), bins=2)
    (array([[1, 2],
           [1, 3]]), ((0.0, 1.0), (0.0, 1.0)))
    """
    check_bins(bins)
    numbers, low, high = bin_numbers(feature_rows(values), bins)
    column, row = numbers.T
    labels = np.full((bins, bins), -1)
    labels[row, column] = result
    nearest = distance_transform_edt(labels < 0, return_distances=False, return_indices=True)
    (x0, y0), (x1, y1) = low.tolist(), high.tolist()
    return labels[tuple(nearest)], ((x0, x1), (y0, y1))
