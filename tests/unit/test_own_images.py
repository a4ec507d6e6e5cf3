"""Images that are in memory already, and whose they are."""

import numpy as np
import pytest

from segcore import Subject
from segview import images
from segview.images import Brought, is_own, load_subject, new_id

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
