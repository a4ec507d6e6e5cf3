"""Recap of chapter 3: features that tell of the surroundings, on a person who is in no lesson."""

import streamlit as st

from segcore import dice_coefficient, kmeans, standardise
from segview.cache.remembering import best_possible, features, remember
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, ask, find, linked_view
from segview.scene import feature, image, result, scatter, truth

CHOICES = {
    "blur": "Intensity and blur",
    "spread": "Intensity and window deviation",
    "all": "All three",
}
SPREAD = "std:5"
START = {"intensity": (0.1, 0.4), "gaussian": (0.1, 0.35), "std": (0.05, 0.05)}  # rest, brain
NOISE = 0.15
SIGMAS = (0.0, 1.0, 5.0)
RANGES = {(0.9, 1.1): "About 1, as before", (0.6, 0.9): "About 0.75", (0.0, 0.6): "About 0.5"}

subject = lesson.subject()


def specs_of(choice: str, sigma: float) -> tuple:
    """Specs of the chosen features."""
    blur = f"gaussian:{sigma:g}"
    return {
        "blur": ("intensity", blur),
        "spread": ("intensity", SPREAD),
        "all": ("intensity", blur, SPREAD),
    }[choice]


@remember
def clustered(subject_id: str, specs: tuple, noise: float, normalise: bool) -> tuple:
    """K-means from a centre for the rest and one for brain: labels, centres, Dice."""
    space = features(subject_id, specs, noise)
    start = tuple(zip(*(START[spec.partition(":")[0]] for spec in specs), strict=True))
    if normalise:
        scaled = standardise(space.values)
        run = kmeans(scaled.values, init=scaled.apply(start))
        centres = scaled.undo(run.centres)
    else:
        run = kmeans(space.values, init=start)
        centres = run.centres
    labels = space.to_image(run.labels)
    return labels, centres, dice_coefficient(subject.binary_truth, labels)


def dice(
    choice: str = "blur", sigma: float = 5.0, noise: float = 0.0, normalise: bool = False
) -> float:
    """Dice of k-means at one setting of the controls."""
    return clustered(subject.id, specs_of(choice, sigma), noise, normalise)[2]


@st.fragment
def explore() -> None:
    """Choose features, watch k-means."""
    first, second, third, fourth = st.columns([2.6, 2.4, 2.4, 1.6], vertical_alignment="bottom")
    with first:
        choice = controls.choice("features", "Features", CHOICES, "blur")
    with second:
        sigma = controls.slider(
            "sigma",
            "Gaussian σ",
            0.0,
            10.0,
            0.5,
            5.0,
            unit=" px",
            disabled="No blur is among the features." if choice == "spread" else "",
        )
    with third:
        noise = controls.slider("noise", "Noise", 0.0, 0.3, 0.05, 0.0)
    with fourth:
        normalise = controls.toggle("normalise", "Normalise")
    specs = specs_of(choice, sigma)
    labels, centres, _ = clustered(subject.id, specs, noise, normalise)
    linked_view(
        features(subject.id, specs, noise),
        subject.binary_truth,
        labels,
        classes=("rest", subject.foreground),
        rows=[
            [image(), feature(specs[1], "Second feature"), truth(), result("K-means result")],
            [
                scatter(*specs[:2], colour="truth", title="Feature space"),
                scatter(
                    *specs[:2], colour="result", title="Feature space, clustered", centres=True
                ),
            ],
        ],
        centres=centres,
        ceiling=best_possible(subject.id, specs, noise),
        hint="K-means finds two groups of dots without ground truth. Point at a pixel or a dot.",
    )


controls.recap_show(
    "K-means with two clusters on a person of 60 who is in no lesson. Choose what it knows about each pixel, "
    "and find out what that changes."
)
explore()

highest = features(subject.id, specs_of("blur", 5.0)).values[:, 1].max()
by_sigma = {sigma: dice(sigma=sigma, noise=NOISE) for sigma in SIGMAS}
smooth = max(by_sigma, key=by_sigma.get)
raw, normalised, with_all = dice(), dice(normalise=True), dice("all", normalise=True)
limits = {choice: best_possible(subject.id, specs_of(choice, 5.0)) for choice in ("blur", "spread")}
partner = max(limits, key=limits.get)
usual = {"features": "blur", "sigma": 5.0, "noise": 0.0, "normalise": False}

left, right = st.columns(2)
with left:
    ask(
        "range",
        "The brightest pixel has intensity 1. After a blur with σ = 5, how high does the blurred intensity reach?",
        [
            Answer(
                text,
                f"It reaches {highest:.2f}. A blur is a mean of neighbours, and what is as bright as 1 has darker ones.",
                low <= highest < high,
            )
            for (low, high), text in RANGES.items()
        ],
        show=[("intensity", ">", 0.6)],
    )
    ask(
        "noise",
        f"Predict: the image gets noise {NOISE:g}. With which σ does k-means do best?",
        [
            Answer(
                f"σ = {sigma:g}",
                f"Dice is {reached:.3f}. Of the three, σ = {smooth:g} does best: the mean of many neighbours hardly feels the noise.",
                sigma == smooth,
            )
            for sigma, reached in by_sigma.items()
        ],
        then=usual | {"noise": NOISE, "sigma": smooth},
    )
    find(
        "scalp",
        "K-means takes the bright scalp for brain. Select that scalp: above 0.6, and in the cluster of the brain.",
        [("intensity", ">", 0.6), ("result", "=", 1)],
        why="The dots lie far to the right, nearer to the centre of the brain than to that of the rest.",
        hint="Draw a lasso around the right end of the cloud, in either scatterplot.",
    )
with right:
    ask(
        "normalise",
        "Predict: you switch on “Normalise” in the first view. What does Dice do on this person?",
        [
            Answer(
                text,
                f"It goes from {raw:.3f} to {normalised:.3f}. Blurred intensities spread less than intensities; normalised, "
                "k-means listens to both alike. It rises on every brain of the course; nothing says that it must.",
                right,
            )
            for text, right in {
                "It rises.": normalised > raw,
                "It stays exactly the same.": normalised == raw,
                "It falls.": normalised < raw,
            }.items()
        ],
        then=usual | {"normalise": True},
    )
    ask(
        "partner",
        "Which partner of intensity leaves more room: with which is the ceiling higher? The mark on the bar above the result shows it.",
        [
            Answer(
                text,
                f"With it the ceiling is {limits[choice]:.3f}. K-means does not come near either: a good feature does not help whoever cannot use it.",
                choice == partner,
            )
            for choice, text in {"blur": "Blur, σ = 5", "spread": "Window deviation"}.items()
        ],
        then=usual | {"features": partner},
    )
    ask(
        "third",
        "Predict: with “Normalise” on, k-means gets all three features instead of intensity and blur. What does Dice do?",
        [
            Answer(
                text,
                f"It goes from {normalised:.3f} to {with_all:.3f}. With four clusters, in the lesson, more features did harm: "
                "k-means gives each the same say and cannot know which ones help.",
                right,
            )
            for text, right in {
                "It rises.": with_all > normalised,
                "It stays exactly the same.": with_all == normalised,
                "It falls.": with_all < normalised,
            }.items()
        ],
        then=usual | {"normalise": True, "features": "all"},
    )
