"""Threshold: one number turns an image into a segmentation."""

import streamlit as st

from segcore import dice_coefficient, threshold
from segview import code, controls, lesson
from segview.caching import features
from segview.linked import Rule, errors, histogram, image, linked_view, result, truth

subject = lesson.subject()
CLASSES = ("rest", subject.foreground)


@st.fragment
def explore() -> None:
    """Move the threshold, watch the result."""
    t = controls.slider("threshold", "Threshold t", 0.0, 1.0, 0.01, 0.1)
    linked_view(
        features(subject.id, ("intensity",)),
        subject.binary_truth,
        threshold(subject.image, t),
        classes=CLASSES,
        rows=[
            [image(), truth(), result(), errors()],
            [histogram("intensity", title="Every pixel is a dot: histogram of intensities")],
        ],
        rule=Rule("cuts", "intensity", ("threshold",)),
    )


explore()
code.show(threshold, dice_coefficient)
