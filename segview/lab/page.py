"""The lab on a page: the linked view, and beside it what is brought and what is kept."""

import streamlit as st

from segview.lab import apply, bring, keep, slices
from segview.lesson import frame, page
from segview.lesson.text import Lesson


def show(lab: Lesson) -> None:
    """Show the lab under its heading."""
    subject = frame.subject(lab)
    with st.container(key="segview-lab"):
        page.show(lab.slug, subject, lambda: _sections(lab.slug, subject.id))


def _sections(slug: str, subject_id: str) -> None:
    bring.show()
    slices.show()
    keep.show(slug, subject_id)
    apply.show(slug, subject_id)
