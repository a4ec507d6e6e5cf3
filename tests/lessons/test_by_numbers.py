"""Every task to find or to draw can be solved without drawing: by numbers and names of classes."""

import numpy as np
import pytest
from screens import Screen

from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.steps import Draw, Find

JOIN = {
    "select": lambda old, now: now,
    "add": lambda old, now: old | now,
    "remove": lambda old, now: old & ~now,
    "keep": lambda old, now: old & now,
}
# What a learner does in turn: which numbers, or which name, and how it joins what is selected.
HEAD, BRIGHT = "intensity >= 0.1", "intensity >= 0.6"
NOT_BRAIN = (("select", HEAD), ("remove", "truth = 1"))
BRAIN = (("select", "intensity >= 0"), ("keep", "truth = 1"))
ANSWERS = {
    ("image-and-mask", "corner"): [("select", "row <= 49, column >= 151")],
    ("image-and-mask", "higher"): BRAIN,
    ("histogram", "air"): [("select", "intensity <= 0.1")],
    ("histogram", "brightest"): [("select", "intensity >= 0.55")],
    ("threshold", "extra"): NOT_BRAIN,
    ("threshold", "false-positives"): NOT_BRAIN,
    ("clustering-1d", "missed"): [("select", "intensity <= 0.24"), ("keep", "truth = 1")],
    ("class-overlap", "look-alikes"): [
        ("select", "intensity >= 0.24, intensity <= 0.35"),
        ("keep", "truth = 0"),
    ],
    ("multi-class", "called-white"): [("select", "intensity >= 0.45")],
    ("multi-class", "grey"): [("select", "intensity >= 0.24, intensity <= 0.4")],
    ("recap-1", "scalp"): [("select", BRIGHT)],
    ("accuracy", "blind"): BRAIN,
    ("accuracy", "true-negatives"): [("select", "intensity <= 0.1"), ("keep", "truth = 0")],
    ("dice", "aside"): [
        ("select", "row >= 0"),
        ("keep", "truth = 1"),
        ("remove", "column >= 110"),
        ("add", "row >= 60, row <= 115, column >= 134, column <= 170"),
    ],
    ("dice", "overlap"): [("select", "row >= 0"), ("keep", "errors = 1")],
    ("dice-multiclass", "missed-background"): [("select", HEAD), ("keep", "truth = 1")],
    ("dice-multiclass", "wrong"): [("select", HEAD), ("keep", "truth = 0")],
    ("recap-2", "overlap"): [("select", HEAD), ("keep", "truth = 1")],
    ("neighbourhood", "same-grey"): [
        ("select", "intensity >= 0.29, intensity <= 0.39"),
        ("keep", "truth = 0"),
    ],
    ("gaussian-blur", "losers"): [("select", BRIGHT)],
    ("gaussian-blur", "brightened"): [("select", "intensity <= 0.1, gaussian:5 >= 0.1")],
    ("clustering-2d", "second-cluster"): [("select", "intensity >= 0.22")],
    ("clustering-2d", "scalp"): [("select", BRIGHT)],
    ("normalising", "sides"): [("select", "intensity <= 0.2, gaussian:5 >= 0.2")],
    ("normalising", "disputed"): [("select", "intensity <= 0.15, gaussian:5 >= 0.25")],
    ("filters", "last-class"): [("select", "intensity >= 0.42, intensity <= 0.55")],
    ("clustering-nd", "steep"): [("select", "gradient:5 >= 0.02")],
    ("recap-3", "scalp"): [("select", BRIGHT)],
    ("supervised", "called-brain"): NOT_BRAIN,
    ("supervised", "false-positives"): [("select", "intensity >= 0.4"), ("keep", "truth = 0")],
    ("classifiers", "one-point"): [("select", "intensity >= 0.4, gaussian:5 >= 0.2")],
    ("classifiers", "white"): [("select", "intensity >= 0.42, gaussian:5 >= 0.28")],
    ("feature-selection", "called-last"): [("select", "intensity >= 0.42, gaussian:5 >= 0.28")],
    ("another-subject", "compact"): [("select", "intensity >= 0.4, gaussian:5 >= 0.3")],
    ("overfitting", "half"): [("select", HEAD), ("keep", "truth = 0")],
    ("overfitting", "called-brain"): [
        ("select", "intensity >= 0.08, intensity <= 0.5, gaussian:5 >= 0.1"),
        ("keep", "truth = 0"),
    ],
    ("recap-4", "scalp"): [("select", BRIGHT)],
}


def dice(a, b):
    return 2 * np.sum(a & b) / (a.sum() + b.sum())


def test_all_tasks_are_solved():
    tasks = {(p.slug, s.key) for p in curriculum.IN_ORDER for s in folder.text(p.slug).of(Find)}
    assert tasks == set(ANSWERS)


@pytest.mark.parametrize(("slug", "key"), ANSWERS)
def test_a_task_is_solved_by_numbers(slug, key):
    image = folder.text(slug).image or "age-25"
    screen = Screen(slug, f"image={image}")
    step = screen.step(key)
    before = screen.at(step.set)
    selected = None
    for how, where in ANSWERS[slug, key]:
        now = before.meant(where.replace("errors = 1", "truth = 1, result = 1"))
        selected = JOIN[how](selected, now)
    meant = screen.at(step.then if isinstance(step, Draw) else step.set).meant(step.where)
    assert min(dice(selected, meant), dice(~selected, ~meant)) >= float(step.enough)
