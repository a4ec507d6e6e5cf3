"""The lab on a page: the linked view, and beside it what is brought and what is kept."""

import streamlit as st

from segcore import Subject
from segview.lab import apply, bring, keep, slices
from segview.lesson import frame, page
from segview.lesson.text import Lesson


def show(lab: Lesson) -> None:
    """Show the lab under its heading."""
    subject = frame.subject(lab)
    with st.container(key="segview-lab"):
        page.show(lab.slug, subject, lambda: _sections(lab.slug, subject))


def _sections(slug: str, subject: Subject) -> None:
    bring.show()
    slices.show()
    keep.show(slug, subject)
    apply.show(slug, subject)
