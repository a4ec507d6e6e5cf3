"""The guide: the steps of a lesson beside its picture, one of them open."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import streamlit as st

from segview.cache.remembering import remember
from segview.course import curriculum, glossary
from segview.images import is_own
from segview.lesson import exercise, folder, presets, quiz, scenes
from segview.lesson.fitting import succeeds
from segview.lesson.steps import (
    Exercise,
    Find,
    More,
    Question,
    Reach,
    Read,
    Step,
    Try,
    asked,
    title,
)
from segview.scene import parts
from segview.scene.parts import Functions
from segview.server.assets import PLOTLY, address, component_script

_component = st.components.v2.component(
    "segview.guide", js=component_script("lesson/guide"), isolate_styles=False
)
_KEY = "guide"
OWN = (
    "This is your own image. All numbers, pictures and plots are computed on it; what the words "
    "tell of heads, tissues or textures is true of the course's images. Questions about those are "
    "left out."
)


@st.fragment
def show(
    slug: str,
    subject_id: str,
    first: Sequence[Mapping[str, Any]] = (),
    last: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Show the guide of a lesson or a recap.

    Parameters
    ----------
    slug : str
        The page.
    subject_id : str
        The image.
    first, last : sequence of mapping
        Steps that the course adds before and after those of the text: ``"key"``, ``"kind"``,
        ``"title"``, and ``"data"`` for the module that shows them.
    """
    typed = (st.session_state.get(_KEY) or {}).get("typed")
    answers = typed if isinstance(typed, dict) else {}
    told = described(slug, subject_id)
    if is_own(subject_id):
        st.caption(OWN)
    _component(
        key=_KEY,
        data=told
        | {"steps": [*first, *told["steps"], *last]}
        | {"exercises": exercises(slug, subject_id, answers)}
        | {"given": _given(slug), "typed": answers, "plotly": address(PLOTLY.name)},
        on_typed_change=_nothing,
        on_again_change=_nothing,
    )


def exercises(
    slug: str, subject_id: str, answers: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """What the browser is told of the exercises of a lesson, with what the learner answered."""
    about = scenes.scene(slug, subject_id, {}).subjects or (subject_id,)
    return {
        step.key: exercise.described(slug, step.key, about, answers.get(step.key))
        for step in folder.text(slug).of(Exercise)
    }


def _given(slug: str) -> bool:
    """Whether the address says where some of the controls are."""
    return any(c.key in st.query_params for c in folder.controls(slug) if c.key != "image")


@remember
def described(slug: str, subject_id: str) -> dict[str, Any]:
    """What the browser is told of the steps of a lesson, about an image."""
    text, facts = folder.text(slug), scenes.facts(slug, subject_id)
    known = [step for step in text.steps if not is_own(subject_id) or _holds(slug, step, facts)]
    told = [_step(slug, step, facts) for step in known if not isinstance(step, Try)]
    if text.functions and told:
        behind = tuple(map(partial(folder.function, slug), text.functions))
        reading = next((one for one in told if one["kind"] == "read"), told[0])
        reading["parts"] = [*reading["parts"], Functions(behind).describe()]
    controls, now = folder.controls(slug), {"image": subject_id}
    every = [
        (preset := presets.preset(controls, step, facts, now))
        | {"html": glossary.as_html(preset["note"]), "after": _before(known, step)}
        for step in known
        if isinstance(step, Try)
    ]
    written = " ".join(part for step in known for part in step.texts())
    return {
        "page": slug,
        "title": curriculum.full_title(text),
        "question": text.question,
        "image": subject_id,
        "steps": told,
        "presets": every,
        "controls": [
            control.key
            for name in folder.screens(slug)
            for control in folder.module(slug, name).CONTROLS
        ],
        "words": glossary.words_in(written.format_map(facts)),
    }


def _holds(slug: str, step: Step, facts: Mapping[str, Any]) -> bool:
    """Whether a step is true of an image that is none of the course's.

    What it asks must be computed, and all that it says must be there to be computed.
    """
    if isinstance(step, Find) or (
        isinstance(step, Question) and all(option.right in ("", "x") for option in step.options)
    ):
        return False

    def fill() -> None:
        said = " ".join(part.format_map(facts) for part in step.texts())
        if re.search(r"\b(nan|inf)\b", said):
            raise ValueError("Something in it is not a number.")
        _step(slug, step, facts)

    return succeeds(fill)


def _before(steps: Sequence[Step], preset: Try) -> str:
    """Key of the step after which a preset stands."""
    earlier = steps[: steps.index(preset)]
    return next((asked(step) for step in reversed(earlier) if not isinstance(step, Try)), "")


def _step(slug: str, step: Step, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the browser is told of a step."""
    filled = {
        name: getattr(step, name).format_map(facts) for name in ("title", "text", "set", "pin")
    }
    figures = [facts[name] for name in getattr(step, "figures", "").split(", ") if name]
    return {
        "key": asked(step),
        "kind": step.kind,
        "title": filled["title"] or title(step),
        "html": glossary.as_html(filled["text"]),
        "values": quiz.values(slug, filled["set"]),
        "keep": step.keep.split(),
        "controls": step.controls.split(),
        "pin": quiz.values(slug, filled["pin"]) if step.pin else None,
        "screen": step.key if isinstance(step, More) else "screen",
        "parts": parts.describe(figures),
        **_about(slug, step, facts),
    }


def _about(slug: str, step: Step, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What belongs to a step of its kind."""
    match step:
        case Question():
            return {"data": quiz.question(slug, step, facts)}
        case Find():
            return {"data": quiz.task(slug, step, facts)}
        case Reach():
            return {"data": quiz.goal(slug, step, facts)}
        case Exercise():
            return {"exercise": step.key, "title": exercise.title(slug, step.key)}
        case Read() | More() | Try():
            return {}


def _nothing() -> None:
    """Streamlit wants a callback for every state a component reports."""
