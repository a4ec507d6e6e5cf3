"""Accuracy: the fraction of right pixels, and what it hides."""

import streamlit as st

from segcore import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    feature_space,
    flip_labels,
    pad,
    score_thresholds,
    threshold,
)
from segview.cache.remembering import remember
from segview.course.glossary import tell
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, curves, find, linked_view, offer
from segview.scene import errors, image, result, truth

PADDINGS = tuple(range(0, 301, 50))
SCORES = {"accuracy": accuracy, "Dice": dice_coefficient}

subject = lesson.subject()


@remember
def truth_with(subject_id: str, noise: float):
    """The ground truth with this part of its labels wrong."""
    return flip_labels(subject.binary_truth, noise)


@remember
def by_padding(subject_id: str, t: float, noise: float) -> dict:
    """Both scores of a threshold, for every padding."""
    masks = truth_with(subject_id, noise), threshold(subject.image, t)
    padded = [[pad(mask, width) for mask in masks] for width in PADDINGS]
    return {name: [score(*pair) for pair in padded] for name, score in SCORES.items()}


@remember
def by_threshold(subject_id: str, noise: float) -> dict:
    """Both scores of every threshold, without padding: name to (threshold to score)."""
    labels = truth_with(subject_id, noise)
    return {name: score_thresholds(score, labels, subject.image) for name, score in SCORES.items()}


def best(scores: dict) -> float:
    """Threshold with the highest score, the lowest one of several."""
    return max(scores, key=scores.get)


@st.fragment
def explore() -> None:
    """Grow the empty background, watch both scores."""
    first, second, third = st.columns(3)
    with first:
        padding = controls.slider("padding", "Empty padding", 0, 300, 10, 300, unit=" px")
    with second:
        t = controls.slider("threshold", "Threshold t", 0.0, 1.0, 0.01, 0.1)
    with third:
        noise = controls.slider("noise", "Share of wrong labels in the truth", 0.0, 0.45, 0.05, 0.0)
    labels = pad(truth_with(subject.id, noise), padding)
    found = pad(threshold(subject.image, t), padding)
    (tn, _), (_, tp) = confusion_matrix(labels, found, 2)
    st.markdown(
        f"Accuracy = (TP + TN) / all pixels = ({tp:,} + {tn:,}) / {labels.size:,} "
        f"= **{accuracy(labels, found):.3f}**, but Dice = **{dice_coefficient(labels, found):.3f}**."
    )
    view, plots = st.columns([6, 5])
    with view:
        linked_view(
            feature_space(pad(subject.image, padding), ("intensity",)),
            labels,
            found,
            classes=("rest", subject.foreground),
            rows=[[image(), truth()], [result("Result: image > t"), errors()]],
            hint="The wheel zooms in on the head. Point at a pixel to see what it counts as.",
        )
    with plots:
        curves(
            "by-padding",
            PADDINGS,
            by_padding(subject.id, t, noise),
            titles=("empty padding in pixels, at this threshold", "score"),
            now=padding,
            lowest=0,
        )
        by_t = by_threshold(subject.id, noise)
        lines = {name: list(scores.values()) for name, scores in by_t.items()}
        cuts = list(by_t["Dice"])
        curves("by-threshold", cuts, lines, titles=("threshold t", "score"), now=t, lowest=0)
        st.caption(
            f"Without padding, accuracy is best at t = {best(by_t['accuracy']):.2f} and Dice at t = {best(by_t['Dice']):.2f}. "
            "Padding lifts the whole accuracy curve, so its best t stays."
        )
    controls.listing()


explore()

