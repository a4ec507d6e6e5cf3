"""The tasks of the recaps can be solved with one drag, as their hints say."""

import numpy as np
import pytest
from playwright.sync_api import expect

from segcore import load_subject
from segview.course import curriculum

TASKS = {"recap-1": "scalp", "recap-2": "overlap", "recap-3": "scalp", "recap-4": "scalp"}


def right_end(view):
    """Corners of a box in the first plot around all that is brighter than 0.6."""
    axes = view.root.locator(".plot .overlay").first.bounding_box()
    (left, top), (width, height) = (axes["x"], axes["y"]), (axes["width"], axes["height"])
    low, high = -0.02, 1.02
    at = left + (0.6 - low) / (high - low) * width
    return (at, top + 5), (left + width - 2, top + height - 5)


def around_the_brain(view):
    rows, columns = np.nonzero(load_subject(curriculum.HELD_OUT).truth)
    ends = (rows.min(), columns.min()), (rows.max(), columns.max())
    return [view.pixel("result", *end) for end in ends]


@pytest.mark.parametrize("slug", TASKS)
def test_the_task_can_be_solved(go_to_lesson, page, slug):
    settings = {"classifier": "nearest mean"} if slug == "recap-4" else {}
    view = go_to_lesson(slug, **settings)
    task = page.locator(f'[data-task="{TASKS[slug]}"]')
    expect(task).to_be_visible()
    view.choose_tool("Box")
    view.root.locator(".readout").scroll_into_view_if_needed()
    view.drag(*(around_the_brain if slug == "recap-2" else right_end)(view))
    expect(task).to_have_attribute("data-verdict", "right")
