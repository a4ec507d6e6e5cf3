"""Feature selection: which features tell the classes apart?"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from segcore.overlap import ceiling


@dataclass(frozen=True)
class Selected:
    """One step of `forward_selection`.

    Attributes
    ----------
    name : str
        The feature that this step added.
    column : int
        Its column.
    score : float
        Score of all features chosen so far, this one among them.
    """

    name: str
    column: int
    score: float


def forward_selection(names, score, most=None):
    """Choose features one by one, each time the one that helps most.

    Parameters
    ----------
    names : sequence of str
        Names of all features, in the order of their columns.
    score : callable
        ``score(columns)`` rates a list of column numbers; higher is better. For example, train on
        these columns of one subject and return the mean Dice on another.
    most : int, optional
        How many features to choose; without it all are, so that the scores show where to stop.

    Returns
    -------
    tuple of Selected
        In the order of choice. A score may fall: a feature that helps most may still do harm. Of
        equally good features the first is chosen.

    References
    ----------
    A. W. Whitney, "A direct method of nonparametric measurement selection", IEEE Transactions on
    Computers 20 (1971) 1100-1103.
    """
    chosen = []
    steps = []
    while len(chosen) < (len(names) if most is None else min(most, len(names))):
        rest = [column for column in range(len(names)) if column not in chosen]
        scores = [score([*chosen, column]) for column in rest]
        best = int(np.argmax(scores))
        chosen.append(rest[best])
        steps.append(Selected(names[rest[best]], rest[best], float(scores[best])))
    return tuple(steps)


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
