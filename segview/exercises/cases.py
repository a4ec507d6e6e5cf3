"""What the programs of exercises are tried on: the image on screen, and parts of other images."""

import numpy as np

from segcore import Subject
from segview.images import load_subject

IMAGE = "the image on screen, “{subject_0}”"
TRUTH = "its ground truth"
OTHERS = ("age-75", "age-25")  # the second one where the first is on screen


def beside(subject: Subject) -> tuple[np.ndarray, np.ndarray]:
    """Image and labels of a subject."""
    return subject.image, subject.truth.astype(int)


def elsewhere(subject: Subject) -> tuple[np.ndarray, np.ndarray]:
    """Part of the image and the labels of somebody else: smaller, of other sides, and reversed."""
    other = load_subject(OTHERS[subject.id == OTHERS[0]])
    part = np.s_[150:10:-3, 20:190:2]
    return other.image[part], other.truth[part].astype(int)


def brain_masks(subject):
    """The image and its brain, and a part of another image."""
    pairs = (beside(subject), elsewhere(subject))
    return tuple({"im": im, "brain": (mask > 0).astype(int)} for im, mask in pairs)
