"""Recap of chapter 2: scores that tell and scores that flatter, on a person who is in no lesson."""

from segcore import accuracy, dice_coefficient, feature_space, pad
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, truth
from segview.wording import in_order

from .cost_of_errors import cost_of_errors
from .frames import FRAME, framed, nothing_framed
from .masks import masks
from .moved_cut import moved_cut
from .same_dice import same_dice

CUTS, MOVED = (0.1, 0.22, 0.38), (0.1, 0.26, 0.38)
FOREGROUNDS = {
    "brain": "The whole brain",
    "1": "CSF (fluid)",
    "2": "Grey matter",
    "3": "White matter",
}
CONTROLS = (
    Choice("foreground", "Foreground", FOREGROUNDS, default="brain"),
    Slider("cut1", "CSF (fluid) from", 0.0, 1.0, 0.01, default=CUTS[0]),
    Slider("cut2", "Grey matter from", 0.0, 1.0, 0.01, default=CUTS[1]),
    Slider("cut3", "White matter from", 0.0, 1.0, 0.01, default=CUTS[2]),
    Slider("padding", "Empty padding", 0, FRAME, 10, default=0, unit=" px"),
)


def view(subject, values):
    """Choose a foreground, move the cuts, grow the frame."""
    foreground, padding = values["foreground"], values["padding"]
    cuts = [values[key] for key in ("cut1", "cut2", "cut3")]
    known, found = masks(subject, foreground, cuts, padding)
    scores = f"Accuracy **{accuracy(known, found):.3f}** · Dice **{dice_coefficient(known, found):.3f}** "
    return Scene(
        space=feature_space(pad(subject.image, padding), ("intensity",)),
        classes=("rest", FOREGROUNDS[foreground].lower()),
        truth=known,
        result=found,
        rows=[[image(), truth(), result(), errors()]],
        hint="Point at a pixel to see both labels.",
        above=[Note(scores + in_order(cuts, subject.classes[1:]))],
    )


def facts(subject):
    """Both scores with and without a frame, what errors cost, and Dice by class for two settings."""
    return {
        **framed(subject, CUTS),
        **nothing_framed(subject),
        **cost_of_errors(subject, CUTS),
        **moved_cut(subject, CUTS, MOVED),
        **same_dice(subject),
    }
