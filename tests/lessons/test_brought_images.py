"""Images that learners bring to the lessons: used where they fit, else a sentence says why not."""

import re

import numpy as np
import pytest

from segcore import Subject
from segview import images
from segview.course import curriculum
from segview.images import Brought
from segview.lesson import folder, frame, guide, scenes
from segview.lesson.fitting import unfit
from segview.lesson.steps import Check, Find, Predict, asked

TWO, FOUR = ("rest", "foreground"), ("air", "water", "soil", "stone")
LESSONS = [page for page in curriculum.LESSONS if not page.image]
OF_FOUR = [page.slug for page in LESSONS if page.classes]


def disc(height, width, classes):
    """Labels that grow from the border to the middle."""
    row, column = np.ogrid[:height, :width]
    away = np.hypot((row + 0.5) / height - 0.5, (column + 0.5) / width - 0.5)
    return np.digitize(-away, np.linspace(-0.45, -0.15, classes - 1))


def grey(labels):
    noise = np.random.default_rng(0).normal(0, 0.05, labels.shape)
    return np.clip(0.1 + 0.2 * labels + noise, 0, 1)


def own(name, image, truth, classes):
    return Subject.of(f"own-{name}", name.title(), image, truth, classes=classes)


def without(labels, *absent):
    return np.where(np.isin(labels, absent), 0, labels)


FITTING = [
    own("two", grey(disc(60, 70, 2)), disc(60, 70, 2), TWO),
    own("four", grey(disc(60, 70, 4)), disc(60, 70, 4), FOUR),
]
BINARY = np.random.default_rng(1).random((40, 30)) > 0.5
ODD = [
    own("two-greys", BINARY.astype(float), BINARY.astype(int), TWO),
    own(
        "one-pixel",
        grey(disc(40, 40, 2)),
        np.eye(40, dtype=int)[:, :1] * np.eye(1, 40, dtype=int),
        TWO,
    ),
    own("strip", grey(disc(16, 300, 4)), disc(16, 300, 4), FOUR),
    own("nearly-constant", np.where(BINARY, 0.5, np.nextafter(0.5, 1)), BINARY.astype(int), TWO),
]
UNFIT = {
    "has no ground truth": own("unlabelled", grey(disc(60, 70, 2)), None, ()),
    "is smaller than 16 × 16 pixels": own("tiny", grey(disc(8, 8, 2)), disc(8, 8, 2), TWO),
    "is equally bright everywhere": own("constant", np.full((60, 70), 0.5), disc(60, 70, 2), TWO),
    "is nothing but rest": own("nothing", grey(disc(60, 70, 2)), np.zeros((60, 70), int), TWO),
    "is nothing but foreground": own("all", grey(disc(60, 70, 2)), np.ones((60, 70), int), TWO),
    "has no pixel of “soil”": own(
        "missing", grey(disc(60, 70, 4)), without(disc(60, 70, 4), 2), FOUR
    ),
}


def of_the_course(page):
    """Keys of the steps that only images of the course can answer."""
    fixed = [
        step
        for step in page.of(Check, Predict)
        if not any(option.right not in ("", "x") for option in step.options)
    ]
    return {asked(step) for step in (*fixed, *page.of(Find))}


@pytest.fixture
def mine(monkeypatch):
    """What somebody has brought: every image of this file."""
    every = Brought()
    every.subjects |= {one.id: one for one in (*FITTING, *ODD, *UNFIT.values())}
    monkeypatch.setattr(images, "_whose", lambda: every)
    return every


@pytest.mark.parametrize(("why", "subject"), UNFIT.items(), ids=[s.id for s in UNFIT.values()])
def test_what_does_not_fit_is_not_offered_and_a_sentence_says_why(mine, why, subject):
    for page in LESSONS:
        assert unfit(page, subject), page.slug
        assert subject.id not in folder.picker(page).options
    assert unfit(folder.text("threshold"), subject).startswith(why)
    assert subject.id in folder.picker(curriculum.LAB).options


def test_an_image_of_two_classes_is_offered_where_they_are_enough(mine):
    two, four = FITTING
    for page in LESSONS:
        offered = folder.picker(page).options
        assert four.id in offered
        assert (two.id in offered) == (page.slug not in OF_FOUR), page.slug
    assert "this lesson is about 4" in unfit(folder.text("multi-class"), two)


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.slug)
@pytest.mark.parametrize("subject", [*FITTING, *ODD], ids=lambda subject: subject.id)
def test_a_lesson_shows_an_own_image_or_says_that_it_cannot(mine, page, subject):
    why = frame.in_the_way(page, subject.id)
    if why:
        assert why.startswith(f"“{subject.title}” cannot be used here: it ")
        return
    told = guide.described(page.slug, subject.id)
    texts = [part["html"] for part in (*told["steps"], *told["presets"])]
    assert not any(re.search(r"\b(nan|inf)\b|\{", text) for text in texts)
    assert not {step["key"] for step in told["steps"]} & of_the_course(page)
    for name in folder.screens(page.slug):
        assert scenes.message(page.slug, subject.id, {}, name).data
