"""Accuracy and Dice as curves: along the padding and along the threshold."""

from segview.scene import Curves, Note

from .sweep import PADDINGS, best, by_padding, by_threshold


def along_padding(subject_id, t, noise, padding):
    """Both scores of this threshold as the background grows."""
    return Curves(
        key="by-padding",
        x=PADDINGS,
        lines=by_padding(subject_id, t, noise),
        titles=("empty padding in pixels, at this threshold", "score"),
        now=padding,
        lowest=0,
    )


def along_threshold(subject_id, t, noise):
    """Both scores of every threshold, without padding."""
    by_t = by_threshold(subject_id, noise)
    return Curves(
        key="by-threshold",
        x=list(by_t["Dice"]),
        lines={name: list(scores.values()) for name, scores in by_t.items()},
        titles=("threshold t", "score"),
        now=t,
        lowest=0,
    )


def best_thresholds(subject_id, noise):
    """Where each score is highest."""
    accuracy_t, dice_t = (
        best(by_threshold(subject_id, noise)[name]) for name in ("accuracy", "Dice")
    )
    return Note(
        f"Without padding, accuracy is best at t = {accuracy_t:.2f} and Dice at t = {dice_t:.2f}. "
        "Padding lifts the whole accuracy curve, so its best t stays.",
        "caption",
    )
