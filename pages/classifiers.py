"""Classifiers: each draws its borders through feature space in its own way."""

import numpy as np
import streamlit as st

from segcore import (
    CLASSIFIERS,
    count_patches,
    decision_regions,
    dice_multiclass,
    split_pixels,
    train,
)
from segcore.classifiers import NearestMean, NearestNeighbours
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import Regions, errors, image, result, scatter, truth

PLANE = ("intensity", "gaussian:5")
FEATURES = {"two": "Two: intensity, blur", "three": "Three: and gradient"}
SPECS = {"two": PLANE, "three": (*PLANE, "gradient:5")}
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))
CELLS = 120
SHARE = 0.1  # part of the pixels that trains; the others test
SLIDERS = {
    "neighbours": (51, 2, 3),
    "depth": (30, 1, 5),
    "trees": (50, 1, 20),
}  # highest, step, usual
NEIGHBOURS = (1, 3, 7, 15, 31, 51)

subject = lesson.subject()
split = split_pixels(subject.truth.shape, SHARE, seed=0)


@remember(saying="Training and testing")
def segmented(subject_id: str, which: str, classifier: str, parameters: tuple) -> tuple:
    """Labels, regions if there is a plane, Dice on training and test pixels, class means if any."""
    space = features(subject_id, SPECS[which])
    labels = subject.truth.ravel()
    model = train(classifier, space.values[split.train], labels[split.train], **dict(parameters))
    found = model.predict(space.values)
    regions = decision_regions(model, SQUARE, CELLS) if which == "two" else None
    parts = (split.train, split.test)
    train_dice, test_dice = (dice_multiclass(labels[part], found[part]).mean() for part in parts)
    return space.to_image(found), regions, train_dice, test_dice, getattr(model, "means", None)


@remember
def dotted(subject_id: str) -> np.ndarray:
    """Cells of the plane that hold a dot."""
    across, up = features(subject_id, PLANE).values.T
    return np.histogram2d(up, across, CELLS, SQUARE[::-1])[0] > 0


@remember(saying="Asking more and more neighbours")
def by_neighbours(subject_id: str) -> tuple:
    """Patches of the regions that hold dots, all patches, Dice on test pixels: by neighbours."""
    runs = {
        k: segmented(subject_id, "two", "nearest neighbours", (("neighbours", k),))
        for k in NEIGHBOURS
    }
    patches = {k: count_patches(run[1], dotted(subject_id)) for k, run in runs.items()}
    everywhere = {k: count_patches(run[1]) for k, run in runs.items()}
    return patches, everywhere, {k: run[3] for k, run in runs.items()}


@st.fragment
def explore() -> None:
    """Choose a classifier and its parameters, look at its borders."""
    first, second, *rest = st.columns([2.4, 2.2, 1.5, 1.5, 1.5], vertical_alignment="bottom")
    names = {name: one.title for name, one in CLASSIFIERS.items()}
    with first:
        classifier = controls.choice("classifier", "Classifier", names, "nearest neighbours")
    with second:
        which = controls.choice("features", "Features", FEATURES, "two")
    wanted = CLASSIFIERS[classifier].parameters
    chosen = {}
    for place, (key, (highest, step, usual)) in zip(rest, SLIDERS.items(), strict=True):
        idle = key not in wanted
        with place:
            value = controls.slider(
                key,
                key.capitalize(),
                1,
                highest,
                step,
                usual,
                disabled=f"{names[classifier]}: has none." if idle else "",
            )
        chosen |= {} if idle else {key: value}
    found, regions, train_dice, test_dice, means = segmented(
        subject.id, which, classifier, tuple(chosen.items())
    )
    linked_view(
        features(subject.id, SPECS[which]),
        subject.truth,
        found,
        classes=subject.classes,
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
    )
    borders = (
        "With three features the regions are blocks in space; the plot shows only their shadow."
    )
    if regions is not None:
        patches, with_dots = count_patches(regions), count_patches(regions, dotted(subject.id))
        borders = f"The regions fall into {patches} patches; {with_dots} of them hold dots."
    st.markdown(
        f"Trained on {split.train.sum():,} random pixels. Mean Dice there {train_dice:.3f}, "
        f"on the {split.test.sum():,} others **{test_dice:.3f}**. {borders}"
    )
    controls.listing()


