"""What is wrong with a lesson by itself: in its text, and between its text and its screen."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from segcore import subjects
from segcore.features import spec_title
from segview.lesson import folder, plans, scenes
from segview.lesson.controls import Control, parsed
from segview.lesson.plan_steps import Plan, Show
from segview.lesson.steps import (
    Exercise,
    Find,
    More,
    Question,
    Read,
    Step,
    Word,
    asked,
    field_names,
)
from segview.lesson.text import Lesson, LessonError
from segview.scene.where import triples

Complaint = tuple[int, str]  # line, sentence
_TERM = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]+)?\]\]")
_LABELS = ("truth", "result")
_VERBS = {"keep": "keep", "controls": "show"}
_NAMES = (*_LABELS, "row", "column")


def complaints(slug: str, terms: Collection[str]) -> list[str]:
    """Everything that is wrong with a lesson, a sentence each, with file and line.

    Parameters
    ----------
    slug : str
        Its folder in ``pages/``.
    terms : collection of str
        The words of the glossary.
    """
    try:
        text = folder.text(slug)
    except LessonError as error:
        return [str(error)]
    except FileNotFoundError:
        return [f"{folder.PAGES / slug}: There is no lesson.md."]
    found = [*keys(text), *words(text, terms), *exercises(text, _offered(slug))]
    if folder.has_screen(slug):
        found += [*screens(text, slug), *functions(text, lambda name: folder.function(slug, name))]
        found += about_images(text) or _on_images(text, slug)
    else:
        found += [*needs_screen(text), *plans.complaints(text)]
    return [f"{text.path}:{line}: {sentence}" for line, sentence in sorted(set(found))]


def keys(text: Lesson) -> Iterator[Complaint]:
    """Complain about keys that two steps share."""
    known = set()
    for step in text.steps:
        name = asked(step)
        kind = "asks" if name in text.asks else step.kind
        if step.key and (kind, name) in known:
            yield step.line, f"There is another {step.kind} “{step.key}”."
        known.add((kind, name))


def words(text: Lesson, terms: Collection[str]) -> Iterator[Complaint]:
    """Complain about links to words that are not in the glossary."""
    for step in text.steps:
        for part in step.texts():
            for term in _TERM.findall(part):
                if "{" not in term and term not in terms:
                    yield text.line(step, f"[[{term}"), f"“{term}” is not in the glossary."


def exercises(text: Lesson, known: Collection[str]) -> Iterator[Complaint]:
    """Complain about exercises that are not there."""
    for step in (s for s in text.steps if isinstance(s, Exercise)):
        if step.key not in known:
            yield step.line, f"exercise.py has no “{step.key}”."


def functions(text: Lesson, find: Callable[[str], Any]) -> Iterator[Complaint]:
    """Complain about functions whose source cannot be shown."""
    for name in text.functions:
        try:
            find(name)
        except (AttributeError, ModuleNotFoundError):
            yield text.line(None, "functions:"), f"There is no function “{name}”."


def needs_screen(text: Lesson) -> Iterator[Complaint]:
    """Complain about steps that make no sense without a screen."""
    for step in text.steps:
        if not isinstance(step, Read | Word | Plan | Show):
            yield step.line, f"A {step.kind} needs a screen, and there is no screen.py."


def screens(text: Lesson, slug: str) -> Iterator[Complaint]:
    """Complain about screens that are missing, and controls whose keys are not their own."""
    found = list(folder.controls(slug)) if not about_images(text) else []
    for step in (s for s in text.steps if isinstance(s, More)):
        try:
            found += folder.module(slug, step.key).CONTROLS
        except ModuleNotFoundError:
            yield step.line, f"There is no {step.key}.py with this screen."
    known = [control.key for control in found]
    for key in sorted({key for key in known if known.count(key) > 1}):
        yield 1, f"There are several controls with the key “{key}”."


def about_images(text: Lesson) -> list[Complaint]:
    """Complain about images that the front matter names and nobody has."""
    everything = [*subjects(), *subjects(held_out=True)]
    if text.image and text.image not in {one.id for one in everything}:
        return [(text.line(None, "image:"), f"There is no image “{text.image}”.")]
    shown = {folder.ANYTHING, *(one.foreground for one in subjects())}
    if not text.image and not shown & {*text.shows}:
        return [(text.line(None, "shows:"), f"No image shows {' or '.join(text.shows)}.")]
    return []


def steps(
    text: Lesson, controls: Sequence[Control], facts: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Complain about what does not fit the screen; as it is on one image.

    Parameters
    ----------
    text : Lesson
        The lesson.
    controls : sequence of Control
        Those of its screen, and the picker of the image.
    facts : mapping
        What the fields of the text are filled from.
    """
    for step in text.steps:
        unfilled = list(_fields(text, step, facts))
        yield from unfilled
        if not unfilled:
            yield from _settings(text, step, controls, facts)
            yield from _pixels(text, step, facts)
            yield from _parts(text, step, facts)


