"""The frame that every lesson shares, and the image that all lessons look at."""

from functools import partial

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from segcore import ImageError, Subject
from segview.agreement import lacking
from segview.cache import remembering as caching
from segview.course import added, curriculum
from segview.images import Brought, is_own, kept_by, load_subject
from segview.lesson import downloads, folder, guide, inputs, page, scenes, terms
from segview.lesson.fitting import succeeds, unfit
from segview.lesson.text import Lesson
from segview.server import leaving


def _brought() -> Brought | None:
    """What the learner has brought whose page this is; None where no page is being made."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return None
    if _BROUGHT not in st.session_state:
        st.session_state[_BROUGHT] = Brought()
        state = context.session_state._state
        leaving.attend(context.session_id, st.session_state[_BROUGHT], state)
    return st.session_state[_BROUGHT]


_BROUGHT = "segview-brought"
FOREIGN = "The address names an image that somebody brought along. It stays with them alone."

caching.tell_by(st.spinner)
kept_by(_brought)


def heading(lesson: Lesson) -> None:
    """Show title and question of a page and, where there are several, which image it is about."""
    st.title(curriculum.full_title(lesson), anchor=False, width="content")
    st.markdown(lesson.question)
    if folder.has_screen(lesson.slug) and not lesson.image:
        image = folder.picker(lesson)
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
    image = folder.picker(lesson)
    chosen, wanted = inputs.value(image), inputs.wanted(image)
    if is_own(wanted) and (why := in_the_way(lesson, wanted)):
        instead = _load(image.default if chosen == wanted else chosen, image.default)
        st.warning(f"{why} You see “{instead.title}” instead.", icon=":material/hide_image:")
        return instead
    return _load(chosen, image.default)


def in_the_way(lesson: Lesson, wanted: str) -> str:
    """Why an image that a learner has brought cannot be shown; empty if it can."""
    try:
        subject = load_subject(wanted)
    except KeyError:
        return FOREIGN
    why = unfit(lesson, subject)
    if not why and not _computable(lesson.slug, wanted):
        why = "has something that this lesson cannot be computed on"
    return f"“{subject.title}” cannot be used here: it {why}." if why else ""


def _computable(slug: str, subject_id: str) -> bool:
    """Whether a page can show an image that a learner has brought, as it is or as it begins."""

    def shows(name: str) -> bool:
        now = inputs.values(page.controls_of(slug, load_subject(subject_id), name))
        return any(
            succeeds(partial(scenes.message, slug, subject_id, values, name))
            for values in (now, {})
        )

    return all(map(shows, folder.screens(slug))) and succeeds(
        partial(guide.exercises, slug, subject_id)
    )


def _load(chosen: str, otherwise: str) -> Subject:
    """The chosen image; where it cannot be had, say what is in the way and load the other one."""
    with st.container():
        if agreement := lacking(chosen):
            instead = load_subject(otherwise)
            terms.ask(agreement, instead, "image")
            return instead
        try:
            with downloads.waiting():
                return load_subject(chosen)
        except ImageError as error:
            instead = load_subject(otherwise)
            downloads.regret(str(error), instead, "image")
            return instead
