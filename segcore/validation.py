"""What the computations expect of the numbers they are given; all else is refused in a sentence."""

import numpy as np


def check_finite(array, what="image"):
    """Raise ValueError, with their number, if an array holds NaN or infinity.

    Parameters
    ----------
    array : numeric ndarray of any shape
    what : str
        What the array is, for the message.

    Raises
    ------
    ValueError
        If a number is NaN or infinite.
    """
    if array.dtype.kind not in "fc":
        return
    wrong = array.size - np.count_nonzero(np.isfinite(array))
    if wrong:
        raise ValueError(
            f"{wrong} of the {array.size} numbers of the {what} are NaN or infinite: "
            "replace them, or leave their pixels out."
        )


def check_whole(labels):
    """Raise ValueError if a label is not a whole number.

    Parameters
    ----------
    labels : ndarray of any shape
        Integers, booleans, or floats such as 2.0.

    Raises
    ------
    ValueError
        If a label is a fraction, NaN or infinite.
    """
    if labels.dtype.kind != "f":
        return
    with np.errstate(invalid="ignore"):
        fractions = labels[labels % 1 != 0]  # infinity % 1 is nan, which is not 0
    if fractions.size:
        raise ValueError(
            f"A label is a whole number, but {fractions.size} pixels have others, such as "
            f"{fractions.flat[0]:g}: round the mask first, or compare it with one number."
        )


def check_clusters(values, k):
    """Raise ValueError if there cannot be so many clusters.

    Parameters
    ----------
    values : (n, d) ndarray
        The pixels to be clustered.
    k : int
        Number of clusters.

    Raises
    ------
    ValueError
        If `k` is no whole number from 1 to n.
    """
    if k != int(k) or not 1 <= k <= len(values):
        raise ValueError(f"The {len(values)} pixels cannot form {k} clusters.")


def feature_rows(values, features=None):
    """Take values as a feature space.

    Parameters
    ----------
    values : (n, d) array_like
        One row per pixel, one column per feature.
    features : int, optional
        The number of features there has to be.

    Returns
    -------
    (n, d) float64 ndarray
        The same array if it is one already.

    Raises
    ------
    ValueError
        If the values are not two-dimensional, have another number of features, or are not finite.
    """
    values = np.asarray(values, dtype=float)
    if values.ndim != 2:
        raise ValueError(
            f"A feature space has one row per pixel and one column per feature, but the shape of "
            f"these values is {values.shape}."
        )
    if features is not None and values.shape[1] != features:
        raise ValueError(
            f"These pixels have {values.shape[1]} features, but {features} were learnt: "
            "compute the same features in the same order."
        )
    check_finite(values, "feature space")
    return values
