"""What is looked for: its ground truth, and strokes that teach it."""

from dataclasses import replace

from segcore.true_strokes import true_strokes
from segview.cache.remembering import remember
from segview.images import load_subject

TARGETS = {
    "tissues": "All four classes",
    "white matter": "White matter",
    "brain": "The whole brain",
}
PAINTINGS = {  # each target's strokes: a control
    "tissues": "painting",
    "white matter": "white_painting",
    "brain": "brain_painting",
}
STROKES = {"per_class": 5, "length": 6, "radius": 1.0, "seed": 1}


def classes(subject, target):
    """Names of the classes that are told apart."""
    return subject.classes if target == "tissues" else ("rest", target)


@remember
def known(subject_id, target):
    """Ground truth of what we look for, (H, W) integer labels."""
    subject = load_subject(subject_id)
    if target == "tissues":
        return subject.truth
    if target == "brain":
        return subject.binary_truth
    return (subject.truth == subject.classes.index(target)).astype("uint8")


@remember
def usual_strokes(subject_id, target):
    """Five strokes in each tissue and in the background, each with the label that is true of it."""
    truth = known(subject_id, target)
    return tuple(
        replace(stroke, label=int(truth[stroke.points[0]])) for stroke in tissue_strokes(subject_id)
    )


@remember
def tissue_strokes(subject_id):
    """The same strokes, each with the label of its tissue."""
    return true_strokes(load_subject(subject_id).truth, **STROKES)
