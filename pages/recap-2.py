"""Recap of chapter 2: scores that tell and scores that flatter, on a person who is in no lesson."""

import streamlit as st

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    feature_space,
    pad,
    threshold_multi,
)
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, ask, find, linked_view
from segview.scene import errors, image, result, truth
from segview.wording import in_order

KEYS = ("cut1", "cut2", "cut3")
CUTS = (0.1, 0.22, 0.38)
MOVED = (0.1, 0.26, 0.38)
FRAME = 300

subject = lesson.subject()
names = dict(
    zip(subject.classes, ("Background", "CSF (fluid)", "Grey matter", "White matter"), strict=True)
)
FOREGROUND = {
    "brain": "The whole brain",
    "1": "CSF (fluid)",
    "2": "Grey matter",
    "3": "White matter",
}


def masks(foreground: str, cuts: tuple, padding: int) -> tuple:
    """Ground truth and result of what we look for, with an empty frame around both."""
    both = subject.truth, threshold_multi(subject.image, cuts)
    if foreground == "brain":
        return tuple(pad(labels > 0, padding) for labels in both)
    return tuple(pad(labels == int(foreground), padding) for labels in both)


@st.fragment
def explore() -> None:
    """Choose a foreground, move the cuts, grow the frame."""
    first, *middle, last = st.columns(5)
    with first:
        foreground = controls.choice("foreground", "Foreground", FOREGROUND, "brain")
    cuts = []
    for column, key, default, name in zip(middle, KEYS, CUTS, subject.classes[1:], strict=True):
        with column:
            cuts.append(controls.slider(key, f"{names[name]} from", 0.0, 1.0, 0.01, default))
    with last:
        padding = controls.slider("padding", "Empty padding", 0, FRAME, 10, 0, unit=" px")
    known, found = masks(foreground, tuple(cuts), padding)
    st.markdown(
        f"Accuracy **{accuracy(known, found):.3f}** · Dice **{dice_coefficient(known, found):.3f}** "
        + in_order(cuts, subject.classes[1:])
    )
    linked_view(
        feature_space(pad(subject.image, padding), ("intensity",)),
        known,
        found,
        classes=("rest", FOREGROUND[foreground].lower()),
        rows=[[image(), truth(), result(), errors()]],
        hint="Click the names of the errors above the view to show or hide them. Point at a pixel to see both labels.",
    )


controls.recap_show(
    "Three cuts on the intensity segment a person of 60 who is in no lesson. You judge the result: "
    "change the foreground, the cuts and the frame, and read the scores."
)
explore()

plain, framed = masks("brain", CUTS, 0), masks("brain", CUTS, FRAME)
accuracies, dices = (
    [score(*pair) for pair in (plain, framed)] for score in (accuracy, dice_coefficient)
)
rises, stays = accuracies[1] > accuracies[0], dices[1] == dices[0]
nothing = accuracy(*masks("brain", (1.0, 1.0, 1.0), FRAME))
known, found = plain
pure, whole = dice_coefficient(known, known & found), dice_coefficient(known, known | found)
(_, extra), (missed, _) = confusion_matrix(*plain, 2)
costs = (
    f"Without the {extra:,} false positives Dice would be {pure:.3f}, without the {missed:,} false negatives {whole:.3f}. "
    "A single missed pixel costs more than a single invented one (2.1)"
    + (", but there are far fewer of them." if pure > whole else ".")
)
score, moved = (
    dict(
        zip(
            subject.classes,
            dice_multiclass(subject.truth, threshold_multi(subject.image, cuts)),
            strict=True,
        )
    )
    for cuts in (CUTS, MOVED)
)
tissues = [name for name in names if name != "background"]
worst = min(tissues, key=score.get)
usual = dict(zip(KEYS, CUTS, strict=True))
brain = {"foreground": "brain", "padding": 0} | usual

left, right = st.columns(2)
with left:
    ask(
        "frame",
        f"Predict: you put the head into an empty frame of {FRAME} pixels. What do the two scores do?",
        [
            Answer(
                text,
                f"Accuracy rises from {accuracies[0]:.3f} to {accuracies[1]:.3f}, Dice stays at {dices[1]:.3f}. "
                "The frame is background rightly called so: accuracy counts it, Dice does not.",
                right,
            )
            for text, right in {
                "Both rise.": rises and not stays,
                "Accuracy rises, Dice stays.": rises and stays,
                "Accuracy stays, Dice falls.": not rises and not stays,
            }.items()
        ],
        then=brain | {"padding": FRAME},
    )
    ask(
        "nothing",
        "And if in this frame not one pixel were called brain: how high would accuracy be?",
        [
            Answer(
                text,
                f"It is {nothing:.3f}: that is the share of background. Dice is 0.",
                low <= nothing < high,
            )
            for text, (low, high) in {
                "0": (0, 0.01),
                "About one half": (0.4, 0.6),
                "More than 0.9": (0.9, 1),
            }.items()
        ],
        then={"foreground": "brain", "padding": FRAME} | dict.fromkeys(KEYS, 1.0),
    )
    ask(
        "errors",
        "Back to the first view. Which errors lower the Dice of the brain more?",
        [
            Answer("False positives: called brain, but not brain.", costs, pure > whole),
            Answer("False negatives: brain that was missed.", costs, whole > pure),
        ],
        show=[("truth", "!=", "result")],
    )
with right:
    ask(
        "hardest",
        "Make each tissue the foreground in turn, with the cuts of the first view. Which has the lowest Dice?",
        [
            Answer(
                names[name],
                f"Its Dice is {score[name]:.3f}. The lowest is that of {worst}: {score[worst]:.3f}.",
                name == worst,
            )
            for name in tissues
        ],
        then=brain | {"foreground": str(subject.classes.index(worst))},
    )
    ask(
        "unmoved",
        f"You move the cut between fluid and grey matter from {CUTS[1]:g} to {MOVED[1]:g}. Whose Dice stays as it was?",
        [
            Answer(
                names[name],
                (
                    f"{score[name]:.3f} before and after. "
                    if score[name] == moved[name]
                    else f"{score[name]:.3f} before, {moved[name]:.3f} after. "
                )
                + "A cut only moves pixels between the two classes beside it.",
                score[name] == moved[name],
            )
            for name in tissues
        ],
        then=brain | {"cut2": MOVED[1], "foreground": "3"},
    )
    find(
        "overlap",
        "Select the pixels that are in both masks: those that count twice in Dice.",
        [("truth", "=", 1), ("result", "=", 1)],
        why="These are the true positives. Everything else that is yellow in only one of the masks pulls Dice down.",
        hint="With the whole brain as foreground, draw around the brain in the picture of the result.",
    )
