"""The folder of a lesson: its text, its screens, its program, its exercises."""

from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import segcore
from segcore import subjects
from segcore.samples import samples
from segview.exercises import Exercise
from segview.images import brought
from segview.lesson.controls import Choice, Control
from segview.lesson.fitting import ANYTHING, unfit
from segview.lesson.steps import More
from segview.lesson.text import Lesson, read

PAGES = Path(__file__).parents[2] / "pages"


@cache
def text(slug: str) -> Lesson:
    """The text of a lesson, read once."""
    return read(PAGES / slug / "lesson.md")


def has_screen(slug: str) -> bool:
    """Whether there is anything to move and to see."""
    return (PAGES / slug / "screen.py").exists()


@cache
def screens(slug: str) -> tuple[str, ...]:
    """Names of a lesson's screens, which are modules of its folder."""
    return ("screen", *(step.key for step in text(slug).of(More)))


def has_program(slug: str) -> bool:
    """Whether its screen can be taken home as a program."""
    return (PAGES / slug / "program.py").exists()


def picker(about: Lesson) -> Choice:
    """The control that chooses the image of a page, among those that show what it is about.

    What the learner has brought is among them where it fits. Where ``ANYTHING`` does, there are
    images to explore as well.
    """
    everything = ANYTHING in about.shows
    shipped = [entry for entry in subjects() if everything or entry.foreground in about.shows]
    mine = brought()
    own = [entry for entry in (mine.subjects.values() if mine else ()) if not unfit(about, entry)]
    more = samples() if everything else ()
    options = {entry.id: entry.title for entry in (*shipped, *own, *more)}
    return Choice(
        "image",
        "Image",
        options,
        default=next(iter(options)),
        everywhere=True,
        groups={"Yours": [one.id for one in own], "More to explore": [one.id for one in more]},
    )


def controls(slug: str) -> tuple[Control, ...]:
    """The controls of a lesson's screen and, where there are several images, of the image."""
    about = text(slug)
    return (*module(slug).CONTROLS, *([] if about.image else [picker(about)]))


def module(slug: str, name: str = "screen") -> ModuleType:
    """A module of a lesson's folder, such as its screen."""
    return import_module(f"pages.{slug}.{name}")


def function(slug: str, name: str) -> Any:
    """A function of `segcore`, of the lesson's screen, or of a module of either, by name."""
    module_name, _, function_name = name.rpartition(".")
    if hasattr(segcore, name.partition(".")[0]):
        return attrgetter(name)(segcore)
    return getattr(module(slug, module_name or "screen"), function_name)


def exercises() -> dict[str, Exercise]:
    """All exercises of the course, by id."""
    slugs = (path.parent.name for path in sorted(PAGES.glob("*/exercise.py")))
    return {
        id: exercise
        for slug in slugs
        for id, exercise in module(slug, "exercise").EXERCISES.items()
    }
