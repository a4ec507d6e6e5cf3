"""The frame that every lesson shares, and the image that all lessons look at."""

import streamlit as st

from segcore import ImageError, Subject, load_subject
from segview.cache import remembering as caching
from segview.course import curriculum, recap
from segview.course.curriculum import Lesson
from segview.lesson import downloads, folder, inputs, legacy, page

caching.tell_by(st.spinner)
_SUBJECT = "segview-subject"


def subject() -> Subject:
    """Return the image that the learner chose, with its ground truth."""
    return st.session_state[_SUBJECT]


def show(lesson: Lesson) -> None:
    """Show a lesson or a recap under its heading."""
    inputs.open_page(lesson.slug)
    legacy.open_page(lesson.slug)
    st.session_state[_SUBJECT] = chosen = _heading(lesson)
    if not lesson.image:
        legacy.values()["image"] = inputs.value(folder.picker(lesson.shows))
        st.session_state.setdefault("segview-kept", {})["image"] = legacy.values()["image"]
    if not folder.has_screen(lesson.slug):
        exec_page(lesson)
    elif lesson in curriculum.LESSONS:
        page.show(lesson.slug, chosen)
    else:
        recap.show(lesson.slug)
        page.show_recap(lesson.slug, chosen)
    st.caption(f"Image: {chosen.source}")


def exec_page(lesson: Lesson) -> None:
    """Run a page that is still a single file."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("page", curriculum.PAGES / f"{lesson.slug}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)


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
