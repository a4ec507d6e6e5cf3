"""Arrows point down only: app.py → pages → segview → segcore → data."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from segview.programs.script import source

ROOT = Path(__file__).parents[2]
LAYERS = ["app", "pages", "segview", "segcore", "data"]
PROGRAMS = sorted((ROOT / "pages").glob("*/program.py"))
PAGES = [path for path in sorted((ROOT / "pages").rglob("*.py")) if path not in PROGRAMS]
LONG = {
    "segcore/classifiers.py": "a catalogue of classifiers, read as a list",
    "segcore/features.py": "a catalogue of filters, each a few lines, read as a list",
}


def layer_of(path):
    """Name of the layer that a file of the project belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def modules():
    """Python files of all layers, without the programs that the app hands out as text."""
    folders = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
    return [ROOT / "app.py", *(path for path in folders if path not in PROGRAMS)]


def imports(path):
    """Top-level names of everything that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        yield from imported_by(node, layer_of(path))


def imported_by(node, here=""):
    """Top-level names of what a statement imports; those of the same folder count as `here`."""
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield here if node.level else node.module.partition(".")[0]


def name(path):
    return path.relative_to(ROOT).as_posix()


every_module = pytest.mark.parametrize("path", modules(), ids=name)
every_page = pytest.mark.parametrize("path", PAGES, ids=name)


@every_module
def test_no_arrow_points_up(path):
    below = LAYERS[LAYERS.index(layer_of(path)) :]
    for imported in set(imports(path)) & {*LAYERS, "tests", "benchmarks"}:
        assert imported in below


@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_programs_for_learners_use_common_libraries(path):
    common = {"matplotlib", "numpy", "PIL", "scipy", "skimage", "sklearn"}
    handed_out = ast.parse(source(path.parent.name))
    used = {top for node in ast.walk(handed_out) for top in imported_by(node)}
    assert used <= common | set(sys.stdlib_module_names)


@every_module
def test_compute_knows_no_screen(path):
    if layer_of(path) in ("segcore", "data"):
        assert not {"streamlit", "plotly"} & set(imports(path))


@every_page
def test_pages_import_little(path):
    assert set(imports(path)) <= {
        "numpy",
        "pages",
        "scipy",
        "segcore",
        "segview",
        "sklearn",
        "streamlit",
        *sys.stdlib_module_names,
    }


@every_page
def test_no_page_imports_another(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    levels = [node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert max(levels, default=0) <= 1, "what two lessons share does not live in a lesson"
    assert "pages" not in set(imports(path)) or any(levels)


PURE = ["segview.scene.message", "segview.lesson.scenes", "segview.lesson.text"]


def test_screens_know_no_page():
    """Nothing that computes, describes or reads a screen loads Streamlit, directly or not."""
    folders = [path for path in PAGES if path.parent.parent.name == "pages"]
    screens = [f"pages.{path.parent.name}.{path.stem}" for path in folders]
    load = "import sys, importlib; [importlib.import_module(name) for name in sys.argv[1:]]"
    tell = "; sys.exit('streamlit' in sys.modules)"
    subprocess.run([sys.executable, "-c", load + tell, *PURE, *screens], cwd=ROOT, check=True)


def test_the_app_needs_only_its_requirements():
    """Whatever the app imports is named in requirements.txt, and the reverse."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = {re.match(r"[\w-]+", line).group() for line in lines if line and line[0] != "#"}
    packages = {"PIL": "pillow", "skimage": "scikit-image", "sklearn": "scikit-learn"}
    packages["markdown_it"] = "markdown-it-py"
    app = (path for path in modules() if layer_of(path) != "data")
    imported = {top for path in app for top in imports(path)}
    imported -= {*LAYERS, *sys.stdlib_module_names}
    assert {packages.get(top, top) for top in imported} == named


@pytest.mark.parametrize("layer", ["segview", "segcore"])
def test_long_files_say_why(layer):
    sources = (path for path in (ROOT / layer).rglob("*") if path.suffix in (".py", ".js", ".css"))
    long = {name(path) for path in sources if path.read_text(encoding="utf-8").count("\n") > 300}
    assert long <= LONG.keys(), "past 300 lines a module is probably two ideas"


def test_an_upward_arrow_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "segcore").mkdir()
    wrong = tmp_path / "segcore" / "wrong.py"
    for line in ("from segview import theme", "def f():\n    import segview.theme as theme"):
        wrong.write_text(line)
        with pytest.raises(AssertionError):
            test_no_arrow_points_up(wrong)
