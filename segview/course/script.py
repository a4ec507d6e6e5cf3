"""The script that Streamlit runs: page settings, navigation, and the chosen page in its frame."""

import streamlit as st

from segview import theme
from segview.course import curriculum, home, progress
from segview.lesson import frame as lesson
from segview.server import connection

st.set_page_config(page_title="Image segmentation", page_icon=theme.ICON, layout="wide")
st.html(theme.STYLE)
connection.keep()

pages = {
    entry.slug: st.Page(entry.path, title=entry.title, url_path=entry.slug)
    for entry in (*curriculum.IN_ORDER, *curriculum.BESIDE)
}
start = st.Page(home.show, title="Start", default=True)
sections = {"": [start]} | {
    curriculum.heading(chapter): [pages[entry.slug] for entry in chapter.pages]
    for chapter in curriculum.CHAPTERS
}
sections["Beside the course"] = [pages[entry.slug] for entry in curriculum.BESIDE]
chosen = st.navigation(sections, expanded=True)
progress.show()

for entry in curriculum.IN_ORDER:
    if pages[entry.slug] is chosen:
        lesson.show(entry, chosen)
        break
else:
    chosen.run()