explore()
patches, everywhere, scores = by_neighbours(subject.id)
fewer = f"Among the dots, the regions are {patches[1]} patches with k = 1 and {patches[51]} with k = 51."
KNN = {"classifier": "nearest neighbours", "features": "two"}
offer(
    [
        Preset(
            "1 neighbour",
            KNN | {"neighbours": 1},
            "Every training pixel rules over its own little island, even where it is an accident.",
        ),
        Preset(
            "51 neighbours",
            KNN | {"neighbours": 51},
            f"Most islands among the dots are gone: {patches[1]} patches became {patches[51]}. Dice on test pixels went from {scores[1]:.3f} to {scores[51]:.3f}.",
        ),
        Preset(
            "Nearest mean",
            {"classifier": "nearest mean", "features": "two"},
            "One point per class, the discs, and straight borders halfway between them. Air and scalp share one mean, somewhere between the two.",
        ),
        Preset(
            "A tree of three questions",
            {"classifier": "decision tree", "features": "two", "depth": 3},
            "Each question is a threshold on one feature, so borders run along the axes.",
        ),
        Preset(
            "A tree of up to 30",
            {"classifier": "decision tree", "features": "two", "depth": 30},
            "It goes on asking until nearly every training pixel is right: stripes and slivers.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
A [[classifier]] divides the [[feature space]] among the classes. With two features you can look at all its answers at
once: each [[decision region]] is the part of the plane that gets one [[label]]. The image plays no part in this. A pixel's
label depends on nothing but where its dot lies.

**Try**

1. Drag *Neighbours* from 1 to 51. What happens to the islands among the dots? And where there are no dots?
2. Go through the classifiers: [[nearest neighbours]], [[nearest mean]], [[logistic regression]], [[linear discriminant]],
[[quadratic discriminant]], [[decision tree]], [[random forest]]. Which have straight borders, which curved ones, which only steps?
3. Which classifiers call the bright scalp white matter?
4. Choose three features. Does Dice on the test pixels grow?
"""
    )
    code.show(NearestMean, NearestNeighbours, decision_regions, split_pixels)
with right:
    ask(
        "larger-k",
        "What does a larger k (more neighbours) do to the borders of the regions?",
        [
            Answer(
                "They become smoother: small islands disappear.",
                f"A lone pixel is outvoted by its neighbours. {fewer} Where no dots lie, borders hang on a few far pixels, "
                f"and islands come and go: {everywhere[1] - patches[1]} with k = 1, {everywhere[51] - patches[51]} with k = 51.",
                True,
            ),
            Answer(
                "They become more ragged: more pixels have a say.",
                f"More votes make a steadier majority. {fewer}",
            ),
            Answer(
                "Nothing: the training pixels are the same.",
                "They are, but now 51 of them vote instead of one.",
            ),
        ],
        then=KNN | {"neighbours": 51},
    )
    ask(
        "k-and-dice",
        "You go on from 15 neighbours to 51. What does that do to the Dice on test pixels?",
        [
            Answer(
                "It rises a lot.",
                f"It goes from {scores[15]:.3f} to {scores[51]:.3f}. Most islands had gone by k = 15, and smoothing further moves few pixels.",
            ),
            Answer(
                "It barely changes.",
                f"It goes from {scores[15]:.3f} to {scores[51]:.3f}. What is left to decide lies where the classes overlap, and there no border is right for all pixels.",
                True,
            ),
            Answer(
                "It collapses.",
                f"It goes from {scores[15]:.3f} to {scores[51]:.3f}. It would, if k came close to the number of pixels of a class.",
            ),
        ],
        then=KNN | {"neighbours": 51},
    )
    ask(
        "tree",
        "The borders of a decision tree run only along the axes. Why?",
        [
            Answer(
                "Each of its questions compares one feature with a threshold.",
                "“Is the intensity above 0.38?” cuts the plane along a vertical line, a question about blur along a horizontal one.",
                True,
            ),
            Answer(
                "The grid on screen is too coarse for slanted lines.",
                "Nearest mean has slanted borders on the same grid.",
            ),
            Answer(
                "The classes happen to be separated that way.",
                "A tree approaches a slanted border by a staircase, whatever the classes are like.",
            ),
        ],
        then={"classifier": "decision tree", "features": "two", "depth": 3},
    )
    find(
        "white",
        "Select the decision region of white matter.",
        [("result", "=", 3)],
        why="Inside this region every dot gets the same label, right or wrong.",
        hint="In the right-hand plot, draw a lasso around the yellow region.",
    )
    figures.curves(
        "patches",
        NEIGHBOURS,
        {"with dots": list(patches.values()), "all": list(everywhere.values())},
        titles=("neighbours k", "patches of the decision regions"),
    )
    figures.curves(
        "test-dice",
        NEIGHBOURS,
        {"test Dice": list(scores.values())},
        titles=("neighbours k", "mean Dice on test pixels"),
        lowest=0,
    )
