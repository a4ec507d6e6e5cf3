"""Questions and tasks: commit, see whether it holds and why, look at the pixels meant."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from segcore.features import spec_title
from segview.lesson import folder
from segview.lesson.controls import parsed, shown
from segview.lesson.steps import Find, Predict, Question, triples
from segview.scene.where import names
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.quiz", js=component_script("lesson/question"), isolate_styles=False
)
_task = st.components.v2.component(
    "segview.task", js=component_script("lesson/task"), isolate_styles=False
)
_LABELS = {"truth": "Ground truth", "result": "Result"}


def show(slug: str, step: Question | Find, facts: Mapping[str, Any]) -> None:
    """Show a question, which opens up only after a choice, or a task to select certain pixels.

    Parameters
    ----------
    slug : str
        The lesson.
    step : Question or Find
        One of its steps.
    facts : mapping
        What the fields of its text are filled from.
    """
    if isinstance(step, Find):
        _task(key=f"task-{step.key}", data=task(slug, step, facts))
    else:
        _component(key=f"quiz-{step.key}", data=question(slug, step, facts))


def question(slug: str, step: Question, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser is told of a question; parameters as for `show`."""
    options = [
        {
            "text": option.text.format_map(facts),
            "why": option.why.format_map(facts),
            "right": option.holds(facts),
        }
        for option in step.options
    ]
    then = step.then.format_map(facts) if isinstance(step, Predict) else ""
    controls = folder.controls(slug)
    return {
        "page": slug,
        "key": step.key,
        "question": step.text.format_map(facts),
        "answers": options,
        "where": triples(step.show.format_map(facts)),
        "then": shown(controls, parsed(controls, then)),
    }


def task(slug: str, step: Find, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser is told of a task; parameters as for `show`."""
    where = triples(step.where.format_map(facts))
    titles = {name: _LABELS.get(name) or spec_title(name) for name in names(where)}
    return {
        "page": slug,
        "key": step.key,
        "task": step.text.format_map(facts),
        "why": step.why.format_map(facts),
        "hint": step.hint.format_map(facts),
        "enough": float(step.enough),
        "titles": titles,
        "where": where,
    }