def _fields(text: Lesson, step: Step, facts: Mapping[str, Any]) -> Iterator[Complaint]:
    """Complain about fields that no fact fills, and options that hang on no fact."""
    if isinstance(step, Word):
        return
    for part in step.texts():
        try:
            names = field_names(part)
            missing = sorted(names - facts.keys())
            for name in missing:
                yield text.line(step, "{" + name), f"No fact fills the field “{name}”."
            if not missing:
                part.format_map(facts)
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            yield text.line(step, part.splitlines()[0]), f"A field cannot be filled: {error}."
    for option in step.options if isinstance(step, Question) else ():
        if option.right not in ("", "x", *facts):
            yield text.line(step, f"[?{option.right}]"), f"There is no fact “{option.right}”."


def _settings(
    text: Lesson, step: Step, controls: Sequence[Control], facts: Mapping[str, Any]
) -> Iterator[Complaint]:
    """Complain about settings that name no control, or a value that it cannot have."""
    for name in ("set", "then", "pin"):
        if setting := getattr(step, name, ""):
            try:
                parsed(controls, setting.format_map(facts))
            except (ValueError, TypeError, OverflowError) as error:
                yield text.line(step, f"{name}:"), f"In “{setting}”: {error}"
    for name in ("keep", "controls"):
        for key in getattr(step, name).split():
            if key not in {control.key for control in controls}:
                yield text.line(step, f"{name}:"), f"There is no control “{key}” to {_VERBS[name]}."


def _pixels(text: Lesson, step: Step, facts: Mapping[str, Any]) -> Iterator[Complaint]:
    """Complain about conditions on pixels that cannot be read."""
    for name in ("show", "where"):
        condition = getattr(step, name, "").format_map(facts)
        try:
            for feature, _, value in triples(condition):
                if feature not in _NAMES:
                    spec_title(feature)
                if isinstance(value, str) and value not in _LABELS:
                    raise ValueError(f"“{value}” is neither a number nor truth nor result.")
        except (ValueError, KeyError) as error:
            yield text.line(step, f"{name}:"), f"In “{condition}”: {error}"
    if isinstance(step, Find) and not step.where:
        yield step.line, f"A {step.kind} has “where:”, the pixels to select."


def _parts(text: Lesson, step: Step, facts: Mapping[str, Any]) -> Iterator[Complaint]:
    """Complain about what else hangs on the facts: a right answer, figures, a number."""
    if isinstance(step, Question) and not any(option.holds(facts) for option in step.options):
        yield step.line, f"No option of “{step.key}” is right."
    if isinstance(step, Read):
        for name in step.figures.split(", "):
            if name and name not in facts:
                yield text.line(step, "figures:"), f"There is no fact “{name}” to show."
    for name in ("enough", "best"):
        number = getattr(step, name, "1").format_map(facts)
        try:
            float(number)
        except ValueError:
            yield text.line(step, f"{name}:"), f"“{number}” is not a number."


def _offered(slug: str) -> Collection[str]:
    """Ids of the exercises of a lesson."""
    if not (folder.PAGES / slug / "exercise.py").exists():
        return ()
    return folder.module(slug, "exercise").EXERCISES


def _on_images(text: Lesson, slug: str) -> list[Complaint]:
    """Complaints about the steps on every image that the lesson offers and that is here."""
    here = {one.id for one in subjects() if not one.downloaded}
    images = [text.image] if text.image else [i for i in folder.picker(text).options if i in here]
    found = []
    for image in images:
        said = set(steps(text, folder.controls(slug), scenes.facts(slug, image)))
        found += [(line, f"On {image}: {sentence}") for line, sentence in said]
    return found
