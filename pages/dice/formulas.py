"""Scores of a result, with the counts that stand in their formulas."""

import math

from segcore import accuracy, confusion_matrix, dice_coefficient, iou


def scores(mask, found):
    """Dice, IoU and accuracy by name."""
    return {
        "Dice": dice_coefficient(mask, found),
        "IoU": iou(mask, found),
        "accuracy": accuracy(mask, found),
    }


def formulas(mask, found):
    """Sizes and scores, with the counts that stand in their formulas."""
    (tn, fp), (fn, tp) = confusion_matrix(mask, found, 2)
    dice, union, equal = scores(mask, found).values()
    sizes = (
        f"Size of the ground truth = TP + FN = {tp:,} + {fn:,} = {tp + fn:,} · "
        f"size of the result = TP + FP = {tp:,} + {fp:,} = {tp + fp:,}  \n"
    )
    if math.isnan(dice):
        return (
            f"{sizes}Both masks are empty, so Dice and IoU are 0 / 0. There is nothing to overlap: they are **undefined** (nan), "
            f"while accuracy is {equal:.3f}."
        )
    return (
        f"{sizes}Dice = 2 · TP / both sizes = {2 * tp:,} / {2 * tp + fp + fn:,} = **{dice:.3f}** · "
        f"accuracy = (TP + TN) / all = ({tp:,} + {tn:,}) / {mask.size:,} = **{equal:.3f}**  \n"
        f"IoU = TP / (TP + FP + FN) = {tp:,} / {tp + fp + fn:,} = **{union:.3f}**, "
        f"the same as Dice / (2 − Dice) = {dice:.4f} / (2 − {dice:.4f})"
    )