plain = by_padding(subject.id, 0.1, 0.0)
nothing = by_padding(subject.id, 1.0, 0.0)
careless = by_threshold(subject.id, 0.4)
most_dice, most_right = best(careless["Dice"]), best(careless["accuracy"])
reached = careless["Dice"][most_dice]
offer(
    [
        Preset(
            "No padding",
            {"padding": 0, "threshold": 0.1, "noise": 0.0},
            f"The same result in the original frame: accuracy {plain['accuracy'][0]:.3f}, Dice {plain['Dice'][0]:.3f}.",
        ),
        Preset(
            "Find nothing at all",
            {"padding": 300, "threshold": 1.0, "noise": 0.0},
            f"Not one pixel is called brain. Accuracy {nothing['accuracy'][-1]:.3f}, Dice {nothing['Dice'][-1]:.0f}.",
        ),
        Preset(
            "A careless annotator",
            {"padding": 0, "threshold": most_dice, "noise": 0.4},
            f"With 40 % wrong labels, Dice is best at t = {most_dice:.2f}, which calls {threshold(subject.image, most_dice).mean():.0%} of the image brain; "
            f"accuracy is best at t = {most_right:.2f}.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    tell(
        f"""
[[accuracy|Accuracy]] asks one thing: how many [[pixel|pixels]] have the right [[label]]? Air around the head is
easy to get right and there can be any amount of it. Here the head was put into a larger and larger black frame. The
[[threshold]] did not change, none of its mistakes was repaired, and accuracy rose from {plain["accuracy"][0]:.3f} to
{plain["accuracy"][-1]:.3f}.

[[true negative|True negatives]] (TN), background rightly called background, do not appear in the formula of the
[[Dice coefficient]], so the frame cannot help.

The two scores can even prefer different results. Imagine a doubtful pixel that is brain with probability p. Calling it brain
pays off for accuracy if p is above ½, but for Dice already if p is above *half the Dice reached so far*.
Dice forgives false positives more easily, most of all where labels are unreliable and every Dice is low.

**Try**

1. Pull the padding down to 0. Which of the two curves is the honest one?
2. Raise the share of wrong labels to the end. Which curve moves its maximum all the way to the left?
3. Set t to 1. How good is a program that never finds a brain?
"""
    )
    code.show(accuracy, dice_coefficient, pad, flip_labels)
with right:
    ask(
        "nothing",
        "A program never finds any brain: every pixel is called rest. With 300 px of padding, what is its accuracy?",
        [
            Answer(
                "0: it is useless.",
                "Useless, yes. But all air and all scalp are rightly called rest.",
            ),
            Answer(
                "About one half: it gets one of two classes right.",
                "Accuracy counts pixels, not classes, and nearly all pixels are rest.",
            ),
            Answer(
                "Above 0.95.",
                f"It is {nothing['accuracy'][-1]:.3f}: as high as the share of pixels that are not brain. Dice is 0.",
                True,
            ),
        ],
        then={"padding": 300, "threshold": 1.0, "noise": 0.0},
    )
    ask(
        "better",
        f"Padding grew from 0 to 300 px and accuracy from {plain['accuracy'][0]:.3f} to {plain['accuracy'][-1]:.3f}. "
        "Is this segmentation better?",
        [
            Answer(
                "Yes, a larger part of the pixels is right.",
                "True, but the added pixels were black and could not go wrong. In the head nothing changed.",
            ),
            Answer(
                "No, the same pixels of the head are wrong as before.",
                f"Dice says so: with and without the frame it is {plain['Dice'][-1]:.3f}.",
                True,
            ),
            Answer(
                "It is worse: padding made new errors.",
                "The frame is black, not brighter than t, and its ground truth is rest: there is no error in it.",
            ),
        ],
        show=[("truth", "!=", "result")],
    )
    ask(
        "other-maximum",
        "With many wrong labels, Dice is best at a lower threshold than accuracy. Why?",
        [
            Answer(
                "Dice does not count false positives.",
                "It does: FP is in the denominator. But one more of them costs less than a missed brain pixel.",
            ),
            Answer(
                "A pixel called brain may be wrong more often than not and still raise Dice.",
                f"With 40 % wrong labels the best Dice is {reached:.2f}. A pixel that is brain with a "
                f"probability above half of that, {reached / 2:.2f}, raises it; for accuracy it takes ½.",
                True,
            ),
            Answer(
                "Wrong labels are darker.",
                "The annotator's mistakes are spread at random: they do not look at the intensity.",
            ),
        ],
        then={"padding": 0, "noise": 0.4, "threshold": most_dice},
    )
    find(
        "true-negatives",
        "Select the pixels that accuracy counts and Dice ignores.",
        [("truth", "=", 0), ("result", "=", 0)],
        why="These are the true negatives, rest that is called rest. With much padding they are nearly all of the image, and accuracy nearly 1.",
        hint="They are blue in the ground truth and blue in the result: the frame, the air and the dark skull. Draw around the "
        "whole picture, zoom in on the head with the wheel, hold Alt and draw closely around it. That takes out what is not meant.",
    )
