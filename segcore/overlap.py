"""How much do classes overlap in feature space, and what could the best rule there reach?"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from segcore.scores import dice_coefficient, dice_multiclass
from segcore.validation import feature_rows


@dataclass(frozen=True, eq=False)
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
    occupied : (c, d) integer array
        The cells that hold at least one pixel: number of the bin on each axis, from 0.
    labels : (c,) array
        The label that the rule gives each of these cells.
    ranges : tuple of d (float, float)
        Where the first bin of each axis begins and the last one ends.
    bins : int
        Number of bins per axis.
    """

    dice: float
    per_class: np.ndarray
    result: np.ndarray
    occupied: np.ndarray
    labels: np.ndarray
    ranges: tuple[tuple[float, float], ...]
    bins: int

    @property
    def cells(self):
        """Number of cells that hold at least one pixel, int."""
        return len(self.labels)

    @property
    def pixels_per_cell(self):
        """Mean number of pixels in those cells, float.

        Near 1 the ceiling flatters: with a cell to itself, every pixel gets its own true label,
        whatever the features mean.
        """
        return len(self.result) / self.cells

    def predict(self, values):
        """Label other pixels by the same rule.

        Parameters
        ----------
        values : (m, d) array_like
            The same features, in the same order.

        Returns
        -------
        (m,) array
            The label of a pixel's cell. A cell that held no pixel has the label of the nearest one
            that did, counted in bins; outside the ranges the outermost bins go on.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        values = feature_rows(values, features=len(self.ranges))
        _, nearest = KDTree(self.occupied).query(bin_numbers(values, self.ranges, self.bins))
        return self.labels[nearest]


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
        Number of bins per axis. A value on a border belongs to the bin above it, the largest to
        the last.

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

    ranges = feature_ranges(values)
    numbers = bin_numbers(values, ranges, bins)
    cell = cell_of_each_pixel(numbers, bins)
    classes, label = np.unique(truth, return_inverse=True)
    counts = np.bincount(cell * len(classes) + label).astype(int)
    counts.resize(cell.max() + 1, len(classes))
    binary = len(np.union1d(classes, 0)) <= 2
    vote = best_dice_rule(counts) if binary and len(classes) == 2 else counts.argmax(axis=1)

    labels = classes[vote]
    result = labels[cell]
    occupied = np.empty((len(labels), values.shape[1]), dtype=numbers.dtype)
    occupied[cell] = numbers
    per_class = dice_multiclass(truth, result)
    return Ceiling(
        dice=dice_coefficient(truth, result) if binary else float(np.mean(per_class)),
        per_class=per_class,
        result=result,
        occupied=occupied,
        labels=labels,
        ranges=ranges,
        bins=bins,
    )


def best_dice_rule(counts):
    """Label of every cell, 0 or 1, that together reach the highest Dice.

    A rule with that Dice takes the cells with the largest fraction of foreground, so one
    pass over the sorted cells finds how many to take.

    Parameters
    ----------
    counts : (cells, 2) int array
        Background and foreground pixels of each cell.

    Returns
    -------
    (cells,) int array
    """
    foreground, total = counts[:, 1], counts.sum(axis=1)
    order = np.argsort(-foreground / total, kind="stable")
    found, taken = np.cumsum(foreground[order]), np.cumsum(total[order])
    dice = 2 * found / (foreground.sum() + taken)
    rule = np.zeros(len(counts), dtype=int)
    rule[order[: dice.argmax() + 1]] = 1
    return rule


def feature_ranges(values):
    """Find the range of every feature.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Finite features; n is at least 1.

    Returns
    -------
    tuple of d (float, float)
        Smallest and largest value; where all are equal, that value and 1 more.
    """
    low, high = values.min(axis=0), values.max(axis=0)
    high = np.where(high > low, high, low + 1)
    return tuple(zip(low.tolist(), high.tolist(), strict=True))


def bin_numbers(values, ranges, bins):
    """Number the equal bins of each feature 0, 1, ..., and tell which one each value lies in.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Finite features.
    ranges : sequence of d (float, float)
        Where the first bin of each feature begins and the last one ends.
    bins : int
        Number of bins of each feature. A value on a border belongs to the bin above it; the first
        and the last bin hold what lies outside, too.

    Returns
    -------
    (n, d) integer ndarray
        In the smallest integer type that fits.
    """
    numbers = np.empty(values.shape, dtype=np.min_scalar_type(bins - 1), order="F")
    for column, (low, high) in enumerate(ranges):
        borders = low + (high - low) * np.arange(1, bins) / bins
        numbers[:, column] = np.digitize(values[:, column], borders)
    return numbers


def cell_of_each_pixel(numbers, bins):
    """Number the occupied cells 0, 1, ... and tell which one each pixel lies in.

    Parameters
    ----------
    numbers : (n, d) integer ndarray
        Bin of each pixel on each axis, from 0 to ``bins - 1``.
    bins : int
        Number of bins per axis.

    Returns
    -------
    (n,) int64 ndarray
    """
    cell = np.zeros(len(numbers), dtype=int)
    for along_axis in numbers.T:
        cell = np.unique(cell * bins + along_axis, return_inverse=True)[1]
    return cell


def check_bins(bins):
    """Refuse what is no number of bins.

    Parameters
    ----------
    bins : int

    Raises
    ------
    ValueError
        Unless it is a whole number from 1.
    """
    if bins != int(bins) or bins < 1:
        raise ValueError(f"bins must be at least 1, a whole number, not {bins}")
