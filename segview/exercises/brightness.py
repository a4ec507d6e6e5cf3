"""Exercises on one number per pixel: histogram and threshold."""

import numpy as np

from segview.exercises.feedback import (
    about_same_mask,
    close,
    complaints,
    dice_of,
    is_numbers,
    short,
    wrong,
)
from segview.exercises.runner import Exercise


def _one_image(subject):
    """The image and its labels, and another image with other numbers."""
    im, mask = subject.image, subject.truth.astype(int)
    return {"im": im, "mask": mask}, {"im": im[::-1] ** 0.8, "mask": mask[::-1]}


def _histogram(fill, given):
    im, parts = given["im"], {}
    for blank, name in enumerate(("brain", "rest")):
        picked = fill(blank, given)
        if np.shape(picked) != im.shape or np.asarray(picked).dtype.kind not in "biuf":
            raise wrong(
                blank,
                f"The shapes {np.shape(picked)} and {im.shape} differ: "
                "compare the whole mask with a number.",
            )
        if np.asarray(picked).dtype != bool:
            raise wrong(
                blank,
                "im[...] needs True or False for every pixel: compare mask with a number. "
                "Whole numbers in its brackets would pick rows of the image.",
            )
        parts[name] = picked
        yield name, blank, picked
    bins = _checked(fill(2, given | {name: im[picked] for name, picked in parts.items()}))
    for name, picked in parts.items():
        yield f"histogram of {name}", 2, np.histogram(im[picked], bins, (0, 1))[0]


def _checked(bins):
    """The bins as they are, if a histogram can be drawn with them."""
    single = np.ndim(bins) == 0
    if np.asarray(bins).dtype == bool:
        raise wrong(2, "True and False are no bins: bins is how many there are, or their edges.")
    if not is_numbers(bins) or np.ndim(bins) > 1 or not np.isfinite(bins).all():
        raise wrong(2, "bins is how many bins there are, or a row of their edges.")
    if single and bins != int(bins):
        raise wrong(
            2, f"{short(bins)} could be the width of a bin: bins wants how many, or all edges."
        )
    if single and not 1 <= bins <= 1000:
        raise wrong(2, f"{short(bins)} bins cannot be drawn.")
    edges = np.asarray(bins, float)  # whole numbers of few bits cannot be subtracted
    if not single and not (2 <= edges.size <= 1001 and (np.diff(edges) > 0).all()):
        raise wrong(2, "Edges of bins have to grow from the first to the last.")
    return int(bins) if single else edges


def _about_bins(yours, wanted, given):
    if len(yours) != len(wanted):
        end = len(wanted) - len(yours) == 1
        why = " np.arange and np.linspace: how many edges have 20 bins?" if end else ""
        return f"Your histogram has {len(yours)} bins, {len(wanted)} were asked for.{why}"
    return "Your histogram has 20 bins, but not of width 0.05 from 0 to 1."


def _labels_picked(yours, wanted, given):
    inside = np.unique(given["mask"][np.asarray(yours).astype(bool)])
    asked = np.unique(given["mask"][np.asarray(wanted).astype(bool)])
    if not np.array_equal(inside, asked):
        return f"You picked pixels with the labels {inside}, those with {asked} were asked for."
    return None


def brain_masks(subject):
    im, brain = subject.image, subject.binary_truth.astype(int)
    return {"im": im, "brain": brain}, {"im": im[::-1] ** 0.8, "brain": brain[::-1]}


def _threshold(fill, given):
    segmentation = fill(0, given)
    yield "segmentation", 0, segmentation
    known = given | {"segmentation": segmentation}
    yield "pixels", 1, fill(1, known)
    second = fill(2, known)
    yield "dice", 2, dice_of(given["brain"], second, 2)


def _above(yours, wanted, given):
    found = np.asarray(yours).astype(bool)
    if np.array_equal(found, given["im"] >= 0.1):
        return "Pixels of exactly 0.1 do not count: > is not >=."
    if np.array_equal(found, given["brain"] > 0):
        return "This is the ground truth itself. Make the mask from the image."
    if found.any() and not found.all():
        low = given["im"][found].min()
        return f"The darkest pixel in your mask has intensity {low:.3f}; all above 0.1 belong."
    return None


def _about_count(yours, wanted, given):
    if close(yours, given["im"].size):
        return "This is the number of all pixels. Count those that are 1: their sum."
    if close(yours, given["im"].shape[0]):
        return "len gives the number of rows. The sum of a mask is its number of pixels."
    if close(yours, wanted / given["im"].size):
        return "This is the fraction of pixels, the mean; their number is the sum."
    return None


EXERCISES: dict[str, Exercise] = {
    "histogram": Exercise(
        lesson="histogram",
        title="Draw the two histograms",
        task="Pick the brain pixels (labels above 0) and the rest (label 0) out of the image. "
        "Then draw both histograms in bins of 0.05 from 0 to 1.",
        code="""\
brain = im[____]
rest = im[____]
bins = ____
plt.hist(brain, bins, range=(0, 1))
plt.hist(rest, bins, range=(0, 1))""",
        solution=("mask > 0", "mask == 0", "np.arange(0, 1.01, 0.05)"),
        hints=(
            "A comparison such as mask > 0 makes True or False of every pixel, and im[...] keeps "
            "the pixels where it is True.",
            "bins is either a number of bins or the edges of all bins. How often does 0.05 fit "
            "into 1?",
            "20 bins have 21 edges. np.linspace(0, 1, 21) makes them; np.arange stops before its "
            "end.",
        ),
        cases=_one_image,
        run=_histogram,
        decides=("histogram of brain", "histogram of rest"),
        draws={"histogram of brain": "bars", "histogram of rest": "bars"},
        complain={
            "brain": complaints(_labels_picked),
            "rest": complaints(_labels_picked),
            "histogram of brain": _about_bins,
            "histogram of rest": _about_bins,
        },
        praise="Both histograms are right. Where do they overlap?",
    ),
    "threshold": Exercise(
        lesson="threshold",
        title="Segment with a threshold",
        task="Call every pixel brain that is brighter than 0.1, count these pixels, and compare "
        "them with the ground truth, brain.",
        code="""\
segmentation = ____
pixels = ____
dice = diceCoefficient(brain, ____)""",
        solution=("im > 0.1", "np.sum(segmentation)", "segmentation"),
        hints=(
            "Comparing an image with a number compares every pixel: the outcome is a mask.",
            "True counts as 1 and False as 0, so the sum of a mask is its number of pixels.",
            "A mask is im > 0.1, and np.sum(...) adds up what is between its parentheses.",
        ),
        cases=brain_masks,
        run=_threshold,
        decides=("segmentation", "pixels", "dice"),
        draws={"segmentation": "labels", "pixels": "number", "dice": "number"},
        complain={
            "segmentation": complaints(_above),
            "pixels": _about_count,
            "dice": about_same_mask,
        },
        praise="One comparison segments a whole image.",
    ),
}
