"""Scaling features: distances listen to the features whose values differ most."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Scaled:
    """Features on another scale, and how to get there and back.

    Attributes
    ----------
    values : (n, d) float64 ndarray
        The scaled features: ``(original - offsets) / scales``.
    offsets, scales : (d,) float64 ndarray
        What was subtracted from each feature, and what it was divided by then.
    """

    values: np.ndarray
    offsets: np.ndarray
    scales: np.ndarray

    def apply(self, points):
        """Scale other points, ``(m, d)``, in the same way: a test image, or centres."""
        return (np.asarray(points) - self.offsets) / self.scales

    def undo(self, points):
        """Bring scaled points, ``(m, d)``, back to the original scale."""
        return np.asarray(points) * self.scales + self.offsets

    def after(self, first):
        """The same values, told as one step from before `first`, the scaling that came before."""
        return Scaled(self.values, first.undo(self.offsets), first.scales * self.scales)


def standardise(values):
    """Give every feature the mean 0 and the standard deviation 1.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.

    Returns
    -------
    Scaled
        A feature that is the same everywhere becomes 0 everywhere.

    Examples
    --------
    >>> standardise([[0, 7], [2, 7]]).values
    array([[-1.,  0.],
           [ 1.,  0.]])
    """
    values = np.asarray(values, dtype=float)
    means = values.mean(axis=0)
    deviations = values.std(axis=0)
    constant = values.max(axis=0) == values.min(axis=0)
    offsets = np.where(constant, values[0], means)  # a mean of equal numbers may be rounded
    scales = np.where(constant, 1.0, deviations)
    return Scaled((values - offsets) / scales, offsets, scales)


def stretch(values, factors):
    """Multiply every feature by a factor of its own, as a change of unit does.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    factors : sequence of d floats
        None of them 0.

    Returns
    -------
    Scaled
    """
    factors = np.asarray(factors, dtype=float)
    values = np.asarray(values, dtype=float)
    return Scaled(values * factors, np.zeros(len(factors)), 1 / factors)
