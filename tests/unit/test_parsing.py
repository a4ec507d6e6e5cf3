"""Python's parser is used by one thread at a time: on 3.11 two at once disturb each other."""

import ast
import gc
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from segcore.classifiers import NearestMean, NearestNeighbours
from segview import parsing
from segview.course import curriculum
from segview.programs import script as programs

ROOT = Path(__file__).parents[2]
THREADS, TIMES = 6, 12
PARSING = {"ast.parse", "inspect.getsource", "inspect.getsourcelines", "ast.literal_eval"}
SAFE = {
    "parsing.py": "holds the lock",
    "code.py": "holds the lock",
    "script.py": "has the node",
}


@pytest.fixture
def restless():
    """Threads that interrupt each other as often as they can, also while the parser works.

    It lets another thread in where collecting garbage runs Python: a finalizer, or this callback.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    gc.callbacks.append(_python)
    yield
    gc.callbacks.remove(_python)
    sys.setswitchinterval(usual)


def _python(*_):
    """Be run by the garbage collector."""
    return sum(range(20))


def test_many_learners_read_sources_and_write_programs_at_once(restless):
    classes = (NearestMean, NearestNeighbours)
    slugs = [entry.slug for entry in curriculum.LESSONS[:1]]

    def work(n):
        shown = [parsing.source.__wrapped__(one) for one in classes]
        return shown, [programs.script(slug, {}) for slug in slugs]

    alone = work(0)
    with ThreadPoolExecutor(THREADS) as pool:
        assert all(result == alone for result in pool.map(work, range(TIMES)))


def test_one_thread_at_a_time_parses(monkeypatch):
    running, most = [], []

    def parse(text, mode):
        running.append(text)
        most.append(len(running))
        Event().wait(0.001)
        running.remove(text)

    monkeypatch.setattr(parsing.ast, "parse", parse)
    with ThreadPoolExecutor(8) as learners:
        list(learners.map(parsing.parse, map(str, range(24))))
    assert most == [1] * 24


def test_nothing_parses_without_the_lock():
    for path in [*(ROOT / "segview").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        if path.name == "program.py" or path.name in SAFE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not used & PARSING, path.name


def test_streamlit_does_not_parse_pages_either():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["magicEnabled"] is False
