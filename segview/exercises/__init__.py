"""Code exercises: the program is there, the learner fills in its blanks.

Only the blanks are the learner's; each is worked out by the interpreter, and the lines around them
are ordinary Python here. What counts is what comes out: every way that leads there is right.
"""

from segview.exercises import brightness, dice, full
from segview.exercises.runner import Exercise, Verdict, judge, wanted_values

__all__ = ["EXERCISES", "Exercise", "Verdict", "judge", "wanted_values"]

EXERCISES: dict[str, Exercise] = brightness.EXERCISES | dice.EXERCISES | full.EXERCISES
"""Every exercise by its id, in the order of the course."""
