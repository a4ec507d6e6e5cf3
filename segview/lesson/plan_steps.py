"""The kinds of steps that plans for teaching are made of."""

from dataclasses import dataclass

from segview.lesson.steps import Step


@dataclass(frozen=True, kw_only=True)
class Plan(Step):
    """A plan for teaching, made of those `Show` that follow it.

    Attributes
    ----------
    minutes : str
        How long it takes.
    """

    kind = "plan"
    attributes = ("minutes",)

    minutes: str = ""


@dataclass(frozen=True, kw_only=True)
class Show(Step):
    """Something to show to a room; its text says what to do with it.

    Attributes
    ----------
    minutes : str
        How long it takes.
    at : str
        The lesson, its step, and values of its controls, as in the address bar.
    question : str
        Key of a question of that lesson: to be asked, and what students get wrong.
    ask : str
        What to ask instead.
    """

    kind = "show"
    attributes = ("minutes", "at", "question", "ask")

    minutes: str = ""
    at: str = ""
    question: str = ""
    ask: str = ""
