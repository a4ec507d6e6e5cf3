"""K-means on intensity and blurred intensity, of pixels in place or shuffled."""

from segcore import FeatureSpace, accuracy, kmeans, shuffle_pixels
from segview.cache.remembering import features, remember
from segview.images import load_subject
from segview.lesson.places import points_text


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


def from_chance(values, labels):
    """Where random centres begin, and how the clusters found from there compare with these."""
    run = kmeans(values, k=2, seed=1)
    exchanged = accuracy(labels, run.labels) < 0.5
    return {
        "by_chance": points_text(run.steps[0].centres),
        "names": "with their names exchanged" if exchanged else "by chance under the same names",
    }
