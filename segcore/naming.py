"""Names for clusters: which class does each cluster stand for?"""

import numpy as np

from segcore.scores import check_same_shape, confusion_matrix


def name_clusters(clusters, truth):
    """Call every cluster by the class that most of its pixels belong to.

    This looks at the ground truth. It is a way to show and to score a clustering, not a part of it:
    without ground truth, clusters have no names.

    Parameters
    ----------
    clusters : (n,) or (H, W) integer array
        Cluster of every pixel, from 0.
    truth : array of the same shape
        Class of every pixel, from 0.

    Returns
    -------
    integer array of the same shape
        For every pixel, the class of its cluster; on a tie the smaller label. Several clusters may
        stand for one class, and a class that is nowhere in the majority stays without any.

    Raises
    ------
    ValueError
        If the shapes differ, or a number is negative, a fraction or above 1023.

    Examples
    --------
    >>> name_clusters([0, 0, 1, 1, 1], [2, 2, 0, 0, 2])
    array([2, 2, 0, 0, 0])
    """
    check_same_shape(truth, clusters)
    votes = confusion_matrix(clusters, truth)
    return votes.argmax(axis=1)[np.asarray(clusters).astype(int)]
