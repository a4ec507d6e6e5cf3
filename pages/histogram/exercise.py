"""The exercise on histograms: draw those of both classes into one chart."""

import numpy as np

from segview.exercises import Exercise
from segview.exercises.cases import IMAGE, TRUTH, beside, elsewhere
from segview.exercises.feedback import numbers
from segview.exercises.plots import PLT


def _labelled(subject):
    """The image and its labels, and a part of another image."""
    return tuple({"im": im, "mask": mask} for im, mask in (beside(subject), elsewhere(subject)))


def _look_picks(value, names):
    """What is wrong with a mask that picks pixels."""
    picked, shape = numbers(value), np.shape(names["im"])
    if isinstance(value, tuple) and len(value) == len(shape):
        return None  # the places of the pixels, as np.where gives them
    if picked is None or picked.shape != shape:
        other = np.shape(value) if picked is not None else ()
        return f"The shapes {other} and {shape} differ: compare the whole mask with a number."
    if picked.dtype != bool:
        return (
            "im[...] needs True or False for every pixel: compare mask with a number. "
            "Whole numbers in its brackets would pick rows of the image."
        )
    return None


def _labels_picked(yours, wanted, given):
    rest = given["im"][given["mask"] == 0]
    if np.size(yours) == rest.size and np.array_equal(np.sort(yours), np.sort(rest)):
        return "These are the pixels of the rest: brain has labels above 0."
    brain = given["im"][given["mask"] > 0]
    if np.size(yours) == brain.size and np.array_equal(np.sort(yours), np.sort(brain)):
        return "These are the brain's pixels: the rest has the label 0."
    return (
        f"You picked {np.size(yours):,} pixels, {np.size(wanted):,} were asked for: "
        "those whose label is the right one."
    )


def _about_bins(yours, wanted, given):
    if len(yours[0]) != len(wanted[0]):
        end = len(wanted[0]) - len(yours[0]) == 1
        why = " np.arange and np.linspace: how many edges have 20 bins?" if end else ""
        return f"Your histogram has {len(yours[0])} bins, {len(wanted[0])} were asked for.{why}"
    return "Your histogram has 20 bins, but not of width 0.05 from 0 to 1."


EXERCISES = {
    "histogram": Exercise(
        title="Draw the two histograms",
        task="Pick the brain pixels (labels above 0) and the rest (label 0) out of the image. "
        "Then draw both histograms into one chart, half transparent, in bins of 0.05 from 0 to 1. "
        "Where do they overlap?",
        code="""\
brain = im[____]
rest = im[____]
bins = ____
plt.hist(brain, bins, range=(0, 1), alpha=0.5, label="brain")
plt.hist(rest, bins, range=(0, 1), alpha=0.5, label="rest")""",
        solution=("mask > 0", "mask == 0", "np.arange(0, 1.01, 0.05)"),
        hints=(
            "A comparison such as mask > 0 makes True or False of every pixel, and im[...] keeps "
            "the pixels where it is True.",
            "bins is either a number of bins or the edges of all bins. How often does 0.05 fit "
            "into 1?",
            "20 bins have 21 edges. np.linspace(0, 1, 21) makes them; np.arange stops before its "
            "end.",
        ),
        cases=_labelled,
        about={"im": IMAGE, "mask": f"{TRUTH}, labels from 0"},
        provides=lambda given: {"plt": PLT, "image": given["im"], "truth": given["mask"]},
        looks={0: _look_picks, 1: _look_picks},
        decides=("plt.hist",),
        draws={"plt.hist": "histograms"},
        complain={"brain": _labels_picked, "rest": _labels_picked, "plt.hist": _about_bins},
        praise="Both are drawn. Now say where they overlap, below.",
    ),
}
