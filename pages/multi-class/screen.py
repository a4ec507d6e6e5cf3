"""More than two classes: fluid, grey matter and white matter by brightness."""

from segcore import best_cuts, dice_multiclass, threshold_multi
from segview import theme
from segview.cache.remembering import features, remember
from segview.images import load_subject
from segview.lesson.controls import SEED, Choice, Slider
from segview.scene import Bars, Note, Scene, cuts, errors, histogram, image, result, truth
from segview.wording import mean_dice

from .clusters import SPECS, clustered
from .confusions import swapped, table

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
    if by_hand:
        found = threshold_multi(subject.image, [values[key] for key in CUTS])
    else:
        found = clustered(subject.id, method, values["seed"] if method == "mixture" else 0)
    scores = dict(zip(subject.classes, dice_multiclass(subject.truth, found), strict=True))
    best = f"The best three thresholds reach **{best_three(subject.id)[1]:.3f}**."
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
            Note(f"Mean Dice = {mean_dice(scores)}. {best}"),
            Note("How many pixels of each class get which label:"),
            Note(table(subject, found)),
        ],
        idle=({} if by_hand else dict.fromkeys(CUTS, "The method decides."))
        | ({} if method == "mixture" else {"seed": "No part is left to chance."}),
    )


@remember
def best_three(subject_id):
    """The three thresholds with the highest mean Dice, and that Dice."""
    subject = load_subject(subject_id)
    return best_cuts(subject.image, subject.truth)


def facts(subject):
    """The best thresholds, and which classes the first ones confuse."""
    best, best_dice = best_three(subject.id)
    return {
        "best": best,
        "best_dice": best_dice,
        "enough": best_dice - 0.04,
        **swapped(subject, threshold_multi(subject.image, list(CUTS.values()))),
    }
