"""The first page: what the course is, for whom, and where to start."""

from urllib.parse import parse_qsl

import streamlit as st

from segcore import load_subject, subjects
from segview.cache.remembering import features
from segview.course import curriculum, glossary, navigation
from segview.lesson import inputs, linked
from segview.scene import Scene, image, scatter
from segview.scene.message import describe

SCALP = (100, 19)  # a bright pixel, whose dot lies apart
OBJECTIVES = (
    "See an image as pixels in a [[feature space]], and find your way between the two.",
    "Write programs that segment an image: with [[threshold|thresholds]], clustering and "
    "[[classifier|classifiers]].",
    "Judge a result with [[accuracy]] and the [[Dice coefficient]], and know when either misleads.",
    "Test a method honestly, and recognise [[overfitting]] when you meet it.",
)


SETTINGS = (
    ("Remove the scalp with two thresholds", "threshold", "two=true&threshold=0.2&upper=0.55"),
    ("Find nothing and still have a high accuracy", "accuracy", "padding=300&threshold=1"),
    ("Play k-means step by step", "clustering-2d", "steps=0"),
)


def show() -> None:
    """Show the first page."""
    inputs.open_page("start")
    words, picture = st.columns([2, 3], gap="large")
    with words:
        _invitation()
    with picture:
        _taste()
    _contents()
    _audience()


def _invitation() -> None:
    st.title("Image segmentation, hands on", anchor=False)
    glossary.tell(
        "[[segmentation|Segmentation]] says what every pixel shows: road or not, for a car that "
        "drives itself; tumour or not, for a radiologist. Here: brain or not."
    )
    st.markdown("##### Every pixel of a brain scan is also a dot in a feature space.")
    st.markdown(
        "Point at one and the other lights up. Draw around dots: where are their pixels? "
        "Move a control, and see at once how good the result is."
    )
    first = curriculum.LESSONS[0]
    navigation.link(first, f"**Start with {first.title}**", icon=":material/play_arrow:")
    st.markdown("**What you will be able to do**")
    glossary.tell("\n".join(f"{n}. {text}" for n, text in enumerate(OBJECTIVES, start=1)))


def _taste() -> None:
    subject = load_subject(subjects()[0].id)
    specs = ("intensity", "gaussian:5")
    scene = Scene(
        space=features(subject.id, specs),
        truth=subject.binary_truth,
        classes=("rest", subject.foreground),
        rows=[[image("A brain scan"), scatter(*specs, title="The same pixels as dots")]],
        point=SCALP,
    )
    linked.show(describe(scene))


def _contents() -> None:
    st.subheader("The course", anchor=False)
    columns = st.columns(len(curriculum.CHAPTERS))
    for column, chapter in zip(columns, curriculum.CHAPTERS, strict=True):
        with column:
            st.markdown(f"**{curriculum.heading(chapter)}**")
            for page in chapter.pages:
                navigation.link(page, page.title, help=page.question)


def _audience() -> None:
    learners, instructors = st.columns(2, gap="large")
    with learners:
        st.subheader("For learners", anchor=False)
        st.markdown(
            "You are new to image analysis, can read a little Python (lists, functions, `for`) and "
            "remember some school mathematics (fractions, means, square roots). That is all it "
            "takes; there is nothing to install. Each lesson is one page with one question: "
            "predict, try, see, and check what you think."
        )
    with instructors:
        st.subheader("For instructors", anchor=False)
        st.markdown(
            "Every setting is in the address bar: set a page up, copy the address, and your "
            "students see the same screen. ⤢ lets one panel fill the screen, to be seen from the "
            "last row. Ready for the projector:"
        )
        for label, slug, query in SETTINGS:
            navigation.link(curriculum.page_of(slug), label, query_params=parse_qsl(query))
    st.caption("After the course proposal “Image Segmentation with Python” by Veronika Cheplygina.")
