"""Dice of shifted structures, and its two averages over them."""

from segcore import dice_coefficient, shift
from segview.cache.remembering import remember
from segview.images import load_subject
from segview.wording import mean_dice

from .pooling import pooled_dice
from .structures import FOREGROUNDS, structures

NAMES = {key: FOREGROUNDS[key] for key in ("brain", "csf", "disc")}
SHIFTS = tuple(range(0, 61))


@remember
def shifted(subject_id, by):
    """Dice of every structure with itself, shifted by so many pixels, and of all of them pooled."""
    masks = three(load_subject(subject_id))
    moved = {name: shift(mask, 0, by) for name, mask in masks.items()}
    each = {name: dice_coefficient(masks[name], moved[name]) for name in masks}
    return each, pooled_dice(list(masks.values()), list(moved.values()))


def three(subject):
    """The structures that everybody has, by key."""
    masks = structures(subject.truth)
    return {name: masks[name] for name in NAMES}


def by_shift(subject):
    """Dice of every structure with itself, shifted by 0, 1, ... pixels."""
    return {name: [shifted(subject.id, by)[0][name] for by in SHIFTS] for name in NAMES}


def averages(subject, by):
    """Both averages over the three structures, shifted by so many pixels."""
    each, pooled = shifted(subject.id, by)
    return (
        f"Each of the three shifted by {by} px: mean Dice = {mean_dice(short(each))}; "
        f"one Dice of all their pixels, pooled: {pooled:.3f}."
    )


def short(scores):
    """Scores by the short names of the structures."""
    return {NAMES[name]: score for name, score in scores.items()}


def without_disc(subject):
    """Both averages when brain and fluid are found and the disc is missed: mean, pooled."""
    masks = three(subject)
    found = masks | {"disc": masks["disc"] & False}
    each = {name: dice_coefficient(masks[name], found[name]) for name in masks}
    return mean_dice(short(each)), pooled_dice(list(masks.values()), list(found.values()))
