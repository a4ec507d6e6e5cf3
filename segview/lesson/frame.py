"""The frame that every lesson shares, and the image that all lessons look at."""

import streamlit as st

from segcore import ImageError, Subject, load_subject, subjects
from segcore.download import WAIT, try_again
from segview.cache import remembering as caching
from segview.course import curriculum
from segview.course.curriculum import Lesson
from segview.lesson import controls

_SUBJECT = "segview-subject"
caching.tell_by(st.spinner)


def subject() -> Subject:
    """Return the image that the learner chose, with its ground truth."""
    return st.session_state[_SUBJECT]


def show(lesson: Lesson, page: st.Page) -> None:
    """Run a page between its heading and the way to the next lesson."""
    controls.open_page(lesson.slug)
    st.session_state[_SUBJECT] = _heading(lesson)
    page.run()
    _way_on(lesson)


def load(chosen: str, otherwise: str, *, control: str = "image") -> Subject:
    """Load an image; where it cannot be downloaded say so, and load another one.

    Parameters
    ----------
    chosen, otherwise : str
        Ids of two subjects.
    control : str
        Key of the control by which it was chosen.
    """
    with st.container():
        try:
            with st.spinner(f"Loading the image, for {WAIT} seconds at most"):
                return load_subject(chosen)
        except ImageError as error:
            instead = load_subject(otherwise)
            st.warning(
                f"{error} Until then you see “{instead.title}”.", icon=":material/cloud_off:"
            )
            st.button("Try again", key=f"{control}-again", on_click=try_again)
            return instead


def _heading(lesson: Lesson) -> Subject:
    title, picker = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        st.title(curriculum.full_title(lesson), anchor=False)
        st.markdown(f":material/help: **{lesson.question}**")
    if lesson.image:
        return load_subject(lesson.image)
    options = {entry.id: entry.title for entry in subjects() if entry.foreground in lesson.shows}
    default = next(iter(options))
    with picker:
        chosen = controls.choice("image", "Image", options, default, everywhere=True)
    return load(chosen, default)


def _way_on(lesson: Lesson) -> None:
    st.caption(f"Image: {subject().source}")
    before, after = curriculum.neighbours(lesson)
    back, on = st.columns(2)
    if before:
        back.page_link(before.path, label=f"Back: {before.title}", icon=":material/arrow_back:")
    if after:
        with on.container(horizontal_alignment="right"):
            st.page_link(after.path, label=f"Next: {after.title}", icon=":material/arrow_forward:")
