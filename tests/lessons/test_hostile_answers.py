"""What the interpreter refuses, the page refuses too: in words, quickly, in little memory."""

import gc
import time
import tracemalloc

import pytest
from hostile import HOSTILE

SECONDS, MEGABYTES = 0.5, 50


@pytest.fixture(scope="module")
def screen(visit):
    """A lesson with an exercise, in which some answer was checked before."""
    screen = visit("threshold")
    check(screen, ["im", "1", "brain"])
    return screen


@pytest.fixture
def no_collection():
    """Leave other tests' garbage alone: clearing it away would count as time for the answer."""
    gc.disable()
    yield
    gc.enable()


def check(screen, blanks):
    """Hand in an answer and return what is shown of it."""
    screen.app.session_state["exercise-threshold"] = {"blanks": blanks}
    screen.app.run()
    assert screen.complaints == []
    (exercise,) = screen.data("exercise")
    return exercise["verdict"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))
def test_a_hostile_answer_is_refused(screen, text, no_collection):
    tracemalloc.start()
    start = time.process_time()
    verdict = check(screen, [text, "1", "brain"])
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert not verdict["right"]
    assert verdict["blank"] == 0
    assert verdict["feedback"].endswith((".", "?"))
    assert seconds < SECONDS
    assert peak < MEGABYTES


@pytest.mark.parametrize(
    "blanks", [None, "im > 0.1", [], ["im"], ["im"] * 4, [1, 2, 3], [None] * 3, {"0": "im"}]
)
def test_what_the_browser_never_sends_is_no_answer(screen, blanks):
    assert check(screen, blanks) is None


def test_the_page_is_fine_afterwards(screen):
    verdict = check(screen, ["im > 0.1", "np.sum(segmentation)", "segmentation"])
    assert verdict["right"], verdict["feedback"]
