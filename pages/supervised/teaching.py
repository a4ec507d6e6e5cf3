"""Nearest mean taught by marks, and k-means taught by nobody."""

from segcore import decision_regions, kmeans
from segcore.classifiers import NearestMean
from segview.cache.remembering import features, remember

from .labels import marked_pixels

SPECS = ("intensity", "gaussian:5")
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))


@remember
def taught(subject_id, marks):
    """Nearest mean, trained on the pixels around these marks; how many; its answers and regions."""
    space = features(subject_id, SPECS)
    pixels, labels = marked_pixels(marks, space.shape)
    model = NearestMean(space.values[pixels], labels)
    return model, len(pixels), model.predict(space.values), decision_regions(model, SQUARE)


@remember
def clustered(subject_id, seed):
    """K-means from a random start: its run and its regions, those of the nearest centre."""
    values = features(subject_id, SPECS).values
    run = kmeans(values, k=2, seed=seed)
    return run, decision_regions(NearestMean(values, run.labels), SQUARE)


@remember
def starts_by_name(subject_id):
    """First random start of k-means that calls the bright cluster 1, and first that calls it 0."""
    bright = [clustered(subject_id, seed)[0].centres.argmax(axis=0)[0] for seed in range(10)]
    return bright.index(1), bright.index(0)
