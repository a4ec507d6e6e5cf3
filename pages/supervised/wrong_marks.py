"""Marks for white matter that are wrong on purpose, and their Dice."""

from segcore import dice_coefficient
from segview.cache.remembering import remember
from segview.images import load_subject
from segview.lesson.places import points_text

from .labels import mark_pixels
from .targets import target_mask, usual_marks
from .teaching import taught

SCALP = 0.6  # no brain is that bright


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
def dice_taught(subject_id, marks):
    """Dice for white matter with these marks."""
    found = taught(subject_id, marks)[2]
    return dice_coefficient(target_mask(subject_id, "white matter").ravel(), found)


def dice_of_lies(subject_id):
    """Dice for white matter with the usual marks and with wrong ones; the wrong marks."""
    wrong = lies(subject_id)
    return {
        "honest": dice_taught(subject_id, usual_marks(subject_id, "white matter")),
        "on_fluid": points_text(wrong["fluid"]),
        "on_scalp": points_text(wrong["scalp"]),
        "fluid_dice": dice_taught(subject_id, wrong["fluid"]),
        "scalp_dice": dice_taught(subject_id, wrong["scalp"]),
    }
