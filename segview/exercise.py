"""A code exercise on a page: a program with blanks, and what it draws."""

from base64 import b64encode
from io import BytesIO
from typing import Any

import numpy as np
import streamlit as st
from PIL import Image, ImageColor

from segcore import load_subject
from segview import lesson, progress, theme
from segview.assets import component_script
from segview.caching import remember
from segview.exercises import EXERCISES, Exercise, Verdict, judge, wanted_values
from segview.exercises.words import is_numbers, short

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
    verdict = _judged(id, answer, subject_id) if answer else None
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
            "verdict": verdict
            and {
                "right": verdict.right,
                "feedback": verdict.feedback,
                "blank": verdict.blank,
                "blanks": answer,
            },
            "figures": _figures(id, subject_id, verdict),
        },
        on_blanks_change=_nothing,
    )


def _answer(typed: Any, count: int) -> tuple[str, ...] | None:
    """What the browser sent, if it is one text per blank."""
    if not isinstance(typed, list) or len(typed) != count:
        return None
    return (
        tuple(text[:LONGEST] for text in typed) if all(isinstance(t, str) for t in typed) else None
    )


@remember(saying="Running your program")
def _judged(id: str, answer: tuple[str, ...], subject_id: str) -> Verdict:
    return judge(EXERCISES[id], answer, subject_id)


def _names(exercise: Exercise, subject_id: str) -> str:
    """What the program starts from, in words."""
    given = exercise.cases(load_subject(subject_id))[0]
    return ", ".join(
        f"{name} (an array of shape {np.shape(value)})" if np.ndim(value) else f"{name} = {value}"
        for name, value in given.items()
    )


def _figures(id: str, subject_id: str, verdict: Verdict | None) -> list[dict[str, Any]]:
    """What is drawn: for each value its title, the learner's and the wanted one."""
    exercise = EXERCISES[id]
    wanted = wanted_values(exercise, subject_id)[0]
    yours = verdict.yours if verdict else {}
    figures = []
    for name, kind in exercise.draws.items():
        drawn = {"title": name, "wanted": _drawn(wanted[name], kind)}
        if name in yours:
            drawn["yours"] = _drawn(yours[name], kind)
        figures.append(drawn)
    return figures


def _drawn(value: Any, kind: str) -> dict[str, Any]:
    """Describe a value to the browser: a picture, bars, or, where neither fits, words."""
    numbers = np.asarray(value)
    if not is_numbers(value):
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
