"""Two clouds in feature space: how much of them lies in the same places."""

import numpy as np


def shared_part(values, others, bins=32):
    """Part of two clouds in feature space that lies in the same places.

    Count both in the same bins, as fractions of their pixels, and add up what they have in common.

    Parameters
    ----------
    values, others : (n, d) and (m, d) array_like
        Two feature spaces with the same few features.
    bins : int
        Number of bins per feature, over the range of both clouds together.

    Returns
    -------
    float in [0, 1]
        1 if every bin holds the same fraction of both, 0 if no bin holds pixels of both.
    """
    both = np.concatenate([values, others]).astype(float)
    ranges = list(zip(both.min(axis=0), both.max(axis=0), strict=True))
    counts = [np.histogramdd(np.asarray(cloud), bins, ranges)[0] for cloud in (values, others)]
    fractions = [count / count.sum() for count in counts]
    return float(np.minimum(*fractions).sum())
