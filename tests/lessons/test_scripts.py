"""The program that a lesson offers computes what is on screen, whatever the controls say."""

import shutil

import numpy as np
import pytest
from running import pool, run

from segcore import ImageError, subjects
from segview import curriculum, programs

SLUGS = [entry.slug for entry in curriculum.LESSONS]
every_lesson = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(scope="module")
def workers():
    """Processes that run programs."""
    with pool() as workers:
        yield workers


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    """A folder with all images that are at hand, under the names that programs use."""
    folder = tmp_path_factory.mktemp("images")
    for subject in subjects():
        try:
            image, truth = subject.files
        except ImageError:
            continue
        shutil.copy(image, folder / f"{subject.id}.png")
        shutil.copy(truth, folder / f"{subject.id}_truth.png")
    return folder


class Lesson:
    """A lesson whose program lies open."""

    def __init__(self, screen):
        self.screen = screen
        self.move({})

    def move(self, values):
        """Set controls, by key; all others go back to where they stand at first."""
        state = self.screen.app.session_state
        for key in self.screen.controls:
            state[key] = {"value": values[key]} if key in values else {}
        state["program"] = True
        self.screen.app.run()
        assert self.screen.complaints == []

    @property
    def program(self):
        (drawer,) = (e for e in self.screen.app.expander if e.label == "This screen as a program")
        (code,) = drawer.code
        return code.value

    def positions(self):
        """Settings to try: as it opens, every preset, every control at its ends, another image."""
        yield {}
        for presets in self.screen.data("presets"):
            yield from (preset["values"] for preset in presets)
        ends = {key: self.screen.positions(key) for key in self.screen.controls}
        yield from ({"image": image} for image in ends.pop("image")[1:2])
        for end in (0, -1):
            yield {key: positions[end] for key, positions in ends.items()}
        for key, positions in ends.items():
            yield from ({key: position} for position in positions)


@pytest.fixture
def lesson(visit, slug):
    return Lesson(visit(slug))


@pytest.fixture
def check(lesson, unpack, workers, images):
    """Return a function that compares screen and program for all of some settings."""

    def shown():
        (view,) = lesson.screen.data("linked")
        arrays = {head["id"]: levels for head, levels in map(unpack, lesson.screen.packed)}
        pictures = {"im": arrays[view["features"]["intensity"]["id"]]}
        pictures |= {"mask": arrays.get(view["truth"]), "result": arrays.get(view["result"])}
        return pictures, view["dice"]

    def check(settings):
        runs = {}
        seen = []
        for values in settings:
            lesson.move(values)
            program = lesson.program
            if program not in runs:
                runs[program] = workers.apply_async(run, (program, images, not values))
            seen.append((values, program, *shown()))
        for values, program, pictures, dice in seen:
            computed = dict(runs[program].get(timeout=120))
            computed["im"] = np.rint(computed["im"] * 65535)
            for name, picture in pictures.items():
                if picture is not None:
                    np.testing.assert_array_equal(computed[name], picture, f"{name}, {values}")
            assert ("result" in computed) == (pictures["result"] is not None), values
            if dice is None:
                assert np.isnan(computed.get("dice", np.nan)), values
            else:
                assert computed["dice"] == pytest.approx(dice, abs=1e-9), values

    return check


@every_lesson
def test_the_program_computes_what_is_on_screen(check, lesson):
    check(lesson.positions())


@pytest.mark.oasis
@every_lesson
def test_the_program_computes_what_is_on_screen_on_real_slices(check):
    check([{"image": "oasis-0001"}, {"image": "oasis-0004"}])


@every_lesson
def test_settings_are_the_lessons_own(monkeypatch, slug, visit):
    """Every setting is a control of the page, or given by it, and has the same default."""
    asked = {}
    write = programs.script
    monkeypatch.setattr(
        programs, "script", lambda slug, values: write(slug, asked.update(values) or values)
    )
    Lesson(visit(slug))
    given = {key.replace("-", "_"): value for key, value in asked.items()}
    for name, value in programs.defaults(programs.source(slug)).items():
        assert programs.fitted(given[name], value) == value, name
