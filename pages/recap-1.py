"""Recap of chapter 1: brightness alone, on a person who is in no lesson."""

import streamlit as st

from segcore import accuracy, best_threshold, dice_coefficient, kmeans, midpoints, threshold
from segview.cache.remembering import best_possible, features, remember
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, ask, find, linked_view
from segview.scene import cuts, errors, histogram, image, result, truth

TRIED = (0.05, 0.15, 0.25, 0.4)
LOSING = 0.2
PLACE = (73, 110)
START = ((0.1,), (0.4,))
CEILINGS = {(0.0, 0.83): "Below 0.83", (0.83, 0.9): "From 0.83 to 0.90", (0.9, 1.1): "0.90 or more"}

subject = lesson.subject()
most = best_possible(subject.id, ("intensity",))


@remember
def clustered(subject_id: str):
    """Two clusters of the intensities, the darker one first."""
    return kmeans(features(subject_id, ("intensity",)).values, init=START)


@st.fragment
def explore() -> None:
    """Move the threshold, watch the result."""
    t = controls.slider("threshold", "Threshold t", 0.0, 1.0, 0.01, 0.1)
    linked_view(
        features(subject.id, ("intensity",)),
        subject.binary_truth,
        threshold(subject.image, t),
        classes=("rest", subject.foreground),
        rows=[
            [image(), truth(), result("Result: image > t"), errors()],
            [histogram("intensity", width=0.01, title="Histogram: every pixel is a dot")],
        ],
        rule=cuts("intensity", "threshold"),
        ceiling=most,
        hint="Drag the white line. Point at a pixel to read its intensity and its label.",
    )


controls.recap_show(
    "The head below belongs to a person of 60 who is in no lesson. One threshold, six things to find out: "
    "make up your mind, then check with the view."
)
explore()

reached = {t: dice_coefficient(subject.binary_truth, threshold(subject.image, t)) for t in TRIED}
best = max(reached, key=reached.get)
kept = {
    name: threshold(subject.image, LOSING)[subject.truth == label].mean()
    for label, name in enumerate(subject.classes)
    if label
}
lost = min(kept, key=kept.get)
best_t, best_dice = best_threshold(subject.image, subject.binary_truth)
run = clustered(subject.id)
(dark, bright), (midway,) = run.centres.ravel(), midpoints(run.centres)
same = {
    t: accuracy(run.labels, threshold(subject.image, t).ravel()) for t in (dark, midway, bright)
}
there, grey = subject.classes[subject.truth[PLACE]], subject.image[PLACE]

left, right = st.columns(2)
with left:
    ask(
        "place",
        f"Point at the pixel in row {PLACE[0]}, column {PLACE[1]}: read image and mask. What is it?",
        [
            Answer(
                name.capitalize() if name != "CSF" else "CSF (fluid)",
                f"Its intensity is {grey:.2f}, and the mask says {'brain' if subject.binary_truth[PLACE] else 'rest'}. "
                f"Together they leave only {there}.",
                name == there,
            )
            for name in subject.classes
        ],
        show=[("row", "=", PLACE[0]), ("column", "=", PLACE[1])],
    )
    ask(
        "best-t",
        "Which of these thresholds gives the highest Dice on this person?",
        [
            Answer(
                f"t = {t:g}",
                f"Dice is {dice:.3f} there. Of the four, t = {best:g} does best; of all thresholds, t = {best_t:.3f} does.",
                t == best,
            )
            for t, dice in reached.items()
        ],
        then={"threshold": best},
    )
    ask(
        "lost",
        f"Predict: with t = {LOSING:g}, which tissue is nearly all missing from the result?",
        [
            Answer(
                name.capitalize() if name != "CSF" else "CSF (fluid)",
                f"{share:.0%} of it is brighter than {LOSING:g} and stays. The darkest tissue goes first.",
                name == lost,
            )
            for name, share in kept.items()
        ],
        then={"threshold": LOSING},
    )
with right:
    ask(
        "clusters",
        f"2-means on the intensities of this image ends with centres at {dark:.2f} and {bright:.2f}. "
        "Which threshold gives the same result?",
        [
            Answer(
                f"t = {t:.2f}",
                f"It labels {share:.1%} of the pixels as 2-means does. Each pixel joins the nearest centre, so the border "
                "is midway between the two.",
                share == max(same.values()),
            )
            for t, share in same.items()
        ],
        then={"threshold": round(midway, 2)},
    )
    ask(
        "room",
        f"The best t reaches Dice {best_dice:.3f} here. What could the best of all rules reach that reads nothing but "
        "the intensity? Look for the mark on the bar above the result.",
        [
            Answer(
                text,
                f"The ceiling is {most:.3f}. The threshold is not bad: classes that share intensities are the limit.",
                low <= most < high,
            )
            for (low, high), text in CEILINGS.items()
        ],
    )
    find(
        "scalp",
        "Select the pixels that are brighter than any brain: above 0.6.",
        [("intensity", ">", 0.6)],
        why="A ring with gaps: the scalp. Whatever threshold finds the brain, it finds the scalp, too.",
        hint="Drag over the right end of the histogram.",
    )
