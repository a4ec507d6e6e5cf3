"""The page around everything: Streamlit's ``index.html``, with what makes visitors wait taken out.

* Its text font comes when there is text. Told of it at once, browsers fetch it beside the scripts,
  before which there is nothing to read.
* Where the server is, Streamlit finds out by asking, first where it is not. Our pages lie beside
  one another, directly below it, with or without a slash at their end.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

FOLDER = Path(streamlit.__file__).parent / "static"
INDEX = FOLDER / "index.html"
_FONT = re.compile(r"<link\s[^>]*\bas=\"font\"[^>]*>")
_PAGES = Path(__file__).parents[2] / "pages"
_HERE = """<script>
      { const path = location.pathname.replace(/[/](?:SLUGS)[/]$/, "/");
      window.__streamlit = { BACKEND_BASE_URL: new URL("./", new URL(path, location)).href }; }
    </script>"""


@cache
def html() -> str:
    """What is sent for every page."""
    slugs = "|".join(sorted(path.parent.name for path in _PAGES.glob("*/lesson.md")))
    here = _HERE.replace("SLUGS", slugs)
    return _FONT.sub("", INDEX.read_text("utf-8")).replace("<script", f"{here}\n    <script", 1)
