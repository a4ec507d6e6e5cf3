"""The server: ``streamlit run app.py``."""

import streamlit as st

from segview.assets import routes

app = st.App("segview/course.py", routes=routes)
