"""Exercises on the Dice coefficient of two masks."""

import numpy as np

from segcore import threshold
from segview.exercises import Exercise
from segview.exercises.cases import beside, elsewhere
from segview.exercises.feedback import (
    close,
)

MASKS = {
    "truth": "the brain in the image on screen, “{subject_0}”",
    "result": "its pixels brighter than 0.1",
}


def _two_masks(subject):
    """Brain and a threshold; then masks that share little, and masks that share nothing."""
    (im, labels), (_, others) = beside(subject), elsewhere(subject)
    brain, part = (labels > 0).astype(int), (others > 0).astype(int)
    found = threshold(im, 0.1).astype(int)
    half = np.arange(part.size).reshape(part.shape) % part.shape[1] < part.shape[1] // 2
    return (
        {"truth": brain, "result": found},
        {"truth": part, "result": np.roll(part, 7, axis=1)},
        {"truth": part * half, "result": part * ~half},
    )


def _about_intersection(yours, wanted, given):
    truth, result = given["truth"], given["result"]
    if close(yours, np.sum(truth == result)):
        return "Pixels that are 0 in both masks are equal, too, but only those that are 1 count."
    if close(yours, np.sum(truth + result)):
        return "A sum of both masks counts all their pixels, also those of one mask only: use &."
    if close(yours, np.sum(truth | result)):
        return "This counts pixels of either mask, the union: | is or, & is and."
    if close(yours, truth.sum()) or close(yours, result.sum()):
        return "This is the size of one mask. Count the pixels that are 1 in both."
    return None


def _about_size(name):
    def complain(yours, wanted, given):
        if close(yours, given[name].size):
            return "This counts all pixels. The size of a mask is how many of its pixels are 1."
        if close(yours, len(given[name])):
            return "len gives the number of rows. How many pixels are 1? That is the sum."
        other = "result" if name == "truth" else "truth"
        if close(yours, given[other].sum()):
            return f"This is the size of {other}, not of {name}."
        return None

    return complain


def _about_formula(yours, wanted, given):
    truth, result = given["truth"].sum(), given["result"].sum()
    both = (given["truth"] & given["result"]).sum()
    if close(yours, wanted / 2):
        return "Exactly half of it: the intersection counts twice."
    if close(yours, both / (truth + result - both)):
        return "This is intersection over union. Dice divides twice the intersection by both sizes."
    if close(yours, 2 * both / truth + result):
        return "Division comes before addition: put the sum of the sizes into parentheses."
    if both and close(yours, (truth + result) / (2 * both)):
        return "Upside down: the intersection belongs above the line."
    if close(yours, np.mean(given["truth"] == given["result"])):
        return "This is the accuracy: it counts pixels that are 0 in both masks, too."
    if close(yours, 2 * both // (truth + result)):
        return "// cuts the decimals off. A Dice coefficient needs them: divide with /."
    return None


EXERCISES = {
    "dice-coefficient": Exercise(
        title="Write diceCoefficient",
        task="Count the pixels that two masks of 0 and 1 share, the pixels of each mask, and put "
        "the three numbers into the formula: twice the intersection, divided by the sum of both "
        "sizes. It is tried on several pairs of masks.",
        code="""\
def diceCoefficient(truth, result):
    intersection = ____
    size_truth = ____
    size_result = ____
    return ____

dice = diceCoefficient(truth, result)""",
        solution=(
            "np.sum(truth & result)",
            "np.sum(truth)",
            "np.sum(result)",
            "2 * intersection / (size_truth + size_result)",
        ),
        hints=(
            "A pixel is in the intersection if truth and result are both 1 there.",
            "np.logical_and(truth, result), truth & result and truth * result are all 1 exactly "
            "there. np.sum counts.",
            "Division comes before addition: the sum of the two sizes needs parentheses.",
        ),
        cases=_two_masks,
        about=MASKS,
        decides=("dice",),
        draws=dict.fromkeys(("intersection", "size_truth", "size_result", "dice"), "number"),
        complain={
            "intersection": _about_intersection,
            "size_truth": _about_size("truth"),
            "size_result": _about_size("result"),
            "diceCoefficient": _about_formula,
            "dice": _about_formula,
        },
        praise="Your function gives the right number for every pair of masks.",
    ),
    "dice-coefficient-function": Exercise(
        title="Write diceCoefficient on your own",
        task="The same function once more, in lines of your own: it takes two masks of 0 and 1 and "
        "returns their Dice coefficient.",
        code="""\
def diceCoefficient(truth, result):
____

dice = diceCoefficient(truth, result)""",
        solution=(
            "    both = np.sum(truth * result)\n"
            "    sizes = np.sum(truth) + np.sum(result)\n"
            "    return 2 * both / sizes",
        ),
        hints=(
            "Give the numbers that you need names, one line each, such as "
            "both = np.sum(truth * result).",
            "The last line returns what the function gives back: return 2 * ... / ...",
        ),
        cases=_two_masks,
        about=MASKS,
        decides=("dice",),
        draws={"dice": "number"},
        complain={"dice": _about_formula},
        praise="You wrote a function from nothing, and it is right for every pair of masks.",
        lines=True,
    ),
}
