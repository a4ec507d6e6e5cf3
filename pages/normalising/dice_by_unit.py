"""Dice of the clusters in several units, and whether normalising costs any."""

from segcore import dice_coefficient
from segview.scene import Bars

from .units import clustered

CLOSE = 0.005  # in Dice
UNITS = {
    "× 0.1, raw": (0.1, False),
    "× 1, raw": (1.0, False),
    "× 5, raw": (5.0, False),
    "any, normalised": (1.0, True),
}


def dice_by_unit(subject):
    """Dice in all these units, as bars, and what is to be said of two of them."""
    truth = subject.binary_truth.ravel()
    dice = {
        name: dice_coefficient(truth, clustered(subject.id, *unit)[0])
        for name, unit in UNITS.items()
    }
    five, normalised = dice["× 5, raw"], dice["any, normalised"]
    much_alike = five - normalised < CLOSE
    elsewhere = " Hardly a difference here, but a clear one on most other images."
    return {
        "five": five,
        "normalised": normalised,
        "hardly_less": ", hardly less" if much_alike else "",
        "elsewhere": elsewhere if much_alike else "",
        "by_unit": Bars(key="dice", values=dice, title="Dice of the clusters"),
    }
