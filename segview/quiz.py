"""Questions: commit to an answer, see whether it holds and why, look at the pixels it speaks of."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from segview.assets import component_script

_component = st.components.v2.component(
    "segview.quiz", js=component_script("quiz"), isolate_styles=False
)


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
) -> None:
    """Ask a question that opens up only after a choice.

    Parameters
    ----------
    key : str
        Name of the question, unique in its lesson.
    question : str
        The question.
    answers : sequence of Answer
        The options, in order; at least one is right.
    show : sequence of (name, sign, value)
        The pixels that the question speaks of, for "Show me": feature, ``"truth"`` or
        ``"result"``; one of ``< > = !=``; a number, or another name to compare with.
    """
    data = {"key": key, "question": question, "answers": [asdict(answer) for answer in answers]}
    _component(key=f"quiz-{key}", data=data | {"where": [list(part) for part in show]})
