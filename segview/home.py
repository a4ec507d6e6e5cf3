"""The first page: what the course is, for whom, and where to start."""

import streamlit as st

from segview import curriculum

OBJECTIVES = (
    "See an image as pixels in a feature space, and find your way between the two.",
    "Segment an image with thresholds, clustering and classifiers.",
    "Judge a result with accuracy and the Dice coefficient, and know when either misleads.",
    "Test a method honestly, and recognise overfitting when you meet it.",
)


def show() -> None:
    """Show the first page."""
    st.title("Image segmentation, hands on", anchor=False)
    st.markdown(
        "Which pixels of this scan are brain? Every pixel is also a dot in a **feature space**. "
        "Here you move one and watch the other, and a score answers at once."
    )
    first = curriculum.LESSONS[0]
    st.page_link(
        first.path, label=f"Start: {first.title}", icon=":material/play_arrow:", width="content"
    )
    chapters, about = st.columns(2, gap="large")
    with chapters:
        st.subheader("The course", anchor=False)
        for number, chapter in enumerate(curriculum.CHAPTERS, start=1):
            if chapter.lessons:
                st.markdown(f"**{number}. {chapter.title}**")
            for lesson in chapter.lessons:
                st.page_link(lesson.path, label=f"{lesson.title}: {lesson.question}")
    with about:
        st.subheader("What you will be able to do", anchor=False)
        st.markdown("\n".join(f"{n}. {text}" for n, text in enumerate(OBJECTIVES, start=1)))
        st.subheader("For whom", anchor=False)
        st.markdown(
            "**Learners** new to image analysis: you can read a little Python and remember some "
            "school mathematics. Nothing else is asked for.\n\n"
            "**Instructors**: every setting is in the address bar. Set a page up as you want it, "
            "copy the address, and your students see the same screen."
        )
        st.caption(
            "After the course proposal “Image Segmentation with Python” by Veronika Cheplygina."
        )
