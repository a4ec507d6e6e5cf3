"""The server: ``streamlit run app.py``."""

import streamlit as st

from segview.server import footprint, leaving, tables
from segview.server.serving import middleware, routes

footprint.keep_small()
tables.do_without()
app = st.App(
    "segview/course/script.py", routes=routes, middleware=middleware, lifespan=leaving.watch
)
