"""K-means on intensity and blurred intensity, of pixels in place or shuffled."""

from segcore import FeatureSpace, kmeans, load_subject, shuffle_pixels
from segview.cache.remembering import features, remember


@remember
def dots(subject_id, blurred, shuffled):
    """Intensity and blurred intensity of every pixel, and its label, in place or shuffled."""
    space = features(subject_id, ("intensity", blurred))
    labels = load_subject(subject_id).binary_truth
    if shuffled:
        *images, labels = shuffle_pixels(0, *space.images, labels)
        space = FeatureSpace.from_images(space.names, images)
    return space, labels


@remember
def clustered(subject_id, blurred, shuffled, centres):
    """K-means on intensity and blurred intensity from these centres."""
    return kmeans(dots(subject_id, blurred, shuffled)[0].values, init=centres)
