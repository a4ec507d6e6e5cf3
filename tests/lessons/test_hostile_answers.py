"""Whatever is handed in, the page says a sentence, keeps little, and is fine afterwards."""

import pickle

import pytest
from hostile import HOSTILE

from segview.lesson import exercise as shown

LIMIT = 400_000  # bytes that are kept of a check: two small pictures at most
RIGHT = ["im > 0.1", "np.sum(segmentation)", "segmentation"]


@pytest.fixture(scope="module")
def screen(open_page):
    """A lesson with an exercise."""
    return open_page("threshold")


def check(screen, blanks):
    """Hand in an answer and return what is shown of it."""
    screen.app.session_state["guide"] = {"typed": {"threshold": blanks}}
    screen.app.run()
    assert screen.complaints == []
    (exercise,) = screen.data("exercise")
    return exercise["verdict"]


@pytest.mark.parametrize("text", HOSTILE[::12], ids=lambda text: ascii(text[:30]))
def test_a_hostile_answer_is_refused(screen, text):
    verdict = check(screen, [text, "1", "brain"])
    assert not verdict["right"]
    assert verdict["blank"] == 0
    assert verdict["feedback"].endswith((".", "?"))


@pytest.mark.parametrize(
    "blanks", [None, "im > 0.1", [], ["im"], ["im"] * 4, [1, 2, 3], [None] * 3, {"0": "im"}]
)
def test_what_the_browser_never_sends_is_no_answer(screen, blanks):
    assert check(screen, blanks) is None


@pytest.mark.parametrize("error", [MemoryError("no room"), ZeroDivisionError("a fault of ours")])
def test_what_goes_wrong_in_judging_is_said_and_not_kept(screen, monkeypatch, error):
    blanks = ["im >= 0.1", "1", type(error).__name__]

    def fail(*_):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(shown, "judge", fail)
        verdict = check(screen, blanks)
    assert verdict["feedback"].startswith("This could not be checked just now.")
    assert verdict["again"], "the browser may ask again"
    verdict = check(screen, blanks)
    assert "pixels is 1" in verdict["feedback"]
    assert "again" not in verdict


def test_little_is_kept_of_answers_that_make_much(screen):
    """Part of an array keeps all of it in memory; of a check only what is drawn is kept."""
    blanks = ("np.ones(999000)[:1]", "np.ones((999, 999))", "im")
    kept = shown._judged("threshold", "threshold", blanks, ("age-25",))
    assert len(pickle.dumps(kept)) < LIMIT
    assert not check(screen, list(blanks))["right"]


def test_the_page_is_fine_afterwards(screen):
    verdict = check(screen, RIGHT)
    assert verdict["right"], verdict["feedback"]
