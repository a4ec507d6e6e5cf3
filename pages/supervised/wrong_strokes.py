"""Strokes for white matter that are wrong on purpose, and their Dice."""

from dataclasses import replace

from segcore import dice_coefficient
from segcore.strokes import strokes_text
from segcore.true_strokes import true_strokes
from segview.cache.remembering import remember
from segview.images import load_subject

from .targets import STROKES, known, tissue_strokes, usual_strokes
from .teaching import taught

SCALP = 0.6  # no brain is that bright
FLUID, WHITE = 1, 3


@remember
def lies(subject_id):
    """Strokes for white matter that are wrong on purpose: on fluid, and on the bright scalp."""
    on_scalp = true_strokes(load_subject(subject_id).image > SCALP, **STROKES)
    return {
        "fluid": tuple(
            replace(one, label=int(one.label in (FLUID, WHITE)))
            for one in tissue_strokes(subject_id)
        ),
        "scalp": (
            *usual_strokes(subject_id, "white matter"),
            *(one for one in on_scalp if one.label),
        ),
    }


def dice_taught(subject_id, strokes):
    """Dice for white matter of nearest mean with these strokes."""
    found = taught(subject_id, "nearest mean", strokes, 2).result
    return dice_coefficient(known(subject_id, "white matter"), found)


def dice_of_lies(subject_id):
    """Dice for white matter with the usual strokes and with wrong ones; the wrong strokes."""
    wrong = lies(subject_id)
    return {
        "honest": dice_taught(subject_id, usual_strokes(subject_id, "white matter")),
        "on_fluid": strokes_text(wrong["fluid"]),
        "on_scalp": strokes_text(wrong["scalp"]),
        "fluid_dice": dice_taught(subject_id, wrong["fluid"]),
        "scalp_dice": dice_taught(subject_id, wrong["scalp"]),
    }
