"""K-means: groups of pixels that lie together in feature space, found without labels."""

from dataclasses import dataclass

import numpy as np

from segcore.validation import check_clusters, check_finite, feature_rows

MAX_STEPS = 300


@dataclass(frozen=True, eq=False)
class Step:
    """One round of k-means.

    Attributes
    ----------
    centres : (k, d) float64 ndarray
        The centres that the pixels were assigned to.
    labels : (n,) integer ndarray
        The nearest of these centres for every pixel, in the smallest integer type that fits.
    updated : (k, d) float64 ndarray
        The mean of the pixels of each cluster: the centres of the next round.
    inertia : float
        Sum of the squared distances from the pixels to their centres, before the update.
    """

    centres: np.ndarray
    labels: np.ndarray
    updated: np.ndarray
    inertia: float


@dataclass(frozen=True, eq=False)
class KMeans:
    """Result of `kmeans`.

    Attributes
    ----------
    labels : (n,) int64 ndarray
        Cluster of every pixel, from 0 to k - 1.
    centres : (k, d) float64 ndarray
        Mean of each cluster.
    steps : tuple of Step
        Every round, in order.
    converged : bool
        Whether the last round moved no pixel to another cluster.
    """

    labels: np.ndarray
    centres: np.ndarray
    steps: tuple[Step, ...]
    converged: bool

    @property
    def ticks(self):
        """How many ticks it takes to settle; see `after`."""
        return 2 * (len(self.steps) - 1)

    def after(self, tick):
        """Look at it after some ticks: at odd ones centres move, at even ones pixels are assigned.

        Parameters
        ----------
        tick : int
            0 is the first assignment; after the last tick nothing changes any more.

        Returns
        -------
        labels : (n,) integer ndarray
        centres : (k, d) float64 ndarray
        """
        tick = min(tick, self.ticks)
        step = self.steps[tick // 2]
        return step.labels, step.updated if tick % 2 else step.centres


def kmeans(values, k=2, init=None, seed=0):
    """Group pixels into k clusters with Lloyd's algorithm.

    Assign every pixel to its nearest centre, move every centre to the mean of its pixels, and
    repeat until no pixel changes its cluster (or 300 times).

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    k : int
        Number of clusters; ignored if `init` is given.
    init : (k, d) array_like, optional
        Approximate centres to start from; without them, k-means++ chooses k pixels.
    seed : int
        Seed of that choice; the same seed gives the same clusters.

    Returns
    -------
    KMeans

    Raises
    ------
    ValueError
        If there are fewer than 1 or more than n clusters, the shapes do not fit, or a value or a
        starting centre is NaN or infinite.

    References
    ----------
    S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28
    (1982) 129-137.
    """
    values = np.asfortranarray(feature_rows(values))
    centres = starting_centres(values, k, init, seed)
    steps = []
    converged = False
    while not converged and len(steps) < MAX_STEPS:
        labels, distances = assign(values, centres)
        updated = update(values, labels, centres)
        converged = len(steps) > 0 and np.array_equal(labels, steps[-1].labels)
        steps.append(Step(centres, labels, updated, float(distances.sum())))
        centres = updated
    return KMeans(labels.astype(int), centres, tuple(steps), converged)


def assign(values, centres):
    """Find the nearest centre of every pixel; of equally near ones, the first.

    Parameters
    ----------
    values : (n, d) ndarray
        Feature space.
    centres : (k, d) ndarray
        Centres of the clusters.

    Returns
    -------
    labels : (n,) integer ndarray
        From 0 to k - 1.
    distances : (n,) float64 ndarray
        Squared distances to those centres.
    """
    labels = np.zeros(len(values), dtype=np.min_scalar_type(len(centres) - 1))
    distances = np.full(len(values), np.inf)
    for label, centre in enumerate(centres):
        distance = ((values - centre) ** 2).sum(axis=1)
        labels[distance < distances] = label
        distances = np.minimum(distance, distances)
    return labels, distances


def update(values, labels, centres):
    """Move every centre to the mean of its pixels; a centre without pixels stays where it is.

    Parameters
    ----------
    values : (n, d) ndarray
        Feature space.
    labels : (n,) integer ndarray
        Cluster of every pixel.
    centres : (k, d) ndarray
        Centres so far.

    Returns
    -------
    (k, d) float64 ndarray
    """
    k = len(centres)
    pixels = np.bincount(labels, minlength=k)
    sums = np.column_stack([np.bincount(labels, weights=f, minlength=k) for f in values.T])
    means = sums / np.maximum(pixels, 1)[:, None]
    return np.where(pixels[:, None] > 0, means, centres)


def starting_centres(values, k, init, seed):
    """Check the number of clusters and the given centres, or choose pixels with k-means++.

    The first centre is a random pixel; every further one is a random pixel too, with a
    probability that grows with its squared distance from the centres so far.

    Parameters
    ----------
    values : (n, d) ndarray
        Feature space.
    k, init, seed
        As in `kmeans`.

    Returns
    -------
    (k, d) float64 ndarray

    Raises
    ------
    ValueError
        If there are fewer than 1 or more than n clusters, the shapes do not fit, or a starting
        centre is NaN or infinite.

    References
    ----------
    D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", Proceedings of
    the 18th ACM-SIAM Symposium on Discrete Algorithms (2007) 1027-1035.
    """
    if init is not None:
        init = np.array(init, dtype=float)
        if init.ndim != 2 or init.shape[1:] != values.shape[1:]:
            raise ValueError(
                f"Starting centres need one row per cluster and one column for each feature of "
                f"{values.shape}, but their shape is {init.shape}."
            )
        check_finite(init, "starting centres")
        k = len(init)
    check_clusters(values, k)
    if init is not None:
        return init
    random = np.random.default_rng(seed)
    centres = values[[random.integers(len(values))]]
    while len(centres) < k:
        distances = assign(values, centres)[1]
        total = distances.sum()
        chance = distances / total if total > 0 else None
        centres = np.vstack([centres, values[random.choice(len(values), p=chance)]])
    return centres
