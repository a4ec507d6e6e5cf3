"""Accuracy as a formula, with the counts that stand in it."""

from segcore import accuracy, confusion_matrix, dice_coefficient


def formula(labels, found):
    """Accuracy with the counts that stand in it, beside Dice."""
    (tn, _), (_, tp) = confusion_matrix(labels, found, 2)
    return (
        f"Accuracy = (TP + TN) / all pixels = ({tp:,} + {tn:,}) / {labels.size:,} "
        f"= **{accuracy(labels, found):.3f}**, but Dice = **{dice_coefficient(labels, found):.3f}**."
    )
