"""What a chapter was about, how the learner did in it, and where to look again."""

import streamlit as st

from segview.course import curriculum
from segview.server.assets import component_script

_component = st.components.v2.component(
    "segview.recap", js=component_script("course/recap"), isolate_styles=False
)
_TEST = (
    "Test on somebody new",
    "Questions about a person who is in no lesson, below on this page.",
)


def show(slug: str) -> None:
    """Show the lessons of the chapter that a recap ends, with the learner's results.

    Parameters
    ----------
    slug : str
        The recap.
    """
    chapter = curriculum.chapter_of(slug)
    parts = [(page, curriculum.full_title(page), page.learnt) for page in chapter.lessons]
    parts.append((chapter.recap, *_TEST))
    data = {
        "page": slug,
        "chapter": curriculum.heading(chapter),
        "parts": [
            {"slug": page.slug, "title": title, "learnt": learnt, "questions": page.asks}
            for page, title, learnt in parts
        ],
    }
    _component(key="recap", data=data)
    st.subheader(_TEST[0], anchor=False)
