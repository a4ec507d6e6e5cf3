"""The script that Streamlit runs: page settings, navigation, and the chosen page in its frame."""

import streamlit as st

from segview import curriculum, home, lesson, progress, theme

st.set_page_config(page_title="Image segmentation", page_icon=theme.ICON, layout="wide")
theme.apply()

pages = {
    entry.slug: st.Page(entry.path, title=entry.title, url_path=entry.slug)
    for entry in (*curriculum.LESSONS, *curriculum.BESIDE)
}
start = st.Page(home.show, title="Start", default=True)
sections = {"": [start]} | {
    f"{number}. {chapter.title}": [pages[entry.slug] for entry in chapter.lessons]
    for number, chapter in enumerate(curriculum.CHAPTERS, start=1)
    if chapter.lessons
}
sections["Beside the course"] = [pages[entry.slug] for entry in curriculum.BESIDE]
chosen = st.navigation(sections, expanded=True)
progress.show()

for entry in curriculum.LESSONS:
    if pages[entry.slug] is chosen:
        lesson.show(entry, chosen)
        break
else:
    chosen.run()
