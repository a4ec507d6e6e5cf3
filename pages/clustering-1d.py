"""Clustering in one dimension: the computer looks for the threshold by itself."""

from itertools import pairwise

import streamlit as st

from segcore import (
    best_threshold,
    dice_coefficient,
    gaussian_mixture,
    kmeans,
    label_changes,
    midpoints,
    otsu,
)
from segcore.clustering import assign, update
from segview.cache.remembering import best_possible, features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import errors, histogram, image, nearest_centre, result, truth

STARTS = {2: ((0.1,), (0.5,)), 3: ((0.1,), (0.3,), (0.5,)), 4: ((0.1,), (0.3,), (0.5,), (0.7,))}
KEYS = {2: "centres", 3: "centres3", 4: "centres4"}
SPECS = ("intensity",)
SETTLED = 30

subject = lesson.subject()


@remember
def by_centres(subject_id: str, centres: tuple):
    """K-means on intensity alone, from these centres."""
    return kmeans(features(subject_id, SPECS).values, init=centres)


@remember(saying="Fitting the Gaussians")
def by_gaussians(subject_id: str, k: int):
    """Mixture of Gaussians on intensity alone, and the intensities at which its label changes."""
    values = features(subject_id, SPECS).values
    mixture = gaussian_mixture(values, k)
    return mixture, label_changes(values, mixture.labels)


@remember
def references(subject_id: str) -> tuple:
    """Border of 2-means; Dice with its names as they are, and reversed; Otsu's threshold; the best one with its Dice."""
    settled, swapped = (by_centres(subject_id, start) for start in (STARTS[2], STARTS[2][::-1]))
    brain = subject.binary_truth.ravel()
    return (
        midpoints(settled.centres)[0],
        dice_coefficient(brain, settled.labels),
        dice_coefficient(brain, swapped.labels),
        otsu(subject.image),
        *best_threshold(subject.image, subject.binary_truth),
    )


border, dice, reversed_dice, otsu_t, best_t, best_dice = references(subject.id)


def listed(numbers: tuple) -> str:
    """Write numbers with three decimals: ``"0.067, 0.414"``."""
    return ", ".join(f"{number:.3f}" for number in numbers)


def halfway(centres) -> str:
    """Write out the mean of each two neighbouring centres: ``"(0.067 + 0.414) / 2 = **0.241**"``."""
    neighbours = pairwise(sorted(centres.ravel()))
    return " and ".join(
        f"({one:.3f} + {other:.3f}) / 2 = **{middle:.3f}**"
        for (one, other), middle in zip(neighbours, midpoints(centres), strict=True)
    )


def naming(centres) -> str:
    """Say who calls which of two clusters what."""
    first, second = centres.ravel()
    if first <= second:
        return f"Calling the second cluster {subject.foreground} is our choice."
    return (
        f"**The names are reversed:** we call the second cluster {subject.foreground}, "
        "and here it is the dark one. The groups are what they were."
    )


@st.fragment
def explore() -> None:
    """Choose the method and the number of clusters, drag the centres."""
    first, second, third = st.columns([3, 3, 4], vertical_alignment="bottom")
    with first:
        method = controls.choice(
            "method", "Method", {"kmeans": "k-means", "mixture": "mixture of Gaussians"}, "kmeans"
        )
    with second:
        k = controls.slider("k", "Clusters k", 2, 4, 1, 2)
    mixing = method == "mixture"
    with third:
        steps = controls.slider(
            "steps",
            "K-means steps",
            0,
            SETTLED,
            1,
            SETTLED,
            disabled="The mixture is shown settled." if mixing else "",
            play=not mixing,
        )
    starts = {n: controls.points(KEYS[n], f"Starting centres, k = {n}", STARTS[n]) for n in STARTS}
    space = features(subject.id, SPECS)
    if mixing:
        mixture, cuts = by_gaussians(subject.id, k)
        labels, centres = mixture.labels, mixture.centres
        said = f"The label changes at {listed(cuts)}: each pixel goes to the likeliest Gaussian."
    else:
        run = by_centres(subject.id, tuple(map(tuple, starts[k])))
        last = range(len(run.steps))[-1]
        at = last if steps == SETTLED else min(steps, last)
        labels, centres = run.steps[at].labels, run.steps[at].centres
        said = (
            f"Step {at} of {last}: the label changes midway between centres, at {halfway(centres)}."
        )
    known = k == 2
    st.markdown(f"Centres {listed(centres.ravel())}. {said} {naming(centres) if known else ''}")
    axis = histogram(
        "intensity",
        width=0.02,
        colour="result",
        title="Pixels by cluster, and the Gaussians with their sum"
        if mixing
        else "Pixels by cluster; circles are centres",
        centres=True,
        densities=mixture.densities if mixing else None,
    )
    linked_view(
        space,
        subject.binary_truth if known else None,
        space.to_image(labels),
        classes=("rest", subject.foreground) if known else [f"cluster {c}" for c in range(k)],
        rows=[[image(), truth(), result(), errors()], [axis]]
        if known
        else [[image(), result("Clusters"), axis]],
        rule=None if mixing else nearest_centre(KEYS[k], SPECS, also={"steps": 0}),
        centres=centres,
        ceiling=best_possible(subject.id, SPECS) if known else None,
        hint=f"{'' if mixing else 'Drag a centre to the left or right. '}Point at a pixel or a dot to see where it is in the other panels.",
    )
    controls.listing()


