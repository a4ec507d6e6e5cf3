"""The lab on a page: the linked view, and beside it what is brought and what is kept."""

import streamlit as st

from segcore import Subject
from segview.lab import apply, bring, explore, keep, slices
from segview.lesson import frame, page
from segview.lesson.text import Lesson
from segview.server import leaving

PRIVATE = (
    "What you bring stays in the memory of this session: it is written to no file, shown to "
    "nobody else, and gone at most {:.0f} seconds after you close or reload this page."
)


def show(lab: Lesson) -> None:
    """Show the lab under its heading."""
    subject = frame.subject(lab)
    with st.container(key="segview-lab"):
        page.show(lab.slug, subject, lambda: _rail(lab.slug, subject))


def _rail(slug: str, subject: Subject) -> None:
    bring.show()
    st.caption(PRIVATE.format(leaving.within()))
    explore.show(subject)
    slices.show()
    keep.show(slug, subject.id)
    apply.show(slug, subject.id)
