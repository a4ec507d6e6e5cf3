"""Classifiers: each draws its borders through feature space in its own way."""

from segcore import CLASSIFIERS
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Curves, Note, Regions, Scene, errors, image, result, scatter, truth

from .borders import (
    NEIGHBOURS,
    PLANE,
    SPECS,
    SQUARE,
    by_neighbours,
    count_patches,
    dotted,
    segmented,
    split,
)

FEATURES = {"two": "Two: intensity, blur", "three": "Three: and gradient"}
NAMES = {name: one.title for name, one in CLASSIFIERS.items()}
PARAMETERS = ("neighbours", "depth", "trees")
CONTROLS = (
    Choice("classifier", "Classifier", NAMES, default="nearest neighbours"),
    Choice("features", "Features", FEATURES, default="two"),
    Slider("neighbours", "Neighbours", 1, 51, 2, default=3),
    Slider("depth", "Depth", 1, 30, 1, default=5),
    Slider("trees", "Trees", 1, 50, 1, default=20),
)


def view(subject, values):
    """Choose a classifier and its parameters, look at its borders."""
    classifier, which = values["classifier"], values["features"]
    wanted = [key for key in PARAMETERS if key in CLASSIFIERS[classifier].parameters]
    found, regions, train_dice, test_dice, means = segmented(
        subject.id, which, classifier, tuple((key, values[key]) for key in wanted)
    )
    parts = split(subject)
    return Scene(
        space=features(subject.id, SPECS[which]),
        classes=subject.classes,
        truth=subject.truth,
        result=found,
        rows=[
            [image(), truth(), result(), errors()],
            [
                scatter(*PLANE, title="Feature space, true classes"),
                scatter(*PLANE, colour="result", title="Decision regions", centres=True),
            ],
        ],
        centres=means,
        regions=None if regions is None else Regions(*PLANE, regions, SQUARE),
        hint=CLASSIFIERS[classifier].explanation,
        below=[
            Note(
                f"Trained on {parts.train.sum():,} random pixels. Mean Dice there {train_dice:.3f}, "
                f"on the {parts.test.sum():,} others **{test_dice:.3f}**. {borders(subject, regions)}"
            )
        ],
        idle={key: f"{NAMES[classifier]}: has none." for key in PARAMETERS if key not in wanted},
    )


def borders(subject, regions):
    """Into how many patches the plane falls, if there is one."""
    if regions is None:
        return (
            "With three features the regions are blocks in space; the plot shows only their shadow."
        )
    patches, with_dots = count_patches(regions), count_patches(regions, dotted(subject.id))
    return f"The regions fall into {patches} patches; {with_dots} of them hold dots."


def facts(subject):
    """Patches and Dice on test pixels by neighbours, as numbers and as curves."""
    patches, everywhere, scores = by_neighbours(subject.id)
    return {
        "patches": patches,
        "empty": {k: everywhere[k] - patches[k] for k in NEIGHBOURS},
        "scores": scores,
        "by_patches": Curves(
            key="patches",
            x=NEIGHBOURS,
            lines={"with dots": list(patches.values()), "all": list(everywhere.values())},
            titles=("neighbours k", "patches of the decision regions"),
        ),
        "by_dice": Curves(
            key="test-dice",
            x=NEIGHBOURS,
            lines={"test Dice": list(scores.values())},
            titles=("neighbours k", "mean Dice on test pixels"),
            lowest=0,
        ),
    }
