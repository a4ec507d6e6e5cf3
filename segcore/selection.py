"""Feature selection: which features tell the classes apart?"""

from dataclasses import dataclass

import numpy as np

from segcore.classifiers import train
from segcore.scores import dice_multiclass


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


def feature_scores(values, labels):
    """Score each feature by how well it separates the classes on its own.

    The score is the mean Dice over the classes of a decision tree of depth 5 that sees this
    feature only: at most 32 intervals, each with its own class. So a class may occupy several
    ranges, as a background of black air and bright scalp does, and neither stretching a feature
    nor turning it upside down changes its score. Pixels are scored by the tree that they trained.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    labels : (n,) or (H, W) array_like
        Ground truth of these pixels.

    Returns
    -------
    (d,) float64 ndarray
        Scores from 0 to 1; higher is better.

    Raises
    ------
    ValueError
        If the numbers of rows and labels differ.
    """
    labels = np.ravel(labels)
    columns = np.hsplit(np.asarray(values, dtype=float), np.shape(values)[1])
    results = [train("decision tree", column, labels).predict(column) for column in columns]
    return np.array([dice_multiclass(labels, result).mean() for result in results])


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
