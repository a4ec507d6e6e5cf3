"""What differs between a learner's value and the wanted one, in words."""

from typing import Any

import numpy as np

from segcore import dice_coefficient
from segview.exercises.budget import Refused


class Wrong(Refused):
    """A program that cannot go on with what a blank has given it."""


def same(yours: Any, wanted: Any) -> bool:
    """Whether two values are the same numbers in the same shape, up to rounding."""
    if not is_numbers(yours) or np.shape(yours) != np.shape(wanted):
        return False
    return bool(np.allclose(np.asarray(yours, float), np.asarray(wanted, float), equal_nan=True))


def wrong(blank: int, message: str) -> Wrong:
    """Say that a program cannot go on with the value of one blank."""
    error = Wrong(message)
    error.blank = blank
    return error


def is_numbers(value):
    """Whether a value is a number or an array of numbers."""
    return np.asarray(value).dtype.kind in "biuf"


def kind_differs(name, yours, wanted):
    """What is wrong with the kind of a value: no number, one, or many."""
    if not is_numbers(yours):
        return f"{name} has to hold numbers, and yours does not."
    if np.ndim(wanted) == 0 and np.ndim(yours) > 0:
        return f"{name} is one number, yours is an array of shape {np.shape(yours)}."
    if np.ndim(wanted) > 0 and np.ndim(yours) == 0:
        return f"{name} is an array of shape {np.shape(wanted)}, yours is one number."
    return None


def numbers_differ(name, yours, wanted):
    """What is wrong with numbers of which nothing special is known."""
    if np.shape(yours) != np.shape(wanted):
        return f"{name}: the shapes {np.shape(yours)} and {np.shape(wanted)} differ."
    if np.ndim(wanted) == 0:
        return f"{name} is {short(yours)}, it should be {short(wanted)}."
    away = ~np.isclose(np.asarray(yours, float), np.asarray(wanted, float), equal_nan=True)
    return f"{name} has the right shape, but {away.sum():,} of its {away.size:,} values differ."


def short(number):
    """A number for people."""
    return f"{number:,}" if isinstance(number, (int, np.integer)) else f"{float(number):.4g}"


def close(yours, wanted):
    """Whether a value is one number, and this one."""
    return np.ndim(yours) == 0 and bool(np.isclose(float(yours), float(wanted)))


def _about_mask(yours, wanted, given):
    """What is wrong with a binary mask."""
    yours, wanted = np.asarray(yours), np.asarray(wanted).astype(bool)
    classes = len(np.unique(yours))
    if classes > 2:
        return f"Your mask has {classes:,} classes, a binary mask has 2: compare with ==, > or <."
    if yours.shape != wanted.shape:
        return f"The shapes {yours.shape} and {wanted.shape} differ: a mask has the image's shape."
    if np.array_equal(yours.astype(bool), ~wanted):
        return "Your mask is the wrong way round: 1 stands where 0 should, and 0 where 1 should."
    if yours.max() > 1:
        return f"A binary mask holds 0 and 1, yours holds {np.unique(yours)}."
    return None


def _counted(yours, wanted, given):
    if same(yours, wanted):
        return None
    yours, wanted = int(np.count_nonzero(yours)), int(np.count_nonzero(wanted))
    return f"Your mask has {yours:,} pixels, {wanted:,} were asked for."


def complaints(*others):
    """Complaints about a mask: in general, then in particular, at last about its size."""

    def complain(yours, wanted, given):
        for look in (_about_mask, *others, _counted):
            if words := look(yours, wanted, given):
                return words
        return None

    return complain


def dice_of(truth, result, blank):
    """Dice coefficient, with a complaint about whatever is no mask."""
    try:
        return dice_coefficient(truth, result)
    except (ValueError, TypeError) as error:
        message = str(error).splitlines()[0]
        raise wrong(blank, f"{message[0].upper()}{message[1:]}.") from None


def about_same_mask(yours, wanted, given):
    """Complain about a Dice that is suspiciously good."""
    if close(yours, 1):
        return "Dice is 1: you compared a mask with itself. Compare with your segmentation."
    return None
