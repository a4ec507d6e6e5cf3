"""Histogram: how many pixels have which brightness."""

import streamlit as st

from segcore import count_per_bin
from segview.cache.remembering import features
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as exercise
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import histogram, image, truth

WIDTHS = {"0.25": 4, "0.1": 10, "0.05": 20, "0.02": 50, "0.01": 100}

subject = lesson.subject()
tallest = {width: count_per_bin(subject.image, bins).max() for width, bins in WIDTHS.items()}


@st.fragment
def explore() -> None:
    """Choose the bins and the classes."""
    first, second = st.columns(2)
    with first:
        width = controls.choice(
            "bins",
            "Width of a bin",
            {width: f"{width}: {count} bins from 0 to 1" for width, count in WIDTHS.items()},
            "0.05",
        )
    with second:
        kind = controls.choice(
            "classes",
            "Classes",
            {"two": f"{subject.foreground} and the rest", "four": "every tissue by itself"},
            "two",
        )
    two = kind == "two"
    st.markdown(
        f"{subject.image.size:,} pixels in {WIDTHS[width]} bins. The tallest pile holds **{tallest[width]:,}** of them."
    )
    linked_view(
        features(subject.id, ("intensity",)),
        subject.binary_truth if two else subject.truth,
        None,
        classes=("rest", subject.foreground) if two else subject.classes,
        rows=[
            [
                image(),
                truth(),
                histogram(
                    "intensity",
                    width=float(width),
                    title=f"Histogram: every pixel is a dot, in bins of {width}",
                ),
            ]
        ],
        hint="Drag across bars of the histogram: their pixels light up in the image.",
    )
    controls.listing()


explore()
offer(
    [
        Preset(
            "Bins of 0.05",
            {"bins": "0.05", "classes": "two"},
            "The first bin is nearly all blue, and so are the bright ones. In between, the colours share their bins.",
        ),
        Preset(
            "Far too wide",
            {"bins": "0.25", "classes": "four"},
            "Most of the fluid now shares the first bar with the air. Four bars hide what is different.",
        ),
        Preset(
            "Three hills",
            {"bins": "0.01", "classes": "four"},
            "Narrow bins show that “brain” is three tissues, each around a brightness of its own.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
Forget where the [[pixel|pixels]] are: what is left is a [[dataset]] with one number per pixel, its [[intensity]]. Cut the scale from 0 to 1 into short ranges, called
[[bin|bins]], and pile up the pixels of each. The height of a pile says how many pixels are in that bin: this is a
[[histogram]].

The colours come from the [[ground truth]]. Where a pile is all blue, brightness alone tells what its
pixels are. Where blue and yellow share a pile, it does not: that is [[class overlap]].

**Try**

1. Drag across the tallest pile on the left. Which pixels light up in the image?
2. Drag from 0.6 to the right end. And these?
3. Now the other way: draw around the middle of the brain in the image. How wide is it in the histogram?
4. Show every tissue by itself. Which two have most in common?
"""
    )
    code.show(count_per_bin)
with right:
    ask(
        "narrower",
        "Predict: the bins become five times as narrow. What happens to the piles?",
        [
            Answer(
                "They become lower, and there are more of them.",
                "Every pixel is still there exactly once, but shares its bin with fewer others. The chart always stretches to its "
                f"tallest pile, so read the axis: from {tallest['0.05']:,} pixels to {tallest['0.01']:,}.",
                True,
            ),
            Answer(
                "They stay as high, and there are more of them.",
                "Then there would be more dots than pixels. Each pixel is in one bin only.",
            ),
            Answer(
                "They become higher, because they are narrower.",
                "A pile grows when more pixels share a bin. In a narrow bin there are fewer.",
            ),
        ],
        then={"bins": "0.01"},
    )
    ask(
        "dark",
        "Many pixels that are not brain have low intensities. Which ones are most of them?",
        [
            Answer(
                "The black background around the head.",
                "Air gives no signal, and the corners of the image hold a lot of it.",
                True,
            ),
            Answer(
                "The fluid in the middle of the brain.",
                "It is dark as well, but the ground truth counts it as brain: it is yellow.",
            ),
            Answer(
                "The scalp.",
                "Fat under the skin is the brightest thing in this kind of image.",
            ),
            Answer(
                "There is not enough information.",
                "Not in the histogram: it forgets where pixels lie. But its dots are the pixels of the image, so you can look.",
            ),
        ],
        show=[("intensity", "<", 0.1), ("truth", "=", 0)],
    )
    ask(
        "bright",
        "The pixels with the highest intensities are not brain either. Which ones are they?",
        [
            Answer(
                "White matter: it is the brightest tissue of the brain.",
                "Among the brain's tissues it is, but no brain pixel gets above 0.6.",
            ),
            Answer(
                "Noise: single pixels anywhere.",
                "Show them: they lie in streaks along the outline of the head, and noise would be everywhere.",
            ),
            Answer(
                "Skull and scalp.",
                "The bone itself is dark, but the fat of the scalp around it shines. None of these pixels is inside the brain.",
                True,
            ),
            Answer(
                "There is not enough information.",
                "Not in the histogram: it forgets where pixels lie. But its dots are the pixels of the image, so you can look.",
            ),
        ],
        show=[("intensity", ">", 0.6), ("truth", "=", 0)],
    )
    ask(
        "enough",
        "Can you tell brain from the rest by brightness alone?",
        [
            Answer(
                "Yes: brain is brighter than the background.",
                "Than air, yes. But between 0.1 and 0.5 there are many pixels that are not brain.",
            ),
            Answer(
                "At both ends, but not in between.",
                "Very dark is mostly air and very bright is scalp. In between, blue and yellow share the same bins.",
                True,
            ),
            Answer(
                "No: all bins are mixed.",
                "Above 0.6 every pixel is blue, on every brain in this course.",
            ),
        ],
        show=[("intensity", ">", 0.1), ("intensity", "<", 0.5), ("truth", "=", 0)],
    )
    find(
        "air",
        "With a single drag across the histogram, catch the dark pixels that are not brain (below 0.1).",
        [("intensity", "<", 0.1), ("truth", "=", 0)],
        why="A range of the histogram is a rule: you have just segmented the air. The line under the view says how much brain you caught besides.",
        hint="Drag from the left end to 0.1.",
    )

exercise.show("histogram")
ask(
    "overlap",
    "In the chart of this exercise: where do the two histograms overlap?",
    [
        Answer(
            "Only below 0.05.",
            "The rest has its tallest bar there, but next to no brain: that is air.",
        ),
        Answer(
            "From 0.05 to about 0.5.",
            "Every bar there holds brain and rest. Whatever threshold you choose between them, it takes some pixels of the wrong kind.",
            True,
        ),
        Answer(
            "Above 0.6.",
            "There the rest is alone: no brain pixel is as bright as the scalp.",
        ),
        Answer(
            "From 0 to 1: everywhere.",
            "At both ends one of them is alone, and there a threshold makes no mistakes.",
        ),
    ],
)
