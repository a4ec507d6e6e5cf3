"""Clusters of intensity, found in two ways."""

from segcore import gaussian_mixture, kmeans
from segview.cache.remembering import features, remember

from .borders import label_changes

SPECS = ("intensity",)


@remember
def by_centres(subject_id, start):
    """K-means on intensity alone, from these centres."""
    return kmeans(features(subject_id, SPECS).values, init=start)


@remember(saying="Fitting the Gaussians")
def by_gaussians(subject_id, k):
    """Mixture of Gaussians on intensity alone, and the intensities at which its label changes."""
    values = features(subject_id, SPECS).values
    mixture = gaussian_mixture(values, k)
    return mixture, label_changes(values, mixture.labels)
