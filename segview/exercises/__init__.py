"""Code exercises: the program is there, the learner fills in its blanks.

The whole program is run by the interpreter, never by Python. What counts is what comes out: every
way that leads there is right.
"""

from segview.exercises import brightness, classification, clustering, dice, dice_multiclass
from segview.exercises.runner import Exercise, Verdict, drawn, judge, wanted_outcomes

__all__ = ["EXERCISES", "Exercise", "Verdict", "drawn", "judge", "wanted_outcomes"]

EXERCISES: dict[str, Exercise] = (
    brightness.EXERCISES
    | dice.EXERCISES
    | dice_multiclass.EXERCISES
    | clustering.EXERCISES
    | classification.EXERCISES
)
"""Every exercise by its id, in the order of the course."""
