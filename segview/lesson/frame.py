"""The frame that every lesson shares, and the image that all lessons look at."""

import streamlit as st

from segcore import ImageError, Subject, load_subject
from segcore.download import WAIT, try_again
from segview.cache import remembering as caching
from segview.course import curriculum, recap
from segview.course.curriculum import Lesson
from segview.lesson import folder, inputs, legacy, page

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
    title, place = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        st.title(curriculum.full_title(lesson), anchor=False)
        st.markdown(f":material/help: **{lesson.question}**")
    if lesson.image:
        return load_subject(lesson.image)
    image = folder.picker(lesson.shows)
    inputs.show(lesson.slug, [image], {}, [place])
    return load(inputs.value(image), image.default)
