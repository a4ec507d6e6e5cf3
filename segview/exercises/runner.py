"""A program with blanks: run it, compare what came out with what was wanted."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segcore import Subject, load_subject
from segview.caching import remember
from segview.exercises.budget import Budget, Refused
from segview.exercises.feedback import kind_differs, numbers_differ, same
from segview.exercises.interpreter import evaluate

Given = Mapping[str, Any]
Step = tuple[str, int, Any]


@dataclass(frozen=True, eq=False)
class Exercise:
    """A program with blanks.

    Attributes
    ----------
    lesson, title, task : str
        Slug of its lesson, its name, and what to do.
    code : str
        The program; ``____`` is a blank.
    solution, hints : tuple of str
        One text per blank, and what helps, from a nudge to nearly all.
    cases : callable
        Subject to the values that the program starts from; several, of which the first is shown.
    run : callable
        ``run(fill, given)`` yields (name, number of its blank, value), one after the other.
    decides : tuple of str
        The values that make an answer right or wrong.
    draws : mapping of str to str
        What is shown: name of a value to ``"image"``, ``"labels"``, ``"bars"`` or ``"number"``.
    complain : mapping of str to callable
        Name of a value to ``(yours, wanted, given)`` → what is wrong, or nothing in particular.
    praise : str
        What the learner reads in the end.
    """

    lesson: str
    title: str
    task: str
    code: str
    solution: tuple[str, ...]
    hints: tuple[str, ...]
    cases: Callable[[Subject], Sequence[Given]]
    run: Callable[["Blanks", Given], Iterator[Step]]
    decides: tuple[str, ...]
    draws: Mapping[str, str]
    complain: Mapping[str, Callable[[Any, Any, Given], str | None]]
    praise: str


@dataclass(frozen=True)
class Verdict:
    """What a check has found.

    Attributes
    ----------
    right : bool
        Whether everything came out as wanted.
    feedback : str
        What the learner reads.
    blank : int or None
        Number of the blank to look at, from 0.
    yours : mapping
        What the learner's program made, by name, as far as it got and is drawn.
    """

    right: bool
    feedback: str
    blank: int | None
    yours: Mapping[str, Any]


def judge(exercise: Exercise, blanks: Sequence[str], subject_id: str) -> Verdict:
    """Check an answer to an exercise.

    Parameters
    ----------
    exercise : Exercise
        One of `segview.exercises.EXERCISES`.
    blanks : sequence of str
        What the learner typed, one text per blank.
    subject_id : str
        The image on screen.

    Returns
    -------
    Verdict
    """
    shown = {}
    budget = Budget()
    cases = exercise.cases(load_subject(subject_id))
    pairs = zip(cases, wanted_values(exercise, subject_id), strict=True)
    for at, (given, wanted) in enumerate(pairs):
        yours, problem = _attempt(exercise, blanks, given, wanted, budget)
        if not at:
            shown = {name: value for name, value in yours.items() if name in exercise.draws}
        if problem:
            lead = "Right for what you see, but not for other images or masks. " if at else ""
            return Verdict(False, lead + problem[1], problem[0], shown)
    return Verdict(True, exercise.praise, None, shown)


@remember
def wanted_values(exercise: Exercise, subject_id: str) -> tuple[Mapping[str, Any], ...]:
    """Values that the solution makes, by name, for each case of an exercise."""
    return tuple(
        {
            name: value
            for name, _, value in exercise.run(Blanks(exercise.solution, Budget(math.inf)), given)
        }
        for given in exercise.cases(load_subject(subject_id))
    )


def _attempt(exercise, blanks, given, wanted, budget):
    """Run a program; return what it made, and (blank, what is wrong) or None."""
    yours, blank_of, refusal = {}, {}, None
    try:
        for name, blank, value in exercise.run(Blanks(blanks, budget), given):
            yours[name], blank_of[name] = value, blank
    except Refused as error:
        refusal = getattr(error, "blank", None), str(error)
    if not refusal and all(same(yours[name], wanted[name]) for name in exercise.decides):
        return yours, None
    for name, value in yours.items():
        if not same(value, wanted[name]):
            special = exercise.complain.get(name, lambda *_: None)
            words = kind_differs(name, value, wanted[name])
            words = words or special(value, wanted[name], given)
            return yours, (blank_of[name], words or numbers_differ(name, value, wanted[name]))
    return yours, refusal


class Blanks:
    """Works out blanks, all from one budget, and says in which of them something is wrong."""

    def __init__(self, texts: Sequence[str], budget: Budget) -> None:
        self.texts = texts
        self.budget = budget

    def __call__(self, blank: int, names: Given) -> Any:
        """Return the value of one blank."""
        value = self.work_out(self.texts[blank], names, blank)
        if isinstance(value, (list, tuple, range)):
            value = self.work_out("np.array(value)", {"value": value}, blank)
        return value

    def work_out(self, text: str, names: Given, blank: int) -> Any:
        """Return the value of a text on behalf of one blank."""
        try:
            return evaluate(text, names, self.budget)
        except Refused as error:
            error.blank = blank
            raise
