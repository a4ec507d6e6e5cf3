"""Every task of the course, solved by hand as its hint says, on a laptop's screen."""

import numpy as np
import pytest
from gestures import (
    ADD,
    INTERSECT,
    REMOVE,
    Bars,
    Box,
    Choose,
    Dots,
    DotsInBox,
    Grip,
    Lasso,
    Legend,
    Slide,
    Thumbnail,
    Tool,
    around,
    box,
)
from playwright.sync_api import expect

from segcore import load_subject, pad, shift
from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.steps import Draw, Find, Reach

SUBJECT = load_subject("age-25")
IMAGE, BRAIN = SUBJECT.image, SUBJECT.binary_truth > 0
HEAD = IMAGE > 0.1
SCALP = (IMAGE > 0.6) & ~BRAIN
ROWS, COLUMNS = IMAGE.shape
EVERYTHING = np.array([[0, 0], [COLUMNS + 99, 0], [COLUMNS + 99, ROWS + 99], [0, ROWS + 99]])
OUTSIDE_BRAIN = (Lasso(around(HEAD)), Lasso(around(BRAIN), REMOVE))
BRIGHT = Dots(box(0.6, 1.01, 0.05, 0.55))


def disc(column, start=0, end=360):
    """Corners of an arc of the large disc of the lesson on Dice, moved to a column."""
    angle = np.radians(np.linspace(start, end, 25))
    return np.column_stack([column + 30 * np.cos(angle), ROWS // 2 + 30 * np.sin(angle)])


def sickle(start, end, column, other):
    """Corners of what one disc has and the other has not, on the side of these angles."""
    return np.vstack([disc(column, start, end), disc(other, end, start)])


MIDDLE = COLUMNS // 2
GESTURES = {
    ("image-and-mask", "corner"): [Tool("Box"), Box((0, 151), (49, COLUMNS - 1))],
    ("image-and-mask", "higher"): [Lasso(around(BRAIN))],
    ("histogram", "air"): [Bars(-0.01, 0.09)],
    ("histogram", "brightest"): [Lasso(around(SCALP)), Lasso(around(SCALP, share=0.05), REMOVE)],
    ("threshold", "as-high"): [Slide("threshold", "Home"), Slide("threshold", "ArrowRight", 15)],
    ("threshold", "extra"): OUTSIDE_BRAIN,
    ("threshold", "false-positives"): [Legend("rest"), Bars(1.0, 0.105, INTERSECT)],
    ("clustering-1d", "drag"): [Grip("centre-0", 0.05), Grip("centre-1", 0.25)],
    ("clustering-1d", "missed"): [Legend("brain"), Bars(0.0, 0.235, INTERSECT)],
    ("class-overlap", "look-alikes"): [Legend("rest"), Bars(0.24, 0.35, INTERSECT)],
    ("multi-class", "three-cuts"): [Grip("t3", 0.42), Grip("t2", 0.25), Grip("t1", 0.1)],
    ("multi-class", "called-white"): [Bars(0.455, 1.0)],
    ("multi-class", "grey"): [Bars(0.4, 0.235)],
    ("recap-1", "scalp"): [Bars(0.605, 1.0)],
    ("accuracy", "blind"): [Lasso(around(BRAIN))],
    ("accuracy", "true-negatives"): [Lasso(EVERYTHING), Lasso(around(pad(HEAD, 40)), REMOVE)],
    ("dice", "aside"): [
        Lasso(sickle(127, 233, MIDDLE, MIDDLE + 36)),
        Lasso(sickle(-53, 53, MIDDLE + 36, MIDDLE), ADD),
    ],
    ("dice", "overlap"): [Legend("brain"), Lasso(around(shift(BRAIN, 0, 12)), INTERSECT, "result")],
    ("dice-multiclass", "missed-background"): OUTSIDE_BRAIN,
    ("dice-multiclass", "wrong"): [Legend("background"), Lasso(around(HEAD), INTERSECT)],
    ("recap-2", "overlap"): [Lasso(around(BRAIN), panel="result")],
    ("neighbourhood", "same-grey"): [
        Legend("rest"),
        Tool("Box"),
        DotsInBox((0.29, 0.39), (0, 0.6), INTERSECT),
    ],
    ("gaussian-blur", "calm"): [Slide("sigma", "End")],
    ("gaussian-blur", "losers"): [Dots(box(0.6, 1.01, 0.55, 1.01))],
    ("gaussian-blur", "brightened"): [Dots(box(-0.01, 0.1, 0.1, 0.5))],
    ("clustering-2d", "second-cluster"): [Dots(box(0.22, 1.01, 0, 0.6))],
    ("clustering-2d", "scalp"): [BRIGHT],
    ("normalising", "sides"): [Dots(box(-0.01, 0.2, 0.2, 0.5))],
    ("normalising", "disputed"): [Dots(box(-0.01, 0.15, 0.25, 0.5))],
    ("filters", "pair"): [Choose("x", "intensity")],
    ("filters", "last-class"): [Dots(box(0.42, 0.55, 0, 0.08))],
    ("clustering-nd", "steep"): [Thumbnail("pixels over Gradient magnitude"), Bars(0.0205, 0.2)],
    ("recap-3", "scalp"): [BRIGHT],
    ("supervised", "names"): [Slide("seed", "ArrowRight", 9)],
    ("supervised", "called-brain"): OUTSIDE_BRAIN,
    ("supervised", "false-positives"): [
        Legend("rest"),
        Dots(box(0.34, 1.01, 0, 0.6), INTERSECT, plot=1),
    ],
    ("classifiers", "one-point"): [Dots(box(0.42, 1.01, 0, 0.6))],
    ("classifiers", "white"): [Dots(box(0.42, 0.62, 0.28, 0.55), plot=1)],
    ("feature-selection", "called-last"): [Dots(box(0.42, 0.6, -0.012, 0.012))],
    ("another-subject", "compact"): [Dots(box(0.4, 0.6, 0.3, 0.55))],
    ("overfitting", "half"): [
        Lasso(around(HEAD[::2, ::2])),
        Lasso(around(BRAIN[::2, ::2]), REMOVE),
    ],
    ("overfitting", "called-brain"): [
        Legend("background"),
        Tool("Box"),
        DotsInBox((0.08, 0.5), (0.1, 0.6), INTERSECT),
    ],
    ("recap-4", "scalp"): [BRIGHT],
}
TASKS = [
    (page.slug, step.key)
    for page in curriculum.IN_ORDER
    for step in folder.text(page.slug).of(Find, Draw, Reach)
]


@pytest.fixture
def size():
    return {"width": 1366, "height": 768}


def test_all_tasks_are_solved():
    assert set(TASKS) == set(GESTURES)


@pytest.mark.parametrize(("slug", "key"), GESTURES)
def test_a_task_is_solved_by_hand(go_to_lesson, page, slug, key):
    view = go_to_lesson(slug, step=key)
    task = page.locator(f'[data-task="{key}"]')
    expect(task).to_be_visible()
    view.settled()
    for gesture in GESTURES[slug, key]:
        gesture.make(view)
    check = task.locator("[data-check]")
    if check.count():
        check.click()
    expect(task).to_have_attribute("data-verdict", "right", timeout=8000)
    view.settled()
