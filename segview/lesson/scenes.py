"""Scenes and facts of lessons, remembered by what they were computed from."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from segcore import ImageError, subjects
from segcore.subjects import Terms
from segview.agreement import lacking
from segview.cache.remembering import remember
from segview.images import is_own, load_subject
from segview.lesson import folder
from segview.lesson.controls import Control, initial, shown
from segview.lesson.fitting import attempt
from segview.scene import Scene
from segview.scene.message import Message, describe


def controls(
    slug: str, subject_id: str, values: Mapping[str, Any], name: str = "screen"
) -> tuple[Control, ...]:
    """The controls of a screen, each with the default that it has there; parameters as for `scene`.

    A screen whose ``CONTROLS`` do not begin alike everywhere has ``starts(subject, values)``: the
    defaults that hang on the image, or on where the other controls are, by key.
    """
    screen = folder.module(slug, name)
    if not hasattr(screen, "starts"):
        return screen.CONTROLS
    starts = screen.starts(load_subject(subject_id), initial(screen.CONTROLS) | dict(values))
    return tuple(replace(c, default=starts.get(c.key, c.default)) for c in screen.CONTROLS)


def scene(slug: str, subject_id: str, values: Mapping[str, Any], name: str = "screen") -> Scene:
    """The scene of a lesson.

    Parameters
    ----------
    slug : str
        The lesson.
    subject_id : str
        The image.
    values : mapping
        Values of the controls by key; those that are not there are at their default.
    name : str
        Which of the lesson's screens.
    """
    return _scene(*_key(slug, subject_id, values, name))[0]


def message(slug: str, subject_id: str, values: Mapping[str, Any], name: str = "screen") -> Message:
    """What the browser needs to paint that scene; parameters as for `scene`."""
    return _scene(*_key(slug, subject_id, values, name))[1]


def images(values: Mapping[str, Any]) -> dict[str, str]:
    """The images that controls name, by key of the control."""
    known = {one.id for one in subjects()}
    return {key: value for key, value in values.items() if value in known}


def reserved(values: Mapping[str, Any]) -> dict[str, Terms]:
    """The terms of those of them to which whoever asks has to agree first, by key of the control.

    The image on screen stands in for them, as for those that are missing.
    """
    found = {key: lacking(image) for key, image in images(values).items()}
    return {key: terms for key, terms in found.items() if terms}


def missing(values: Mapping[str, Any]) -> dict[str, str]:
    """Why those of them cannot be had now that cannot, by key of the control.

    The image on screen stands in for them in every scene.
    """
    found = {}
    for key, image in images(values).items():
        if lacking(image):
            continue
        try:
            load_subject(image)
        except ImageError as error:
            found[key] = str(error)
    return found


def settings(slug: str, subject_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the program of a lesson has among its settings, by name; parameters as for `scene`."""
    return state(slug, subject_id, values) | scene(slug, subject_id, values).settings


def state(
    slug: str, subject_id: str, values: Mapping[str, Any], name: str = "screen"
) -> dict[str, Any]:
    """Values of all controls, and the image, as they stand in the browser; see `scene`."""
    inputs = controls(slug, subject_id, values, name)
    return shown(inputs, initial(inputs) | dict(values)) | {"image": subject_id}


def _key(slug: str, subject_id: str, values: Mapping[str, Any], name: str) -> tuple:
    """What the scene is computed from, in one hashable value.

    Images that are not to be had are replaced by the one on screen.
    """
    complete = initial(controls(slug, subject_id, values, name)) | dict(values)
    absent = missing(complete).keys() | reserved(complete).keys()
    complete |= dict.fromkeys(absent, subject_id)
    return slug, name, subject_id, tuple(complete.items())


@remember
def _scene(slug: str, name: str, subject_id: str, values: tuple) -> tuple[Scene, Message]:
    found = folder.module(slug, name).view(load_subject(subject_id), dict(values))
    return found, describe(found)


@remember
def facts(slug: str, subject_id: str) -> Mapping[str, Any]:
    """Numbers and words for the text of a lesson about an image; none where they cannot be had.

    Every image of the course has them all.
    """
    screen = folder.module(slug)
    if not hasattr(screen, "facts"):
        return {}
    compute = partial(screen.facts, load_subject(subject_id))
    return attempt(compute, {}) if is_own(subject_id) else compute()
