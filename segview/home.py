"""The first page: what the course is, for whom, and where to start."""

import streamlit as st

from segview import curriculum

OBJECTIVES = (
    "Describe an image as a set of pixels in a feature space, and move between the two.",
    "Segment an image with thresholds, clustering and classifiers.",
    "Judge a segmentation with accuracy and the Dice coefficient, and know when either misleads.",
    "Test a method honestly, and recognise overfitting when you see it.",
)


def show() -> None:
    """Show the first page."""
    st.title("Image segmentation", anchor=False)
    st.markdown("#### Every pixel of a brain slice is also a dot in a feature space. Move either, watch both.")
    first = curriculum.LESSONS[0]
    st.page_link(first.path, label=f"Start with {first.title}", icon=":material/arrow_forward:")
