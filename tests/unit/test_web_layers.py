"""The browser's modules have folders as in Python, and arrows among them point down only."""

import graphlib
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "segview" / "web"
FOLDERS = ["lab", "lesson", "course", "scene", "server", ""]
IMPORT = re.compile(r"^import (?:(\{.+\}) from )?\"(\.[^\"]+)\";$", re.MULTILINE)
ANY_IMPORT = re.compile(r"^import\b|\bimport\(", re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)
COMPONENT = re.compile(r"component_script\(\"(.+?)\"\)")


def name(path):
    return path.relative_to(WEB).as_posix()


def modules():
    """All modules by name, but the doorway, which Streamlit brings along."""
    return {name(path): path for path in sorted(WEB.rglob("*.js")) if path.stem != "doorway"}


def imports(path):
    """Pairs of a file that a module imports and the names that it takes from there."""
    source = path.read_text(encoding="utf-8")
    found = IMPORT.findall(source)
    assert len(found) == len(ANY_IMPORT.findall(source)), "written in another way"
    return [((path.parent / at).resolve(), set(re.findall(r"\w+", of))) for of, at in found]


def folder(path):
    return path.relative_to(WEB).parent.as_posix().removeprefix(".")


every_module = pytest.mark.parametrize("path", modules().values(), ids=name)


@every_module
def test_what_a_module_imports_is_there(path):
    for imported, names in imports(path):
        assert names <= set(EXPORT.findall(imported.read_text(encoding="utf-8"))), name(imported)


@every_module
def test_no_arrow_points_up(path):
    below = FOLDERS[FOLDERS.index(folder(path)) :]
    for imported, _ in imports(path):
        assert folder(imported) in below


def test_no_modules_import_each_other_in_a_circle():
    arrows = {name(path): {name(to) for to, _ in imports(path)} for path in modules().values()}
    graphlib.TopologicalSorter(arrows).prepare()


def test_folders_have_names_of_folders_in_python():
    packages = {path.parent.name for path in (ROOT / "segview").glob("*/__init__.py")}
    assert set(FOLDERS) - {""} <= packages


def test_every_module_belongs_to_a_component():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "segview").rglob("*.py")]
    needed = {f"{entry}.js" for source in sources for entry in COMPONENT.findall(source)}
    waiting = list(needed)
    while waiting:
        more = {name(to) for to, _ in imports(modules()[waiting.pop()])} - needed
        needed |= more
        waiting += more
    assert needed == modules().keys()


@pytest.mark.parametrize(
    ("line", "test"),
    [
        ('import { send } from "../event.js";', test_what_a_module_imports_is_there),
        ('import { shout } from "../events.js";', test_what_a_module_imports_is_there),
        ('import { note } from "../course/progress.js";', test_no_arrow_points_up),
        ('const late = import("../lesson/hint.js");', test_no_arrow_points_up),
        ('import "../lesson/hint.js";', test_no_arrow_points_up),
    ],
)
def test_a_wrong_import_is_noticed(tmp_path, monkeypatch, line, test):
    monkeypatch.setattr(sys.modules[__name__], "WEB", tmp_path)
    for module in ("events", "course/progress", "lesson/hint"):
        copy = tmp_path / f"{module}.js"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((ROOT / "segview" / "web" / f"{module}.js").read_bytes())
    wrong = tmp_path / "scene" / "wrong.js"
    wrong.parent.mkdir()
    wrong.write_text(f"{line}\n")
    with pytest.raises((AssertionError, FileNotFoundError)):
        test(wrong)
