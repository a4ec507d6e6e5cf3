"""The server: ``streamlit run app.py``."""

import streamlit as st

from segview import footprint, tables
from segview.serving import middleware, routes

footprint.keep_small()
tables.do_without()
app = st.App("segview/course.py", routes=routes, middleware=middleware)
