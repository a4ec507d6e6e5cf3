"""The frame that every lesson shares, and the image that all lessons look at."""

from functools import partial

import streamlit as st

from segcore import ImageError, Subject, load_subject
from segview.cache import remembering as caching
from segview.course import added, curriculum
from segview.lesson import downloads, folder, guide, inputs, page
from segview.lesson.text import Lesson

caching.tell_by(st.spinner)


def heading(lesson: Lesson) -> None:
    """Show title and question of a page and, where there are several, which image it is about."""
    st.title(curriculum.full_title(lesson), anchor=False, width="content")
    st.markdown(lesson.question)
    if lesson in curriculum.IN_ORDER and not lesson.image:
        image = folder.picker(lesson.shows)
        inputs.show(lesson.slug, [image], {}, [st.container(width="content")])


def show(lesson: Lesson) -> None:
    """Show a lesson or a recap under its heading."""
    subject = _subject(lesson)
    steps = added.before(lesson), added.after(lesson)
    page.show(lesson.slug, subject, partial(guide.show, lesson.slug, subject.id, *steps))


def _subject(lesson: Lesson) -> Subject:
    """The image that a page is about: its own, or the one that the learner chose."""
    if lesson.image:
        return load_subject(lesson.image)
    image = folder.picker(lesson.shows)
    return _load(inputs.value(image), image.default)


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
