"""Recap of chapter 2: scores that tell and scores that flatter, on a person who is in no lesson."""

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    feature_space,
    pad,
    threshold_multi,
)
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, truth
from segview.wording import in_order

CUTS = {"cut1": 0.1, "cut2": 0.22, "cut3": 0.38}
MOVED = CUTS | {"cut2": 0.26}
NAMES = ("CSF (fluid)", "Grey matter", "White matter")
FOREGROUND = {"brain": "The whole brain"} | {str(i): n for i, n in enumerate(NAMES, start=1)}
FRAME = 300
CONTROLS = (
    Choice("foreground", "Foreground", FOREGROUND, default="brain"),
    Slider("cut1", "CSF (fluid) from", 0.0, 1.0, 0.01, default=CUTS["cut1"]),
    Slider("cut2", "Grey matter from", 0.0, 1.0, 0.01, default=CUTS["cut2"]),
    Slider("cut3", "White matter from", 0.0, 1.0, 0.01, default=CUTS["cut3"]),
    Slider("padding", "Empty padding", 0, FRAME, 10, default=0, unit=" px"),
)


def view(subject, values):
    """Choose a foreground, move the cuts, grow the frame."""
    foreground, padding = values["foreground"], values["padding"]
    cuts = [values[key] for key in CUTS]
    known, found = masks(subject, foreground, cuts, padding)
    return Scene(
        space=feature_space(pad(subject.image, padding), ("intensity",)),
        classes=("rest", FOREGROUND[foreground].lower()),
        truth=known,
        result=found,
        rows=[[image(), truth(), result(), errors()]],
        hint="Click the names of the errors above the view to show or hide them. Point at a pixel to see both labels.",
        above=[
            Note(
                f"Accuracy **{accuracy(known, found):.3f}** · Dice **{dice_coefficient(known, found):.3f}** "
                + in_order(cuts, subject.classes[1:])
            )
        ],
    )


def masks(subject, foreground, cuts, padding):
    """Ground truth and result of what we look for, with an empty frame around both."""
    both = subject.truth, threshold_multi(subject.image, cuts)
    if foreground == "brain":
        return tuple(pad(labels > 0, padding) for labels in both)
    return tuple(pad(labels == int(foreground), padding) for labels in both)


def facts(subject):
    """Both scores with and without a frame, what errors cost, and Dice by class for two settings."""
    cuts = tuple(CUTS.values())
    known, found = plain = masks(subject, "brain", cuts, 0)
    framed = masks(subject, "brain", cuts, FRAME)
    (before, after), (dice, framed_dice) = (
        [score(*pair) for pair in (plain, framed)] for score in (accuracy, dice_coefficient)
    )
    rises, stays = after > before, framed_dice == dice
    pure, whole = dice_coefficient(known, known & found), dice_coefficient(known, known | found)
    (_, extra), (missed, _) = confusion_matrix(known, found, 2)
    score, moved = (
        dice_multiclass(subject.truth, threshold_multi(subject.image, tuple(at.values())))[1:]
        for at in (CUTS, MOVED)
    )
    worst = int(score.argmin())
    nothing = accuracy(*masks(subject, "brain", (1.0, 1.0, 1.0), FRAME))
    return {
        "before": before,
        "after": after,
        "framed_dice": framed_dice,
        "both_rise": rises and not stays,
        "accuracy_rises": rises and stays,
        "dice_falls": not rises and not stays,
        "nothing": nothing,
        "none": nothing < 0.01,
        "half": 0.4 <= nothing < 0.6,
        "most": 0.9 <= nothing < 1,
        "more_false_positives": pure > whole,
        "more_false_negatives": whole > pure,
        "costs": f"Without the {extra:,} false positives Dice would be {pure:.3f}, without the {missed:,} false negatives {whole:.3f}. "
        "A single missed pixel costs more than a single invented one (2.1)"
        + (", but there are far fewer of them." if pure > whole else "."),
        "score": score,
        "worst": subject.classes[worst + 1],
        "worst_label": worst + 1,
        "worst_dice": score[worst],
        "change": [
            f"{a:.3f} before and after." if a == b else f"{a:.3f} before, {b:.3f} after."
            for a, b in zip(score, moved, strict=True)
        ],
    } | {
        f"{what}_{label}": holds
        for label in range(3)
        for what, holds in (("worst", label == worst), ("same", score[label] == moved[label]))
    }
