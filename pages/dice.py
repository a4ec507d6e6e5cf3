"""Dice coefficient: the overlap of two masks in one number."""

import math

import streamlit as st

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    iou,
    pooled_dice,
    resize,
    shift,
    structures,
    threshold,
)
from segview import theme
from segview.cache.remembering import features, remember
from segview.course.glossary import tell
from segview.lesson import code, controls, exercise
from segview.lesson import frame as lesson
from segview.lesson.presets import Preset, offer
from segview.lesson.quiz import Answer, ask, find
from segview.scene.figures import bars, curves
from segview.scene.linked import linked_view
from segview.scene.panels import errors, image, result, truth
from segview.wording import mean_dice

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

subject = lesson.subject()
masks = structures(subject.truth)
three = [masks[name] for name in NAMES]


@remember
def by_shift(subject_id: str) -> dict:
    """Dice of every structure with itself, shifted by 0, 1, ... pixels."""
    return {
        name: [dice_coefficient(masks[name], shift(masks[name], 0, by)) for by in SHIFTS]
        for name in NAMES
    }


@remember
def pooled(subject_id: str, by: int) -> float:
    """One Dice for the pixels of all three structures together, shifted."""
    return pooled_dice(three, [shift(mask, 0, by) for mask in three])


def each(by: int) -> dict:
    """Dice of every structure with itself, shifted by this many pixels, by its short name."""
    return {NAMES[name]: scores[by] for name, scores in by_shift(subject.id).items()}


def candidate(mask, kind: str, by: int, grow: int):
    """What stands in for a segmentation method's result."""
    if kind == "moved":
        return shift(resize(mask, grow), 0, by) if mask.any() else mask
    return threshold(subject.image, -1 if kind == "everything" else 1)


def still(structure: str, kind: str) -> str:
    """Why nothing can be shifted or grown, if so."""
    if structure == "none":
        return "There is nothing to move."
    return "" if kind == "moved" else f"Only “{RESULTS['moved']}” moves."


def sizes(tp: int, fp: int, fn: int) -> str:
    """How large both masks are, in the counts that stand in the formula of Dice."""
    return (
        f"Size of the ground truth = TP + FN = {tp:,} + {fn:,} = {tp + fn:,} · "
        f"size of the result = TP + FP = {tp:,} + {fp:,} = {tp + fp:,}  \n"
    )


@st.fragment
def explore() -> None:
    """Move, grow and shrink a mask, watch three scores."""
    first, second, third, fourth = st.columns(4)
    with first:
        structure = controls.choice("structure", "To be found", STRUCTURES, "brain")
    with second:
        kind = controls.choice("result", "Result", RESULTS, "moved")
    with third:
        idle = still(structure, kind)
        by = controls.slider("shift", "Shift to the right", 0, 20, 1, 12, unit=" px", disabled=idle)
    with fourth:
        grow = controls.slider("grow", "Grow", -10, 10, 1, 0, unit=" px", disabled=idle)
    mask = masks[structure]
    found = candidate(mask, kind, by, grow)
    scores = {"Dice": dice_coefficient(mask, found), "IoU": iou(mask, found)}
    scores["accuracy"] = accuracy(mask, found)
    (tn, fp), (fn, tp) = confusion_matrix(mask, found, 2)
    undefined = math.isnan(scores["Dice"])
    st.markdown(
        sizes(tp, fp, fn)
        + "Both masks are empty, so Dice and IoU are 0 / 0. There is nothing to overlap: they are **undefined** (nan), "
        f"while accuracy is {scores['accuracy']:.3f}."
        if undefined
        else sizes(tp, fp, fn)
        + f"Dice = 2 · TP / both sizes = {2 * tp:,} / {2 * tp + fp + fn:,} = **{scores['Dice']:.3f}** · "
        f"accuracy = (TP + TN) / all = ({tp:,} + {tn:,}) / {mask.size:,} = **{scores['accuracy']:.3f}**  \n"
        f"IoU = TP / (TP + FP + FN) = {tp:,} / {tp + fp + fn:,} = **{scores['IoU']:.3f}**, "
        f"the same as Dice / (2 − Dice) = {scores['Dice']:.4f} / (2 − {scores['Dice']:.4f})"
    )
    view, plots = st.columns([6, 5])
    with view:
        linked_view(
            features(subject.id, ("intensity",)),
            mask,
            found,
            classes=("rest", NAMES.get(structure, "tumour")),
            rows=[[image(), truth()], [result(), errors()]],
            hint="Everything that is yellow in both masks counts twice, above the fraction line. Point at a pixel or lasso some.",
        )
    with plots:
        bars(
            "scores",
            {name: score for name, score in scores.items() if not math.isnan(score)},
            title="score",
            colours=[theme.CLUSTER_COLOURS[-2]] * 3,
        )
        curves(
            "by-shift",
            SHIFTS,
            {STRUCTURES[name]: scores for name, scores in by_shift(subject.id).items()},
            titles=("shift in pixels, without growing", "Dice"),
            now=by,
            lowest=0,
        )
        st.markdown(
            f"Each of the three shifted by {by} px: mean Dice = {mean_dice(each(by))}; "
            f"one Dice of all their pixels, pooled: {pooled(subject.id, by):.3f}."
        )
    code.listing(kind=kind)


