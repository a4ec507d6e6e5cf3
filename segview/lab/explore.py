"""Images without ground truth: the page says what that means, and a painting can become one."""

import numpy as np
import streamlit as st

from segcore import ImageError, Subject
from segcore.strokes import painted
from segview import images
from segview.lesson import folder, inputs

_REFUSED = "segview-unpainted"
NONE = (
    "**Nobody has labelled this image.** Without a ground truth there is no Dice, and nobody can "
    "say how good a result is. Paint one: with the brush, every part that you look for; what you "
    "leave unpainted counts as the rest."
)
NOTHING = "Nothing is painted yet but rest: choose the brush above the image, and a class."


def show(subject: Subject) -> None:
    """Say that there is no ground truth, where there is none, and offer to take what is painted."""
    if subject.truth is not None:
        return
    st.markdown(NONE)
    label = "Paint a ground truth: take what is painted"
    st.button(label, key="own-truth", on_click=_take, args=[subject.id])
    if why := st.session_state.pop(_REFUSED, ""):
        st.error(why)


def _take(subject_id: str) -> None:
    """Bring the image along once more, with what is painted as its ground truth."""
    subject = images.load_subject(subject_id)
    (painting,) = (one for one in folder.module("lab").CONTROLS if one.key == "painting")
    truth = np.maximum(painted(subject.image.shape, inputs.value(painting)), 0)
    if not truth.any():
        st.session_state[_REFUSED] = NOTHING
        return
    count = int(truth.max()) + 1
    several = (f"label {label}" for label in range(1, count))
    names = ("rest", "foreground") if count == 2 else ("rest", *several)
    labelled = Subject.of(
        images.new_id(),
        f"{subject.title}, my ground truth",
        subject.image,
        truth,
        classes=names,
        source=f"{subject.source}; ground truth painted here",
        grid=subject.grid,
    )
    try:
        images.brought().offer(labelled)
    except ImageError as error:
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state["image"] = {"value": labelled.id}
