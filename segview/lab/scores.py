"""Scores of a result as a table for spreadsheets."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from segcore import accuracy, confusion_matrix, dice_multiclass


def scores_csv(
    truth: np.ndarray,
    result: np.ndarray,
    classes: Sequence[str],
    ceiling: float | None,
    settings: Mapping[str, Any],
) -> str:
    """Write how good a result is, and from which settings it came.

    Parameters
    ----------
    truth, result : (H, W) integer arrays
        Labels 0 ... len(classes) - 1.
    classes : sequence of str
        Their names.
    ceiling : float or None
        The best Dice that any rule can reach, where it is known.
    settings : mapping
        Values by name.

    Returns
    -------
    str
        Rows of a name and its values: Dice of each class, accuracy, ceiling, the confusion matrix
        with a row per true class, and each setting.
    """
    present = np.unique(truth)
    dice = zip(present, dice_multiclass(truth, result), strict=True)
    counts = confusion_matrix(truth, result, len(classes)).tolist()
    file = io.StringIO()
    write = csv.writer(file, lineterminator="\n").writerow
    for label, score in dice:
        write([f"Dice of {classes[label]}", f"{score:.6f}"])
    write(["accuracy", f"{accuracy(truth, result):.6f}"])
    if ceiling is not None:
        write(["ceiling of Dice", f"{ceiling:.6f}"])
    write(["pixels", *(f"called {name}" for name in classes)])
    for name, row in zip(classes, counts, strict=True):
        write([f"truly {name}", *row])
    for name, value in settings.items():
        write([f"setting {name}", value])
    return file.getvalue()
