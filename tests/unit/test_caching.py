"""What is remembered: computed once, for everybody, within bounds."""

import threading

import numpy as np
import pytest

from segview import caching


@pytest.fixture
def clean(monkeypatch):
    """An empty memory."""
    monkeypatch.setattr(caching, "_kept", caching.OrderedDict())
    monkeypatch.setattr(caching, "_sizes", {})


def test_a_result_is_computed_once_per_arguments(clean):
    calls = []

    @caching.remember
    def double(x, times=2):
        calls.append(x)
        return x * times

    assert [double(1), double(1), double(2), double(1, times=3)] == [2, 2, 4, 3]
    assert calls == [1, 2, 1]


def test_the_same_code_compiled_again_shares_results(clean):
    source = "def slow(x):\n    calls.append(x)\n    return x\n"
    calls = []
    for _ in range(2):
        names = {"calls": calls}
        exec(compile(source, "page.py", "exec"), names)
        caching.remember(names["slow"])(1)
    assert calls == [1]


def test_learners_who_ask_together_wait_for_one_computation(clean):
    started, go, calls = threading.Event(), threading.Event(), []

    @caching.remember
    def slow(x):
        calls.append(x)
        started.set()
        go.wait(10)
        return x

    answers = []
    threads = [threading.Thread(target=lambda: answers.append(slow(7))) for _ in range(5)]
    for thread in threads:
        thread.start()
    started.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert answers == [7] * 5
    assert calls == [7]


def test_an_error_is_told_and_not_kept(clean):
    calls = []

    @caching.remember
    def fails_once(x):
        calls.append(x)
        if len(calls) == 1:
            raise ValueError("no")
        return x

    with pytest.raises(ValueError, match="no"):
        fails_once(1)
    assert fails_once(1) == 1


def test_the_least_recently_used_results_go_first(clean, monkeypatch):
    monkeypatch.setattr(caching, "BUDGET", 3500)
    calls = []

    @caching.remember
    def kilobyte(x):
        calls.append(x)
        return np.zeros(1000, np.uint8)

    for x in (1, 2, 3, 1, 4, 1, 2):
        kilobyte(x)
    assert calls == [1, 2, 3, 4, 2]
    assert sum(caching._sizes.values()) <= 3500
    assert set(caching._sizes) == set(caching._kept)


def test_bytes_count_in_full(clean, monkeypatch):
    monkeypatch.setattr(caching, "BUDGET", 2500)
    for n in range(5):
        caching.recall(("packed", n), lambda: bytes(1000))
    assert [key[1] for key in caching._kept] == [3, 4]
