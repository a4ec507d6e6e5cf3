"""More than two classes: fluid, grey matter and white matter by brightness."""

from itertools import combinations

from segcore import (
    best_cuts,
    confusion_matrix,
    dice_multiclass,
    gaussian_mixture,
    kmeans,
    load_subject,
    threshold_multi,
)
from segview import theme
from segview.cache.remembering import features, remember
from segview.lesson.controls import SEED, Choice, Slider
from segview.scene import Bars, Note, Scene, cuts, errors, histogram, image, result, truth
from segview.wording import mean_dice

SPECS = ("intensity",)
START = ((0.1,), (0.3,), (0.5,), (0.7,))
CUTS = {"t1": 0.15, "t2": 0.25, "t3": 0.45}
METHODS = {"cuts": "three thresholds", "kmeans": "k-means, k = 4", "mixture": "four Gaussians"}
CONTROLS = (
    Choice("method", "Method", METHODS, default="cuts"),
    *(Slider(key, key, 0.0, 1.0, 0.01, default=cut) for key, cut in CUTS.items()),
    Slider("seed", "Seed", 0, 9, 1, default=0, help=SEED),
)


def view(subject, values):
    """Cut the axis by hand, or let a clustering find its own pieces; Dice per class."""
    method, by_hand = values["method"], values["method"] == "cuts"
    found = (
        threshold_multi(subject.image, [values[key] for key in CUTS])
        if by_hand
        else clustered(subject.id, method, values["seed"] if method == "mixture" else 0)
    )
    scores = dict(zip(subject.classes, dice_multiclass(subject.truth, found), strict=True))
    best_dice = best_three(subject.id)[1]
    return Scene(
        space=features(subject.id, SPECS),
        classes=subject.classes,
        truth=subject.truth,
        result=found,
        rows=[
            [image(), truth(), result(), errors()],
            [histogram("intensity", width=0.01, title="Histogram of the four classes")],
        ],
        rule=cuts("intensity", *CUTS) if by_hand else None,
        hint=f"{'Drag a white line. ' if by_hand else ''}Click a class in the legend: its pixels light up.",
        below=[
            Bars(key="dice", values=scores, title="Dice", colours=theme.class_colours(4)),
            Note(
                f"Mean Dice = {mean_dice(scores)}. The best three thresholds reach **{best_dice:.3f}**."
            ),
            Note("How many pixels of each class get which label:"),
            Note(table(subject, found)),
        ],
        idle=({} if by_hand else dict.fromkeys(CUTS, "The method decides."))
        | ({} if method == "mixture" else {"seed": "No part is left to chance."}),
    )


@remember(saying="Clustering the pixels")
def clustered(subject_id, method, seed):
    """Four clusters of intensity, as an image, from dark to bright."""
    space = features(subject_id, SPECS)
    if method == "kmeans":
        return space.to_image(kmeans(space.values, init=START).labels)
    return space.to_image(gaussian_mixture(space.values, 4, seed=seed).labels)


@remember
def best_three(subject_id):
    """The three thresholds with the highest mean Dice, and that Dice."""
    subject = load_subject(subject_id)
    return best_cuts(subject.image, subject.truth)


def table(subject, found):
    """Rows of a table: a true class, then how many of its pixels the result calls what."""
    counts = confusion_matrix(subject.truth, found, 4).tolist()
    rows = [["truth ↓ result →", *subject.classes], ["---", *["---:"] * 4]]
    rows += [[f"**{name}**", *row] for name, row in zip(subject.classes, counts, strict=True)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def facts(subject):
    """The best thresholds; mean Dice of the first ones, and which classes they confuse."""
    guessed = threshold_multi(subject.image, list(CUTS.values()))
    counts = confusion_matrix(subject.truth, guessed, 4)
    swapped = counts + counts.T
    most = max(combinations(range(4), 2), key=lambda pair: swapped[pair])
    asked = {"grey_white": (2, 3), "background_fluid": (0, 1), "fluid_white": (1, 3)}
    best, best_dice = best_three(subject.id)
    return {
        "guessed_dice": dice_multiclass(subject.truth, guessed).mean(),
        "best": best,
        "best_dice": best_dice,
        "swapped": {name: swapped[pair] for name, pair in asked.items()},
        **{name: pair == most for name, pair in asked.items()},
    }
