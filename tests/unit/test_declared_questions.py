"""Where answers are kept: under keys that the page declares."""

import pytest

from segview.course import progress
from segview.lesson import controls


def test_a_question_is_kept_under_the_page_that_declares_it(monkeypatch):
    monkeypatch.setattr(controls, "page", lambda: "dice")
    for key in ("baseline", "exercise-dice-coefficient"):
        assert progress.place(key) == {"page": "dice", "key": key}


@pytest.mark.parametrize("key", ["raise", "Baseline", "", "dice-coefficient"])
def test_an_undeclared_question_is_refused(monkeypatch, key):
    monkeypatch.setattr(controls, "page", lambda: "dice")
    with pytest.raises(LookupError, match="what dice asks"):
        progress.place(key)
