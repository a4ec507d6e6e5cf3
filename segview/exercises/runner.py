"""A program with blanks: run it, compare what came out with what was wanted."""

import ast
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from segview.cache.remembering import remember
from segview.exercises.budget import Budget, Refused
from segview.exercises.feedback import kind_differs, numbers_differ, same
from segview.exercises.interpreter import Program
from segview.exercises.outcomes import Outcome
from segview.exercises.reading import read, read_lines
from segview.images import load_subject
from segview.parsing import parse

BLANK = "____"
ELSEWHERE = "Right for what you see, but not for other images or masks. "

Given = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Exercise:
    """A program with blanks.

    Attributes
    ----------
    title, task : str
        Its name, and what to do.
    code : str
        The program; ``____`` is a blank.
    solution, hints : tuple of str
        One text per blank, and what helps, from a nudge to nearly all.
    cases : callable
        Subjects to the values that the program starts from; several, of which the first is shown.
    about : mapping of str to str
        What these values are: name to words, in the order in which the learner reads them.
    decides : tuple of str
        Names in the program whose values make an answer right or wrong.
    draws : mapping of str to str
        What is shown: name of a value to ``"image"``, ``"labels"``, ``"bars"``, ``"histograms"``,
        ``"dots"`` or ``"number"``.
    praise : str
        What the learner reads in the end.
    complain : mapping of str to callable
        Name of a value to ``(yours, wanted, given)`` → what is wrong, or nothing in particular.
    looks : mapping of int to callable
        Number of a blank to ``(value, names)`` → what is wrong with it by itself, or None.
    equal : mapping of str to callable
        Name of a value to ``(yours, wanted)`` → whether it is right; otherwise the same numbers.
    provides : callable
        The values that a program starts from to whatever else has a name in it.
    tries : str
        Lines that run after the program and are not shown.
    lines : bool
        Whether the blank holds whole lines: the body of a function.
    """

    title: str
    task: str
    code: str
    solution: tuple[str, ...]
    hints: tuple[str, ...]
    cases: Callable[..., Sequence[Given]]
    about: Mapping[str, str]
    decides: tuple[str, ...]
    draws: Mapping[str, str]
    praise: str
    complain: Mapping[str, Callable[[Any, Any, Given], str | None]] = field(default_factory=dict)
    looks: Mapping[int, Callable[[Any, Given], str | None]] = field(default_factory=dict)
    equal: Mapping[str, Callable[[Any, Any], bool]] = field(default_factory=dict)
    provides: Callable[[Given], Given] = lambda given: {}
    tries: str = ""
    lines: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        """The program; its blanks are names."""
        parts = f"{self.code}\n{self.tries}".split(BLANK)
        named = (f"{Program.BLANK}{at}{part}" for at, part in enumerate(parts[1:]))
        return parse("".join((parts[0], *named)))

    @cached_property
    def frame(self) -> tuple[str, str]:
        """What stands before and after the lines of a function."""
        before, after = f"{self.code}\n{self.tries}".split(BLANK)
        return before, after

    @cached_property
    def before(self) -> tuple[str, ...]:
        """What stands before each blank in its line."""
        return tuple(part.rpartition("\n")[2] for part in self.code.split(BLANK)[:-1])


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


def judge(exercise: Exercise, blanks: Sequence[str], *subject_ids: str) -> Verdict:
    """Check an answer to an exercise.

    Parameters
    ----------
    exercise : Exercise
        Which exercise.
    blanks : sequence of str
        What the learner typed, one text per blank.
    *subject_ids : str
        The images on screen.

    Returns
    -------
    Verdict
    """
    shown: Mapping[str, Any] = {}
    budget = Budget()
    cases = exercise.cases(*map(load_subject, subject_ids))
    pairs = zip(cases, wanted_outcomes(exercise, *subject_ids), strict=True)
    for at, (given, wanted) in enumerate(pairs):
        yours, unread = run(exercise, blanks, given, budget)
        if not at:
            shown = drawn(exercise, yours)
        problems = [*unread, *_problem(exercise, yours, wanted, given)]
        if problems:
            blank, words = min(problems, key=lambda problem: problem[0])
            return Verdict(False, (ELSEWHERE if at else "") + words, blank, shown)
    return Verdict(True, exercise.praise, None, shown)


