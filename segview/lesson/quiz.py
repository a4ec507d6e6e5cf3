"""Questions and tasks as the browser is told of them."""

from collections.abc import Mapping
from typing import Any

from segcore.features import spec_title
from segview.lesson import folder
from segview.lesson.controls import parsed, shown
from segview.lesson.steps import Draw, Find, Predict, Question, Reach, Task
from segview.scene.where import names, triples

_LABELS = {"truth": "Ground truth", "result": "Result"}


def question(slug: str, step: Question, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a question.

    Parameters
    ----------
    slug : str
        The lesson.
    step : Question
        One of its steps.
    facts : mapping
        What the fields of its text are filled from.
    """
    options = [
        {
            "text": option.text.format_map(facts),
            "why": option.why.format_map(facts),
            "right": option.holds(facts),
        }
        for option in step.options
    ]
    then, observed = "", ""
    if isinstance(step, Predict):
        then, observed = step.then.format_map(facts), step.observe.format_map(facts)
    return {
        "page": slug,
        "key": step.key,
        "question": step.text.format_map(facts),
        "answers": options,
        "where": triples(step.show.format_map(facts)),
        "then": values(slug, then),
        "observe": [part.strip() for part in observed.split("|")] if observed else [],
    }


def task(slug: str, step: Find, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a task to find pixels or to draw them beforehand; parameters as for `question`."""
    where = triples(step.where.format_map(facts))
    titles = {name: _LABELS.get(name) or spec_title(name) for name in names(where)}
    then = step.then.format_map(facts) if isinstance(step, Draw) else ""
    return _told(slug, step, facts) | {
        "titles": titles,
        "where": where,
        "then": values(slug, then),
    }


def goal(slug: str, step: Reach, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a task to reach a Dice; parameters as for `question`."""
    best, then = step.best.format_map(facts), step.then.format_map(facts)
    return _told(slug, step, facts) | {"best": float(best), "then": values(slug, then)}


def _told(slug: str, step: Task, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser is told of any task."""
    return {
        "page": slug,
        "key": step.key,
        "task": step.text.format_map(facts),
        "why": step.why.format_map(facts),
        "hint": step.hint.format_map(facts),
        "enough": float(step.enough.format_map(facts)),
    }


def values(slug: str, query: str) -> dict[str, Any]:
    """Values that a query string sets, as they stand in the browser."""
    controls = folder.controls(slug)
    return shown(controls, parsed(controls, query))
