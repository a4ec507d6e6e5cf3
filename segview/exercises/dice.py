"""Exercises on the Dice coefficient: of two masks, then of several classes."""

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


def _two_masks(subject):
    brain = subject.binary_truth.astype(int)
    found = (subject.image > 0.1).astype(int)
    return (
        {"truth": brain, "result": found},
        {"truth": brain, "result": np.roll(brain, 7, axis=1)},
        {"truth": brain[::2, :90], "result": found[::2, 5:95]},
    )


def _write_dice(fill, given):
    known = dict(given)
    for blank, name in enumerate(("intersection", "size_truth", "size_result")):
        known[name] = fill(blank, known)
        yield name, blank, known[name]
    yield "dice", 3, fill(3, known)


def _about_intersection(yours, wanted, given):
    truth, result = given["truth"], given["result"]
    if close(yours, np.sum(truth == result)):
        return "Pixels that are 0 in both masks are equal, too, but only those that are 1 count."
    if close(yours, np.sum(truth + result)):
        return "A sum of both masks counts all their pixels, also those of one mask only: use &."
    if close(yours, np.sum(truth | result)):
        return "This counts pixels of either mask, the union: | is or, & is and."
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
    if close(yours, (truth + result) / (2 * both)):
        return "Upside down: the intersection belongs above the line."
    return None


def _four_classes(subject):
    """Labels by cuts beside the truth; then masks in which the class 1 is missing."""
    truth = subject.truth.astype(int)
    result = np.digitize(subject.image, (0.06, 0.22, 0.38))
    missing = {"truth": np.where(truth == 1, 0, truth), "result": np.where(result == 1, 3, result)}
    return {"truth": truth, "result": result}, missing


def _with_label(subject):
    first, second = _four_classes(subject)
    return first | {"label": 2}, second | {"label": 2}


def _binary_mask(fill, given):
    known = dict(given)
    for blank, name in enumerate(("truth_2", "result_2")):
        known[name] = fill(blank, known)
        yield name, blank, known[name]
    first, second = fill(2, known), fill(3, known)
    yield "dice", 3, dice_of(first, second, 3)


def _label_of(name):
    other = "result" if name == "truth" else "truth"

    def complain(yours, wanted, given):
        found = np.asarray(yours).astype(bool)
        if np.array_equal(found, given[other] == given["label"]):
            return f"This mask is made from {other}, it should be made from {name}."
        labels = np.unique(given[name][found])
        if np.array_equal(found, np.isin(given[name], labels)):
            return f"Your mask holds the labels {labels}, only {given['label']} was asked for."
        return None

    return complain


def _prepare(fill, given):
    known = dict(given)
    for blank, name in enumerate(("classes", "n_classes", "scores")):
        known[name] = fill(blank, known)
        yield name, blank, known[name]


def _about_classes(yours, wanted, given):
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
    return None


def _about_zeros(yours, wanted, given):
    if np.shape(yours) == np.shape(wanted):
        return f"All scores start at 0, yours are {np.asarray(yours)}."
    return f"One score per class makes the shape {np.shape(wanted)}, yours has {np.shape(yours)}."


def _loop(fill, given):
    classes = np.unique(given["truth"])
    scores = np.full(len(classes), np.nan)
    known = given | {"classes": classes, "n_classes": len(classes)}
    for i in range(len(classes)):
        masks = {"truth_i": fill(0, known | {"i": i})}
        yield f"truth_i for i = {i}", 0, masks["truth_i"]
        masks["result_i"] = fill(1, known | {"i": i} | masks)
        yield f"result_i for i = {i}", 1, masks["result_i"]
        place = fill(2, known | {"i": i} | masks)
        if not isinstance(place, (int, np.integer)) or not 0 <= place < len(classes):
            raise wrong(2, f"scores has the places 0 to {len(classes) - 1}, yours is not one.")
        score = fill(3, known | {"i": i} | masks)
        if np.ndim(score) or not is_numbers(score):
            raise wrong(3, "Each place holds one number: the Dice coefficient of two masks.")
        scores[place] = score
    yield "scores", 3, scores


