"""Mixtures of Gaussians: pixels as overlapping clouds in feature space, found without labels."""

from dataclasses import dataclass

import numpy as np
from sklearn.mixture import GaussianMixture

from segcore.clustering import MAX_STEPS
from segcore.scaling import standardise
from segcore.validation import check_clusters, feature_rows


@dataclass(frozen=True, eq=False)
class Mixture:
    """Result of `gaussian_mixture`; clusters are in the order of their centres' first feature.

    Attributes
    ----------
    labels : (n,) int64 ndarray
        Most probable cluster of every pixel, from 0 to k - 1.
    centres : (k, d) float64 ndarray
        Means of the Gaussians.
    weights : (k,) float64 ndarray
        Share of the pixels that each Gaussian accounts for; they sum to 1.
    covariances : (k, d, d) float64 ndarray
        Covariance matrices of the Gaussians.
    converged : bool
        Whether the fit settled before its last round.
    offsets, scales : (d,) float64 ndarrays
        What was subtracted from each feature for the fit, and what it was divided by then.
    model : sklearn.mixture.GaussianMixture
        The fitted mixture, of features on that scale.
    """

    labels: np.ndarray
    centres: np.ndarray
    weights: np.ndarray
    covariances: np.ndarray
    converged: bool
    offsets: np.ndarray
    scales: np.ndarray
    model: GaussianMixture

    def probabilities(self, values):
        """Probability of each cluster, ``(m, k)``, for every row of `values`, ``(m, d)``."""
        values = feature_rows(values, features=len(self.offsets))
        return self.model.predict_proba((values - self.offsets) / self.scales)

    def densities(self, values):
        """Weighted density of each Gaussian, ``(m, k)``, for every row of `values`, ``(m, d)``."""
        scaled = (feature_rows(values, features=len(self.offsets)) - self.offsets) / self.scales
        whole = np.exp(self.model.score_samples(scaled)) / np.prod(self.scales)
        return self.probabilities(values) * whole[:, None]


def gaussian_mixture(values, k, seed=0):
    """Describe the pixels as k overlapping Gaussian clouds and find the likeliest one of each.

    The fit starts from k-means and is repeated until it settles. It is done on standardised
    features, so neither the start nor the trace of variance that keeps a Gaussian from shrinking to
    a point (a millionth of a feature's own) depends on the units.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    k : int
        Number of Gaussians.
    seed : int
        Seed of the start; the same seed gives the same clusters.

    Returns
    -------
    Mixture

    Raises
    ------
    ValueError
        If there are fewer than 1 or more than n clusters, fewer than 2 pixels, `values` is not
        two-dimensional, or a value is NaN or infinite.

    References
    ----------
    A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data via the
    EM algorithm", Journal of the Royal Statistical Society B 39 (1977) 1-38.
    """
    values = feature_rows(values)
    check_clusters(values, k)
    if len(values) < 2:
        raise ValueError("One pixel has no spread: a mixture of Gaussians needs at least 2 pixels.")
    scaled = standardise(values)
    model = GaussianMixture(k, max_iter=MAX_STEPS, random_state=seed).fit(scaled.values)
    order = np.argsort(model.means_[:, 0], kind="stable")
    for name in ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_"):
        setattr(model, name, getattr(model, name)[order])
    return Mixture(
        labels=model.predict(scaled.values),
        centres=scaled.undo(model.means_),
        weights=model.weights_,
        covariances=model.covariances_ * np.outer(scaled.scales, scaled.scales),
        converged=model.converged_,
        offsets=scaled.offsets,
        scales=scaled.scales,
        model=model,
    )
