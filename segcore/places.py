"""Where pixels lie plays no part in feature space: give each another place and see."""

import numpy as np

from segcore.features import FeatureSpace


def shuffle_places(space, truth, seed=0):
    """Give every pixel a random new place; it takes its features and its label along.

    Parameters
    ----------
    space : FeatureSpace
        Features that were computed before, while the pixels still had their neighbours.
    truth : (H, W) array
        Labels of the same pixels.
    seed : int
        The same seed gives the same places.

    Returns
    -------
    FeatureSpace
        The same rows in another order.
    (H, W) array
        The labels in that order.

    Examples
    --------
    >>> space = FeatureSpace(("intensity",), np.array([[0.1], [0.2], [0.3]]), (1, 3))
    >>> moved, labels = shuffle_places(space, np.array([[1, 2, 3]]))
    >>> moved.values.ravel(), labels
    (array([0.3, 0.1, 0.2]), array([[3, 1, 2]]))
    """
    order = np.random.default_rng(seed).permutation(len(space.values))
    values = np.asfortranarray(space.values[order])
    return FeatureSpace(space.names, values, space.shape), space.to_image(np.ravel(truth)[order])
