"""Neighbourhood: what the pixels around a pixel tell about it."""

import streamlit as st

from segcore import (
    best_threshold,
    crop,
    feature_space,
    grey_range,
    look_alikes,
    magnify,
    threshold,
)
from segcore.features import window_mean
from segview.cache.remembering import best_possible, features, picture, remember
from segview.course.glossary import tell
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import feature, image, result, scatter

WIDTH = 160  # of an enlarged crop on screen

subject = lesson.subject()
height, width = subject.image.shape


@remember
def pair(subject_id: str) -> tuple:
    """A brain pixel and another pixel of the same grey."""
    return look_alikes(subject.image, subject.binary_truth)


@remember
def best(subject_id: str, size: int, noise: float) -> tuple[float, float]:
    """Best threshold on the mean of a window of this size, and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"mean:{size}",))
    return best_threshold(space.to_image(space.values[:, 0]), subject.binary_truth)


def marked(marks, label: int, first: tuple[int, int]) -> tuple[int, int]:
    """The pixel that is labelled so, else the one the lesson begins with."""
    ((row, column),) = ((int(r), int(c)) for r, c, given in marks if given == label)
    return (row, column) if row < height and column < width else first


@st.fragment
def explore() -> None:
    """Step back from two pixels, average their surroundings."""
    first, second, third = st.columns(3)
    with first:
        zoom = controls.slider("zoom", "How much you see", 1, 101, 2, 41, unit=" px")
    with second:
        size = controls.slider("size", "Averaging window", 1, 31, 2, 9, unit=" px")
    with third:
        noise = controls.slider("noise", "Noise", 0.0, 0.3, 0.05, 0.0)
    brain, other = pair(subject.id)
    marks = controls.marks("pixels", "Pixels to compare", [(*brain, 1), (*other, 0)], single=True)
    a, b = marked(marks, 1, brain), marked(marks, 0, other)
    specs = ("intensity", f"mean:{size}")
    space = features(subject.id, specs, noise)
    own, around = (space.to_image(column) for column in space.values.T)
    t, _ = best(subject.id, size, noise)
    st.markdown(
        f"Pixel A: intensity **{own[a]:.2f}**; the {size} × {size} pixels of its window add up to "
        f"{around[a] * size**2:.2f}, so their mean is {around[a] * size**2:.2f} / {size}² = **{around[a]:.2f}**  \n"
        f"Pixel B: intensity **{own[b]:.2f}**; mean {around[b] * size**2:.2f} / {size}² = **{around[b]:.2f}**"
    )
    view, crops = st.columns([7, 4])
    with view:
        linked_view(
            space,
            subject.binary_truth,
            threshold(around, t),
            classes=("rest", subject.foreground),
            rows=[
                [image(), feature(specs[1], f"Mean of {size} × {size}"), result("Best cut of it")],
                [
                    scatter(
                        *specs,
                        colour="truth",
                        title="A and B among all pixels: own intensity, mean of the window",
                        centres=True,
                    )
                ],
            ],
            centres=[(own[b], around[b]), (own[a], around[a])],
            ceiling=best_possible(subject.id, specs, noise),
            labelling="pixels",
            single=True,
            hint="A is the yellow square and disc, B the blue one. With the tool Label you move them.",
        )
    with crops:
        shown = picture(subject.id, noise)
        for name, place, column in zip("AB", (a, b), st.columns(2), strict=True):
            for seen in (1, zoom):
                window = magnify(crop(shown, *place, seen), WIDTH)
                column.image(window, f"{name}, {seen} × {seen} px", width=WIDTH)
    controls.listing()


explore()
clean, noisy = (
    {size: best(subject.id, size, noise)[1] for size in (1, 5)} for noise in (0.0, 0.15)
)
offer(
    [
        Preset(
            "As close as it gets",
            {"zoom": 1, "size": 1, "noise": 0.0},
            "Four grey squares, no way to tell brain from the rest. In the scatterplot all dots lie on one line: a window of one pixel adds nothing.",
        ),
        Preset(
            "From far away",
            {"zoom": 101, "size": 1, "noise": 0.0},
            "The same two pixels, each in the middle of its picture: now you see where in the head they are.",
        ),
        Preset(
            "Noise, without a window",
            {"zoom": 41, "size": 1, "noise": 0.15},
            f"With noise, one pixel's own intensity reaches Dice {noisy[1]:.3f} at best.",
        ),
        Preset(
            "Noise, with a window",
            {"zoom": 41, "size": 5, "noise": 0.15},
            f"The mean of 5 × 5 pixels reaches {noisy[5]:.3f}: averaging 25 pixels leaves about a fifth of the noise.",
        ),
        Preset(
            "No noise, with a window",
            {"zoom": 41, "size": 5, "noise": 0.0},
            f"Without noise the same window takes Dice from {clean[1]:.3f} to {clean[5]:.3f}: there is little to cancel, and borders are washed out.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    tell(
        """
