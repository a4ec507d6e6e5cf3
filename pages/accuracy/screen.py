"""Accuracy: the fraction of right pixels, and what it hides."""

from segcore import feature_space, pad, threshold
from segview.lesson.controls import Slider
from segview.scene import Note, Scene, errors, image, result, truth

from .annotator import truth_with
from .formula import formula
from .score_curves import along_padding, along_threshold, best_thresholds
from .sweep import best, by_padding, by_threshold

CONTROLS = (
    Slider("padding", "Empty padding", 0, 300, 10, default=300, unit=" px"),
    Slider("threshold", "Threshold t", 0.0, 1.0, 0.01, default=0.1),
    Slider("noise", "Share of wrong labels in the truth", 0.0, 0.45, 0.05, default=0.0),
)


def view(subject, values):
    """Grow the empty background, watch both scores."""
    padding, t, noise = values["padding"], values["threshold"], values["noise"]
    labels = pad(truth_with(subject.id, noise), padding)
    found = pad(threshold(subject.image, t), padding)
    return Scene(
        space=feature_space(pad(subject.image, padding), ("intensity",)),
        classes=("rest", subject.foreground),
        truth=labels,
        result=found,
        rows=[[image(), truth()], [result("Result: image > t"), errors()]],
        hint="Ctrl and the wheel zoom in on the head. Point at a pixel to see what it counts as.",
        above=[Note(formula(labels, found))],
        beside=[
            along_padding(subject.id, t, noise, padding),
            along_threshold(subject.id, t, noise),
            best_thresholds(subject.id, noise),
        ],
        share=5 / 11,
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
