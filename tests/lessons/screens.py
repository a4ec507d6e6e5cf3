"""What a learner has on screen: computed from a lesson's folder, without a page around it."""

import json
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

import numpy as np

from segview.images import load_subject
from segview.lesson import controls, folder, inputs, presets, quiz, scenes
from segview.lesson.steps import Check, Exercise, Find, More, Predict, Reach, Read, Try, asked
from segview.scene import Note
from segview.scene.figures import Figure
from segview.scene.parts import Columns
from segview.scene.where import pixels, triples


def strict(value):
    """The same as a browser reads it, which knows neither NaN nor infinity."""

    def plain(part):
        return part.item() if hasattr(part, "item") else list(part)

    return json.loads(json.dumps(value, allow_nan=False, default=plain))


def flat(parts):
    """Parts in order, those in columns among them."""
    for part in parts:
        if isinstance(part, Columns):
            yield from flat(part for column in part.columns for part in column)
        else:
            yield part


class Told:
    """What the browser is told, by `data`, and what follows from it."""

    @property
    def asked(self):
        """Keys of all questions, tasks and exercises, sorted."""
        return sorted(
            part["key"] for kind in ("quiz", "task", "goal", "exercise") for part in self.data(kind)
        )

    def right(self, key):
        """Texts of the answers to one question that count as right."""
        (question,) = (question for question in self.data("quiz") if question["key"] == key)
        return [answer["text"] for answer in question["answers"] if answer["right"]]

    def why(self, key, text):
        """What the learner reads after choosing the answer with this text to one question."""
        (question,) = (question for question in self.data("quiz") if question["key"] == key)
        (answer,) = (answer for answer in question["answers"] if answer["text"] == text)
        return answer["why"]

    @property
    def notes(self):
        """What the presets say, by label."""
        return {p["label"]: p["note"] for presets in self.data("presets") for p in presets}

    @property
    def controls(self):
        """Data of each control, by key."""
        return {control["key"]: control for control in self.data("control")}

    @property
    def values(self):
        """Value of each control, by key."""
        return {key: control["value"] for key, control in self.controls.items()}


class Screen(Told):
    """A lesson at one setting.

    Parameters
    ----------
    slug : str
        The lesson.
    query : str
        Query string of the URL.
    moved : dict
        What the learner did, by key of the control, as a browser sends it.
    """

    def __init__(self, slug, query="", moved=None):
        self.slug, self.url = slug, dict(parse_qsl(query, keep_blank_values=True))
        self.moved, self.text = moved or {}, folder.text(slug)
        self.pickers = [] if self.text.image else [folder.picker(self.text)]

    @property
    def complaints(self):
        """None: what cannot be computed fails the test by itself."""
        return []

    def value(self, control):
        return controls.chosen(control, (self.moved.get(control.key), self.url.get(control.key)))[0]

    @cached_property
    def subject(self):
        return load_subject(self.text.image or self.value(self.pickers[0]))

    @cached_property
    def screens(self):
        """Names of the lesson's screens."""
        return ["screen", *(step.key for step in self.text.of(More))]

    def inputs(self, name="screen"):
        moved = {c.key: self.value(c) for c in folder.module(self.slug, name).CONTROLS}
        return scenes.controls(self.slug, self.subject.id, moved, name)

    def given(self, name="screen"):
        return {control.key: self.value(control) for control in self.inputs(name)}

    def scene(self, name="screen"):
        return scenes.scene(self.slug, self.subject.id, self.given(name), name)

    @cached_property
    def facts(self):
        return scenes.facts(self.slug, self.subject.id)

    def step(self, key):
        """The step with this key."""
        (step,) = (step for step in self.text.steps if step.key == key)
        return step

    def at(self, query):
        """The same image at other settings, those of a step: ``at(step.set)``."""
        settings = dict(parse_qsl(query.format_map(self.facts), keep_blank_values=True))
        return Screen(self.slug, urlencode({"image": self.subject.id} | settings))

    def meant(self, where):
        """The pixels that a condition means here."""
        scene = self.scene()
        row, column = np.indices(scene.space.shape)
        arrays = dict(zip(scene.space.names, scene.space.images, strict=True))
        arrays |= {"truth": scene.truth, "result": scene.result, "row": row, "column": column}
        known = {name: array for name, array in arrays.items() if array is not None}
        return pixels(triples(where.format_map(self.facts)), known)

    @cached_property
    def parts(self):
        """Notes and figures, of all screens and of the text."""
        found = []
        for step in self.text.of(Read):
            found.append(Note(step.text.format_map(self.facts)))
            found += [self.facts[name] for name in step.figures.split(", ") if name]
        for name in self.screens:
            scene = self.scene(name)
            found += [*scene.above, *scene.beside, *scene.below]
        found += [Note(step.text.format_map(self.facts)) for step in self.text.of(More)]
        return list(flat(found))

    def data(self, component):
        """What the browser is told, by all components of one kind."""
        return strict(getattr(self, f"_{component}")())

    def _linked(self):
        for name in self.screens:
            at = self.slug, self.subject.id, self.given(name), name
            view = scenes.message(*at).data["view"]
            if view:
                yield view | {"state": scenes.state(*at)}

    def _quiz(self):
        steps = self.text.of(Check, Predict)
        return [quiz.question(self.slug, step, self.facts) for step in steps]

    def _task(self):
        steps = self.text.of(Find)  # those to draw among them
        return [quiz.task(self.slug, step, self.facts) for step in steps]

    def _goal(self):
        return [quiz.goal(self.slug, step, self.facts) for step in self.text.of(Reach)]

    def _presets(self):
        steps = self.text.of(Try)
        every, now = folder.controls(self.slug), {**self.given(), "image": self.subject.id}
        row = [presets.preset(every, step, self.facts, now) for step in steps]
        return [row] if row else []

    def _figure(self):
        return [p.describe() for p in self.parts if isinstance(p, Figure)]

    def _control(self):
        for name in self.screens:
            idle = self.scene(name).idle
            for control in (*(self.pickers if name == "screen" else ()), *self.inputs(name)):
                yield inputs.described(control, self.value(control), idle.get(control.key, ""))

    def _exercise(self):
        return [{"key": asked(step)} for step in self.text.of(Exercise)]

    def told(self, *tones):
        """Texts on screen in one of these tones, in order."""
        return [p.text for p in self.parts if isinstance(p, Note) and p.tone in tones]

    @property
    def prose(self):
        """All Markdown on screen."""
        return " ".join(self.told("plain"))

    def positions(self, key):
        """Where a control can be moved to, as a browser sends it."""
        every = [*self.pickers, *(c for name in self.screens for c in self.inputs(name))]
        (control,) = (control for control in every if control.key == key)
        return [control.shown(end) for end in control.ends()]

    @property
    def packed(self):
        """Bytes of all arrays sent to the browser."""
        messages = (
            scenes.message(self.slug, self.subject.id, self.given(name), name)
            for name in self.screens
        )
        return [array.body for message in messages for array in message.arrays]
