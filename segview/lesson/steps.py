"""The kinds of steps that a lesson is made of, and how their parts are read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from string import Formatter
from typing import Any, ClassVar


@dataclass(frozen=True)
class Option:
    """An option of a question.

    Attributes
    ----------
    text, why : str
        The option, and what the learner reads after choosing it.
    right : str
        ``"x"`` if it is right, ``""`` if it is wrong, or the name of the fact that tells.
    """

    text: str
    why: str
    right: str

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether it is right, as the facts are."""
        return self.right == "x" or bool(self.right and facts[self.right])


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a lesson.

    Attributes
    ----------
    key : str
        What stands after the kind in its heading.
    text : str
        Its text, in Markdown, with fields.
    line : int
        Where it begins, from 1.
    title : str
        What it is called in the list of steps; empty: its key, in words.
    set : str
        A query string, the values that it starts from; what it leaves out starts at its default.
    keep : str
        Keys of the controls that stay as they are once the learner has moved them.
    controls : str
        Keys of the controls that are shown; empty: all.
    pin : str
        A query string: what to show beside it for comparison; empty: nothing.
    """

    kind: ClassVar[str]
    attributes: ClassVar[tuple[str, ...]] = ()
    common: ClassVar[tuple[str, ...]] = ("title", "set", "keep", "controls", "pin")

    key: str
    text: str
    line: int
    title: str = ""
    set: str = ""
    keep: str = ""
    controls: str = ""
    pin: str = ""

    @classmethod
    def knows(cls, attribute: str) -> bool:
        """Whether a step of this kind can have an attribute."""
        return attribute in (*cls.common, *cls.attributes)

    def texts(self) -> Iterator[str]:
        """Everything in which there may be fields."""
        for part in fields(self):
            value = getattr(self, part.name)
            if isinstance(value, str):
                yield value


@dataclass(frozen=True, kw_only=True)
class Read(Step):
    """Prose.

    Attributes
    ----------
    figures : str
        Names of facts, with commas between them: notes and figures to show beneath the text.
    """

    kind = "read"
    attributes = ("figures",)

    figures: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(Step):
    """A question with options.

    Attributes
    ----------
    options : tuple of Option
        In order.
    show : str
        The pixels that it speaks of, such as ``"intensity > 0.6, truth = 0"``; see `where.triples`.
    """

    options: tuple[Option, ...] = ()
    show: str = ""

    def texts(self) -> Iterator[str]:
        """Everything in which there may be fields."""
        yield from super().texts()
        for option in self.options:
            yield option.text
            yield option.why


@dataclass(frozen=True, kw_only=True)
class Check(Question):
    """A question about what is on screen, or about what was read."""

    kind = "check"
    attributes = ("show",)


@dataclass(frozen=True, kw_only=True)
class Predict(Question):
    """A question about what will be seen, and the values that show it.

    Attributes
    ----------
    then : str
        A query string, what the prediction is about; what it leaves out goes back to its default.
    observe : str
        What to ask about the effect before the verdict, then two answers or more, with bars
        between them, such as ``"Which errors grew? | false positives | false negatives"``.
    """

    kind = "predict"
    attributes = ("show", "then", "observe")

    then: str = ""
    observe: str = ""


@dataclass(frozen=True, kw_only=True)
class Try(Step):
    """A preset: its key is what the button says, its text what to notice."""

    kind = "try"


@dataclass(frozen=True, kw_only=True)
class Task(Step):
    """Something to do in the view.

    Attributes
    ----------
    hint, why : str
        What the learner may read before it is done, and reads after.
    enough : str
        The Dice from which on it counts as done.
    """

    attributes = ("hint", "why", "enough")

    hint: str = ""
    why: str = ""
    enough: str = ""


@dataclass(frozen=True, kw_only=True)
class Find(Task):
    """The task to select certain pixels.

    Attributes
    ----------
    where : str
        The pixels meant; see `where.triples`. The Dice is that of them and the selection.
    """

    kind = "find"
    attributes = ("where", *Task.attributes)

    where: str = ""
    enough: str = "0.7"


@dataclass(frozen=True, kw_only=True)
class Draw(Find):
    """The task to draw pixels before they are there: a prediction, whose Dice is the score.

    Attributes
    ----------
    then : str
        A query string: where `where` holds; what it leaves out goes back to its default.
    """

    kind = "draw"
    attributes = (*Find.attributes, "then")

    then: str = ""
    enough: str = "0.5"


@dataclass(frozen=True, kw_only=True)
class Reach(Task):
    """The task to reach a Dice by moving the controls.

    Attributes
    ----------
    best : str
        The best Dice that these controls can reach.
    then : str
        A query string, where it is reached: what a room is shown.
    """

    kind = "reach"
    attributes = ("best", "then", *Task.attributes)

    best: str = ""
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Exercise(Step):
    """A code exercise of ``exercise.py``; its key is the exercise's id."""

    kind = "exercise"


@dataclass(frozen=True, kw_only=True)
class More(Step):
    """Another screen of the page, in the module of the lesson's folder that has its key as name."""

    kind = "screen"


@dataclass(frozen=True, kw_only=True)
class Word(Step):
    """An entry of the glossary."""

    kind = "word"


_ALL = (Read, Check, Predict, Try, Find, Draw, Reach, Exercise, More, Word)
KINDS = {kind.kind: kind for kind in _ALL}


def title(step: Step) -> str:
    """What a step is called."""
    return step.title or step.key[:1].upper() + step.key[1:].replace("-", " ")


def asked(step: Step) -> str:
    """The key under which browsers keep the answer to a step."""
    return f"exercise-{step.key}" if isinstance(step, Exercise) else step.key


def field_names(text: str) -> set[str]:
    """Names of the facts that a text has fields for."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return {re.split(r"[.\[]", name)[0] for name in names}
