"""The frame that every lesson shares, and the image that all lessons look at."""

from functools import partial

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from segcore import ImageError, Subject
from segview.cache import remembering as caching
from segview.course import added, curriculum
from segview.images import Brought, kept_by, load_subject
from segview.lesson import downloads, folder, guide, inputs, page
from segview.lesson.text import Lesson


def _brought() -> Brought | None:
    """What the learner has brought whose page this is; None where no page is being made."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return st.session_state.setdefault("segview-brought", Brought())


caching.tell_by(st.spinner)
kept_by(_brought)


def heading(lesson: Lesson) -> None:
    """Show title and question of a page and, where there are several, which image it is about."""
    st.title(curriculum.full_title(lesson), anchor=False, width="content")
    st.markdown(lesson.question)
    if folder.has_screen(lesson.slug) and not lesson.image:
        image = folder.picker(lesson.shows)
        inputs.show(lesson.slug, [image], {}, [st.container(width="content")])


def show(lesson: Lesson) -> None:
    """Show a lesson or a recap under its heading."""
    about = subject(lesson)
    steps = added.before(lesson), added.after(lesson)
    page.show(lesson.slug, about, partial(guide.show, lesson.slug, about.id, *steps))


def subject(lesson: Lesson) -> Subject:
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
