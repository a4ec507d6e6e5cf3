"""Classifiers: each draws its borders through feature space in its own way."""

from segcore import CLASSIFIERS
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Regions, Scene, errors, image, result, scatter, truth

from . import neighbour_curves
from .borders import NEIGHBOURS, PLANE, SPECS, SQUARE, by_neighbours, segmented
from .trained_and_tested import scores

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
    parameters = tuple((key, values[key]) for key in wanted)
    found, regions, *dice, means = segmented(subject.id, which, classifier, parameters)
    return Scene(
        space=features(subject.id, SPECS[which]),
        classes=subject.classes,
        truth=subject.truth,
        result=found,
        rows=[
            [image(), truth(), result(), errors()],
            [
                scatter(*PLANE, title="Feature space, true classes", equal=True),
                scatter(
                    *PLANE, colour="result", title="Decision regions", centres=True, equal=True
                ),
            ],
        ],
        centres=means,
        regions=None if regions is None else Regions(*PLANE, regions, SQUARE),
        hint=CLASSIFIERS[classifier].explanation,
        below=[scores(subject, *dice, regions)],
        idle={key: f"{NAMES[classifier]}: has none." for key in PARAMETERS if key not in wanted},
    )


def facts(subject):
    """Patches and Dice on test pixels by neighbours, as numbers and as curves."""
    patches, everywhere, dice = by_neighbours(subject.id)
    return {
        "patches": patches,
        "empty": {k: everywhere[k] - patches[k] for k in NEIGHBOURS},
        "scores": dice,
        "by_patches": neighbour_curves.patches(patches, everywhere),
        "by_dice": neighbour_curves.test_dice(dice),
    }
