"""Exercises on the Dice coefficient of several classes."""

import numpy as np

from segcore import threshold_multi
from segview.exercises import Exercise
from segview.exercises.cases import beside, elsewhere
from segview.exercises.feedback import (
    about_same_mask,
    close,
    complaints,
    look_mask,
    numbers,
    short,
)

from .screen import CUTS

THRESHOLDS = tuple(CUTS.values())
MASKS = {
    "truth": "the ground truth of the image on screen, “{subject_0}”",
    "result": "the result on screen, at the cuts that the page starts from: "
    "{:.2f}, {:.2f} and {:.2f}".format(*THRESHOLDS),
}


def _classes(subject):
    """The screen's labels; then labels without one class, in the truth, the result or both."""
    (im, labels), (other, others) = beside(subject), elsewhere(subject)
    found, part = threshold_multi(im, THRESHOLDS), threshold_multi(other, THRESHOLDS)
    return (
        {"truth": labels, "result": found.astype(int)},
        {"truth": np.where(others == 1, 0, others), "result": np.where(part == 1, 3, part)},
        {"truth": np.where(others == 3, 0, others), "result": part.astype(int)},
        {"truth": others, "result": np.where(part == 0, 5, part)},
    )


def _prepared(subject):
    """Labels, and what part 2 makes of them."""
    return tuple(_with_room(case) for case in _classes(subject))


def _with_room(case):
    classes = np.unique(case["truth"])
    return case | {
        "classes": classes,
        "n_classes": len(classes),
        "scores": np.zeros(len(classes)),
    }


def _label_of(name):
    other = "result" if name == "truth" else "truth"

    def complain(yours, wanted, given):
        found = np.asarray(yours).astype(bool)
        if np.array_equal(found, given[other] == 2):
            return f"This mask is made from {other}, it should be made from {name}."
        labels = np.unique(given[name][found])
        if np.array_equal(found, np.isin(given[name], labels)):
            return f"Your mask holds the labels {labels}, only 2 was asked for."
        return None

    return complain


def _about_classes(yours, wanted, given):
    listed = np.unique(given["result"])
    if np.array_equal(yours, listed) and not np.array_equal(listed, wanted):
        return f"These classes occur in result: {listed}. In truth there are {wanted}."
    if np.ndim(yours) == 1 and len(yours) < 20:
        return f"Your classes are {np.asarray(yours)}, but {wanted} occur in truth."
    if np.size(yours) > 20:
        return f"You have {np.size(yours):,} classes. np.unique lists each value only once."
    return None


def _about_n_classes(yours, wanted, given):
    if close(yours, np.max(given["truth"])):
        return f"{short(yours)} is the largest label, but labels start from 0: count the classes."
    if close(yours, len(given["truth"])):
        return "This is the number of rows of the mask. Count the entries of classes."
    if close(yours, np.size(given["truth"])):
        return "This is the number of pixels of the mask. Count the entries of classes."
    return None


def _look_room(value, names):
    """What is wrong with the room for scores."""
    count, room = names["n_classes"], numbers(value)
    if room is None:
        return "scores has to hold numbers, and yours does not."
    if not room.ndim:
        return f"scores is room for {count} numbers, yours is one number."
    if room.size != count or len(room) != count:
        return f"One score per class makes room for {count}, yours has the shape {room.shape}."
    if room.dtype.kind != "f" and not isinstance(value, list):
        return (
            f"Your scores are of the type {room.dtype}, which has no decimals: a Dice of 0.67 "
            "would become 0 in there. Make them float."
        )
    return None


def _look_place(value, names):
    count = len(names["classes"])
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or not -count <= value < count:
        return f"scores has the places 0 to {count - 1}, yours is not one."
    return None


def _look_score(value, names):
    if numbers(value) is None or np.size(value) != 1:
        return "Each place holds one number: the Dice coefficient of two masks."
    return None


def _about_mask_i(yours, wanted, given):
    kept = np.unique(given["truth"])
    if not np.array_equal(kept, np.arange(len(kept))):
        return f"Here the classes are {kept}: i is a place in classes, the label is classes[i]."
    return None


def _about_scores(yours, wanted, given):
    if np.shape(yours) != np.shape(wanted):
        return None
    if np.allclose(yours, 1):
        return "Every score is 1: you compared a mask with itself."
    if np.max(yours) > 1:
        return f"Dice is never above 1, but you keep {np.max(yours):,.0f}: call diceCoefficient."
    if np.count_nonzero(yours) < np.count_nonzero(wanted):
        return "Not every class has got a score: which place changes from round to round?"
    return f"Your scores are {np.round(yours, 3)}, they should be {np.round(wanted, 3)}."


def _about_all_scores(yours, wanted, given):
    listed = np.unique(given["truth"])
    if np.ndim(yours) == 1 and len(yours) != len(wanted):
        return (
            f"Your function returns {len(yours)} scores, but {len(wanted)} classes occur in "
            f"truth: {listed}."
        )
    return _about_scores(yours, wanted, given)


