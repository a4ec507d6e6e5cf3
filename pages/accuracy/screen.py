"""Accuracy: the fraction of right pixels, and what it hides."""

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    feature_space,
    pad,
    threshold,
)
from segview.lesson.controls import Slider
from segview.scene import Curves, Note, Scene, errors, image, result, truth

from . import annotator
from .sweep import PADDINGS, best, by_padding, by_threshold

CONTROLS = (
    Slider("padding", "Empty padding", 0, 300, 10, default=300, unit=" px"),
    Slider("threshold", "Threshold t", 0.0, 1.0, 0.01, default=0.1),
    Slider("noise", "Share of wrong labels in the truth", 0.0, 0.45, 0.05, default=0.0),
)


def view(subject, values):
    """Grow the empty background, watch both scores."""
    padding, t, noise = values["padding"], values["threshold"], values["noise"]
    labels = pad(annotator.truth_with(subject.id, noise), padding)
    found = pad(threshold(subject.image, t), padding)
    by_t = by_threshold(subject.id, noise)
    return Scene(
        space=feature_space(pad(subject.image, padding), ("intensity",)),
        classes=("rest", subject.foreground),
        truth=labels,
        result=found,
        rows=[[image(), truth()], [result("Result: image > t"), errors()]],
        hint="The wheel zooms in on the head. Point at a pixel to see what it counts as.",
        above=[Note(formula(labels, found))],
        beside=[
            Curves(
                key="by-padding",
                x=PADDINGS,
                lines=by_padding(subject.id, t, noise),
                titles=("empty padding in pixels, at this threshold", "score"),
                now=padding,
                lowest=0,
            ),
            Curves(
                key="by-threshold",
                x=list(by_t["Dice"]),
                lines={name: list(scores.values()) for name, scores in by_t.items()},
                titles=("threshold t", "score"),
                now=t,
                lowest=0,
            ),
            Note(
                f"Without padding, accuracy is best at t = {best(by_t['accuracy']):.2f} and Dice at t = {best(by_t['Dice']):.2f}. "
                "Padding lifts the whole accuracy curve, so its best t stays.",
                "caption",
            ),
        ],
        share=5 / 11,
    )


def formula(labels, found):
    """Accuracy with the counts that stand in it, beside Dice."""
    (tn, _), (_, tp) = confusion_matrix(labels, found, 2)
    return (
        f"Accuracy = (TP + TN) / all pixels = ({tp:,} + {tn:,}) / {labels.size:,} "
        f"= **{accuracy(labels, found):.3f}**, but Dice = **{dice_coefficient(labels, found):.3f}**."
    )


def facts(subject):
    """Both scores in either frame, of nothing found, and the best thresholds for wrong labels."""
    plain, nothing = (by_padding(subject.id, t, 0.0) for t in (0.1, 1.0))
    careless = by_threshold(subject.id, 0.4)
    t = best(careless["Dice"])
    reached = careless["Dice"][t]
    return {
        "accuracy": plain["accuracy"][0],
        "framed_accuracy": plain["accuracy"][-1],
        "dice": plain["Dice"][0],
        "framed_dice": plain["Dice"][-1],
        "accuracy_of_nothing": nothing["accuracy"][-1],
        "dice_of_nothing": nothing["Dice"][-1],
        "dice_t": t,
        "accuracy_t": best(careless["accuracy"]),
        "called_brain": threshold(subject.image, t).mean(),
        "reached": reached,
        "half_reached": reached / 2,
    }
