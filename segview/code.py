"""Show the very function that ran."""

import inspect
from collections.abc import Callable

import streamlit as st


def show(*functions: Callable) -> None:
    """Show the source of the functions behind what is on screen."""
    with st.expander("The code that ran", icon=":material/code:"):
        for function in functions:
            st.code(inspect.getsource(function))
