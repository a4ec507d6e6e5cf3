"""The linked view on one image of a million pixels: ``streamlit run benchmarks/large/app.py``."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from segview.server.serving import middleware, routes

app = st.App("page.py", routes=routes, middleware=middleware)
