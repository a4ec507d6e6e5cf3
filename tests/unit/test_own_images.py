"""Images that are in memory already, and whose they are."""

import gc
from types import SimpleNamespace
from weakref import WeakSet

import numpy as np
import pytest
from streamlit.runtime.state import SessionState

from segcore import ImageError, Subject
from segview import images
from segview.images import Brought, is_own, load_subject, new_id
from segview.server import leaving

IMAGE = np.linspace(0, 1, 12).reshape(3, 4)
MASK = (IMAGE > 0.5).astype(int) * 2


def own(id="own-1", truth=None, classes=()):
    return Subject.of(id, "Mine", IMAGE.copy(), truth, classes=classes)


def test_an_image_without_ground_truth_has_none():
    subject = own()
    assert subject.truth is None and subject.binary_truth is None
    assert np.array_equal(subject.image, IMAGE)


def test_an_image_with_ground_truth():
    subject = own(truth=MASK.copy(), classes=("rest", "skin", "bone"))
    assert np.array_equal(subject.truth, MASK)
    assert np.array_equal(subject.binary_truth, MASK > 0)
    with pytest.raises(ValueError, match="read-only"):
        subject.truth[0, 0] = 1


@pytest.mark.parametrize("truth", [MASK[:2], MASK + 1])
def test_a_ground_truth_that_does_not_fit_is_refused(truth):
    with pytest.raises(ValueError, match="does not fit"):
        own(truth=truth, classes=("rest", "skin", "bone"))


def test_only_who_brought_an_image_has_it(monkeypatch):
    ada, subject = Brought(), own(new_id())
    ada.subjects[subject.id] = subject
    assert is_own(subject.id) and not is_own("age-25") and not is_own(0.5)
    for whose in (None, Brought()):
        monkeypatch.setattr(images, "_whose", lambda whose=whose: whose)
        with pytest.raises(KeyError, match="not among the images"):
            load_subject(subject.id)
    monkeypatch.setattr(images, "_whose", lambda: ada)
    assert load_subject(subject.id) is subject


def test_ids_differ():
    assert len({new_id() for _ in range(100)}) == 100


@pytest.fixture
def room(monkeypatch):
    """Nobody has brought anything; all together may have 11 kB."""
    monkeypatch.setattr(images, "_everybody", WeakSet())
    monkeypatch.setattr(images, "TOGETHER", 11_000)


def large(size):
    return Subject.of(new_id(), "Mine", np.zeros((size // 8, 1)))


def test_images_that_there_is_no_room_for_are_refused_and_nothing_else_changes(room):
    ada, grace = Brought(), Brought()
    ada.offer(first := large(4000))
    with pytest.raises(ImageError, match="no room for another one"):
        grace.offer(large(4000))
    assert not grace.subjects and list(ada.subjects) == [first.id]
    grace.offer(second := large(800))
    ada.forget()
    grace.offer(third := large(4000))
    assert list(grace.subjects) == [second.id, third.id] and not ada.subjects


def test_results_go_first_of_those_who_have_been_silent_for_longest(room, monkeypatch):
    ada, grace, lise = learners = Brought(), Brought(), Brought()
    for one in (grace, lise, ada):
        monkeypatch.setattr(images, "_whose", lambda one=one: one)
        images.brought().results.keep("result", np.zeros(250))
    images.make_room()
    assert all(list(one.results) for one in learners)
    ada.offer(large(4000))
    assert [list(one.results) for one in learners] == [["result"], [], ["result"]]


def test_who_has_gone_is_no_longer_counted(room):
    gone = Brought()
    gone.offer(large(6000))
    del gone
    gc.collect()
    Brought().offer(large(6000))


class Streamlit:
    """What looks after sessions, in this test."""

    def __init__(self, active):
        self.active, self.closed = active, []
        self.uploaded_file_mgr = SimpleNamespace(remove_session_files=lambda _: None)
        self.is_active_session, self.close_session = active.__contains__, self.closed.append


def test_a_session_that_was_left_ends_when_nobody_comes_back(monkeypatch):
    streamlit, now = Streamlit({"ada", "grace"}), [0.0]
    monkeypatch.setattr(leaving.runtime, "get_instance", lambda: streamlit)
    monkeypatch.setattr(leaving.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(leaving, "_present", {})
    ada, grace, left, states = Brought(), Brought(), {}, {}
    for name, learner in (("ada", ada), ("grace", grace)):
        learner.offer(large(800))
        states[name] = SessionState()
        states[name]["what"] = "secret"
        leaving.attend(name, learner, states[name])
    for seconds, active, ended in [
        (0, {"ada", "grace"}, []),
        (10, {"grace"}, []),
        (60, {"ada", "grace"}, []),
        (100, {"grace"}, []),
        (219, {"grace"}, []),
        (220, {"grace"}, ["ada"]),
    ]:
        now[0], streamlit.is_active_session = seconds, active.__contains__
        leaving._end(left, 120)
        assert streamlit.closed == ended
    assert not ada.subjects and grace.subjects
    assert "what" not in states["ada"] and "what" in states["grace"]
