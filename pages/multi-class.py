"""More than two classes: fluid, grey matter and white matter by brightness."""

from itertools import combinations

import streamlit as st

from segcore import (
    best_cuts,
    confusion_matrix,
    count_swapped,
    dice_multiclass,
    gaussian_mixture,
    kmeans,
    threshold_multi,
)
from segview import theme
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import cuts, errors, histogram, image, result, truth
from segview.wording import mean_dice

SPECS = ("intensity",)
START = ((0.1,), (0.3,), (0.5,), (0.7,))
CUTS = (0.15, 0.25, 0.45)
FIRST = {"method": "cuts"} | {f"t{n}": cut for n, cut in enumerate(CUTS, start=1)}
METHODS = {"cuts": "three thresholds", "kmeans": "k-means, k = 4", "mixture": "four Gaussians"}

subject = lesson.subject()


@remember(saying="Clustering the pixels")
def clustered(subject_id: str, method: str, seed: int):
    """Four clusters of intensity, as an image, from dark to bright."""
    space = features(subject_id, SPECS)
    if method == "kmeans":
        return space.to_image(kmeans(space.values, init=START).labels)
    return space.to_image(gaussian_mixture(space.values, 4, seed=seed).labels)


@remember
def best_three(subject_id: str) -> tuple:
    """The three thresholds with the highest mean Dice, and that Dice."""
    return best_cuts(subject.image, subject.truth)


