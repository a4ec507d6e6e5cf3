"""The frame that every lesson shares, and the image that all lessons look at."""

import streamlit as st

from segcore import ImageError, Subject, load_subject
from segview.cache import remembering as caching
from segview.course import curriculum
from segview.lesson import downloads, folder, inputs, page
from segview.lesson.text import Lesson

caching.tell_by(st.spinner)


def show(lesson: Lesson) -> None:
    """Show a lesson or a recap under its heading."""
    inputs.open_page(lesson.slug)
    chosen = _heading(lesson)
    if lesson in curriculum.LESSONS:
        page.show(lesson.slug, chosen)
    else:
        page.show_recap(lesson.slug, chosen)
    st.caption(f"Image: {chosen.source}")


def _load(chosen: str, otherwise: str) -> Subject:
    """The chosen image; where it cannot be downloaded say so, and load the other one."""
    with st.container():
        try:
            with downloads.waiting():
                return load_subject(chosen)
        except ImageError as error:
            instead = load_subject(otherwise)
            downloads.regret(str(error), instead, "image")
            return instead


def _heading(lesson: Lesson) -> Subject:
    title, place = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        st.title(curriculum.full_title(lesson), anchor=False)
        st.markdown(f":material/help: **{lesson.question}**")
    if lesson.image:
        return load_subject(lesson.image)
    image = folder.picker(lesson.shows)
    inputs.show(lesson.slug, [image], {}, [place])
    return _load(inputs.value(image), image.default)
