"""A lesson on a page: what its folder holds, in the order in which a learner meets it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from segcore import Subject
from segview.course import glossary, recap
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
from segview.lesson.controls import Control
from segview.lesson.steps import Check, Exercise, Find, More, Predict, Read, Try
from segview.scene.parts import Functions


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
    left, right = st.columns([7, 3])
    with left.container(key="segview-stage"):
        _screen(slug, subject, "screen")
    with right.container(key="segview-rail"):
        _steps(slug, subject)


def _steps(slug: str, subject: Subject) -> None:
    """Show the steps of a lesson."""
    text = folder.text(slug)
    now = scenes.scene(slug, subject.id, inputs.values(_controls(slug, subject)))
    facts = {**scenes.facts(slug, subject.id), **now.facts}
    first = reading = right = st.container()
    for step in text.of(Read, Check, Predict, Find, More, Exercise, stage=now.stage):
        if isinstance(step, More):
            st.subheader(step.title, anchor=False)
            if step.text:
                glossary.tell(step.text.format_map(facts))
            _screen(slug, subject, step.key)
            reading = right = st.container()
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
    """Show the screen of a recap, and beside it its text and questions."""
    text = folder.text(slug)
    with st.container():
        facts = scenes.facts(slug, subject.id)
    left, right = st.columns([7, 3])
    with left.container(key="segview-stage"):
        _screen(slug, subject, "screen")
    with right.container(key="segview-rail"):
        recap.show(slug)
        for step in text.of(Read):
            glossary.tell(step.text.format_map(facts))
        for step in text.of(Check, Predict, Find):
            quiz.show(slug, step, facts)


def _screen(slug: str, subject: Subject, name: str) -> None:
    """Show controls and scene, by themselves where nothing else on the page follows them."""
    whole = any(control.page for control in folder.module(slug, name).CONTROLS)
    with st.container():
        (_moving if whole else st.fragment(_moving))(slug, subject, name)


def _moving(slug: str, subject: Subject, name: str) -> None:
    """Show whatever follows the controls; this runs at each move."""
    controls = _controls(slug, subject, name)
    values = inputs.values(controls)
    row = st.container(key=f"segview-controls-{name}", horizontal=True)
    above, waiting = st.container(), st.container()
    if scenes.images(values):
        with above:
            _regret_missing(subject, values)
    with waiting:
        scene = scenes.scene(slug, subject.id, values, name)
    beside = bool(scene.beside) or any(control.group for control in controls)
    view, *sides = st.columns([1 - scene.share, scene.share] if beside else 1, gap="medium")
    side = sides[0] if beside else None
    inputs.show(slug, controls, scene.idle, _places(controls, row, side))
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
            facts = {**scenes.facts(slug, subject.id), **scene.facts}
        with st.container():
            presets.show(
                folder.controls(slug),
                folder.text(slug).of(Try, stage=scene.stage),
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
    """A place for each control: in the row, or under a heading beside the view."""
    places, heading = [], ""
    for control in controls:
        if control.group not in ("", heading):
            heading = control.group
            side.markdown(f"**{heading}**")
        places.append(side.container() if control.group else row)
    return places
