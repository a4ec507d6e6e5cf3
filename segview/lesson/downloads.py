"""Images that are downloaded: what learners read while they wait, and when there is none."""

from contextlib import AbstractContextManager

import streamlit as st

from segcore import Subject
from segcore.download import WAIT, try_again


def waiting() -> AbstractContextManager:
    """Say, as long as it takes, what the learner waits for."""
    return st.spinner(f"Loading the image, for {WAIT} seconds at most")


def regret(why: str, instead: Subject, control: str) -> None:
    """Tell that an image is not there, and offer to try again.

    Parameters
    ----------
    why : str
        What is the matter, in a sentence.
    instead : Subject
        What is shown until then.
    control : str
        Key of the control by which the image was chosen.
    """
    st.warning(f"{why} Until then you see “{instead.title}”.", icon=":material/cloud_off:")
    st.button("Try again", key=f"{control}-again", on_click=try_again)
