"""The whole screen as a program."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from segcore import Subject
from segview.programs import script as programs


def listing(slug: str, settings: Mapping[str, Any], others: Sequence[Subject]) -> None:
    """Offer the program that computes and draws what is on screen; written when it is opened.

    Parameters
    ----------
    slug : str
        The lesson.
    settings : mapping
        What the lesson's program has among its settings.
    others : sequence of Subject
        Images that it may name besides those of the course.
    """
    drawer = st.expander(
        "This screen as a program", icon=":material/terminal:", key="program", on_change="rerun"
    )
    if not drawer.open:
        return
    program = programs.script(slug, settings)
    with drawer:
        st.caption(
            "Python that computes all of this from the images, with the values set above. "
            f"Install what it needs with `pip install {' '.join(programs.packages(program))}`."
        )
        st.code(program)
        with st.container(horizontal=True):
            st.download_button(
                "Script, notebook and images (.zip)",
                partial(programs.archive, slug, program, others),
                f"{slug}.zip",
                "application/zip",
                key="program-zip",
                icon=":material/download:",
                on_click="ignore",
            )
            st.download_button(
                "The script alone (.py)",
                partial(str, program),
                f"{slug}.py",
                "text/x-python",
                key="program-py",
                icon=":material/download:",
                on_click="ignore",
            )
