"""Recap of chapter 1: brightness alone, on a person who is in no lesson."""

from segcore import accuracy, best_threshold, dice_coefficient, kmeans, midpoints, threshold
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Slider
from segview.scene import Scene, cuts, errors, histogram, image, result, truth

CONTROLS = (Slider("threshold", "Threshold t", 0.0, 1.0, 0.01, default=0.1),)
SPECS = ("intensity",)
PLACE = (73, 110)
TRIED = (0.05, 0.15, 0.25, 0.4)
LOSING = 0.2
LOW, HIGH = 0.05, 0.4


def view(subject, values):
    """Threshold the image and compare with the ground truth."""
    return Scene(
        space=features(subject.id, SPECS),
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(subject.image, values["threshold"]),
        rows=[
            [image(), truth(), result("Result: image > t"), errors()],
            [histogram("intensity", width=0.01, title="Histogram: every pixel is a dot")],
        ],
        rule=cuts("intensity", "threshold"),
        ceiling=best_possible(subject.id, SPECS),
        hint="Drag the white line. Point at a pixel to read its intensity and its label.",
    )


def facts(subject):
    """A pixel's intensity, what thresholds reach and keep, and how they compare with 2-means."""
    pixels, brain = subject.image, subject.binary_truth
    best_t, best_dice = best_threshold(pixels, brain)
    run = kmeans(features(subject.id, SPECS).values, init=((0.1,), (0.4,)))
    dark, bright = run.centres.ravel()
    ends = {"dark": dark, "midway": midpoints(run.centres)[0], "bright": bright}
    return {
        "grey": pixels[PLACE],
        "dice": {f"{t:g}": dice_coefficient(brain, threshold(pixels, t)) for t in TRIED},
        "best_t": best_t,
        "best_dice": best_dice,
        "most": best_possible(subject.id, SPECS),
        "kept": kept(subject, LOSING),
        "low": LOW,
        "high": HIGH,
        "low_kept": kept(subject, LOW),
        "shared": (threshold(pixels, HIGH) & ~(brain > 0)).sum(),
        **ends,
        "same": {
            name: accuracy(run.labels, threshold(pixels, t).ravel()) for name, t in ends.items()
        },
    }


def kept(subject, t):
    """Share of each tissue that is brighter than t."""
    stays = threshold(subject.image, t)
    return {c: stays[subject.truth == n].mean() for n, c in enumerate(subject.classes) if n}
