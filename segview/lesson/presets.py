"""Settings worth seeing: one click and one URL each, with a sentence on what to notice."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from segview.lesson.controls import Choice, Control, parsed, query, shown
from segview.lesson.steps import Try
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.presets", js=component_script("lesson/presets"), isolate_styles=False
)


def show(
    controls: Sequence[Control],
    steps: Sequence[Try],
    facts: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    """Show a row of presets.

    Parameters
    ----------
    controls : sequence of Control
        The controls of the page.
    steps : sequence of Try
        The presets.
    facts : mapping
        What the fields of their texts are filled from.
    values : mapping
        Values of the controls now.
    """
    data = [preset(controls, step, facts, values) for step in steps]
    if data:
        _component(key="presets", data=data)


def preset(
    controls: Sequence[Control], step: Try, facts: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """What the browser is told of a preset; parameters as for `show`."""
    kept = {key: values[key] for key in step.keep.split()}
    chosen = kept | parsed(controls, step.set.format_map(facts))
    staying = {c.key: values[c.key] for c in controls if isinstance(c, Choice) and c.everywhere}
    return {
        "label": step.key.format_map(facts),
        "values": shown(controls, chosen),
        "note": step.text.format_map(facts),
        "query": query(controls, staying | chosen),
    }
