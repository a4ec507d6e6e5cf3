"""Formulas in words, with the numbers of the moment in them."""

from collections.abc import Mapping
from statistics import fmean


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
