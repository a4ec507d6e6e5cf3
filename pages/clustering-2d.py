"""Clustering in two dimensions: Full Exercise 1 of the course."""

import streamlit as st

from segcore import kmeans
from segcore.clustering import assign, update
from segview import code, controls, lesson
from segview.caching import best_possible, features, remember
from segview.linked import linked_view
from segview.panels import feature, image, nearest_centre, result, scatter, truth
from segview.presets import Preset, offer
from segview.quiz import Answer, ask

APPROXIMATE = ((0.3, 0.3), (0.5, 0.1))
SETTLED = 30

subject = lesson.subject()


@remember
def clustered(subject_id: str, blurred: str, centres: tuple):
    """K-means on intensity and blurred intensity from these centres."""
    return kmeans(features(subject_id, ("intensity", blurred)).values, init=centres)


@remember
def random_start(subject_id: str, seed: int) -> str:
    """Two starting centres that k-means picks by itself, as text for the address bar."""
    values = features(subject_id, ("intensity", "gaussian:5")).values
    return controls.points_text(kmeans(values, k=2, seed=seed).steps[0].centres)


@st.fragment
def explore() -> None:
    """Move sigma and the centres, watch the clusters."""
    first, second = st.columns(2)
    with first:
        sigma = controls.slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, 5.0, unit=" px")
    with second:
        steps = controls.slider("steps", "K-means steps", 0, SETTLED, 1, SETTLED, play=True)
    start = controls.points("centres", "Starting centres", APPROXIMATE)
    blurred = f"gaussian:{sigma:g}"
    specs = ("intensity", blurred)
    space = features(subject.id, specs)
    run = clustered(subject.id, blurred, tuple(map(tuple, start)))
    step = run.steps[-1] if steps == SETTLED else run.steps[:SETTLED][: steps + 1][-1]
    labels = space.to_image(step.labels)
    linked_view(
        space,
        subject.binary_truth,
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


explore()
offer(
    [
        Preset(
            "The exercise's start",
            {"centres": controls.points_text(APPROXIMATE), "steps": SETTLED},
            "One centre guessed for brain, one for skull. Neither stays where it was put.",
        ),
        Preset(
            "The same, swapped",
            {"centres": controls.points_text(APPROXIMATE[::-1]), "steps": SETTLED},
            "The groups are the same, their names are exchanged.",
        ),
        Preset(
            "Random start",
            {"centres": random_start(subject.id, 1), "steps": SETTLED},
            "Two random pixels as centres: the same two groups, under either name.",
        ),
        Preset(
            "See it step by step",
            {"centres": controls.points_text(APPROXIMATE), "steps": 0},
            "Each dot belongs to the nearest centre. Press Play: the centres move to the middle of their dots, again and again.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    st.markdown(
        """
A pixel alone has one number, its intensity. Blur the image and every pixel gets a second one: how bright its
*surroundings* are. Two numbers make a point in a plane, so the image becomes a cloud: its **feature space**.
K-means puts two centres into the cloud and never looks at the ground truth.

**Try**

1. Lasso the dots far to the right. Which part of the head lights up?
2. Point at the skull, then at the brain. How far do the dots jump?
3. Turn σ down to 0. Why do all dots fall onto one line?
4. Drag a centre: every dot joins the nearest one. Then press *Play*.
"""
    )
    code.show(kmeans, assign, update)
with right:
    ask(
        "yellow",
        "In the left scatterplot, which pixels are yellow?",
        [
            Answer(
                "Scalp: it is the brightest part of the image.",
                "Scalp is bright itself, but it is a thin ring next to dark air. Blurred, it is no brighter than brain.",
            ),
            Answer(
                "Brain: the yellow dots reach the highest blurred intensities.",
                "A brain pixel is surrounded by brain, so its surroundings stay bright when blurred.",
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
                "High intensity, low blurred intensity for that brightness: to the right, below the brain.",
                "They are bright but have dark neighbours, so blurring takes more from them than from brain.",
                True,
            ),
            Answer(
                "High intensity, high blurred intensity: at the top right.",
                "Only a bright pixel with bright neighbours would be there. The scalp is a thin ring.",
            ),
            Answer("Low intensity, low blurred intensity: at the bottom left.", "That is air."),
        ],
        show=[("intensity", ">", 0.6), ("truth", "=", 0)],
    )
    ask(
        "reversed",
        "What may happen if you do not give k-means approximate centres?",
        [
            Answer(
                "It finds different groups of pixels every time.",
                "On this image random starts end in the same two groups. Try the presets, or drag the centres anywhere.",
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
                "Other centres may change which group a dot is in, but dots that lie on top of each other always stay together.",
            ),
            Answer(
                "No: right and wrong pixels have the same two numbers.",
                "Pixels with the same representation get the same label. Only other features could tell them apart.",
                True,
            ),
        ],
        show=[("truth", "!=", "result")],
    )
