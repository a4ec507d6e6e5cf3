"""Three scores of a result as bars, and Dice of shifted structures as curves."""

import math

from segview.scene import Bars, Curves

from .averages import SHIFTS, by_shift
from .formulas import scores
from .structures import TITLES


def bars(mask, found):
    """The scores that are defined."""
    known = {name: score for name, score in scores(mask, found).items() if not math.isnan(score)}
    return Bars(key="scores", values=known, title="score")


def curves(subject, by):
    """Dice of every structure with itself, shifted."""
    return Curves(
        key="by-shift",
        x=SHIFTS,
        lines={TITLES[key]: line for key, line in by_shift(subject).items()},
        titles=("shift in pixels", "Dice"),
        now=by,
        lowest=0,
    )
