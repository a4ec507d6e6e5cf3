"""The server: ``streamlit run app.py``."""

import streamlit as st

from segview import footprint
from segview.serving import middleware, routes

footprint.keep_small()
app = st.App("segview/course.py", routes=routes, middleware=middleware)
