"""Questions and tasks: commit, see whether it holds and why, look at the pixels meant."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from segcore.features import spec_title
from segview.course import progress
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.quiz", js=component_script("quiz"), isolate_styles=False
)
_task = st.components.v2.component(
    "segview.task", js=component_script("task"), isolate_styles=False
)
_LABELS = {"truth": "Ground truth", "result": "Result"}


@dataclass(frozen=True)
class Answer:
    """One option of a question.

    Attributes
    ----------
    text : str
        The option.
    why : str
        What the learner reads after choosing it.
    right : bool
        Whether it is a right answer.
    """

    text: str
    why: str
    right: bool = False


def ask(
    key: str,
    question: str,
    answers: Sequence[Answer],
    *,
    show: Sequence[tuple[str, str, Any]] = (),
    then: Mapping[str, Any] | None = None,
) -> None:
    """Ask a question that opens up only after a choice.

    Parameters
    ----------
    key : str
        Name of the question, one of those that its lesson declares in the curriculum.
    question : str
        The question.
    answers : sequence of Answer
        The options, in order; at least one is right.
    show : sequence of (name, sign, value)
        The pixels that the question speaks of, for "Show me": a feature's spec, ``"truth"``,
        ``"result"``, ``"row"`` or ``"column"``; one of ``< > = !=``; a number, or the name of
        labels to compare with. All must hold.
    then : mapping, optional
        What "See for yourself" sets, as the values of a `presets.Preset`: makes the question a
        prediction.
    """
    options = [asdict(answer) | {"right": bool(answer.right)} for answer in answers]
    data = progress.place(key) | {"question": question, "answers": options}
    data |= {"where": [list(part) for part in show], "then": dict(then or {})}
    _component(key=f"quiz-{key}", data=data)


def find(
    key: str,
    task: str,
    where: Sequence[tuple[str, str, Any]],
    *,
    why: str,
    hint: str,
    enough: float = 0.7,
) -> None:
    """Set the task to select certain pixels in the linked view.

    Parameters
    ----------
    key : str
        Name of the task, one of those that its lesson declares in the curriculum.
    task : str
        Which pixels to find.
    where : sequence of (name, sign, value)
        The pixels meant, as for `ask`.
    why, hint : str
        What the learner reads once they are found, and before.
    enough : float
        Dice of selection and pixels meant from which on they count as found. What is left out must
        agree as well with what is not meant: so all pixels are never the answer.
    """
    names = {name for name, *_ in where}
    titles = {name: _LABELS.get(name) or spec_title(name) for name in names}
    data = {"task": task, "why": why, "hint": hint, "enough": enough, "titles": titles}
    data |= progress.place(key) | {"where": [list(part) for part in where]}
    _task(key=f"task-{key}", data=data)