Hold a photograph so close that you see a single dot of it: grey. Is it a cloud, a wall, a face? Step back, and the dot has
not changed, but you know. The same object looks different from close by and from far away because from far away you see its surroundings.

A [[threshold]] looks at every [[pixel]] from as close as possible. A and B, as the page opens, have the same [[intensity]]; one is brain and one is
not. **No rule that knows only the intensity can give them different labels.**

So give each pixel a second number, a [[feature]] that describes its *neighbourhood*. The simplest is the [[window mean|mean of a square window]]
around it. In the scatterplot A and B now lie at different heights.

A window has a price: borders are washed out. What does it give in return when the image is full of [[noise]], random errors above and
below? Predict it, then look. Whether a window pays off depends on the image.

**Try**

1. Pull *How much you see* down to 1, then slowly up. When do you recognise the brain?
2. Choose the tool *Label* and move A, labelled brain, and B, labelled rest, to pixels of your own.
3. Set the window to 1. Why do all dots lie on one line?
4. Raise the noise, then widen the window until the picture is calm again.
"""
    )
    code.show(crop, window_mean)
with right:
    ask(
        "noise",
        "The image gets noise 0.15. Which feature then allows the better threshold: the pixel itself or the mean of 5 × 5 pixels?",
        [
            Answer(
                "The pixel itself: averaging destroys information.",
                f"It destroys fine detail, but it destroys more of the noise. Dice {noisy[1]:.3f} against {noisy[5]:.3f}.",
            ),
            Answer(
                "The mean of the window.",
                f"Dice {noisy[5]:.3f} against {noisy[1]:.3f}: the random errors of 25 pixels partly cancel out. "
                f"Without noise there is little to cancel, and the window takes Dice from {clean[1]:.3f} to {clean[5]:.3f}.",
                True,
            ),
            Answer(
                "They are equally good: both come from the same image.",
                "The same image, but the window looks at 25 pixels of it for every decision.",
            ),
        ],
        then={"noise": 0.15, "size": 5},
    )
    darker, brighter = grey_range(subject.image, pair(subject.id)[0], 0.01)
    ask(
        "why",
        "Why does one pixel alone not know what it is?",
        [
            Answer(
                "Its intensity is measured with too few digits.",
                "However finely you measure, the greys of brain and scalp overlap.",
            ),
            Answer(
                "Different tissues have pixels of the same grey.",
                "The pixels shown have about the grey that A has as the page opens. Some of them are brain, some are scalp or skull.",
                True,
            ),
            Answer(
                "A pixel is too small to be brain.",
                "Pixels of the brain are brain. But their number does not say so.",
            ),
        ],
        show=[("intensity", ">", darker), ("intensity", "<", brighter)],
    )
    ask(
        "line",
        "With a window of 1 × 1 all dots of the scatterplot lie on one line. What does this mean?",
        [
            Answer(
                "The second feature repeats the first: there is nothing new in it.",
                "The mean of one pixel is the pixel. Two equal numbers know no more than one.",
                True,
            ),
            Answer(
                "The two classes are separated.",
                "Both colours lie on the same line, on top of each other.",
            ),
            Answer(
                "All pixels have become the same.",
                "They are spread along the line, from dark to bright.",
            ),
        ],
        then={"size": 1, "noise": 0.0},
    )
    darker, brighter = grey_range(subject.image, pair(subject.id)[0], 0.05)
    find(
        "same-grey",
        f"Without noise, select pixels that are as grey as A was at first ({darker:.2f} to {brighter:.2f}) but not brain.",
        [("intensity", ">", darker), ("intensity", "<", brighter), ("truth", "=", 0)],
        why="They are all around the head, in skull, scalp and their rims. A threshold cannot tell them from brain of the same grey.",
        hint="Set the noise to 0. Click the word rest above the view. Choose Box, hold Shift and Alt, and drag an upright box over the whole height of "
        f"the scatterplot, from {darker:.2f} to {brighter:.2f}.",
    )
