"""What is remembered: computed once, for everybody, within bounds, whoever leaves."""

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from segview import images
from segview.cache import remembering as caching
from segview.cache.store import Store
from segview.cache.turns import Turns
from segview.images import Brought

ROOT = Path(__file__).parents[2]
LONG = 30  # seconds that nothing here takes unless it is stuck


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    """An empty memory."""
    monkeypatch.setattr(caching, "_kept", Store(1e6))
    monkeypatch.setattr(caching, "_turns", Turns(1))
    monkeypatch.setattr(caching, "_running", {})


class Leaves(BaseException):
    """What stops one session and is no error, as Streamlit's own requests to stop and rerun."""


class Gate:
    """A computation that waits to be let through, and notes who computes."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.started, self.opened = threading.Event(), threading.Event()
        self.calls = 0

    def __call__(self):
        self.calls += 1
        self.started.set()
        assert self.opened.wait(LONG)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def asked_together(gate, count, **how):
    """What `count` threads get that ask for the same, all before the first has its answer."""
    waiting = threading.Semaphore(0)

    def ask():
        waiting.release()
        try:
            return caching.recall("same", gate, **how)
        except BaseException as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        asked = [pool.submit(ask)]
        assert gate.started.wait(LONG)
        asked += [pool.submit(ask) for _ in range(count - 1)]
        for _ in range(count):
            assert waiting.acquire(timeout=LONG)
        gate.opened.set()
        return [one.result(LONG) for one in asked]


def test_a_result_is_computed_once_per_arguments():
    calls = []

    @caching.remember
    def double(x, times=2):
        calls.append(x)
        return x * times

    assert [double(1), double(1), double(2), double(1, times=3)] == [2, 2, 4, 3]
    assert calls == [1, 2, 1]


def test_the_same_code_compiled_again_shares_results():
    source = "def slow(x):\n    calls.append(x)\n    return x\n"
    calls = []
    for _ in range(2):
        names = {"calls": calls}
        exec(compile(source, "page.py", "exec"), names)
        caching.remember(names["slow"])(1)
    assert calls == [1]


def test_learners_who_ask_together_wait_for_one_computation():
    gate = Gate(7)
    assert asked_together(gate, 5) == [7] * 5
    assert gate.calls == 1


@pytest.mark.parametrize("saying", [None, "Computing"])
@pytest.mark.parametrize("end", [Leaves(), SystemExit(), KeyboardInterrupt(), MemoryError()])
def test_who_leaves_takes_nobody_along(end, saying):
    gate = Gate(end, 7)
    assert asked_together(gate, 9, saying=saying) == [end, *[7] * 8]
    assert gate.calls == 2
    assert caching.recall("same", gate) == 7


def test_everybody_may_leave_one_after_the_other():
    ends = [Leaves() for _ in range(4)]
    answers = asked_together(Gate(*ends, 7), 5)
    assert answers[0] is ends[0]
    assert {*answers} == {*ends, 7}


def test_an_error_of_the_computation_reaches_all_and_is_not_kept():
    error = ValueError("no")
    gate = Gate(error, 7)
    assert asked_together(gate, 4) == [error] * 4
    assert gate.calls == 1
    assert caching.recall("same", gate) == 7


def test_nothing_is_left_of_a_computation_that_failed():
    with pytest.raises(Leaves):
        caching.recall("same", _leave)
    assert caching._running == {}
    assert list(caching._kept) == []


def _leave():
    raise Leaves


def test_who_asked_is_told_once_whatever_long_work_asks_for_itself(monkeypatch):
    told = []

    @contextmanager
    def tell(text):
        told.append(f"{text} …")
        yield
        told.append(f"{text} ✓")

    monkeypatch.setattr(caching, "_tell", tell)

    @caching.remember(saying="inner")
    def inner(x):
        return x

    @caching.remember(saying="outer")
    def outer():
        return inner(1) + inner(2)

    @caching.remember
    def short():
        return inner(3)

    assert outer() == 3
    assert told == ["outer …", "outer ✓"]
    inner(1)
    assert len(told) == 2, "nobody waits for what is there"
    assert short() == 3
    assert told[2:] == ["inner …", "inner ✓"], "long work in short work"


def test_a_learner_stopped_while_being_told_leaves_a_result_for_the_others(monkeypatch):
    """Streamlit stops a script where it shows something: before and after the wait."""

    @contextmanager
    def stop_after(text):
        yield
        raise Leaves

    monkeypatch.setattr(caching, "_tell", stop_after)
    gate = Gate(7)
    answers = asked_together(gate, 9, saying="Computing")
    assert all(isinstance(answer, Leaves) for answer in answers)
    assert caching.recall("same", gate) == 7
    assert gate.calls == 1


def test_long_work_takes_turns_short_work_does_not(monkeypatch):
    monkeypatch.setattr(caching, "_turns", Turns(2))
    at_work, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(2)

    def work():
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        together.wait(LONG)
        with lock:
            at_work -= 1
        return 1

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(caching.recall, n, work, saying="Computing") for n in range(8)]
        assert [one.result(LONG) for one in asked] == [1] * 8
    assert most == 2
    together = threading.Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(caching.recall, 100 + n, work) for n in range(8)]
        assert [one.result(LONG) for one in asked] == [1] * 8
    assert most == 8


def test_nested_long_work_never_waits_for_ever():
    """One turn; short and long computations need each other, asked for by many at once."""

    @caching.remember(saying="long")
    def long(n):
        return 1 + (short(n - 1) if n else 0)

    @caching.remember
    def short(n):
        return 1 + (long(n - 1) if n else 0)

    with ThreadPoolExecutor(16) as pool:
        numbers = [n % 12 for n in range(200)]
        asked = [pool.submit(short if n % 2 else long, number) for n, number in enumerate(numbers)]
        assert [one.result(LONG) for one in asked] == [number + 1 for number in numbers]


def test_the_least_recently_used_results_go_first(monkeypatch):
    monkeypatch.setattr(caching, "_kept", Store(6000))
    calls = []

    @caching.remember
    def kilobyte(x):
        calls.append(x)
        return np.zeros(1500, np.uint8)

    for x in (1, 2, 3, 1, 4, 1, 2):
        kilobyte(x)
    assert calls == [1, 2, 3, 4, 2]


def remembered_functions():
    """Every function of the course whose results are remembered, with its names' origins."""
    for path in [*sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "segview").rglob("*.py"))]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and "remember" in map(
                _called, node.decorator_list
            ):
                yield pytest.param(tree, node, id=f"{path.stem}:{node.name}")


