"""The lab on a page: the linked view, and beside it what is brought and what is kept."""

import streamlit as st

from segview.lab import bring
from segview.lesson import frame, page
from segview.lesson.text import Lesson


def show(lab: Lesson) -> None:
    """Show the lab under its heading."""
    with st.container(key="segview-lab"):
        page.show(lab.slug, frame.subject(lab), bring.show)