def _about_mask_i(yours, wanted, given):
    kept = np.unique(given["truth"])
    if not np.array_equal(kept, np.arange(len(kept))):
        return f"Here the classes are {kept}: i is a place in classes, the label is classes[i]."
    return None


def _about_scores(yours, wanted, given):
    if np.isnan(yours).any():
        return "Not every class has got a score: which place changes from round to round?"
    if np.allclose(yours, 1):
        return "Every score is 1: you compared a mask with itself."
    if np.max(yours) > 1:
        return f"Dice is never above 1, but you keep {np.max(yours):,.0f}: call diceCoefficient."
    return f"Your scores are {np.round(yours, 3)}, they should be {np.round(wanted, 3)}."


EXERCISES: dict[str, Exercise] = {
    "dice-coefficient": Exercise(
        lesson="dice",
        title="Write diceCoefficient",
        task="Count the pixels that two masks of 0 and 1 share, the pixels of each mask, and put "
        "the three numbers into the formula: twice the intersection, divided by the sum of both "
        "sizes. It is tried on several pairs of masks.",
        code="""\
def diceCoefficient(truth, result):
    intersection = ____
    size_truth = ____
    size_result = ____
    return ____""",
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
        run=_write_dice,
        decides=("dice",),
        draws=dict.fromkeys(("intersection", "size_truth", "size_result", "dice"), "number"),
        complain={
            "intersection": _about_intersection,
            "size_truth": _about_size("truth"),
            "size_result": _about_size("result"),
            "dice": _about_formula,
        },
        praise="Your function gives the right number for every pair of masks.",
    ),
    "dice-multiclass-1": Exercise(
        lesson="dice-multiclass",
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
        cases=_with_label,
        run=_binary_mask,
        decides=("truth_2", "result_2", "dice"),
        draws={"truth_2": "labels", "result_2": "labels", "dice": "number"},
        complain={
            "truth_2": complaints(_label_of("truth")),
            "result_2": complaints(_label_of("result")),
            "dice": about_same_mask,
        },
        praise="One class against all others: the old formula works again.",
    ),
    "dice-multiclass-2": Exercise(
        lesson="dice-multiclass",
        title="Dice for several classes, part 2: before the loop",
        task="Find the classes that occur in truth, count them, and make room for one score per "
        "class, all 0 at first.",
        code="""\
classes = ____
n_classes = ____
scores = ____""",
        solution=("np.unique(truth)", "len(classes)", "np.zeros(n_classes)"),
        hints=(
            "np.unique lists every value of an array once, in order.",
            "len counts the entries of a list, np.zeros makes as many zeros as you ask for.",
        ),
        cases=_four_classes,
        run=_prepare,
        decides=("classes", "n_classes", "scores"),
        draws={"classes": "number", "n_classes": "number", "scores": "number"},
        complain={
            "classes": _about_classes,
            "n_classes": _about_n_classes,
            "scores": _about_zeros,
        },
        praise="This works for masks with any classes, also if one is missing.",
    ),
    "dice-multiclass-3": Exercise(
        lesson="dice-multiclass",
        title="Dice for several classes, part 3: the loop",
        task="Each class in turn is the foreground. Make both binary masks for the class at place "
        "i of classes (from part 2) and keep their diceCoefficient at the same place of scores.",
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
        cases=_four_classes,
        run=_loop,
        decides=("scores",),
        draws={"scores": "bars"},
        complain={
            **{f"truth_i for i = {i}": complaints(_about_mask_i) for i in range(4)},
            **{f"result_i for i = {i}": complaints(_about_mask_i) for i in range(4)},
            "scores": _about_scores,
        },
        praise="One Dice per class. Which class is the hard one?",
    ),
}
