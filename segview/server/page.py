"""The page around everything: Streamlit's ``index.html``, with what makes visitors wait taken out.

* Its text font comes when there is text. Told of it at once, browsers fetch it beside the scripts,
  before which there is nothing to read.
* Where the server is, Streamlit finds out by asking, first where it is not. Our pages lie beside
  one another, directly below it.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

FOLDER = Path(streamlit.__file__).parent / "static"
INDEX = FOLDER / "index.html"
_FONT = re.compile(r"<link\s[^>]*\bas=\"font\"[^>]*>")
_HERE = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", location).href };</script>'


@cache
def html() -> str:
    """What is sent for every page."""
    return _FONT.sub("", INDEX.read_text("utf-8")).replace("<script", f"{_HERE}\n    <script", 1)
