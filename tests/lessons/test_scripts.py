"""The program that a lesson offers computes what is on screen, whatever the controls say."""

import io
import shutil
import subprocess
import sys
import zipfile

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from running import Runner
from screens import Screen

from segcore import load_subject, subjects
from segview.cache import remembering
from segview.cache.store import Store
from segview.course import curriculum
from segview.lesson import folder as lesson_folder
from segview.lesson import scenes
from segview.programs import script as programs

SLUGS = [entry.slug for entry in (*curriculum.LESSONS, curriculum.LAB)]
FURTHER = {subject.id for subject in subjects()[2:]}
every_lesson = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All images that are shipped, under the names that programs use."""
    folder = tmp_path_factory.mktemp("images")
    for subject in subjects():
        if not subject.downloaded:
            copy(subject, folder)
    return folder


def copy(subject, folder):
    image, truth = subject.files
    shutil.copy(image, folder / f"{subject.id}.png")
    shutil.copy(truth, folder / f"{subject.id}_truth.png")


@pytest.fixture(scope="module")
def runner(folder):
    """A runner beside these images."""
    runner = Runner(folder)
    yield runner
    runner.close()


class Lesson:
    """A lesson and its program."""

    def __init__(self, slug):
        self.slug = slug
        self.move({})

    def move(self, values):
        """Set controls, by key; all others go back to where they stand at first."""
        self.screen = Screen(self.slug, moved=values)

    @property
    def settings(self):
        return scenes.settings(self.slug, self.screen.subject.id, self.screen.given())

    @property
    def program(self):
        return programs.script(self.slug, self.settings)

    @property
    def presets(self):
        """Values that presets set, those that are on offer now."""
        return [preset["values"] for row in self.screen.data("presets") for preset in row]

    def to_try(self):
        """What to try: as it opens, a second image, presets, controls at their ends."""
        first, presets = self.screen.values, self.presets
        ends = {key: self.screen.positions(key) for key in first}
        yield {}
        yield {"image": ends.pop("image")[1]}
        for preset in presets:
            yield preset
            yield from [preset | further for further in self.presets if further not in presets]
        for end in (0, -1):
            yield {key: positions[end] for key, positions in ends.items()}
        for key, positions in ends.items():
            others = (value for value in positions if value != first[key])
            yield from ({key: value} for value in others if value not in FURTHER)


@pytest.fixture
def lesson(slug):
    return Lesson(slug)


@pytest.fixture
def shown(lesson, unpack):
    """Return a function that tells what is on screen: pictures by name, and Dice."""

    def shown():
        (view,) = lesson.screen.data("linked")
        arrays = {head["id"]: levels for head, levels in map(unpack, lesson.screen.packed)}
        pictures = {"im": arrays[view["features"]["intensity"]["id"]]}
        pictures |= {"mask": arrays.get(view["truth"]), "result": arrays.get(view["result"])}
        return pictures, view["dice"]

    return shown


@pytest.fixture
def check(lesson, shown, runner, tmp_path):
    """Return a function that compares screen and program for all of some settings."""

    def check(settings):
        runs, seen = {}, []
        for values in settings:
            lesson.move(values)
            program = lesson.program
            if program not in runs:
                (tmp_path / f"{len(runs)}.py").write_text(program, encoding="utf-8")
                runs[program] = runner.submit(program, draw=not values)
            seen.append((values, program, *shown()))
        for values, program, pictures, dice in seen:
            computed = dict(runs[program].result(timeout=120))
            computed["im"] = np.rint(computed["im"] * 65535)
            for name, picture in pictures.items():
                if picture is not None:
                    np.testing.assert_array_equal(computed[name], picture, f"{name}, {values}")
            assert ("result" in computed) == (pictures["result"] is not None), values
            if dice is None:
                assert np.isnan(computed.get("dice", np.nan)), values
            else:
                assert computed["dice"] == pytest.approx(dice, abs=1e-9), values
        ruff = [sys.executable, "-m", "ruff", "check", "--isolated", str(tmp_path)]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout

    return check


@every_lesson
def test_the_program_computes_what_is_on_screen(check, lesson):
    check(lesson.to_try())


@pytest.mark.parametrize("slug", ["lab"])
def test_the_program_of_the_lab_learns_as_the_screen_does(check, lesson):
    strokes = "0r4:20,20_150,10;1r3:90,60_90,150_120,100;1r2.5:80,100;-1r1:90,100_95,110"
    painted = {"teacher": "painting", "painting": strokes + ";0f:0,207"}
    others = {"teachers": "age-50,age-75", "features": "gaussian:2,std:7,row"}
    settings = [
        {"method": method} | taught
        for method in lesson.screen.positions("method")
        for taught in (painted, others, others | {"target": "all", "image": "age-50"})
    ]
    refused = {"method": "nearest mean", "teacher": "painting", "painting": ""}
    check([*settings, refused, painted | {"known": "false", "method": "nearest mean"}])


@pytest.mark.parametrize("slug", ["lab"])
def test_the_program_of_the_lab_finds_clusters_of_a_large_image_as_the_screen_does(
    check, lesson, monkeypatch
):
    """In part of its rows and columns, from as many pixels on as this image has."""
    monkeypatch.setattr(remembering, "_kept", Store(remembering.BUDGET))
    monkeypatch.setattr(lesson_folder.module("lab", "segmenting"), "ENOUGH", 10_000)
    assert lesson.settings["every"] == 2
    check([{"method": "k-means", "k": 3}, {"method": "mixture", "k": 4}, {"method": "otsu"}])


@pytest.mark.oasis
@every_lesson
def test_the_program_computes_what_is_on_screen_on_a_real_slice(check, folder):
    copy(load_subject("oasis-0001"), folder)
    check([{"image": "oasis-0001"}])


@every_lesson
def test_settings_are_the_lessons_own(lesson, slug):
    """Every setting is a control of the page, or given by it, and has the same default."""
    given = {key.replace("-", "_"): value for key, value in lesson.settings.items()}
    for name, value in programs.defaults(programs.source(slug)).items():
        assert programs.fitted(given[name], value) == value, name


def test_the_program_is_written_when_it_is_opened(open_page):
    page = open_page("threshold", moved={"threshold": 0.5, "two": True, "upper": 0.6})

    def drawer():
        (found,) = (e for e in page.app.expander if e.label == "This screen as a program")
        return found

    assert len(drawer().code) == 0
    page.app.session_state["program"] = True
    page.app.run()
    (code,) = drawer().code
    assert "\nthreshold = 0.5\nupper = 0.6\n" in code.value
    assert len(drawer().get("download_button")) == 2


@pytest.mark.parametrize("slug", ["threshold", "feature-selection"])
def test_the_notebook_runs_in_jupyter(slug, lesson, shown, tmp_path, monkeypatch):
    """With the images beside it, it prints the Dice on screen and draws."""
    monkeypatch.delenv("MPLBACKEND", raising=False)
    archive = programs.archive(slug, lesson.program)
    zipfile.ZipFile(io.BytesIO(archive)).extractall(tmp_path)
    book = nbformat.read(tmp_path / slug / f"{slug}.ipynb", as_version=4)
    client = NotebookClient(book, timeout=120, resources={"metadata": {"path": tmp_path / slug}})
    client.execute()
    outputs = [output for cell in book.cells[1::2] for output in cell.outputs]
    assert f"{shown()[1]:.3f}" in "".join(output.get("text", "") for output in outputs)
    assert any("image/png" in output.get("data", {}) for output in outputs)