def table(found) -> str:
    """Rows of a table: a true class, then how many of its pixels the result calls what."""
    counts = confusion_matrix(subject.truth, found, 4).tolist()
    rows = [["truth ↓ result →", *subject.classes], ["---", *["---:"] * 4]]
    rows += [[f"**{name}**", *row] for name, row in zip(subject.classes, counts, strict=True)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


@st.fragment
def explore() -> None:
    """Move the thresholds or let a clustering find its own."""
    columns = st.columns([3, 3, 3, 3, 2], vertical_alignment="bottom")
    with columns[0]:
        method = controls.choice("method", "Method", METHODS, "cuts")
    by_hand = method == "cuts"
    moved = []
    for n, (column, cut) in enumerate(zip(columns[1:4], CUTS, strict=True), start=1):
        with column:
            moved.append(
                controls.slider(
                    f"t{n}",
                    f"t{n}",
                    0.0,
                    1.0,
                    0.01,
                    cut,
                    disabled="" if by_hand else "The method decides.",
                )
            )
    with columns[4]:
        seed = controls.slider(
            "seed",
            "Seed",
            0,
            9,
            1,
            0,
            help=controls.SEED,
            disabled="" if method == "mixture" else "No part is left to chance.",
        )
    if by_hand:
        found = threshold_multi(subject.image, moved)
    else:
        found = clustered(subject.id, method, seed if method == "mixture" else 0)
    scores = dict(zip(subject.classes, dice_multiclass(subject.truth, found), strict=True))
    linked_view(
        features(subject.id, SPECS),
        subject.truth,
        found,
        classes=subject.classes,
        rows=[
            [image(), truth(), result(), errors()],
            [histogram("intensity", width=0.01, title="Histogram of the four classes")],
        ],
        rule=cuts("intensity", "t1", "t2", "t3") if by_hand else None,
        hint=f"{'Drag a white line. ' if by_hand else ''}Click a class in the legend: its pixels light up.",
    )
    chart, counts = st.columns(2)
    with chart:
        figures.bars("dice", scores, title="Dice", colours=theme.class_colours(4))
    with counts:
        st.markdown(
            f"Mean Dice = {mean_dice(scores)}. The best three thresholds reach **{best_dice:.3f}**."
        )
        st.markdown("How many pixels of each class get which label:")
        st.markdown(table(found))
    controls.listing()


best, best_dice = best_three(subject.id)
explore()
guessed = threshold_multi(subject.image, CUTS)
guessed_dice = dice_multiclass(subject.truth, guessed).mean()
pairs = confusion_matrix(subject.truth, guessed, 4)
most = max(combinations(range(4), 2), key=lambda pair: count_swapped(pairs, *pair))
offer(
    [
        Preset(
            "Three round thresholds",
            FIRST,
            f"A first guess, mean Dice {guessed_dice:.3f}. Of the three tissues, white matter comes out best and fluid worst.",
        ),
        Preset(
            "Reveal the best thresholds",
            {"method": "cuts"} | {f"t{n}": round(cut, 2) for n, cut in enumerate(best, start=1)},
            f"No three thresholds in steps of 0.01 have a higher mean Dice than {best_dice:.3f}. Finding them took the ground truth.",
        ),
        Preset(
            "Four clusters",
            {"method": "kmeans"},
            "The brightest cluster is scalp, and what is left has to share the other three. White matter has Dice 0.",
        ),
        Preset(
            "Four Gaussians",
            {"method": "mixture", "seed": 1},
            "Another seed may end in other groups, depending on the image. Nothing tells the method which four groups you mean.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
Brain is not one [[class]]. The [[ground truth]] has four: background, [[CSF]] (the fluid around the brain and in its
[[ventricles]]), [[grey matter]] and [[white matter]]. Three [[threshold|thresholds]] cut the axis into four pieces, dark to bright, and each piece becomes one
[[label]].

Every class now has a [[Dice coefficient]] of its own: it against all the others. The number over the result is their mean.
The table beside the bars counts the pixels: a row per true class, a column per label of the result. What is not on its diagonal is wrong.

A clustering finds four groups as well, and we call them by the same names from dark to bright. But a [[cluster]] is no class:
[[k-means]] looks for groups of similar brightness and does not care what you call them. A [[mixture of Gaussians]] begins at
random; the [[seed]] says with which random numbers.

**Try**

1. Move t3 between 0.3 and 0.5. Which two classes trade pixels?
2. No threshold takes the scalp away from white matter. Where would a fourth one help?
3. Click *CSF* in the legend. Which other class lies in the same bins?
"""
    )
    code.show(threshold_multi, dice_multiclass, best_cuts)
with right:
    ask(
        "confused",
        f"With thresholds at {', '.join(map(str, CUTS))}: which two classes are confused most often?",
        [
            Answer(
                "Grey and white matter: they touch everywhere.",
                f"They touch, but they differ in brightness: {count_swapped(pairs, 2, 3):,} pixels of one are called the other.",
                most == (2, 3),
            ),
            Answer(
                "Background and fluid.",
                f"{count_swapped(pairs, 0, 1):,} pixels, more than for any other pair. Fluid is dark, and so is much of what lies around the "
                "brain; the background holds everything from black air to bright scalp.",
                most == (0, 1),
            ),
            Answer(
                "Fluid and white matter.",
                f"One is the darkest tissue of the brain and the other the brightest: {count_swapped(pairs, 1, 3):,} pixels are confused.",
                most == (1, 3),
            ),
        ],
        show=[("truth", "=", 0), ("result", "=", 1)],
        then=FIRST,
    )
    ask(
        "clusters",
        "Predict: k-means forms four clusters. Will the brightest one be white matter?",
        [
            Answer(
                "Yes: it is the brightest class.",
                "Within the brain it is. But the scalp is far brighter, and k-means sees all pixels.",
            ),
            Answer(
                "No: it will be scalp.",
                "The scalp is so bright that it takes a cluster to itself. White matter shares the one below with other pixels, and its Dice is 0.",
                True,
            ),
            Answer(
                "No: it will be a part of white matter.",
                "White matter is compact, its intensities hardly differ. The bright scalp is spread much wider.",
            ),
        ],
        then={"method": "kmeans"},
    )
    ask(
        "more",
        "Thresholds with finer steps would hardly be better. Why?",
        [
            Answer(
                "Because 0.01 is the finest step there is.",
                "The intensities have far more decimals than that. Even so, finer steps gain almost nothing.",
            ),
            Answer(
                "Because background takes part in every range of brightness.",
                "Air, skull, skin and fat lie all along the axis. Whatever the thresholds are, each piece contains some of it.",
                True,
            ),
            Answer(
                "Because four classes would need four thresholds.",
                "Three cuts make four pieces. A fourth cut could drop the scalp, but the rest of the overlap would stay.",
            ),
        ],
        show=[("truth", "=", 0), ("intensity", ">", 0.1)],
    )
    find(
        "grey",
        "Catch the grey matter with one drag over the histogram, as well as you can.",
        [("truth", "=", 2)],
        why="You have just chosen two thresholds. The line under the view says what else you caught.",
        hint="A click on the words grey matter above the view shows where it lies. Then drag over those bins, starting beside "
        "the white lines: only what you draw counts.",
        enough=0.65,
    )
