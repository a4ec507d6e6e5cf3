"""A code exercise on a page: a program with blanks, and what it draws."""

import logging
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from segcore import load_subject
from segview import theme
from segview.cache.remembering import remember
from segview.exercises import Exercise, drawn, judge, wanted_outcomes
from segview.exercises.drawings import described
from segview.lesson import folder
from segview.server.assets import component_script

_log = logging.getLogger(__name__)

LONGEST = 4000  # characters of a blank that are looked at; fewer are allowed
SHOWN = 10  # numbers of a value that are written out

_component = st.components.v2.component(
    "segview.exercise", js=component_script("lesson/exercise"), isolate_styles=False
)


def show(slug: str, id: str, *subject_ids: str) -> None:
    """Show an exercise about what is on screen.

    Parameters
    ----------
    slug : str
        The lesson.
    id : str
        One of its exercises.
    *subject_ids : str
        Ids of the subjects on screen.
    """
    _show(slug, id, subject_ids)


@st.fragment
def _show(slug: str, id: str, subject_ids: tuple[str, ...]) -> None:
    exercise, name = _exercise(slug, id), f"exercise-{id}"
    typed = (st.session_state.get(name) or {}).get("blanks")
    answer = _answer(typed, len(exercise.solution))
    checked = (
        _checked(slug, id, answer, subject_ids) if answer else {"verdict": None, "figures": {}}
    )
    _component(
        key=name,
        data={
            "page": slug,
            "key": name,
            "id": id,
            "title": exercise.title,
            "task": exercise.task,
            "names": _names(exercise, subject_ids),
            "code": exercise.code,
            "lines": exercise.lines,
            "hints": exercise.hints,
            "solution": exercise.solution,
            "verdict": checked["verdict"] and {**checked["verdict"], "blanks": answer},
            "figures": [
                {"title": title, "wanted": wanted, "yours": checked["figures"].get(title)}
                for title, wanted in _wanted(slug, id, subject_ids).items()
            ],
        },
        on_blanks_change=_nothing,
        on_again_change=_nothing,
    )


def _exercise(slug: str, id: str) -> Exercise:
    return folder.module(slug, "exercise").EXERCISES[id]


def _answer(typed: Any, count: int) -> tuple[str, ...] | None:
    """What the browser sent, if it is one text per blank."""
    if not isinstance(typed, list) or len(typed) != count:
        return None
    return (
        tuple(text[:LONGEST] for text in typed) if all(isinstance(t, str) for t in typed) else None
    )


def _checked(
    slug: str, id: str, answer: tuple[str, ...], subject_ids: tuple[str, ...]
) -> dict[str, Any]:
    """Verdict and drawings of an answer; whatever goes wrong, the learner reads a sentence."""
    try:
        return _judged(slug, id, answer, subject_ids)
    except Exception:
        _log.exception("The exercise %s could not judge %r", id, answer)
        sorry = "This could not be checked just now. Wait a moment, then check it again."
        return {
            "verdict": {"right": False, "feedback": sorry, "blank": None, "again": True},
            "figures": {},
        }


@remember(saying="Running your program")
def _judged(
    slug: str, id: str, answer: tuple[str, ...], subject_ids: tuple[str, ...]
) -> dict[str, Any]:
    """What the browser shows of an answer; nothing that the answer made is kept."""
    exercise = _exercise(slug, id)
    verdict = judge(exercise, answer, *subject_ids)
    return {
        "verdict": {"right": verdict.right, "feedback": verdict.feedback, "blank": verdict.blank},
        "figures": _drawings(exercise, verdict.yours),
    }


@remember
def _wanted(slug: str, id: str, subject_ids: tuple[str, ...]) -> dict[str, Any]:
    exercise = _exercise(slug, id)
    return _drawings(exercise, drawn(exercise, wanted_outcomes(exercise, *subject_ids)[0]))


def _drawings(exercise: Exercise, values: Mapping[str, Any]) -> dict[str, Any]:
    """Describe to the browser what an exercise draws, by name."""
    return {
        name: described(values[name], kind, theme.class_colours)
        for name, kind in exercise.draws.items()
        if name in values
    }


def _names(exercise: Exercise, subject_ids: tuple[str, ...]) -> list[dict[str, str]]:
    """What the program starts from: names, what they are, and of which image."""
    subjects = list(map(load_subject, subject_ids))
    given = exercise.cases(*subjects)[0]
    named = {f"subject_{at}": subject.title for at, subject in enumerate(subjects)}
    return [
        {"name": name, "words": words.format(**named), "value": _value(given[name])}
        for name, words in exercise.about.items()
    ]


def _value(value: Any) -> str:
    """Shape of an array, or what a small value is."""
    array = np.asarray(value)
    if array.size > SHOWN:
        return f"array of shape {array.shape}"
    return np.array2string(array) if array.ndim else str(value)


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