EXERCISES = {
    "dice-multiclass-1": Exercise(
        title="Dice for several classes, part 1: one class",
        task="Dice compares binary masks. Make one of truth and one of result in which the pixels "
        "with the label 2 (grey matter) are 1 and all others 0, then compare the two.",
        code="""\
label = 2
truth_2 = ____
result_2 = ____
dice = diceCoefficient(____, ____)""",
        solution=("truth == label", "result == label", "truth_2", "result_2"),
        hints=(
            "Which comparison is True for the pixels with one label only?",
            "Two equals signs compare: truth == label.",
        ),
        cases=_classes,
        about=MASKS,
        looks={2: look_mask, 3: look_mask},
        decides=("truth_2", "result_2", "dice"),
        draws={"truth_2": "labels", "result_2": "labels", "dice": "number"},
        complain={
            "truth_2": complaints(_label_of("truth")),
            "result_2": complaints(_label_of("result")),
            "dice": about_same_mask,
        },
        praise="One class against all others: the old formula works again.",
    ),
    "dice-multiclass-1-function": Exercise(
        title="One class, on your own",
        task="Write a function that returns the Dice coefficient of any one class. "
        "diceCoefficient(mask, mask) is there for you to call.",
        code="""\
def dice_of_class(truth, result, label):
____

dice = dice_of_class(truth, result, 2)""",
        solution=(
            "    truth_mask = truth == label\n"
            "    result_mask = result == label\n"
            "    return diceCoefficient(truth_mask, result_mask)",
        ),
        hints=(
            "Make the two masks of the label first, one line each, as in part 1.",
            "Then return diceCoefficient of these two masks.",
        ),
        cases=_classes,
        about=MASKS,
        tries="others = [dice_of_class(truth, result, other) for other in np.unique(truth)]",
        decides=("dice", "others"),
        draws={"dice": "number"},
        complain={"dice": about_same_mask, "others": _about_scores},
        praise="Your function works for every class.",
        lines=True,
    ),
    "dice-multiclass-2": Exercise(
        title="Dice for several classes, part 2: before the loop",
        task="Find the classes that occur in truth, count them, and make room for one score per "
        "class. In part 3 a loop puts the Dice coefficients there, numbers with decimals.",
        code="""\
classes = ____
n_classes = ____
scores = ____""",
        solution=("np.unique(truth)", "len(classes)", "np.zeros(n_classes)"),
        hints=(
            "np.unique lists every value of an array once, in order.",
            "len counts the entries of a list, np.zeros makes as many zeros as you ask for.",
        ),
        cases=_classes,
        about=MASKS,
        tries="""\
for place in range(n_classes):
    scores[place] = 0.25 + place / 10
kept = [np.sum(scores[place]) for place in range(n_classes)]""",
        looks={2: _look_room},
        decides=("classes", "n_classes", "kept"),
        draws={"classes": "number", "n_classes": "number"},
        complain={
            "classes": _about_classes,
            "n_classes": _about_n_classes,
        },
        praise="This works for masks with any classes, also if one is missing.",
    ),
    "dice-multiclass-3": Exercise(
        title="Dice for several classes, part 3: the loop",
        task="Each class in turn is the foreground. Make both binary masks for the class at place "
        "i of classes and keep their diceCoefficient at the same place of scores.",
        code="""\
for i in range(n_classes):
    truth_i = ____
    result_i = ____
    scores[____] = ____""",
        solution=(
            "truth == classes[i]",
            "result == classes[i]",
            "i",
            "diceCoefficient(truth_i, result_i)",
        ),
        hints=(
            "In part 1 the label was 2. Which label is at place i of classes?",
            "classes[i] is the label, i is the place for the score.",
        ),
        cases=_prepared,
        about=MASKS | dict.fromkeys(("classes", "n_classes", "scores"), "from part 2"),
        looks={2: _look_place, 3: _look_score},
        decides=("scores",),
        draws={"scores": "bars"},
        complain={
            "truth_i": complaints(_about_mask_i),
            "result_i": complaints(_about_mask_i),
            "scores": _about_scores,
        },
        praise="One Dice per class. Which class is the hard one?",
    ),
    "dice-multiclass-3-function": Exercise(
        title="All classes, on your own",
        task="Put parts 2 and 3 together: a function that returns one Dice coefficient per class "
        "of truth, in the order of the labels. diceCoefficient(mask, mask) is there to call.",
        code="""\
def dice_multiclass(truth, result):
____

scores = dice_multiclass(truth, result)""",
        solution=(
            "    classes = np.unique(truth)\n"
            "    scores = np.zeros(len(classes))\n"
            "    for i in range(len(classes)):\n"
            "        scores[i] = diceCoefficient(truth == classes[i], result == classes[i])\n"
            "    return scores",
        ),
        hints=(
            "Before the loop: the classes, and room for one score each.",
            "for i in range(len(classes)): the lines of the loop start four spaces further in.",
            "After the loop, and no longer inside it: return scores.",
        ),
        cases=_classes,
        about=MASKS,
        decides=("scores",),
        draws={"scores": "bars"},
        complain={"scores": _about_all_scores},
        praise="A program of your own that scores any segmentation, class by class.",
        lines=True,
    ),
}