def _called(decorator):
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def modules_behind(tree):
    """Name in a file → module that it comes from."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from ((part.asname or part.name, part.name) for part in node.names)
        elif isinstance(node, ast.ImportFrom):
            for part in node.names:
                yield part.asname or part.name, f"{node.module}.{part.name}"


def names_used(tree, function):
    """Names from outside that a function uses, by way of other functions of its file too."""
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    own = {name.id for name in names if isinstance(name.ctx, ast.Store)}
    used = {name.id for name in names} - own
    for helper in tree.body:
        if isinstance(helper, ast.FunctionDef) and helper.name in used - {function.name}:
            used |= names_used(tree, helper)
    return used


@cache
def knows_streamlit(origin):
    """Whether a module, or what is in it, comes from Streamlit or from a module that knows it."""
    if origin.startswith("streamlit"):
        return True
    whole, _, last = origin.rpartition(".")
    for path in (
        ROOT / f"{origin.replace('.', '/')}.py",
        ROOT / origin.replace(".", "/") / "__init__.py",
    ):
        if origin.startswith("segview.") and path.exists():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            return any(knows_streamlit(inner) for _, inner in modules_behind(tree))
    return bool(last) and whole.startswith("segview.") and knows_streamlit(whole)


@pytest.mark.parametrize(("tree", "function"), [*remembered_functions()])
def test_nothing_that_is_remembered_knows_streamlit(tree, function):
    origin = dict(modules_behind(tree))
    for name in names_used(tree, function) & origin.keys():
        assert not knows_streamlit(origin[name]), f"{function.name} uses {name}"


def test_remembering_does_not_know_streamlit():
    assert not knows_streamlit("segview.cache.remembering")


@pytest.mark.parametrize(
    "origin", ["streamlit", "segview.lesson.inputs", "segview.lesson.frame.load"]
)
def test_knowing_streamlit_is_noticed(origin):
    assert knows_streamlit(origin)


def test_what_comes_from_an_own_image_stays_with_its_learner(monkeypatch):
    ada, bob = Brought(), Brought()
    monkeypatch.setattr(images, "_whose", lambda: ada)

    @caching.remember
    def picture(subject_id):
        return caching.recall("packed", lambda: b"pixels")

    assert picture("own-1") == b"pixels"
    assert list(caching._kept) == [], "not even what is computed on the way"
    assert len(list(ada.results)) == 2
    monkeypatch.setattr(images, "_whose", lambda: bob)
    assert caching.recall("packed", lambda: b"others") == b"others"
    assert list(bob.results) == []


def test_an_own_image_is_named_anywhere_in_a_key(monkeypatch):
    ada = Brought()
    monkeypatch.setattr(images, "_whose", lambda: ada)
    caching.recall(("scene", (("other", "own-1"),)), lambda: 1)
    assert list(caching._kept) == []
