"""Dice coefficient: the overlap of two masks in one number."""

import math

from segcore import accuracy, dice_coefficient, resize, shift, threshold
from segview import theme
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Bars, Curves, Note, Scene, errors, image, result, truth
from segview.wording import mean_dice

from .averages import NAMES, SHIFTS, averages, by_shift, shifted, short, three
from .formulas import formulas, scores
from .pooling import pooled_dice
from .structures import structures

STRUCTURES = {
    "brain": "Whole brain",
    "csf": "Fluid (CSF)",
    "disc": "A small disc",
    "none": "A tumour: nobody here has one",
}
RESULTS = {
    "moved": "The truth, shifted and grown",
    "everything": "Everything",
    "nothing": "Nothing",
}
CONTROLS = (
    Choice("structure", "To be found", STRUCTURES, default="brain"),
    Choice("result", "Result", RESULTS, default="moved"),
    Slider("shift", "Shift to the right", 0, 20, 1, default=12, unit=" px"),
    Slider("grow", "Grow", -10, 10, 1, default=0, unit=" px"),
)


def view(subject, values):
    """Move, grow and shrink a mask; three scores."""
    structure, kind, by = values["structure"], values["result"], values["shift"]
    mask = structures(subject.truth)[structure]
    found = candidate(mask, kind, by, values["grow"])
    curves = by_shift(subject)
    return Scene(
        space=features(subject.id, ("intensity",)),
        classes=("rest", NAMES.get(structure, "tumour")),
        truth=mask,
        result=found,
        rows=[[image(), truth()], [result(), errors()]],
        hint="Everything that is yellow in both masks counts twice, above the fraction line. Point at a pixel or lasso some.",
        above=[Note(formulas(mask, found))],
        beside=[
            Bars(
                key="scores",
                values={name: s for name, s in scores(mask, found).items() if not math.isnan(s)},
                title="score",
                colours=[theme.CLUSTER_COLOURS[-2]] * 3,
            ),
            Curves(
                key="by-shift",
                x=SHIFTS,
                lines={STRUCTURES[name]: line for name, line in curves.items()},
                titles=("shift in pixels, without growing", "Dice"),
                now=by,
                lowest=0,
            ),
            Note(averages(subject, by)),
        ],
        share=5 / 11,
        idle=idle(structure, kind),
        settings={"kind": kind},
    )


def candidate(mask, kind, by, grow):
    """What stands in for a segmentation method's result."""
    if kind == "moved":
        return shift(resize(mask, grow), 0, by) if mask.any() else mask
    return threshold(mask, -1 if kind == "everything" else 1)


def idle(structure, kind):
    """Why nothing can be shifted or grown, if so."""
    if structure == "none":
        return dict.fromkeys(("shift", "grow"), "There is nothing to move.")
    reason = f"Only “{RESULTS['moved']}” moves."
    return {} if kind == "moved" else dict.fromkeys(("shift", "grow"), reason)


def facts(subject):
    """The baseline, what one pixel costs each structure, and what a missed disc costs on average."""
    everything = threshold(subject.image, -1)
    masks = three(subject)
    empty = masks["disc"] & False
    one = short(shifted(subject.id, 1)[0])
    missed = short(shifted(subject.id, 0)[0]) | {"disc": dice_coefficient(masks["disc"], empty)}
    return {
        "baseline": dice_coefficient(masks["brain"], everything),
        "share": accuracy(masks["brain"], everything),
        "one": one,
        "lost": {name: 1 - dice for name, dice in one.items()},
        "mean_without": mean_dice(missed),
        "pooled_without": pooled_dice(list(masks.values()), [masks["brain"], masks["csf"], empty]),
        "disc_size": masks["disc"].sum(),
        "brain_size": masks["brain"].sum(),
        "share_plus_one": 1 + accuracy(masks["brain"], everything),
    }
