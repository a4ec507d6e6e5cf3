"""What more and more neighbours do to the borders, and to Dice, as curves."""

from segview.scene import Curves

from .borders import NEIGHBOURS


def patches(with_dots, everywhere):
    """Patches of the decision regions: those that hold dots, and all."""
    return Curves(
        key="patches",
        x=NEIGHBOURS,
        lines={"with dots": list(with_dots.values()), "all": list(everywhere.values())},
        titles=("neighbours k", "patches of the decision regions"),
    )


def test_dice(scores):
    """Mean Dice on test pixels."""
    return Curves(
        key="test-dice",
        x=NEIGHBOURS,
        lines={"test Dice": list(scores.values())},
        titles=("neighbours k", "mean Dice on test pixels"),
        lowest=0,
    )
