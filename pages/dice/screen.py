"""Dice coefficient: the overlap of two masks in one number."""

from segcore import accuracy, dice_coefficient, threshold
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, truth

from .averages import NAMES, averages, shifted, short, three, without_disc
from .candidate import RESULTS, candidate, why_still
from .formulas import formulas
from .score_figures import bars, curves
from .structures import TITLES, structures

CONTROLS = (
    Choice("structure", "To be found", TITLES, default="brain"),
    Choice("result", "Result", RESULTS, default="moved"),
    Slider("shift", "Shift to the right", 0, 20, 1, default=12, unit=" px"),
    Slider("grow", "Grow", -10, 10, 1, default=0, unit=" px"),
)


def view(subject, values):
    """Move, grow and shrink a mask; three scores."""
    structure, kind, by = values["structure"], values["result"], values["shift"]
    mask = structures(subject.truth)[structure]
    found = candidate(mask, kind, by, values["grow"])
    return Scene(
        space=features(subject.id, ("intensity",)),
        classes=("rest", NAMES.get(structure, "tumour")),
        truth=mask,
        result=found,
        rows=[[image(), truth()], [result(), errors()]],
        hint="Everything that is yellow in both masks counts twice, above the fraction line. Point at a pixel or lasso some.",
        above=[Note(formulas(mask, found))],
        beside=[bars(mask, found), curves(subject, by), Note(averages(subject, by))],
        share=5 / 11,
        idle=why_still(structure, kind),
        settings={"kind": kind},
    )


def facts(subject):
    """The baseline, what one pixel costs each structure, and what a missed disc costs on average."""
    everything = threshold(subject.image, -1)
    masks = three(subject)
    share = accuracy(masks["brain"], everything)
    one = short(shifted(subject.id, 1)[0])
    mean_without, pooled_without = without_disc(subject)
    return {
        "baseline": dice_coefficient(masks["brain"], everything),
        "share": share,
        "share_plus_one": 1 + share,
        "one": one,
        "lost": {name: 1 - dice for name, dice in one.items()},
        "mean_without": mean_without,
        "pooled_without": pooled_without,
        "disc_size": masks["disc"].sum(),
        "brain_size": masks["brain"].sum(),
    }
