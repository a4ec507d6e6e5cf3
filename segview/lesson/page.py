"""A lesson on a page: what its folder holds, in the order in which a learner meets it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from segcore import Subject
from segview.course import glossary
from segview.lesson import (
    code,
    downloads,
    exercise,
    folder,
    inputs,
    linked,
    parts,
    presets,
    quiz,
    scenes,
)
from segview.lesson.controls import Choice, Control, Slider
from segview.lesson.steps import Check, Exercise, Find, More, Predict, Read, Try
from segview.scene.parts import Functions

ROW = 80  # characters that have room beside one another on a small laptop


def show(slug: str, subject: Subject) -> None:
    """Show the screen of a lesson and its steps.

    What is to be read stands on the left, questions on the right; so does what is to be read
    after them.

    Parameters
    ----------
    slug : str
        The lesson.
    subject : Subject
        The image that the learner chose.
    """
    text = folder.text(slug)
    _screen(slug, subject, "screen")
    now = scenes.scene(slug, subject.id, {})
    facts = scenes.facts(slug, subject.id)
    first, right = st.columns(2)
    reading = first
    for step in text.of(Read, Check, Predict, Find, More, Exercise):
        if isinstance(step, More):
            st.subheader(step.title, anchor=False)
            if step.text:
                glossary.tell(step.text.format_map(facts))
            _screen(slug, subject, step.key)
            reading, right = st.columns(2)
        elif isinstance(step, Exercise):
            exercise.show(slug, step.key, *(now.subjects or (subject.id,)))
            reading = right = st.container()
        elif isinstance(step, Read):
            with reading:
                if step.text:
                    glossary.tell(step.text.format_map(facts))
                parts.show(
                    [facts[name] for name in step.figures.split(", ") if name],
                    step.key or str(step.line),
                )
        else:
            reading = right
            with right:
                quiz.show(slug, step, facts)
    if text.functions:
        with first:
            behind = map(partial(folder.function, slug), text.functions)
            parts.show([Functions(tuple(behind))], "functions")


def show_recap(slug: str, subject: Subject) -> None:
    """Show the screen of a recap under its text, then its questions in two columns."""
    text = folder.text(slug)
    with st.container():
        facts = scenes.facts(slug, subject.id)
    for step in text.of(Read):
        glossary.tell(step.text.format_map(facts))
    _screen(slug, subject, "screen")
    asked = text.of(Check, Predict, Find)
    half = (len(asked) + 1) // 2
    for place, steps in zip(st.columns(2), (asked[:half], asked[half:]), strict=True):
        with place:
            for step in steps:
                quiz.show(slug, step, facts)


def _screen(slug: str, subject: Subject, name: str) -> None:
    """Show controls and scene, by themselves where nothing else on the page follows them."""
    with st.container():
        _moving(slug, subject, name)


@st.fragment
def _moving(slug: str, subject: Subject, name: str) -> None:
    """Show whatever follows the controls; this runs at each move."""
    controls = _controls(slug, subject, name)
    values = inputs.values(controls)
    row, above, waiting = st.container(gap=None), st.container(), st.container()
    if scenes.images(values):
        with above:
            _regret_missing(subject, values)
    with waiting:
        scene = scenes.scene(slug, subject.id, values, name)
    beside = bool(scene.beside) or any(control.group for control in controls)
    view, *sides = st.columns([1 - scene.share, scene.share] if beside else 1, gap="medium")
    side = sides[0] if beside else None
    inputs.show(slug, controls, scene.idle, _places(controls, row, side), scene.last)
    places = {
        "above": above if scene.space else view.container(),
        "beside": side.container() if side else None,
        "below": st.container(),
    }
    for place, container in places.items():
        if getattr(scene, place):
            with container:
                parts.follow(name, place)
    with view.container():
        linked.show(
            scenes.message(slug, subject.id, values, name),
            controls,
            scenes.state(slug, subject.id, values, name),
            name=name,
            address=linked.address(slug, name),
            chosen=inputs.chosen_values(controls) | _image(slug, subject),
        )
    if name == "screen":
        with st.container():  # after the view, which does not wait for them
            facts = scenes.facts(slug, subject.id)
        with st.container():
            presets.show(
                folder.controls(slug),
                folder.text(slug).of(Try),
                facts,
                {**values, "image": subject.id},
            )
        if folder.has_program(slug):
            code.listing(slug, scenes.settings(slug, subject.id, values))


def _controls(slug: str, subject: Subject, name: str = "screen") -> tuple[Control, ...]:
    """The controls of a screen, as they begin on this image and beside one another."""
    moved = inputs.values(folder.module(slug, name).CONTROLS)
    return scenes.controls(slug, subject.id, moved, name)


def _image(slug: str, subject: Subject) -> dict[str, str]:
    """The image, where the learner can choose one."""
    return {} if folder.text(slug).image else {"image": subject.id}


def _regret_missing(subject: Subject, values: Mapping[str, Any]) -> None:
    """Tell which images that controls name are not there."""
    with downloads.waiting():
        missing = scenes.missing(values)
    for key, why in missing.items():
        downloads.regret(why, subject, key)


def _places(
    controls: Sequence[Control], row: DeltaGenerator, side: DeltaGenerator | None
) -> list[DeltaGenerator]:
    """A place for each control: a column of the row, or one under a heading beside the view."""
    widths = _widths([control for control in controls if control.has_input and not control.group])
    columns = iter(row.columns(widths, vertical_alignment="bottom") if widths else ())
    unseen = row.container(gap=None)
    places, heading = [], ""
    for control in controls:
        if control.group not in ("", heading):
            heading = control.group
            side.markdown(f"**{heading}**")
        if control.group:
            places.append(side.container())
        else:
            places.append(next(columns) if control.has_input else unseen)
    return places


def _widths(controls: Sequence[Control]) -> list[float]:
    """Share of the row for each control: the room of its text, and all that is left for sliders."""
    texts = {control.key: _text_width(control) for control in controls}
    sliders = [control.key for control in controls if isinstance(control, Slider)]
    left = ROW - sum(width for key, width in texts.items() if key not in sliders)
    length = max([left / (len(sliders) or 1), *(texts[key] for key in sliders)])
    return [length if key in sliders else width for key, width in texts.items()]


def _text_width(control: Control) -> int:
    """Characters of its text, within reason, and of a value, a switch or an arrow beside it."""
    if isinstance(control, Slider):
        return min(max(18, len(control.label) + 8), 24)
    options = control.options.values() if isinstance(control, Choice) else ()
    return min(max(map(len, (control.label, *options))), 24) + 6
