"""Scaling features: distances listen to the features whose values differ most."""

from dataclasses import dataclass

import numpy as np

from segcore.validation import check_finite, feature_rows

ROUNDING = 1e-12  # part of their size by which numbers may differ that are equal but for rounding
LEAST = np.finfo(float).eps  # the same where they are 0 and come from numbers around 1


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
        """Scale other points in the same way: a test image, or centres.

        Parameters
        ----------
        points : (m, d) array_like
            On the original scale.

        Returns
        -------
        (m, d) float64 ndarray
        """
        return (np.asarray(points) - self.offsets) / self.scales

    def undo(self, points):
        """Bring scaled points back to the original scale.

        Parameters
        ----------
        points : (m, d) array_like

        Returns
        -------
        (m, d) float64 ndarray
        """
        return np.asarray(points) * self.scales + self.offsets

    def after(self, first):
        """Tell the same values as one step from before the scaling that came before.

        Parameters
        ----------
        first : Scaled
            That scaling, whose values were scaled to these.

        Returns
        -------
        Scaled
        """
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
        A feature that is the same everywhere, but for rounding, becomes 0 everywhere; its scale is
        1.

    Raises
    ------
    ValueError
        If there is no pixel, or a value is NaN or infinite.

    Examples
    --------
    >>> standardise([[0, 7], [2, 7]]).values
    array([[-1.,  0.],
           [ 1.,  0.]])
    """
    values = feature_rows(values)
    if len(values) == 0:
        raise ValueError("Features without pixels have no mean.")
    low, high = values.min(axis=0), values.max(axis=0)
    constant = high - low <= np.maximum(ROUNDING * np.maximum(abs(low), abs(high)), LEAST)
    offsets = np.where(constant, values[0], values.mean(axis=0))
    scales = np.where(constant, 1.0, values.std(axis=0))
    scaled = values - offsets
    scaled /= scales
    scaled[:, constant] = 0
    return Scaled(scaled, offsets, scales)


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

    Raises
    ------
    ValueError
        If there is not one factor per feature, a factor is 0, or a number is NaN or infinite.
    """
    factors = np.asarray(factors, dtype=float)
    check_finite(factors, "factors")
    values = feature_rows(values, len(factors))
    if not factors.all():
        raise ValueError("A factor of 0 would make all pixels equal.")
    return Scaled(values * factors, np.zeros(len(factors)), 1 / factors)
