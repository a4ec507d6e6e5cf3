"""Dice coefficient: the overlap of two masks in one number."""

from segcore import accuracy, dice_coefficient, iou, shift, threshold
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, truth

from .averages import averages, shifted, short, three, without_disc
from .candidate import RESULTS, candidate, why_still
from .formulas import formulas
from .fraction import fraction
from .score_figures import bars, curves
from .structures import FOREGROUNDS, TITLES, structures

HALF = 24  # pixels, after which the large disc shares about half of itself with what it was
CONTROLS = (
    Choice("structure", "To be found", TITLES, default="brain"),
    Choice("result", "Result", RESULTS, default="moved"),
    Slider("shift", "Shift to the right", 0, 60, 1, default=12, unit=" px"),
    Slider("grow", "Grow", -10, 10, 1, default=0, unit=" px"),
)


def view(subject, values):
    """Move, grow and shrink a mask; three scores."""
    structure, kind, by = values["structure"], values["result"], values["shift"]
    mask = structures(subject.truth)[structure]
    found = candidate(mask, kind, by, values["grow"])
    if structure == "blob":
        around = {"beside": fraction(mask, found)}
    else:
        shown = [bars(mask, found), curves(subject, by), Note(averages(subject, by))]
        around = {"above": [Note(formulas(mask, found))], "beside": shown}
    return Scene(
        space=features(subject.id, ("intensity",)),
        classes=("rest", FOREGROUNDS[structure]),
        truth=mask,
        result=found,
        rows=[[image(), truth()], [result(), errors()]],
        hint="What is yellow in both masks counts twice. Point at a pixel or lasso some.",
        **around,
        share=5 / 11,
        idle=why_still(structure, kind),
        settings={"kind": kind},
    )


def facts(subject):
    """The baseline, discs that share half, what one pixel costs, and a missed disc on average."""
    everything = threshold(subject.image, -1)
    masks = three(subject)
    share = accuracy(masks["brain"], everything)
    blob = structures(subject.truth)["blob"]
    half = shift(blob, 0, HALF)
    mean_without, pooled_without = without_disc(subject)
    return {
        "baseline": dice_coefficient(masks["brain"], everything),
        "share": share,
        "share_plus_one": 1 + share,
        "half_dice": dice_coefficient(blob, half),
        "half_iou": iou(blob, half),
        "one": short(shifted(subject.id, 1)[0]),
        "mean_without": mean_without,
        "pooled_without": pooled_without,
        "disc_size": masks["disc"].sum(),
        "brain_size": masks["brain"].sum(),
    }