explore()

everything = threshold(subject.image, -1)
brain, fluid, small = three
baseline, share = dice_coefficient(brain, everything), accuracy(brain, everything)
one = each(1)
without_disc = [brain, fluid, masks["none"]]
unequal = each(0) | {"disc": dice_coefficient(small, masks["none"])}
rest_pooled = pooled_dice(three, without_disc)
offer(
    [
        Preset(
            "Everything is brain",
            {"structure": "brain", "result": "everything"},
            f"The image was not looked at and Dice is {baseline:.3f}. Any method has to beat this baseline.",
        ),
        Preset(
            "A thin structure, one pixel off",
            {"structure": "csf", "result": "moved", "shift": 1, "grow": 0},
            f"One pixel costs fluid {1 - one['fluid']:.2f} of Dice and the whole brain only {1 - one['brain']:.2f}.",
        ),
        Preset(
            "A small structure, one pixel off",
            {"structure": "disc", "result": "moved", "shift": 1, "grow": 0},
            f"One pixel costs the disc {1 - one['disc']:.2f} of Dice and the whole brain only {1 - one['brain']:.2f}. Below the curves: the mean of the three drops further than their pooled Dice.",
        ),
        Preset(
            "No tumour, and none found",
            {"structure": "none", "result": "nothing"},
            "There is nothing to find and nothing was found. A perfect result, and Dice cannot say so: 0 / 0.",
        ),
        Preset(
            "An invented tumour",
            {"structure": "none", "result": "everything"},
            "There is no tumour to find. One false positive would be enough for Dice 0; here every pixel is one.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    tell(
        f"""
The [[Dice coefficient]] lays two [[mask|masks]] on top of each other. It takes the pixels they share ([[true positive|true positives]]), twice, and divides by the size of
one plus the size of the other. The size of the ground truth is TP + FN: what was found of it and what was missed. The size of the result is TP + FP. 1 means the same mask, 0 no common pixel. Only yellow counts: pixels that are blue in
both masks do not appear.

**[[IoU]]**, intersection over union, divides the shared pixels by all that are yellow in at least one mask. It tells the same story on a
stricter scale, IoU = Dice / (2 − Dice), so it never ranks two results differently.

**The same error weighs differently.** Shifted by one pixel, Dice is {one["brain"]:.2f} for the brain,
{one["disc"]:.2f} for the small disc and {one["fluid"]:.2f} for the fluid. Only pixels at a border
can go wrong by one pixel, and much of a small or thin thing is border.

**Two averages.** In the *[[mean Dice|mean]]* of the three Dice, each structure counts the same. *[[pooled Dice|Pooled]]* means to throw all their pixels together first:
then the brain drowns out the others. The line below the curves shows both. Always ask which of the two was reported.

**0 / 0.** If nobody has a tumour and none is found, both masks are empty, and the formula has no value. Some count 1 (nothing missed), some 0 (the usual
setting of scikit-learn's `f1_score`), some leave the image out of the average. This course says *nan*, not a number, so that nobody averages it by accident.

At the bottom of the page you write `diceCoefficient` yourself. Try it before you open the code below.
"""
    )
    code.show(dice_coefficient, iou, pooled_dice, shift, resize)
with right:
    ask(
        "baseline",
        "A method calls every pixel of this image brain. Which Dice does it get?",
        [
            Answer(
                "0: it has found out nothing.",
                "Dice does not ask how: all brain pixels are in the overlap.",
            ),
            Answer(
                f"About {share:.2f}: the share of brain in the image.",
                "That is its accuracy. Dice is higher: twice the brain, divided by all pixels plus the brain.",
            ),
            Answer(
                f"About {baseline:.2f}.",
                f"With share s of brain it is 2s / (1 + s), here 2 · {share:.3f} / {1 + share:.3f} = {baseline:.3f}. Dice is not 0 for a useless method.",
                True,
            ),
        ],
        then={"structure": "brain", "result": "everything"},
    )
    ask(
        "thin",
        "Brain, small disc and fluid are each shifted by one pixel. Which loses most Dice?",
        [
            Answer(
                "The brain: most pixels move.", "Many move, but most of them stay inside the brain."
            ),
            Answer(
                "The small disc: it has the fewest pixels.",
                f"It is hit hard, Dice {one['disc']:.2f}. But the fluid, which has more pixels, is thinner still.",
            ),
            Answer(
                "The fluid: it is thin in most places.",
                f"Dice {one['fluid']:.2f}. What counts is how much of the shape lies at its border, not only its size.",
                True,
            ),
        ],
        then={"structure": "csf", "result": "moved", "shift": 1, "grow": 0},
    )
    ask(
        "grow-or-shrink",
        "Grow the brain by 5 px or shrink it by 5 px: what do the errors look like?",
        [
            Answer(
                "Growing gives only false positives, shrinking only false negatives.",
                "A grown mask misses nothing, a shrunk one invents nothing. Both lower Dice.",
                True,
            ),
            Answer(
                "Both give as many false positives as false negatives.",
                "That is what a shift does: it loses on one side what it adds on the other.",
            ),
            Answer(
                "Growing makes no errors: all of the brain is found.",
                "All is found, but so is a rim around it, and FP stands in the denominator.",
            ),
        ],
        then={"structure": "brain", "result": "moved", "shift": 0, "grow": 5},
        show=[("truth", "!=", "result")],
    )
    ask(
        "averages",
        "A method finds brain and fluid perfectly and misses the small disc. Which average drops more?",
        [
            Answer(
                "The mean of the three Dice.",
                f"It falls from 1 to {mean_dice(unequal)}. The disc is one structure of three, however small.",
                True,
            ),
            Answer(
                "One Dice of all pixels, pooled.",
                f"The disc has {small.sum():,} pixels and the brain {brain.sum():,}, so the pooled Dice stays at {rest_pooled:.3f}.",
            ),
            Answer(
                "Both drop by the same.",
                f"Pooled, Dice stays at {rest_pooled:.3f}: few pixels are missed. The mean loses a third.",
            ),
        ],
    )
    find(
        "overlap",
        "Select the pixels that count twice in the formula.",
        [("truth", "=", 1), ("result", "=", 1)],
        why="These are the true positives, yellow in both masks: the overlap.",
        hint="Click the name beside the yellow square above the view to select all that is to be found. Then hold Shift and Alt, and draw "
        "around the yellow of the result: only what is in both stays selected. "
        "When one of the masks is empty, nothing is in both: choose something else to be found, or another result.",
        enough=0.97,
    )

exercise.show("dice-coefficient")
exercise.show("dice-coefficient-function")