@remember
def wanted_outcomes(exercise: Exercise, *subject_ids: str) -> tuple[Outcome, ...]:
    """What the solution makes, for each case of an exercise."""
    return tuple(
        run(exercise, exercise.solution, given, Budget(math.inf))[0]
        for given in exercise.cases(*map(load_subject, subject_ids))
    )


def drawn(exercise: Exercise, outcome: Outcome) -> dict[str, Any]:
    """Values of an outcome that are shown, by name; of histograms, all that the program draws."""
    found = outcome.named(exercise.draws)
    return {
        name: values if exercise.draws[name] == "histograms" else values[-1]
        for name, values in found.items()
        if values
    }


def run(
    exercise: Exercise, blanks: Sequence[str], given: Given, budget: Budget
) -> tuple[Outcome, list[tuple[int, str]]]:
    """Run a program with what stands in its blanks.

    Returns
    -------
    Outcome
    list of (int, str)
        Blanks that cannot be read, and why.
    """
    trees, unread = [], []
    try:
        tree = read_lines(blanks[0], *exercise.frame) if exercise.lines else exercise.tree
    except Refused as refusal:
        return Outcome([], [], None), [(0, _located(exercise, refusal))]
    for number, text in enumerate(() if exercise.lines else blanks):
        try:
            trees.append(read(text, exercise.before[number]))
        except Refused as refusal:
            trees.append(UNREAD)
            unread.append((number, str(refusal)))
    names = {name: np.array(v) if np.ndim(v) else v for name, v in given.items()}
    program = Program(names | exercise.provides(given), budget, trees, exercise.looks)
    refusal = None
    try:
        program.run(tree)
    except Refused as stopped:
        refusal = stopped
    return Outcome(program.steps, program.seen, refusal), unread


UNREAD = ast.Pass()  # stands in for a blank that cannot be read, and stops the program there


def _located(exercise: Exercise, refusal: Refused) -> str:
    """What is wrong, and in a function in which line."""
    if not exercise.lines or refusal.line is None:
        return str(refusal)
    first = exercise.frame[0].count("\n")
    return f"Line {refusal.line - first}: {refusal}" if refusal.line > first else str(refusal)


def _problem(
    exercise: Exercise, yours: Outcome, wanted: Outcome, given: Given
) -> list[tuple[int, str]]:
    """What is wrong with what a program made: nothing, or one blank and why."""

    def equal(name, value, target):
        return exercise.equal.get(name, same)(value, target)

    made, asked = yours.named(exercise.decides), wanted.named(exercise.decides)
    if yours.refusal is None and all(
        len(made[name]) == len(asked[name])
        and all(equal(name, *pair) for pair in zip(made[name], asked[name], strict=True))
        for name in exercise.decides
    ):
        return []
    places: Counter[str] = Counter()
    targets = wanted.named({step.name for step in wanted.steps})
    telling = {*exercise.decides, *exercise.complain}
    for step in (step for step in yours.steps if step.name in telling):
        at, places[step.name] = places[step.name], places[step.name] + 1
        if at >= len(targets.get(step.name, ())):
            continue
        target = targets[step.name][at]
        if equal(step.name, step.value, target):
            continue
        special = exercise.complain.get(step.name, lambda *_: None)
        words = kind_differs(step.name, step.value, target) or special(step.value, target, given)
        blank = _odd(yours, wanted, step.blanks or range(len(exercise.solution)))
        return [(blank, words or numbers_differ(step.name, step.value, target))]
    if yours.refusal is None:
        return [(len(exercise.solution) - 1, "The program does not come to its end.")]
    blank = yours.refusal.blank
    if blank is None:
        blank = _odd(yours, wanted, range(len(exercise.solution)))
    return [(blank, _located(exercise, yours.refusal))]


def _odd(yours: Outcome, wanted: Outcome, blanks: Sequence[int]) -> int:
    """Of some blanks the first one that has another value than in the solution, or the last."""
    asked = {blank: [v for b, v in wanted.seen if b == blank] for blank in blanks}
    for blank, value in yours.seen:
        if asked.get(blank) and not same(value, asked[blank].pop(0)):
            return blank
    return blanks[-1]
