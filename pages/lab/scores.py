"""How good a result is, class by class, and how good any result could be on these features."""

import math

import numpy as np

from segcore import Ceiling, ceiling, confusion_matrix, dice_multiclass, thin
from segcore.overlap import bin_numbers, feature_ranges
from segview.cache.remembering import remember
from segview.images import load_subject
from segview.scene import Note
from segview.wording import as_text, mean_dice

from .measured import features
from .segmenting import sought

BINS = 64, 32, 16, 8
ENOUGH = 15  # pixels per cell; with fewer, a cell knows the labels of its pixels by heart
MOST = 1_000_000  # pixels to find it on
FLATTERING = (
    "With so many features nearly every pixel lies in a cell of its own: what the best rule could "
    "reach cannot be told from one image."
)


@remember(saying="Looking for the best rule")
def best_rule(subject_id: str, specs: tuple[str, ...], target: str) -> Ceiling | None:
    """The best rule on some features, in bins as fine as do not flatter; None if all of them do.

    Of an image of more than `MOST` pixels it knows every so many rows and columns.
    """
    space = features(subject_id, specs)
    step = math.ceil(math.sqrt(len(space.values) / MOST))
    values = thin(space, step).values
    bins = next((bins for bins in BINS if _pixels_per_cell(values, bins) >= ENOUGH), None)
    _, truth = sought(load_subject(subject_id), target)
    return bins and ceiling(values, truth[::step, ::step], bins)


def _pixels_per_cell(values, bins):
    cells = np.zeros(len(values), dtype=int)
    for numbers in bin_numbers(values, feature_ranges(values), bins).T:
        cells = cells * bins + numbers
    return len(values) / len(np.unique(cells))


def scored(classes, truth, found, best):
    """Parts that say how good a result is: the best rule, the confusions, Dice of each class."""
    dice = dict(zip(np.unique(truth), dice_multiclass(truth, found), strict=True))
    names = list(map(as_text, classes))
    return [
        Note(f"{_in_words({names[label]: score for label, score in dice.items()})} {_told(best)}"),
        Note(_confusions(names, truth, found, dice)),
    ]


def _in_words(scores):
    if len(scores) > 2:
        return f"Mean Dice = {mean_dice(scores)}."
    *_, foreground = scores
    return f"Dice of {foreground} = {scores[foreground]:.3f}."


def _told(best):
    if best is None:
        return FLATTERING
    steps = f"that tells {best.bins} steps of each feature apart"
    if len(best.per_class) > 2:
        return f"The most accurate rule {steps} has a mean Dice of **{best.dice:.3f}**."
    return f"The best that any rule {steps} can reach is **{best.dice:.3f}**."


def _confusions(names, truth, found, dice):
    """How many pixels of each class get which label."""
    counts = confusion_matrix(truth, found, len(names)).tolist()
    rows = [["truth ↓ result →", *names, "Dice"], ["---", *["---:"] * (len(names) + 1)]]
    for label, (name, row) in enumerate(zip(names, counts, strict=True)):
        score = f"**{dice[label]:.3f}**" if label in dice else "–"
        rows.append([f"**{name}**", *(f"{pixels:,}" for pixels in row), score])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
