"""Feature selection: which features tell the classes apart?"""

from dataclasses import dataclass

import numpy as np


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
