"""The first page: what segmentation is for, where to start, and a map of the course."""

from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from segcore import subjects
from segview.cache.remembering import features
from segview.course import curriculum, navigation, prose
from segview.images import load_subject
from segview.lesson import inputs, linked
from segview.lesson.text import Lesson
from segview.scene import Scene, image, scatter, truth
from segview.scene.message import describe
from segview.server.assets import component_script

_start, _map, _travel = (
    st.components.v2.component(f"segview.{name}", js=script, isolate_styles=False)
    for name, script in (
        ("start", component_script("course/start")),
        ("map", component_script("course/map")),
        ("travel", component_script("course/travel")),
    )
)
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
    with st.container(key="segview-home"):
        words, picture = st.columns([2, 3], gap="large", vertical_alignment="center")
        with words:
            _invitation()
        with picture:
            _taste()
    _map(key="map", data={"chapters": list(map(_described, curriculum.CHAPTERS))})
    _audience()


def _invitation() -> None:
    st.title("Image segmentation, hands on", anchor=False)
    prose.tell(
        "How large is this tumour? Where does the road end? Before a computer can answer, it has "
        "to say of every [[pixel]] what it shows: tumour or not, road or not. That is "
        "[[segmentation]]. Here you learn it on scans of the head: *brain or not?*\n\n"
        "In this course every pixel is also a dot, and where it lies says what the computer knows "
        "of it. Point at a pixel and its dot lights up. Draw around dots and see where their "
        "pixels are.",
        "invitation",
    )
    pages = [_asking(page, curriculum.full_title(page)) for page in curriculum.IN_ORDER]
    _start(key="start", data={"pages": pages})


def _taste() -> None:
    subject = load_subject(subjects()[0].id)
    specs = ("intensity", "gaussian:5")
    scene = Scene(
        space=features(subject.id, specs),
        truth=subject.binary_truth,
        classes=("rest", subject.foreground),
        rows=[
            [image("A scan of the head"), truth("Brain or not")],
            [scatter(*specs, title="The same pixels as dots")],
        ],
        point=SCALP,
    )
    linked.show(describe(scene))
    _travel(key="travel")


def _described(chapter: curriculum.Chapter) -> dict[str, Any]:
    """What the map is told of a chapter."""
    pages = [_asking(page, page.title) for page in chapter.pages]
    return {"heading": curriculum.heading(chapter), "pages": pages}


def _asking(page: Lesson, title: str) -> dict[str, Any]:
    """A page under this title, with its questions."""
    about = {"slug": page.slug, "title": title, "question": page.question}
    return about | {"questions": list(page.asks)}


def _audience() -> None:
    aims, learners, instructors = st.columns(3, gap="large")
    with aims:
        st.header("What you will be able to do", anchor=False)
        prose.tell("\n".join(f"- {text}" for text in OBJECTIVES), "objectives")
    with learners:
        st.header("For learners", anchor=False)
        st.markdown(
            "You can read a little Python (lists, functions, `for`) and remember some school "
            "mathematics (fractions, means, square roots). That is all it takes; there is nothing "
            "to install. Each lesson is one page with one question: predict, try, see, and check "
            "what you think."
        )
    with instructors:
        st.header("For instructors", anchor=False)
        st.markdown(
            "Every setting is in the address bar: copy it, and your students see the same screen. "
            "⤢ lets one panel fill the projector's."
        )
        navigation.link(curriculum.LECTURE, "Plans for 45 and for 2 × 90 minutes")
        st.markdown("Ready to show:")
        for label, slug, query in SETTINGS:
            navigation.link(curriculum.page_of(slug), label, query_params=parse_qsl(query))
    st.caption("After the course proposal “Image Segmentation with Python” by Veronika Cheplygina.")
