"""A code exercise on a page: a program with blanks, and what it draws."""

import logging
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import numpy as np
import streamlit as st
from PIL import Image, ImageColor

from segcore import load_subject
from segview import lesson, progress, theme
from segview.assets import component_script
from segview.caching import remember
from segview.exercises import EXERCISES, Exercise, judge, wanted_values
from segview.exercises.feedback import is_numbers, short

_log = logging.getLogger(__name__)

LONGEST = 400  # characters of a blank that are looked at; the interpreter allows fewer

_component = st.components.v2.component(
    "segview.exercise", js=component_script("exercise"), isolate_styles=False
)


def show(id: str) -> None:
    """Show an exercise about the image that the learner chose.

    Parameters
    ----------
    id : str
        One of `segview.exercises.EXERCISES`.
    """
    _show(id, lesson.subject().id)


@st.fragment
def _show(id: str, subject_id: str) -> None:
    exercise, name = EXERCISES[id], f"exercise-{id}"
    typed = (st.session_state.get(name) or {}).get("blanks")
    answer = _answer(typed, len(exercise.solution))
    checked = _checked(id, answer, subject_id) if answer else {"verdict": None, "figures": {}}
    _component(
        key=name,
        data=progress.place(name)
        | {
            "id": id,
            "title": exercise.title,
            "task": exercise.task,
            "names": _names(exercise, subject_id),
            "code": exercise.code,
            "hints": exercise.hints,
            "solution": exercise.solution,
            "verdict": checked["verdict"] and {**checked["verdict"], "blanks": answer},
            "figures": [
                {"title": title, "wanted": wanted, "yours": checked["figures"].get(title)}
                for title, wanted in _wanted(id, subject_id).items()
            ],
        },
        on_blanks_change=_nothing,
        on_again_change=_nothing,
    )


def _answer(typed: Any, count: int) -> tuple[str, ...] | None:
    """What the browser sent, if it is one text per blank."""
    if not isinstance(typed, list) or len(typed) != count:
        return None
    return (
        tuple(text[:LONGEST] for text in typed) if all(isinstance(t, str) for t in typed) else None
    )


def _checked(id: str, answer: tuple[str, ...], subject_id: str) -> dict[str, Any]:
    """Verdict and drawings of an answer; whatever goes wrong, the learner reads a sentence."""
    try:
        return _judged(id, answer, subject_id)
    except Exception:
        _log.exception("The exercise %s could not judge %r", id, answer)
        sorry = "This could not be checked just now. Wait a moment, then check it again."
        return {
            "verdict": {"right": False, "feedback": sorry, "blank": None, "again": True},
            "figures": {},
        }


@remember(saying="Running your program")
def _judged(id: str, answer: tuple[str, ...], subject_id: str) -> dict[str, Any]:
    """What the browser shows of an answer; nothing that the answer made is kept."""
    exercise = EXERCISES[id]
    verdict = judge(exercise, answer, subject_id)
    return {
        "verdict": {"right": verdict.right, "feedback": verdict.feedback, "blank": verdict.blank},
        "figures": _drawings(exercise, verdict.yours),
    }


@remember
def _wanted(id: str, subject_id: str) -> dict[str, Any]:
    return _drawings(EXERCISES[id], wanted_values(EXERCISES[id], subject_id)[0])


def _names(exercise: Exercise, subject_id: str) -> str:
    """What the program starts from, in words."""
    given = exercise.cases(load_subject(subject_id))[0]
    return ", ".join(
        f"{name} (an array of shape {np.shape(value)})" if np.ndim(value) else f"{name} = {value}"
        for name, value in given.items()
    )


def _drawings(exercise: Exercise, values: Mapping[str, Any]) -> dict[str, Any]:
    """Describe to the browser what an exercise draws, by name."""
    return {n: _drawn(values[n], kind) for n, kind in exercise.draws.items() if n in values}


def _drawn(value: Any, kind: str) -> dict[str, Any]:
    """Describe a value to the browser: a picture, bars, or, where neither fits, words."""
    numbers = np.asarray(value)
    if not is_numbers(value) or not numbers.size:
        return {"text": "no numbers"}
    if kind in ("image", "labels") and numbers.ndim == 2 and 0 < numbers.size <= 1_000_000:
        return {"picture": _png(numbers, kind), "size": numbers.shape[::-1]}
    if kind == "bars" and numbers.ndim == 1 and 0 < numbers.size <= 1000:
        return {"bars": [max(float(v), 0.0) for v in np.nan_to_num(numbers)]}
    if numbers.ndim == 0:
        return {"text": short(value)}
    if numbers.size <= 10:
        return {"text": np.array2string(numbers, precision=3)}
    return {"text": f"array of shape {numbers.shape}"}


def _png(numbers: np.ndarray, kind: str) -> str:
    """A grey picture of an image, or one in the colours of the classes, as an address."""
    labels = np.unique(numbers)
    if kind == "labels" and len(labels) <= 8 and set(labels.tolist()) <= set(range(8)):
        picture = Image.fromarray(numbers.astype(np.uint8), "P")
        colours = theme.class_colours(max(int(labels[-1]) + 1, 2))
        picture.putpalette([part for colour in colours for part in ImageColor.getrgb(colour)])
    else:
        low, high = float(numbers.min()), float(numbers.max())
        share = (numbers - low) / ((high - low) or 1)
        picture = Image.fromarray(np.nan_to_num(share * 255).astype(np.uint8))
    file = BytesIO()
    picture.save(file, "PNG")
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
