"""A lesson on a page: what its folder holds, in the order in which a learner meets it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from segcore import Subject
from segview.images import is_own, load_subject
from segview.lesson import code, downloads, folder, inputs, linked, parts, scenes, terms
from segview.lesson.controls import Control
from segview.lesson.fitting import succeeds

UNUSUAL = "This cannot be computed on your image. You see it as it was before anything was moved."


def show(slug: str, subject: Subject, show_guide: Callable[[], None]) -> None:
    """Show the screens of a lesson or a recap, and beside them the guide through its steps.

    Parameters
    ----------
    slug : str
        The page.
    subject : Subject
        The image that the learner chose.
    show_guide : callable
        Shows the guide.
    """
    left, right = st.columns([3, 1])
    stage, rail = left.container(key="segview-stage"), right.container(key="segview-rail")
    first, *more = folder.screens(slug)
    _show_screen(stage, slug, subject, first)
    with rail:
        show_guide()
    for name in more:
        _show_screen(stage, slug, subject, name)
    stage.caption(f"Image: {subject.source}")


def _show_screen(stage: DeltaGenerator, slug: str, subject: Subject, name: str) -> None:
    with stage.container(key=f"segview-screen-{name}"):
        _screen(slug, subject.id, name)


@st.fragment
def _screen(slug: str, subject_id: str, name: str) -> None:
    """Show controls and scene; nothing else on the page follows them.

    What a fragment is called with stays in memory for as long as Streamlit likes: no image, then.
    """
    subject = load_subject(subject_id)
    controls = controls_of(slug, subject, name)
    values = inputs.values(controls)
    row = st.container(key=f"segview-controls-{name}", horizontal=True)
    above, waiting = st.container(), st.container()
    stands_in = _wanted(slug, subject) != subject.id
    if scenes.images(values):
        with above:
            stands_in |= _tell_absent(subject, values)
    with waiting:
        if is_own(subject.id) and not succeeds(
            partial(scenes.message, slug, subject.id, values, name)
        ):
            st.warning(UNUSUAL, icon=":material/hide_image:")
            values = {}
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
            address="" if stands_in or _personal(subject, controls) else linked.address(slug, name),
            chosen=inputs.chosen_values(controls) | _image(slug, subject),
        )
    if name == "screen" and folder.has_program(slug):
        settings = scenes.settings(slug, subject.id, values)
        code.listing(slug, settings, [subject, *_own(values)])


def _personal(subject: Subject, controls: Sequence[Control]) -> bool:
    """Whether a screen shows, or can name, an image that nobody but this learner has."""
    offered = (id for control in controls for id in getattr(control, "options", ()))
    return is_own(subject.id) or any(map(is_own, offered))


def _own(values: Mapping[str, Any]) -> list[Subject]:
    """The learner's own images that controls name."""
    several = (value for value in values.values() if isinstance(value, tuple))
    return [load_subject(id) for value in several for id in value if is_own(id)]


def controls_of(slug: str, subject: Subject, name: str = "screen") -> tuple[Control, ...]:
    """The controls of a screen, as they begin on this image and beside one another."""
    moved = inputs.values(folder.module(slug, name).CONTROLS)
    return scenes.controls(slug, subject.id, moved, name)


def _image(slug: str, subject: Subject) -> dict[str, str]:
    """The image, where the learner can choose one."""
    return {} if folder.text(slug).image else {"image": subject.id}


def _wanted(slug: str, subject: Subject) -> str:
    """Id of the image that the learner chose, for which another one may stand in."""
    text = folder.text(slug)
    return subject.id if text.image else inputs.value(folder.picker(text))


def _tell_absent(subject: Subject, values: Mapping[str, Any]) -> bool:
    """Tell which images that controls name cannot be shown; return whether there are any."""
    with downloads.waiting():
        missing = scenes.missing(values)
    for key, why in missing.items():
        downloads.regret(why, subject, key)
    reserved = scenes.reserved(values)
    for key, agreement in reserved.items():
        terms.ask(agreement, subject, key)
    return bool(missing or reserved)


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
