"""A code exercise on a page: a program with blanks, and what it draws."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from segview import theme
from segview.cache.remembering import remember
from segview.exercises import Exercise, drawings, drawn, judge, wanted_outcomes
from segview.images import load_subject
from segview.lesson import folder

_log = logging.getLogger(__name__)

LONGEST = 4000  # characters of a blank that are looked at; fewer are allowed
SHOWN = 10  # numbers of a value that are written out


def title(slug: str, id: str) -> str:
    """What an exercise of a lesson is called."""
    return _exercise(slug, id).title


def described(slug: str, id: str, subject_ids: Sequence[str], typed: Any = None) -> dict[str, Any]:
    """What the browser is told of an exercise about what is on screen.

    Parameters
    ----------
    slug : str
        The lesson.
    id : str
        One of its exercises.
    subject_ids : sequence of str
        Ids of the subjects on screen.
    typed : list of str, optional
        What the browser sent as the learner's answer, a text for each blank; anything else is none.
    """
    exercise, subject_ids = _exercise(slug, id), tuple(subject_ids)
    answer = _answer(typed, len(exercise.solution))
    checked = (
        _checked(slug, id, answer, subject_ids) if answer else {"verdict": None, "figures": {}}
    )
    return {
        "page": slug,
        "key": f"exercise-{id}",
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
            {"title": name, "wanted": wanted, "yours": checked["figures"].get(name)}
            for name, wanted in _wanted(slug, id, subject_ids).items()
        ],
    }


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
        name: drawings.described(values[name], kind, theme.class_colours)
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
