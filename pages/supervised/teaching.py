"""Nearest mean taught by marks, k-means taught by nobody, and what marks say on purpose."""

from segcore import (
    decision_regions,
    dice_coefficient,
    kmeans,
    load_subject,
)
from segcore.classifiers import NearestMean
from segview.cache.remembering import features, remember

from .labels import mark_pixels, marked_pixels

SPECS = ("intensity", "gaussian:5")
SCALP = 0.6  # no brain is that bright
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))


@remember
def target_mask(subject_id, target):
    """Ground truth of what we look for: 1 inside, 0 elsewhere."""
    subject = load_subject(subject_id)
    if target == "brain":
        return subject.binary_truth
    return (subject.truth == subject.classes.index(target)).astype("uint8")


@remember
def usual_marks(subject_id, target):
    """Five pixels of each tissue and of the background, each with the label that is true of it."""
    mask, truth = target_mask(subject_id, target), load_subject(subject_id).truth
    return tuple((r, c, int(mask[r, c])) for r, c, _ in mark_pixels(truth, per_class=5))


@remember
def lies(subject_id):
    """Marks for white matter that are wrong on purpose: on fluid, and on the bright scalp."""
    subject, true = load_subject(subject_id), usual_marks(subject_id, "white matter")
    fluid = {(r, c) for r, c, of in mark_pixels(subject.truth, per_class=5) if of == 1}
    scalp = [m for m in mark_pixels(subject.image > SCALP, per_class=5) if m[2]]
    return {
        "fluid": tuple((r, c, 1 if (r, c) in fluid else label) for r, c, label in true),
        "scalp": (*true, *scalp),
    }


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


@remember
def dice_taught(subject_id, marks):
    """Dice for white matter with these marks."""
    found = taught(subject_id, marks)[2]
    return dice_coefficient(target_mask(subject_id, "white matter").ravel(), found)


def fitting(marks, shape):
    """Those of some marks that lie in this image and have one of the two labels."""
    return tuple(m for m in marks if m[0] < shape[0] and m[1] < shape[1] and m[2] < 2)


def compared(mask, learnt, clusters, count, target):
    """Dice of both methods, and of k-means also with the luckier names."""
    either = [dice_coefficient(mask, clusters == label) for label in (0, 1)]
    return (
        f"Dice: nearest mean {dice_coefficient(mask, learnt):.3f}, taught by {count} marks; k-means "
        f"{either[1]:.3f}, or {max(either):.3f} once somebody who knows has said which cluster is {target}."
    )
