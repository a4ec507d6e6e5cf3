"""Image and mask: what a computer sees when you see a brain."""

import streamlit as st

from segcore import feature_space, load_subject, shuffle_pixels
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import histogram, image, truth

subject = lesson.subject()


@st.fragment
def explore() -> None:
    """Shuffle the pixels."""
    shuffled = controls.toggle(
        "shuffled", "Shuffle: give every pixel another place", help="Its number goes with it"
    )
    pixels, labels = subject.image, subject.binary_truth
    if shuffled:
        pixels, labels = shuffle_pixels(0, pixels, labels)
    linked_view(
        feature_space(pixels, ("intensity",)),
        labels,
        None,
        classes=("rest", subject.foreground),
        rows=[
            [
                image(),
                truth("Mask"),
                histogram("intensity", title="Histogram: the numbers without their places"),
            ]
        ],
        hint="Point at a pixel: its row, its column, its number and its label appear here.",
    )
    left, right = st.columns([2, 3])
    rows, columns = pixels.shape
    left.markdown(
        f"What the computer gets: {rows} rows × {columns} columns = **{pixels.size:,} numbers**, "
        "0 for black, 1 for white. Here are 40 of them, from rows 80 to 83 and columns 60 to 69."
    )
    right.code(f">>> image[80:84, 60:70].round(2)\n{pixels[80:84, 60:70].round(2)}")
    controls.listing()


explore()
middle, upper = (load_subject(name).binary_truth.mean() for name in ("age-25", "upper-slice"))
offer(
    [
        Preset(
            "An image",
            {"shuffled": False},
            "Neighbours have similar numbers: that is what makes it a picture to you.",
        ),
        Preset(
            "The same numbers, shuffled",
            {"shuffled": True},
            "The picture is gone. The histogram is the same, bar for bar.",
        ),
        Preset(
            "Another slice of a head",
            {"image": "upper-slice", "shuffled": False},
            "A volume is a stack of slices. This one is from the head of the person of 25, above the middle.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
An [[image]] is a grid of [[pixel|pixels]], and each pixel holds one number: its [[intensity]].
A pixel has an address, *(row, column)*. Rows count from the top and columns from the left, both from 0.

A [[mask]] is a second grid of the same size. It holds a [[label]] per pixel instead of a brightness: here 1
(yellow) for what we look for and 0 (blue) for the rest. Making a mask from an image is called
[[segmentation]]. A mask that counts as right, because an expert drew it or because the image was made
from it, is the [[ground truth]]. A new patient comes without one.

A scanner makes many images of one head, slice after slice: a [[volume]]. Then a pixel needs a third
number, the slice it is in. Three slices of the person of 25 are in the list *Image* at the top.

**Try**

1. Above the image, change *plain* to *+ truth*. The mask now lies over the image; the slider beside it sets how
   much it covers.
2. Roll the mouse wheel over the image until you see single squares. Each is one number.
3. Draw around a dark spot in the image. Where do its dots light up on the right?
4. *Shuffle*, and draw around the same place again.
"""
    )
    code.show(shuffle_pixels)
with right:
    ask(
        "shuffle",
        "Predict: every pixel moves to a random new place. What happens to the histogram on the right?",
        [
            Answer(
                "It becomes a random pattern as well.",
                "Each dot stands where it stands because of its pixel's number, and no number changes.",
            ),
            Answer(
                "Nothing: all bars stay as high as they were.",
                "The histogram only knows the numbers. Where a pixel lies in the image plays no part.",
                True,
            ),
            Answer(
                "All bars become equally high.",
                "That would take new numbers. Moving pixels leaves as many dark and bright ones as before.",
            ),
        ],
        then={"shuffled": True},
    )
    ask(
        "which-mask",
        "Which of the three panels is the mask?",
        [
            Answer(
                "The left one.",
                "It shows brightness in many shades of grey: that is the image.",
            ),
            Answer(
                "The middle one.",
                "It has the same rows and columns as the image, with a label instead of a brightness in each.",
                True,
            ),
            Answer(
                "The right one: it has the colours of the mask.",
                "Its dots have the colours of their labels, but their places say how bright they are, not where they lie.",
            ),
        ],
        show=[("truth", "=", 1)],
    )
    ask(
        "address",
        "Where in the image is pixel (140, 30)?",
        [
            Answer(
                "Near the top, to the right.",
                "That is (30, 140). The row comes first, unlike x and y in school.",
            ),
            Answer(
                "Near the top, to the left.",
                "Rows count from the top down, unlike the y axis in school. Row 140 is far down.",
            ),
            Answer(
                "Near the bottom, to the left.",
                "140 rows down, 30 columns to the right.",
                True,
            ),
        ],
        show=[("row", ">", 135), ("row", "<", 145), ("column", ">", 25), ("column", "<", 35)],
    )
    ask(
        "slice",
        "Predict: in the head of the person of 25 you go from the middle slice to one further up. What do you see?",
        [
            Answer(
                "The same image: it is the same person.",
                "Each slice cuts the head at another height, so each is an image of its own.",
            ),
            Answer(
                "Another image, with a mask of its own.",
                f"The brain fills {upper:.0%} of this image, and {middle:.0%} of the middle one. A mask made for one slice does not fit another.",
                True,
            ),
            Answer(
                "The same image, only darker.",
                "The same tissues have about the same brightness in every slice; their shapes differ.",
            ),
        ],
        then={"image": "upper-slice", "shuffled": False},
    )
    find(
        "corner",
        "Select all pixels with a row below 50 and a column above 150.",
        [("row", "<", 50), ("column", ">", 150)],
        why="A small row number is near the top, a large column number is on the right.",
        hint="Choose the tool Box. Point at the image to read row and column, then drag from corner to corner.",
    )
