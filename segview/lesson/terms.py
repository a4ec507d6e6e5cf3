"""Images that are shown to those who have agreed to their terms: how a page asks for that."""

from collections.abc import Collection

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from segcore import Subject
from segcore.subjects import Terms
from segview.agreement import COOKIE, agreed_by, by_cookie
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.terms", js=component_script("lesson/terms"), isolate_styles=False
)
AGREED = "segview-agreed"


def _agreed() -> Collection[str] | None:
    """What the learner has agreed to whose page this is; None where no page is being made."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    return by_cookie(st.context.cookies) | st.session_state.get(AGREED, frozenset())


agreed_by(_agreed)


def ask(terms: Terms, instead: Subject, control: str) -> None:
    """Say what the terms of an image ask for, and let the learner agree.

    Parameters
    ----------
    terms : Terms
        The terms.
    instead : Subject
        What is shown until then.
    control : str
        Key of the control by which the image was chosen.
    """

    def agree() -> None:
        st.session_state[AGREED] = st.session_state.get(AGREED, frozenset()) | {terms.id}

    about = {"id": terms.id, "about": terms.about, "asks": terms.asks, "cookie": COOKIE}
    about |= {"title": terms.title, "link": terms.link, "instead": instead.title}
    _component(key=f"{control}-terms", data=about, on_agreed_change=agree)
