"""Formulas in words, with the numbers of the moment in them."""

import re
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np

from segcore import dice_coefficient


def as_text(text: str) -> str:
    """A text as it is, such as somebody typed it, where Markdown is expected."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def in_order(cuts: Sequence[float], names: Sequence[str]) -> str:
    """Say from where each class really begins, when cuts have passed one another.

    Parameters
    ----------
    cuts : sequence of float
        One per class, as the controls have them.
    names : sequence of str
        The classes, dark to bright.

    Returns
    -------
    str
        Such as ``"Cuts count in order of height: fluid from 0.20, brain from 0.30."``; empty
        where they are in order.
    """
    if list(cuts) == sorted(cuts):
        return ""
    starts = zip(names, sorted(cuts), strict=True)
    listed = ", ".join(f"{name} from {cut:.2f}" for name, cut in starts)
    return f"Cuts count in order of height: {listed}."


def mean_dice(scores: Mapping[str, float]) -> str:
    """Write out the mean of some Dice coefficients.

    Parameters
    ----------
    scores : mapping
        Dice by name.

    Returns
    -------
    str
        Such as ``"(brain 0.900 + fluid 0.500) / 2 = 0.700"``.
    """
    terms = " + ".join(f"{name} {score:.3f}" for name, score in scores.items())
    return f"({terms}) / {len(scores)} = {fmean(scores.values()):.3f}"


def reversed_clusters(truth: np.ndarray, labels: np.ndarray, foreground: str) -> str:
    """Tell that two clusters have each other's names, where they do.

    Parameters
    ----------
    truth, labels : arrays of the same shape
        Ground truth and clusters, 0 or 1.
    foreground : str
        What 1 stands for in the truth.

    Returns
    -------
    str
        Empty where cluster 1 overlaps the foreground at least as well as cluster 0 does.
    """
    here, exchanged = (dice_coefficient(truth, labels == label) for label in (1, 0))
    if here >= exchanged:
        return ""
    return (
        f"**The clusters are reversed:** cluster 0 fits the {foreground} better, but counts as the "
        f"rest here. Dice is {here:.3f}; with the names exchanged it would be {exchanged:.3f}."
    )