explore()
offer(
    [
        Preset(
            "2-means",
            {"method": "kmeans", "k": 2, "steps": SETTLED, "centres": "0.1;0.5"},
            f"The threshold it finds is {border:.3f}. Otsu's method gives {otsu_t:.3f}: both look for the two most compact groups.",
        ),
        Preset(
            "From the start, step by step",
            {"method": "kmeans", "k": 2, "steps": 0, "centres": "0.02;0.04"},
            "Both centres begin in the dark. Press Play: the brighter one wanders off until nothing changes any more.",
        ),
        Preset(
            "Two Gaussians",
            {"method": "mixture", "k": 2},
            "Air becomes a narrow bell and everything else a wide one, so the label changes much further to the left. Dice is higher than with 2-means.",
        ),
        Preset(
            "Four clusters",
            {"method": "kmeans", "k": 4, "steps": SETTLED, "centres4": "0.1;0.3;0.5;0.7"},
            "Three thresholds at once. The brightest cluster is scalp, not brain.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        f"""
So far you set the [[threshold]]. Now nobody tells the computer where brain begins: it is [[unsupervised]].
[[k-means]] starts with k [[centre|centres]] on the intensity axis and repeats two steps.

1. Every [[pixel]] joins its nearest centre. Together they are a [[cluster]].
2. Every centre moves to the mean of its pixels.

With two centres, the nearest one changes exactly halfway between them. So on one feature, 2-means *is* a threshold:
here {border:.3f}. The best threshold, {best_t:.3f}, takes the [[ground truth]] to find.

A [[mixture of Gaussians]] lets each cluster have its own width and size: a [[Gaussian|bell curve]] over the histogram. Then the border need
not lie halfway.

Either method numbers its clusters and names none. That the second one is called {subject.foreground}, and is yellow, is our choice.

**Try**

1. Drag a centre. How far does the border go with it?
2. Press *Play*. What do the centres do in the first steps, and in the last?
3. Three clusters: how many thresholds is that?
"""
    )
    code.show(kmeans, assign, update, midpoints)
with right:
    ask(
        "where",
        "Predict: the centres are at 0.3 and 0.5. From which intensity on do pixels turn yellow?",
        [
            Answer(
                "From 0.5, the brighter centre.", "A pixel at 0.45 is nearer to 0.5 than to 0.3."
            ),
            Answer(
                "From 0.4, midway between the centres.",
                "Below (0.3 + 0.5) / 2 the first centre is nearer, above it the second. So 2-means in one dimension is a threshold.",
                True,
            ),
            Answer(
                "Where the histogram is lowest.",
                "K-means looks for near centres, not for valleys.",
            ),
        ],
        then={"method": "kmeans", "k": 2, "centres": "0.3;0.5", "steps": 0},
    )
    ask(
        "start",
        "Two centres start somewhere else on the axis. Where do they end?",
        [
            Answer(
                "Somewhere else, too.",
                "On this image every start we tried ends at the same two centres. In general, k-means may depend on its start.",
            ),
            Answer(
                "At the same two places.",
                f"The border comes out at {border:.3f} again; only the number of steps differs. On other data the start can matter.",
                True,
            ),
            Answer(
                "They stay where they are.",
                "Only if each already is the mean of its pixels. Otherwise the next step moves it.",
            ),
        ],
        then={"method": "kmeans", "k": 2, "centres": "0.9;0.95", "steps": SETTLED},
    )
    ask(
        "names",
        "Predict: the two starting centres change places, the first one is now the brighter. What happens to the result?",
        [
            Answer(
                "Nothing: the groups are the same.",
                f"The groups are. But we call the second one {subject.foreground}, and the second one is now dark.",
            ),
            Answer(
                "Blue and yellow change places.",
                f"The same two groups with each other's names: Dice is {reversed_dice:.3f} instead of {dice:.3f}. K-means cannot know "
                "which group you look for.",
                True,
            ),
            Answer(
                "Other groups appear, with another border.",
                f"Each pixel still joins the nearest centre. The border is {border:.3f} as before.",
            ),
        ],
        then={"method": "kmeans", "k": 2, "centres": "0.5;0.1", "steps": SETTLED},
    )
    ask(
        "best",
        f"2-means cuts at {border:.3f}. With t = {best_t:.3f}, Dice would be {best_dice:.3f}. Why does k-means not find it?",
        [
            Answer(
                "It needs more steps.",
                "It has settled: another step would move no pixel and no centre.",
            ),
            Answer(
                "It looks for compact groups, not for brain.",
                "Most of the fluid is dark: nearer to the dark centre than to the bright one, so it joins the air. That makes compact groups and misses brain.",
                True,
            ),
            Answer(
                "Its result is random.",
                "From the same centres it takes the same steps every time.",
            ),
        ],
        show=[("truth", "=", 1), ("intensity", "<", round(border, 3))],
    )
    find(
        "missed",
        "Select the brain pixels that 2-means takes for the rest.",
        [("truth", "=", 1), ("intensity", "<", round(border, 3))],
        why="Most of them are fluid: part of the brain's mask, yet as dark as what is around the head.",
        hint=f"With k = 2, click the word {subject.foreground} above the view. Then hold Shift and Alt, and drag over the "
        f"histogram from 0 to {border:.2f}.",
    )
