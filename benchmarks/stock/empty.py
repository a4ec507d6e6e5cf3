"""The least that an app with one slider can be."""

import streamlit as st

x = st.slider("x", 0.0, 10.0, 5.0, 0.5)
st.write(f"x = {x}")
