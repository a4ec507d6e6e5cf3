"""Settings worth seeing: one click and one URL each, with a sentence on what to notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from segview.lesson import controls
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.presets", js=component_script("presets"), isolate_styles=False
)


@dataclass(frozen=True)
class Preset:
    """One setting.

    Attributes
    ----------
    label : str
        What the button says.
    values : mapping
        Value of each control that is not at its default, by key. The image stays as it is.
    note : str
        What to notice, shown after the click.
    """

    label: str
    values: Mapping[str, Any]
    note: str


def offer(presets: Sequence[Preset]) -> None:
    """Show a row of presets."""
    data = [
        {
            "label": preset.label,
            "values": dict(preset.values),
            "note": preset.note,
            "query": urlencode(controls.staying() | preset.values),
        }
        for preset in presets
    ]
    _component(key="presets", data=data)
