"""Clustering in two dimensions: Full Exercise 1 of the course."""

import streamlit as st

from segcore import (
    FeatureSpace,
    accuracy,
    best_threshold,
    ceiling,
    dice_coefficient,
    kmeans,
    load_subject,
    shuffle_pixels,
    wrong_beside_right,
)
from segcore.clustering import assign, update
from segview.cache.remembering import best_possible, features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as exercise
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import feature, image, nearest_centre, result, scatter, truth
from segview.wording import reversed_clusters

APPROXIMATE = ((0.3, 0.3), (0.5, 0.1))
SETTLED = 30
NEAR = 0.01
NOISY = 0.15

subject = lesson.subject()
BOTH = ("intensity", "gaussian:5")
CHANCE = ("intensity", "noise")
most = best_possible(subject.id, BOTH)


@remember
def dots(subject_id: str, blurred: str, shuffled: bool) -> tuple:
    """Intensity and blurred intensity of every pixel, and its label, in place or shuffled."""
    space, labels = features(subject_id, ("intensity", blurred)), subject.binary_truth
    if shuffled:
        *images, labels = shuffle_pixels(0, *space.images, labels)
        space = FeatureSpace.from_images(space.names, images)
    return space, labels


@remember
def clustered(subject_id: str, blurred: str, shuffled: bool, centres: tuple):
    """K-means on intensity and blurred intensity from these centres."""
    return kmeans(dots(subject_id, blurred, shuffled)[0].values, init=centres)


@remember
def random_start(subject_id: str, seed: int) -> list:
    """Two starting centres that k-means picks by itself."""
    values = features(subject_id, BOTH).values
    return kmeans(values, k=2, seed=seed).steps[0].centres.tolist()


@remember
def in_company(subject_id: str) -> float:
    """Share of wrong pixels with a right one of the other class and the same label close by."""
    values = features(subject_id, BOTH).values
    labels = clustered(subject_id, BOTH[1], False, APPROXIMATE).labels
    return wrong_beside_right(values, subject.binary_truth.ravel(), labels, NEAR)


@remember
def by_itself(subject_id: str) -> tuple[float, float]:
    """Dice of the best threshold, and of k-means on intensity alone."""
    values = features(subject_id, ("intensity",)).values
    labels = kmeans(values, init=((0.1,), (0.4,))).labels
    _, dice = best_threshold(subject.image, subject.binary_truth)
    return dice, dice_coefficient(subject.binary_truth.ravel(), labels)


@remember
def on_textures() -> tuple[float, float]:
    """Mean Dice of the best rule on intensity, and on two filters, of the three textures."""
    right = load_subject("textures").truth
    choices = (("intensity",), ("mean:7", "std:7"))
    return tuple(ceiling(features("textures", specs).values, right).dice for specs in choices)


@st.fragment
def explore() -> None:
    """Move sigma and the centres, watch the clusters."""
    first, second, third = st.columns([5, 5, 3], vertical_alignment="bottom")
    with first:
        sigma = controls.slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, 5.0, unit=" px")
    with second:
        steps = controls.slider("steps", "K-means steps", 0, SETTLED, 1, SETTLED, play=True)
    with third:
        shuffled = controls.toggle(
            "shuffled",
            "Shuffle places",
            help="Each pixel moves somewhere else and takes its two numbers along",
        )
    start = controls.points("centres", "Starting centres", APPROXIMATE)
    blurred = f"gaussian:{sigma:g}"
    specs = ("intensity", blurred)
    space, mask = dots(subject.id, blurred, shuffled)
    run = clustered(subject.id, blurred, shuffled, tuple(map(tuple, start)))
    step = run.steps[-1] if steps == SETTLED else run.steps[:SETTLED][: steps + 1][-1]
    labels = space.to_image(step.labels)
    with st.container():
        if told := reversed_clusters(mask, labels, subject.foreground):
            st.markdown(told)
    linked_view(
        space,
        mask,
        labels,
        classes=("rest", subject.foreground),
        rows=[
            [
                image(),
                feature(blurred, f"Blurred, σ = {sigma:g}"),
                truth(),
                result("K-means result"),
            ],
            [
                scatter(*specs, colour="truth", title="Feature space"),
                scatter(*specs, colour="result", title="Feature space, clustered", centres=True),
            ],
        ],
        rule=nearest_centre("centres", specs, also={"steps": 0}),
        centres=step.centres,
        ceiling=best_possible(subject.id, specs),
        hint=f"K-means settles after {len(run.steps) - 1} steps. Drag a centre, lasso some dots, or point at a pixel.",
    )
    controls.listing()


