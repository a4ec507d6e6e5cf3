"""The best Dice that any rule on some features could reach: how much classes overlap."""

from dataclasses import dataclass

import numpy as np

from segcore.bins import bin_numbers, check_bins
from segcore.scores import dice_coefficient, dice_multiclass
from segcore.validation import feature_rows


@dataclass(frozen=True)
class Ceiling:
    """The best rule that gives all pixels of a cell of feature space the same label.

    Attributes
    ----------
    dice : float
        Two classes: Dice of the foreground. More: mean of ``per_class``.
    per_class : (n_classes,) float array
        Dice of each class, in the order of ``np.unique(truth)``.
    result : (n,) array
        The label that the rule gives each pixel, with the dtype of the ground truth.
    cells : int
        Number of cells that hold at least one pixel.
    pixels_per_cell : float
        Mean number of pixels in those cells. Near 1 the ceiling flatters: with a cell to
        itself, every pixel gets its own true label, whatever the features mean.
    """

    dice: float
    per_class: np.ndarray
    result: np.ndarray
    cells: int
    pixels_per_cell: float


def ceiling(values, truth, bins=32):
    """Best Dice of all rules that are constant within cells of feature space.

    Every axis is cut into equal bins between its smallest and largest value, and a cell
    is one bin per axis. With two classes (0 and one other) no rule of this kind reaches
    a higher Dice of the foreground; with more, the rule is a majority vote per cell
    (on a tie the smaller label), which maximises accuracy.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    truth : (n,) or (H, W) array of labels
    bins : int
        Number of bins per axis. A value on a border belongs to the bin above it.

    Returns
    -------
    Ceiling
        ``dice`` is nan when there is no foreground at all.

    Raises
    ------
    ValueError
        If values and truth differ in their number of pixels, there is no pixel, a value is NaN or
        infinite, or bins is below 1.

    References
    ----------
    Lipton, Elkan & Naryanaswamy (2014), Optimal thresholding of classifiers to maximize
    F1 measure, ECML PKDD.
    """
    values = feature_rows(values)
    truth = np.asarray(truth).ravel()
    if len(values) != len(truth) or len(truth) == 0:
        raise ValueError(
            f"values must have one row for each of the {len(truth)} pixels of the ground truth, "
            f"but their shape is {values.shape}"
        )
    check_bins(bins)

    cell = cell_of_each_pixel(values, bins)
    classes, label = np.unique(truth, return_inverse=True)
    counts = np.bincount(cell * len(classes) + label).astype(int)
    counts.resize(cell.max() + 1, len(classes))
    binary = len(np.union1d(classes, 0)) <= 2
    vote = best_dice_rule(counts) if binary and len(classes) == 2 else counts.argmax(axis=1)

    result = classes[vote][cell]
    per_class = dice_multiclass(truth, result)
    return Ceiling(
        dice=dice_coefficient(truth, result) if binary else float(np.mean(per_class)),
        per_class=per_class,
        result=result,
        cells=len(counts),
        pixels_per_cell=len(truth) / len(counts),
    )


def best_dice_rule(counts):
    """Label of every cell, 0 or 1, that together reach the highest Dice.

    A rule with that Dice takes the cells with the largest fraction of foreground, so one
    pass over the sorted cells finds how many to take.

    Parameters
    ----------
    counts : (cells, 2) int array
        Background and foreground pixels of each cell.
    """
    foreground, total = counts[:, 1], counts.sum(axis=1)
    order = np.argsort(-foreground / total, kind="stable")
    found, taken = np.cumsum(foreground[order]), np.cumsum(total[order])
    dice = 2 * found / (foreground.sum() + taken)
    rule = np.zeros(len(counts), dtype=int)
    rule[order[: dice.argmax() + 1]] = 1
    return rule


def cell_of_each_pixel(values, bins):
    """Number the occupied cells 0, 1, ... and return the (n,) cell numbers of the pixels."""
    cell = np.zeros(len(values), dtype=int)
    for along_axis in bin_numbers(values, bins)[0].T:
        cell = np.unique(cell * bins + along_axis, return_inverse=True)[1]
    return cell
