"""Pairs of features: how well could any rule on two of them do?"""

from itertools import combinations

from segcore.ceiling import ceiling


def rank_pairs(space, truth, bins=32):
    """Rate every pair of features by the best Dice that a rule on these two could reach.

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
