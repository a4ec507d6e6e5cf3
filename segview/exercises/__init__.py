"""Code exercises: the program is there, the learner fills in its blanks.

The whole program is run by the interpreter, never by Python. What counts is what comes out: every
way that leads there is right.
"""

from segview.exercises.runner import Exercise, Verdict, drawn, judge, wanted_outcomes

__all__ = ["Exercise", "Verdict", "drawn", "judge", "wanted_outcomes"]
