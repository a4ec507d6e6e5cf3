"""The script that Streamlit runs: page settings, navigation, and the chosen page."""

import streamlit as st

from segview import theme
from segview.course import curriculum, home, navigation, progress
from segview.server import connection

for style in theme.STYLES:
    st.html(style)
connection.keep()

sections = {"": [st.Page(home.show, title="Start", default=True)]} | {
    curriculum.heading(chapter): list(map(navigation.page, chapter.pages))
    for chapter in curriculum.CHAPTERS
}
sections["Beside the course"] = list(map(navigation.page, curriculum.BESIDE))
chosen = st.navigation(sections, expanded=True)
st.set_page_config(
    page_title=f"{chosen.title} · Image segmentation",
    page_icon=theme.ICON,
    layout="wide",
    initial_sidebar_state="collapsed",
)
progress.show()
chosen.run()
