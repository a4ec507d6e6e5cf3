"""The server: ``streamlit run app.py``."""

import streamlit as st

from segview.serving import middleware, routes

app = st.App("segview/course.py", routes=routes, middleware=middleware)
