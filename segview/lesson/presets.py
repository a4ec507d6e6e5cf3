"""Settings worth seeing: one click and one URL each, with a sentence on what to notice."""

from collections.abc import Mapping, Sequence
from typing import Any

from segview.lesson.controls import Choice, Control, parsed, query, shown
from segview.lesson.steps import Try


def preset(
    controls: Sequence[Control], step: Try, facts: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """What the browser is told of a preset.

    Parameters
    ----------
    controls : sequence of Control
        The controls of the page.
    step : Try
        The preset.
    facts : mapping
        What the fields of its text are filled from.
    values : mapping
        Values of the controls now, as far as they stay what they are.
    """
    kept = {key: values[key] for key in step.keep.split() if key in values}
    chosen = parsed(controls, step.set.format_map(facts)) | kept
    staying = {c.key: values[c.key] for c in controls if isinstance(c, Choice) and c.everywhere}
    return {
        "label": step.key.format_map(facts),
        "values": shown(controls, chosen),
        "keep": step.keep.split(),
        "controls": step.controls.split(),
        "note": step.text.format_map(facts),
        "query": query(controls, staying | chosen),
    }