explore()
by_chance = random_start(subject.id, 1)
here, there = (
    clustered(subject.id, BOTH[1], False, tuple(map(tuple, start))).labels
    for start in (APPROXIMATE, by_chance)
)
exchanged = accuracy(here, there) < 0.5
usual = {
    "sigma": 5.0,
    "centres": controls.points_text(APPROXIMATE),
    "steps": SETTLED,
    "shuffled": False,
}
offer(
    [
        Preset(
            "The exercise's start",
            usual,
            "The first centre was guessed for brain, the second for skull, but the second ends in the brain, the first in the dark. K-means does not know what you meant.",
        ),
        Preset(
            "The same, swapped",
            usual | {"centres": controls.points_text(APPROXIMATE[::-1])},
            "The groups are the same, their names are exchanged, and Dice is that of the wrong group.",
        ),
        Preset(
            "Random start",
            usual | {"centres": controls.points_text(by_chance)},
            "Two random pixels as centres: the same two groups, "
            + ("with their names exchanged." if exchanged else "by chance under the same names."),
        ),
        Preset(
            "See it step by step",
            usual | {"steps": 0},
            "Each dot belongs to the nearest centre. Press Play: the centres move to the middle of their dots, again and again.",
        ),
        Preset(
            "The image is gone",
            usual | {"shuffled": True},
            "Every pixel has moved and taken its two numbers along. The cloud, the clusters and Dice are what they were.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
A [[pixel]] alone has one number, its [[intensity]]. Blur the image and every pixel gets a second one: how
bright its *surroundings* are. Nobody tells the computer which pixels are brain: this is
[[unsupervised]] segmentation, the first full exercise of the course, in four parts.

1. **Blur**: `gaussian_filter(im, 5)`, the second picture above ([[Gaussian blur]]).
2. **[[dataset|Data set]]**: one row per pixel ([[ravel]] puts the pixels of an image in line), two numbers per row. Each row is a point in a plane, and all of them
   are the cloud on the left: the [[feature space]] of the image.
3. **Cluster**: [[k-means]] with `init=[[0.3, 0.3], [0.5, 0.1]]`. Two [[centre|centres]] move through the cloud; the
   [[ground truth]] plays no part.
4. **Back to an image**: every pixel gets the colour of its [[cluster]], the last picture above.

**Try**

1. Point at the skull, then at the brain. How far do the dots jump?
2. Set the steps to 0 and drag a centre: every dot joins the nearest one. Then press *Play*.
3. Lasso the dots around the border of the two clusters. Where in the head are these pixels?
4. Switch on *Shuffle places*. Then lasso some dots again: where are their pixels now?
"""
    )
    code.show(kmeans, assign, update, shuffle_pixels)
with right:
    ask(
        "no-blur",
        "Predict: you turn σ down to 0. What happens to the cloud of dots?",
        [
            Answer(
                "It shrinks to a single point.",
                "The pixels still have different intensities, so they stay apart from each other.",
            ),
            Answer(
                "It becomes a straight line.",
                "Blurring with σ = 0 changes nothing. Both numbers of a pixel are the same, and two features tell no more than one.",
                True,
            ),
            Answer(
                "It stays the same: the pixels have not changed.",
                "Only their first number stays. The second one comes from the blurred image.",
            ),
        ],
        then={"sigma": 0.0},
    )
    ask(
        "places",
        "Predict: every pixel moves to a random place and takes its two numbers and its label along. What happens to the cloud of dots, the clusters and Dice?",
        [
            Answer(
                "All three fall apart: nobody could find a brain in that picture.",
                "You could not, for you look at the picture. K-means looks at the cloud, and no dot of it has moved.",
            ),
            Answer(
                "Nothing. Only the image is gone.",
                "Where a pixel lies is not among its two numbers. The places mattered before, for blurring: afterwards, neighbours are only what lies near in the cloud.",
                True,
            ),
            Answer(
                "The cloud stays, but Dice drops: the pixels are no longer where the brain is.",
                "The ground truth is shuffled with them, and Dice only asks whether each pixel has the right label, not where it lies.",
            ),
        ],
        then={"shuffled": True},
    )
    ask(
        "yellow",
        "In the left scatterplot, which pixels are yellow?",
        [
            Answer(
                "Scalp: it is the brightest part of the image.",
                "Scalp is bright itself, but it is a thin ring next to dark air. Blurred, it is on average no brighter than brain.",
            ),
            Answer(
                "Brain: the yellow dots have the highest blurred intensities.",
                "A brain pixel is surrounded by brain, so it stays bright when blurred. At the very top of the cloud nearly every dot is yellow.",
                True,
            ),
            Answer(
                "Air: most pixels are air.",
                "Air is dark, and so are its surroundings: it sits in the lower left corner.",
            ),
        ],
        show=[("truth", "=", 1)],
    )
    ask(
        "skull",
        "Where in the scatterplot are the bright pixels of skull and scalp?",
        [
            Answer(
                "High intensity, low blurred intensity: to the right, far below the diagonal.",
                "They are bright but have dark neighbours, so blurring takes more from them than from brain, which lies around the diagonal.",
                True,
            ),
            Answer(
                "High intensity, high blurred intensity: at the top right.",
                "Only a bright pixel with bright neighbours would be there. The scalp is a thin ring.",
            ),
            Answer("Low intensity, low blurred intensity: at the bottom left.", "That is air."),
            Answer(
                "Low intensity, high blurred intensity: at the upper left.",
                "Those pixels are dark with bright surroundings, such as fluid inside the brain. The scalp is bright itself.",
            ),
            Answer(
                "There is not enough information to tell.",
                "There is: you see in the image that they are bright, and in the blurred image how bright their surroundings are.",
            ),
        ],
        show=[("intensity", ">", 0.6), ("truth", "=", 0)],
    )
    ask(
        "reversed",
        "What may happen if you do not give k-means approximate centres?",
        [
            Answer(
                "It finds different groups of pixels every time.",
                "On this image starts from two random pixels end in the same two groups. Only a centre put far away from all dots catches none, and stays where it is.",
            ),
            Answer(
                "The clusters may come out reversed: brain is called 0, the rest 1.",
                "K-means only knows groups, not their names. With swapped names Dice collapses although the groups are the same.",
                True,
            ),
            Answer(
                "Nothing: the labels are always the same.",
                "The first centre becomes label 0, whatever it lies on. Swap the start and watch the colours.",
            ),
        ],
    )
    ask(
        "wrong",
        "Some pixels are wrong. Could k-means avoid it with these two features?",
        [
            Answer("Yes, with more steps.", "It has settled: one more step would change nothing."),
            Answer(
                "Yes, with better starting centres.",
                "Other starts end in the same two groups, perhaps with their names exchanged.",
            ),
            Answer(
                "No: most wrong pixels have nearly the same two numbers as pixels that are right.",
                f"{in_company(subject.id):.0%} of them have a right pixel of the other class nearer than {NEAR:g}, with the same label: hardly any border fits in between. "
                f"Even the best rule on these two numbers, made with the ground truth at hand, only reaches Dice {most:.3f}. Other features could tell more pixels apart.",
                True,
            ),
        ],
        show=[("truth", "!=", "result")],
    )
    cut, alone = by_itself(subject.id)
    both = clustered(subject.id, BOTH[1], False, APPROXIMATE).labels
    both = dice_coefficient(subject.binary_truth.ravel(), both)
    quiet, noisy = (
        [best_possible(subject.id, specs, noise) for specs in (BOTH[:1], CHANCE, BOTH)]
        for noise in (0.0, NOISY)
    )
    plain, filtered = on_textures()
    ask(
        "worth",
        f"One threshold on intensity reaches Dice {cut:.3f} on this image, k-means on intensity and blurred intensity only {both:.3f}. Was the second number in vain?",
        [
            Answer(
                "Yes: on this task one number is better than two.",
                f"The threshold was chosen with the ground truth at hand; k-means has never seen it. On intensity alone k-means reaches {alone:.3f}.",
            ),
            Answer(
                "No: k-means makes too little of it, and noisier images need it more.",
                f"K-means itself goes from {alone:.3f} to {both:.3f} with it. The best rule there is gains little here: "
                f"{quiet[0]:.3f} on intensity, {quiet[2]:.3f} on both, and {quiet[1]:.3f} if the second number is random. "
                f"With noise {NOISY:g} it gains much: {noisy[0]:.3f}, {noisy[2]:.3f}, and {noisy[1]:.3f} if random. "
                f"On the three textures of the lesson Filters, mean Dice goes from {plain:.3f} to {filtered:.3f} with two filters.",
                True,
            ),
            Answer(
                "No: after more steps k-means overtakes the threshold.",
                "It has settled. More steps change nothing.",
            ),
        ],
    )
    find(
        "scalp",
        "Find the pixels brighter than any brain (intensity above 0.6), all in one go.",
        [("intensity", ">", 0.6), ("truth", "=", 0)],
        why="In the image they are scattered all around the head. In feature space they are neighbours: a single lasso catches them.",
        hint="Draw a lasso around the dots to the right of intensity 0.6, in either scatterplot.",
    )

exercise.show("full-exercise-1")
