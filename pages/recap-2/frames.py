"""What an empty frame does to both scores, of a result and of nothing found."""

from segcore import accuracy, dice_coefficient

from .masks import masks

FRAME = 300


def framed(subject, cuts):
    """Both scores of the brain without a frame and with one, and what becomes of them."""
    plain, wide = (masks(subject, "brain", cuts, padding) for padding in (0, FRAME))
    before, after, framed_dice = accuracy(*plain), accuracy(*wide), dice_coefficient(*wide)
    rises, stays = after > before, framed_dice == dice_coefficient(*plain)
    return {
        "before": before,
        "after": after,
        "framed_dice": framed_dice,
        "both_rise": rises and not stays,
        "accuracy_rises": rises and stays,
        "dice_falls": not rises and not stays,
    }


def nothing_framed(subject):
    """Accuracy of a result without any brain, in the frame, and about how much that is."""
    nothing = accuracy(*masks(subject, "brain", (1.0, 1.0, 1.0), FRAME))
    return {
        "nothing": nothing,
        "none": nothing < 0.01,
        "half": 0.4 <= nothing < 0.6,
        "most": 0.9 <= nothing < 1,
    }
