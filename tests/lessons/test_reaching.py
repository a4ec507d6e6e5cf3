"""Where a lesson says that a Dice is reached, it is, as near as the steps of its controls allow."""

import pytest
from screens import Screen

from segview.course import curriculum
from segview.lesson.steps import Reach

NEAR = 0.005  # in Dice
GOALS = [(page.slug, step) for page in curriculum.IN_ORDER for step in page.of(Reach)]


@pytest.mark.parametrize(("slug", "step"), GOALS, ids=[slug for slug, _ in GOALS])
def test_the_values_that_a_room_is_shown_reach_the_best(slug, step):
    screen = Screen(slug)
    (view,) = screen.at(step.then).data("linked")
    best = float(step.best.format_map(screen.facts))
    assert view["dice"] == pytest.approx(best, abs=NEAR)
