"""What the learner keeps: the result as labels, the view as figures, the scores."""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st

from segcore import Subject
from segcore.writing import SUFFIXES, formats_for, write_labels
from segview.images import load_subject
from segview.lab.scores import scores_csv
from segview.lesson import inputs, page, scenes
from segview.scene import Scene
from segview.server.assets import component_script

TITLES = {"png": "PNG", "tiff": "TIFF", "nifti": "NIfTI"}
KEEPS = {
    "png": "Labels alone.",
    "tiff": "Labels, and the spacing of the pixels where it is known.",
    "nifti": "Labels in the volume that the image came from, with its spacing and orientation.",
}
_figures = st.components.v2.component(
    "segview.figures", js=component_script("lab/figures"), isolate_styles=False
)


@st.fragment
def show(slug: str, subject_id: str) -> None:
    """Offer to save what is on screen; nothing is written before a button is pressed.

    Parameters
    ----------
    slug : str
        The page, whose scene it is.
    subject_id : str
        The image.
    """
    st.markdown("**Keep**")
    subject = load_subject(subject_id)
    values = inputs.values(page.controls_of(slug, subject))
    state = scenes.state(slug, subject.id, values)
    name = file_stem(subject)
    _figures(key="figures", data={"name": name, "state": state}, on_shown_change=_nothing)
    scene = scenes.scene(slug, subject.id, values)
    if scene.result is None:
        st.caption("There is no result to save yet.")
        return
    with st.container(horizontal=True):
        for format in formats_for(subject.grid):
            st.download_button(
                f"Result ({TITLES[format]})",
                partial(write_labels, scene.result, format, subject.grid),
                f"{name}-labels{SUFFIXES[format]}",
                "application/octet-stream",
                key=f"keep-{format}",
                help=KEEPS[format],
                on_click="ignore",
            )
        if scene.truth is not None:
            _offer_scores(scene, f"{name}-scores.csv", state)


def file_stem(subject: Subject) -> str:
    """What files are called that come from an image: as its own file, without its ending."""
    return PurePath(subject.title).name.partition(".")[0] or "image"


def _offer_scores(scene: Scene, name: str, state: Mapping[str, Any]) -> None:
    settings = {key: value for key, value in state.items() if key not in scene.idle}
    st.download_button(
        "Scores (CSV)",
        partial(scores_csv, scene.truth, scene.result, scene.classes, scene.ceiling, settings),
        name,
        "text/csv",
        key="keep-scores",
        help="Dice of each class, accuracy, confusion matrix, ceiling and settings",
        on_click="ignore",
    )


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
