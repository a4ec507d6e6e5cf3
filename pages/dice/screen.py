"""Dice coefficient: the overlap of two masks in one number."""

import math

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    iou,
    load_subject,
    resize,
    shift,
    threshold,
)
from segview import theme
from segview.cache.remembering import features, remember
from segview.lesson.controls import Choice, Slider
from segview.scene import Bars, Curves, Note, Scene, errors, image, result, truth
from segview.wording import mean_dice

from .pooling import pooled_dice
from .structures import structures

STRUCTURES = {
    "brain": "Whole brain",
    "csf": "Fluid (CSF)",
    "disc": "A small disc",
    "none": "A tumour: nobody here has one",
}
NAMES = {"brain": "brain", "csf": "fluid", "disc": "disc"}
RESULTS = {
    "moved": "The truth, shifted and grown",
    "everything": "Everything",
    "nothing": "Nothing",
}
SHIFTS = tuple(range(0, 21))
CONTROLS = (
    Choice(key="structure", label="To be found", options=STRUCTURES, default="brain"),
    Choice(key="result", label="Result", options=RESULTS, default="moved"),
    Slider(key="shift", label="Shift to the right", low=0, high=20, step=1, default=12, unit=" px"),
    Slider(key="grow", label="Grow", low=-10, high=10, step=1, default=0, unit=" px"),
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


def scores(mask, found):
    """Dice, IoU and accuracy by name."""
    return {
        "Dice": dice_coefficient(mask, found),
        "IoU": iou(mask, found),
        "accuracy": accuracy(mask, found),
    }


def formulas(mask, found):
    """Sizes and scores, with the counts that stand in their formulas."""
    (tn, fp), (fn, tp) = confusion_matrix(mask, found, 2)
    dice, union, equal = scores(mask, found).values()
    sizes = (
        f"Size of the ground truth = TP + FN = {tp:,} + {fn:,} = {tp + fn:,} · "
        f"size of the result = TP + FP = {tp:,} + {fp:,} = {tp + fp:,}  \n"
    )
    if math.isnan(dice):
        return (
            f"{sizes}Both masks are empty, so Dice and IoU are 0 / 0. There is nothing to overlap: they are **undefined** (nan), "
            f"while accuracy is {equal:.3f}."
        )
    return (
        f"{sizes}Dice = 2 · TP / both sizes = {2 * tp:,} / {2 * tp + fp + fn:,} = **{dice:.3f}** · "
        f"accuracy = (TP + TN) / all = ({tp:,} + {tn:,}) / {mask.size:,} = **{equal:.3f}**  \n"
        f"IoU = TP / (TP + FP + FN) = {tp:,} / {tp + fp + fn:,} = **{union:.3f}**, "
        f"the same as Dice / (2 − Dice) = {dice:.4f} / (2 − {dice:.4f})"
    )


@remember
def shifted(subject_id, by):
    """Dice of every structure with itself, shifted by so many pixels, and of all of them pooled."""
    masks = three(load_subject(subject_id))
    moved = {name: shift(mask, 0, by) for name, mask in masks.items()}
    each = {name: dice_coefficient(masks[name], moved[name]) for name in masks}
    return each, pooled_dice(list(masks.values()), list(moved.values()))


def three(subject):
    """The structures that everybody has, by key."""
    masks = structures(subject.truth)
    return {name: masks[name] for name in NAMES}


def by_shift(subject):
    """Dice of every structure with itself, shifted by 0, 1, ... pixels."""
    return {name: [shifted(subject.id, by)[0][name] for by in SHIFTS] for name in NAMES}


def averages(subject, by):
    """Both averages over the three structures, shifted by so many pixels."""
    each, pooled = shifted(subject.id, by)
    return (
        f"Each of the three shifted by {by} px: mean Dice = {mean_dice(short(each))}; "
        f"one Dice of all their pixels, pooled: {pooled:.3f}."
    )


def short(scores):
    """Scores by the short names of the structures."""
    return {NAMES[name]: score for name, score in scores.items()}


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
