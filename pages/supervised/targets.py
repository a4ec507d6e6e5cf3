"""What is looked for: its mask, and marks that teach it."""

from segview.cache.remembering import remember
from segview.images import load_subject

from .labels import mark_pixels


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


def fitting(marks, shape):
    """Those of some marks that lie in this image and have one of the two labels."""
    return tuple(m for m in marks if m[0] < shape[0] and m[1] < shape[1] and m[2] < 2)
