"""Uncertainty: where a classifier hesitates, another label teaches it most."""

import numpy as np


def uncertainty(probabilities):
    """Measure how little the most probable class is ahead of the second.

    Parameters
    ----------
    probabilities : (n, k) array_like
        Probability of each of k > 1 classes, one row per pixel.

    Returns
    -------
    (n,) float64 ndarray
        From 0, where one class has all the probability, to 1, where two share the first place: on
        the border between them.

    References
    ----------
    T. Scheffer, C. Decomain and S. Wrobel, "Active hidden Markov models for information
    extraction", Intelligent Data Analysis, LNCS 2189 (2001) 309-318.

    Examples
    --------
    >>> uncertainty([[1, 0, 0], [0.5, 0.25, 0.25], [0.4, 0.2, 0.4]])
    array([0.  , 0.75, 1.  ])
    """
    second, first = np.partition(np.asarray(probabilities, dtype=float), -2, axis=1)[:, -2:].T
    return 1 - (first - second)
