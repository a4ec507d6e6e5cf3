"""Clustering in two dimensions: Full Exercise 1 of the course."""

import streamlit as st

from segcore import kmeans
from segcore.clustering import assign, update
from segview import code, controls, explain, lesson
from segview.caching import features, remember
from segview.linked import feature, image, linked_view, result, scatter, truth
from segview.quiz import Answer, ask

APPROXIMATE = ((0.3, 0.3), (0.5, 0.1))
SWAPPED = ((0.5, 0.1), (0.3, 0.3))

subject = lesson.subject()


@remember
def clustered(subject_id: str, blurred: str, start: str, seed: int):
    """K-means on intensity and blurred intensity."""
    values = features(subject_id, ("intensity", blurred)).values
    init = {"approximate": APPROXIMATE, "swapped": SWAPPED}.get(start)
    return kmeans(values, init=init, seed=seed)


@st.fragment
def explore() -> None:
    """Move sigma and the start, watch the clusters."""
    first, second, third = st.columns([4, 3, 2], vertical_alignment="bottom")
    with first:
        sigma = controls.slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, 5.0, unit=" px")
    with second:
        start = controls.choice(
            "start",
            "Starting centres",
            {
                "approximate": "approximate: (0.3, 0.3), (0.5, 0.1)",
                "swapped": "the same, swapped",
                "random": "random pixels",
            },
            "approximate",
        )
    with third:
        seed = controls.slider("seed", "Seed", 0, 20, 1, 0, disabled=start != "random")
    blurred = f"gaussian:{sigma:g}"
    space = features(subject.id, ("intensity", blurred))
    clusters = clustered(subject.id, blurred, start, seed if start == "random" else 0)
    labels = space.to_image(clusters.labels)
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
                scatter(
                    "intensity",
                    blurred,
                    colour="truth",
                    title="Feature space, coloured by ground truth",
                ),
                scatter(
                    "intensity",
                    blurred,
                    colour="result",
                    title="Feature space, coloured by cluster",
                    centres=True,
                ),
            ],
        ],
        centres=clusters.centres,
        hint=f"K-means settled after {len(clusters.steps)} steps. Lasso some dots, or point at a pixel.",
    )
    explain.dice_formula(subject.binary_truth, labels)


explore()

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
4. Swap the starting centres. What happens to the colours, and to Dice?
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
                "On this image random starts end in the same two groups. Try several seeds.",
            ),
            Answer(
                "The clusters may come out reversed: brain is called 0, the rest 1.",
                "K-means only knows groups, not their names. With swapped names Dice collapses although the groups are the same.",
                True,
            ),
            Answer(
                "Nothing: the labels are always the same.",
                "The first centre becomes label 0, whatever it lies on. Choose the swapped start and watch the colours.",
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
