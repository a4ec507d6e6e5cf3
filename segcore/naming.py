"""Names for clusters: which class does each cluster stand for?"""

import numpy as np

from segcore.scores import check_same_shape


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

    Examples
    --------
    >>> name_clusters([0, 0, 1, 1, 1], [2, 2, 0, 0, 2])
    array([2, 2, 0, 0, 0])
    """
    check_same_shape(truth, clusters)
    clusters, truth = np.asarray(clusters).astype(int), np.asarray(truth).astype(int)
    votes = np.zeros((clusters.max() + 1, truth.max() + 1), dtype=int)
    np.add.at(votes, (clusters, truth), 1)
    return votes.argmax(axis=1)[clusters]
