"""Four clusters of intensity, found in two ways."""

from segcore import gaussian_mixture, kmeans
from segview.cache.remembering import features, remember

SPECS = ("intensity",)
START = ((0.1,), (0.3,), (0.5,), (0.7,))


@remember(saying="Clustering the pixels")
def clustered(subject_id, method, seed):
    """Four clusters of intensity, as an image, from dark to bright."""
    space = features(subject_id, SPECS)
    if method == "kmeans":
        return space.to_image(kmeans(space.values, init=START).labels)
    return space.to_image(gaussian_mixture(space.values, 4, seed=seed).labels)
