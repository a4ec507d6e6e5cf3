"""What must hold of every page on every image that its learners can choose."""

import re

import numpy as np
import pytest
from sklearn.metrics import f1_score

from segcore import subjects
from segview.course import curriculum
from segview.lesson.steps import Draw
from segview.scene.where import pixels

SHIPPED = [entry.id for entry in subjects() if not entry.downloaded]
REAL = [entry.id for entry in subjects() if entry.downloaded]


def params():
    """Every page with the images that are shipped, and with those that are not."""
    for page in curriculum.IN_ORDER:
        yield pytest.param(page.slug, SHIPPED, id=page.slug)
        if not page.image:
            yield pytest.param(page.slug, REAL, id=f"{page.slug}-real", marks=pytest.mark.oasis)


every_page = pytest.mark.parametrize(("slug", "images"), list(params()), scope="module")


@pytest.fixture(scope="module")
def screens(visit, slug, images):
    """A page as it opens, by image; by its name, where the page has only one."""
    if image := curriculum.page_of(slug).image:
        return {image: visit(slug)}
    options = {value for value, _ in visit(slug).controls["image"]["options"]}
    return {image: visit(slug, f"image={image}") for image in images if image in options}


def decoded(view, arrays):
    """Arrays of a view by name, from what was sent to the browser."""
    ids = {name: feature["id"] for name, feature in view["features"].items()}
    ids |= {name: view[name] for name in ("truth", "result") if view[name]}
    sent = {name: arrays[id] for name, id in ids.items()}
    values = {
        name: head["low"] + levels / head["top"] * (head["high"] - head["low"])
        for name, (head, levels) in sent.items()
    }
    return values | dict(zip(("row", "column"), np.indices(view["shape"]), strict=True))


def found(task, selection, meant):
    """Whether a selection solves a task: Dice is high enough, inside and outside."""
    scores = f1_score(meant.ravel(), selection.ravel(), average=None, zero_division=0)
    return bool((scores >= task["enough"]).all())


@every_page
def test_a_task_is_solved_by_what_it_means_not_by_everything_or_nothing(screens, unpack):
    for image, screen in screens.items():
        for task in screen.data("task"):
            step = screen.step(task["key"])
            effect = screen.at(step.then if isinstance(step, Draw) else step.set)
            view = effect.data("linked")[0]
            arrays = {head["id"]: (head, levels) for head, levels in map(unpack, effect.packed)}
            meant = pixels(task["where"], decoded(view, arrays))
            assert 0 < meant.sum() < meant.size, (image, task["key"])
            assert found(task, meant, meant)
            assert not found(task, np.ones_like(meant), meant), (image, task["key"])
            assert not found(task, np.zeros_like(meant), meant), (image, task["key"])


NUMBER = r"(?<![\d.,])−?\d[\d,]*(?:\.\d+)?"
WORDS = r"[^\d.;:()]{0,60}?"
COMPARED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"({NUMBER}){WORDS}\b(?:instead of|rather than|against|than|but only)\b{WORDS}({NUMBER})",
        rf"\bfrom{WORDS}({NUMBER}){WORDS}\bto\b{WORDS}({NUMBER})",
        rf"({NUMBER}) before\b{WORDS}({NUMBER}) after\b",
    )
]


def said(screen):
    """All that a page says, by the key of a question or task, or the label of a preset."""
    yield "prose", screen.told("plain", "caption", "info", "success", "warning")
    yield from screen.notes.items()
    for question in screen.data("quiz"):
        answers = (text for a in question["answers"] for text in (a["text"], a["why"]))
        yield question["key"], [question["question"], *answers]
    for task in screen.data("task"):
        yield task["key"], [task["task"], task["why"], task["hint"]]


@every_page
def test_no_number_is_said_to_differ_from_itself(screens):
    equal = [
        (image, key, match[0])
        for image, screen in screens.items()
        for key, texts in said(screen)
        for text in ([texts] if isinstance(texts, str) else texts)
        for pattern in COMPARED
        for match in pattern.finditer(text)
        if match[1] == match[2]
    ]
    assert equal == []


@pytest.mark.parametrize(
    "text",
    [
        "mean Dice 0.555 instead of 0.555",
        "accuracy rose from 0.80 to 0.80",
        "0.81 on training pixels against 0.81 on the test image",
        "0.814 before and 0.814 after",
    ],
)
def test_a_comparison_of_equal_numbers_is_noticed(text):
    assert any(match[1] == match[2] for p in COMPARED for match in p.finditer(text))
