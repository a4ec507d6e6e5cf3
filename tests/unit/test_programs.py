"""Scripts become programs and notebooks with the settings of the moment."""

import ast
import io
import json
import subprocess
import sys
import zipfile

import nbformat
import numpy as np
import pytest
from PIL import Image

from segcore import load_subject
from segview import theme
from segview.course import curriculum
from segview.programs import script as programs
from segview.programs.script import archive, defaults, fitted, joined, notebook, packages, script

SLUGS = [entry.slug for entry in (*curriculum.LESSONS, curriculum.LAB)]
every_script = pytest.mark.parametrize("slug", SLUGS)
ALLOWED = {"PIL", "matplotlib", "numpy", "scipy", "skimage", "sklearn"}


@pytest.fixture
def write(monkeypatch):
    """Return a function that stands a script in for all others."""

    def write(text):
        monkeypatch.setattr(programs, "source", lambda slug: text)

    return write


EXAMPLE = '''"""An example."""

import math
import os

# %% Settings
image = "age-25"
x_size = 0.5  # in pixels
count = 2
rows = [[0.1, 0.2]]

# %% Double

if count == 2:
    # twice
    x_size *= 2

# %% Show
print(os.getcwd(), image, rows)
'''


def test_every_lesson_has_a_script_and_every_script_a_lesson():
    assert {path.parent.name for path in programs.PAGES.glob("*/program.py")} == set(SLUGS)


@every_script
def test_scripts_use_common_libraries_only(slug):
    tops = {
        (part.name if isinstance(node, ast.Import) else node.module).partition(".")[0]
        for node in ast.walk(ast.parse(programs.source(slug)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for part in node.names
    }
    assert tops <= ALLOWED


@every_script
def test_scripts_use_the_colours_of_the_course(slug):
    known = {*theme.CLASS_COLOURS, *theme.CLUSTER_COLOURS}
    texts = (node for node in ast.walk(ast.parse(programs.source(slug))))
    used = {node.value for node in texts if isinstance(node, ast.Constant)}
    colours = {value for value in used if isinstance(value, str) and value.startswith("#")}
    assert colours and colours <= known


def test_values_take_the_place_of_defaults(write):
    write(EXAMPLE)
    program = script("", {"image": "age-75", "x-size": 3.0, "rows": "1,2;3,4", "other": 1})
    assert defaults(program) == {
        "image": "age-75",
        "x_size": 3.0,
        "rows": [[1.0, 2.0], [3.0, 4.0]],
    }
    assert "x_size = 3.0  # in pixels\n" in program


def test_what_is_not_used_goes(write):
    write(EXAMPLE)
    program = script("", {"count": 3})
    assert "math" not in program
    assert "# %% Double" not in program
    assert list(defaults(program)) == ["image", "rows"]
    assert program.startswith('"""An example."""\n\nimport os\n\n# %% Settings\n')


def test_comments_stay(write):
    write(EXAMPLE)
    assert "# %% Double\n# twice\nx_size *= 2\n" in script("", {})


@pytest.mark.parametrize(
    ("value", "like", "result"),
    [
        (0.25, 0.1, 0.25),
        (3, 0.1, 3.0),
        ("0.05", 0.1, 0.05),
        ("64", 8, 64),
        (True, False, True),
        ("lower", "upper", "lower"),
        ("0.3,0.3;0.5,1e-3", [[0.0, 0.0]], [[0.3, 0.3], [0.5, 0.001]]),
        ("1,2,3;4.0,5,6", [[0, 0, 0]], [[1, 2, 3], [4, 5, 6]]),
        ("0.1;-0.5", [0.0], [0.1, -0.5]),
        ([np.array([1, 2])], [[0, 0]], [[1, 2]]),
    ],
)
def test_values_fit(value, like, result):
    fit = fitted(value, like)
    assert fit == result
    assert repr(fit) == repr(result)


@pytest.mark.parametrize(
    "text", ['"', "'", '"""', "\\", "\n", "{image}", 'a"; import os; os.abort(); "', "é \u2028"]
)
def test_text_stays_text(write, text):
    """Whatever stands in the address bar is at most a literal."""
    write('image = "x"'.join(EXAMPLE.split('image = "age-25"')) + "print(image)\n")
    program = script("", {"image": text})
    assert defaults(program)["image"] == text
    (last,) = ast.parse(program).body[-1:]
    assert ast.unparse(last) == "print(image)"


@pytest.mark.parametrize("text", ["__import__('os')", "1,2;x,y", ""])
def test_numbers_are_numbers_or_refused(write, text):
    write(EXAMPLE)
    with pytest.raises(ValueError):
        script("", {"rows": text})


def test_programs_are_clean(tmp_path):
    """Ruff finds nothing in any program as the lessons open, with the rules it comes with."""
    for slug in SLUGS:
        (tmp_path / f"{slug}.py").write_text(script(slug, {}), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", str(tmp_path)]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@every_script
def test_notebooks_are_valid_and_hold_the_whole_program(slug):
    program = script(slug, {})
    book = nbformat.reads(notebook(program), as_version=4)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    titles, codes = book.cells[::2], book.cells[1::2]
    assert {cell.cell_type for cell in titles} == {"markdown"}
    assert {cell.cell_type for cell in codes} == {"code"}
    first, *others = (cell.source.lstrip("# ") for cell in titles)
    imports, *parts = (cell.source for cell in codes)
    whole = [("", f'"""{first}"""\n\n{imports}'), *zip(others, parts, strict=True)]
    assert joined(whole) == program


def test_packages():
    assert packages("import numpy as np\nfrom PIL import Image\nimport sklearn.mixture") == [
        "numpy",
        "pillow",
        "scikit-learn",
    ]


def test_the_archive_holds_all_it_takes():
    shown = {"train": "age-25", "test": "textures", "whose": "test", "committed": True}
    program = script("another-subject", shown)
    with zipfile.ZipFile(io.BytesIO(archive("another-subject", program))) as folder:
        names = {name.removeprefix("another-subject/") for name in folder.namelist()}
        assert names == {
            "another-subject.py",
            "another-subject.ipynb",
            "age-25.png",
            "age-25_truth.png",
            "textures.png",
            "textures_truth.png",
            "images.txt",
        }
        assert folder.read("another-subject/another-subject.py").decode() == program
        assert json.loads(folder.read("another-subject/another-subject.ipynb"))["nbformat"] == 4
        assert "CC0" in folder.read("another-subject/images.txt").decode()
        image = np.asarray(Image.open(folder.open("another-subject/age-25.png"))).astype(float)
        truth = np.asarray(Image.open(folder.open("another-subject/age-25_truth.png")))
    subject = load_subject("age-25")
    np.testing.assert_array_equal(image / image.max(), subject.image)
    np.testing.assert_array_equal(truth, subject.truth)


@pytest.mark.oasis
def test_real_slices_come_along():
    program = script("threshold", {"image": "oasis-0001"})
    with zipfile.ZipFile(io.BytesIO(archive("threshold", program))) as folder:
        image = np.asarray(Image.open(folder.open("threshold/oasis-0001.png"))).astype(float)
        truth = np.asarray(Image.open(folder.open("threshold/oasis-0001_truth.png")))
        assert "acknowledge OASIS" in folder.read("threshold/images.txt").decode()
    subject = load_subject("oasis-0001")
    np.testing.assert_array_equal(image / image.max(), subject.image)
    np.testing.assert_array_equal(truth, subject.truth)
