"""Scores that compare a result with the ground truth, pixel by pixel.

Truth and result have one shape, ``(H, W)`` or ``(n,)``, and the order of the pixels plays no part.
"""

import numpy as np

from segcore.validation import check_finite, check_whole

MOST_CLASSES = 1024  # rows of a confusion matrix: 8 MB of counts
CHUNK = 65536  # pixels that are counted at a time, so that memory does not grow with the image


def accuracy(truth, result):
    """Fraction of pixels that have the same label in both masks.

    Parameters
    ----------
    truth, result : (H, W) or (n,) arrays of labels

    Returns
    -------
    float in [0, 1]

    Raises
    ------
    ValueError
        If the shapes differ, or a label is NaN or infinite.
    """
    check_same_shape(truth, result)
    equal = np.asarray(truth) == np.asarray(result)
    return float(np.mean(equal))


def dice_coefficient(truth, result):
    """Overlap of two binary masks: 2|A∩B| / (|A| + |B|) for foregrounds A and B.

    Parameters
    ----------
    truth, result : (H, W) or (n,) arrays
        0 is background, any other label is foreground.

    Returns
    -------
    float in [0, 1], or nan when both masks are empty (0 / 0)

    Raises
    ------
    ValueError
        If the shapes differ or a mask has more than two classes.

    References
    ----------
    Dice (1945), Measures of the amount of ecologic association between species, Ecology 26.
    """
    check_same_shape(truth, result)
    a = foreground(truth)
    b = foreground(result)
    if a.sum() + b.sum() == 0:
        return float("nan")
    overlap = np.sum(a & b)
    return float(2 * overlap / (a.sum() + b.sum()))


def dice_multiclass(truth, result):
    """Dice coefficient of every class: each label in turn is the foreground.

    Parameters
    ----------
    truth, result : (H, W) or (n,) arrays of labels

    Returns
    -------
    (n_classes,) float array in the order of ``np.unique(truth)``

    Raises
    ------
    ValueError
        If the shapes differ, or a label is NaN or infinite.

    References
    ----------
    Dice (1945), Measures of the amount of ecologic association between species, Ecology 26.
    """
    check_same_shape(truth, result)
    truth, result = np.asarray(truth), np.asarray(result)
    classes = np.unique(truth)
    scores = np.zeros(len(classes))
    for i, label in enumerate(classes):
        scores[i] = dice_coefficient(truth == label, result == label)
    return scores


def iou(truth, result):
    """Intersection over union of two binary masks: |A∩B| / |A∪B|.

    Parameters
    ----------
    truth, result : (H, W) or (n,) arrays
        0 is background, any other label is foreground.

    Returns
    -------
    float in [0, 1], or nan when both masks are empty (0 / 0)

    Raises
    ------
    ValueError
        If the shapes differ or a mask has more than two classes.

    References
    ----------
    Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11.
    """
    check_same_shape(truth, result)
    a = foreground(truth)
    b = foreground(result)
    union = np.sum(a | b)
    return float(np.sum(a & b) / union) if union else float("nan")


def confusion_matrix(truth, result, n_classes=None):
    """Count the pixels of every pair (true label, label in the result).

    Parameters
    ----------
    truth, result : (H, W) or (n,) integer arrays of labels 0, 1, ...
    n_classes : int, optional
        Number of rows and columns, at most 1024; by default one more than the largest label.

    Returns
    -------
    (n_classes, n_classes) int64 array
        Row i, column j: pixels of class i that the result calls class j.

    Raises
    ------
    ValueError
        If the shapes differ, a label is negative, a fraction or not below ``n_classes``, or there
        would be more than 1024 classes.
    """
    check_same_shape(truth, result)
    truth, result = np.ravel(truth), np.ravel(result)
    check_whole(truth)
    check_whole(result)
    lowest, highest = 0, -1
    if truth.size:
        lowest = int(min(truth.min(), result.min()))
        highest = int(max(truth.max(), result.max()))
    if n_classes is None:
        n_classes = highest + 1
    if lowest < 0 or highest >= n_classes:
        raise ValueError(
            f"labels run from {lowest} to {highest}, "
            f"but a matrix of {n_classes} classes holds labels 0 to {n_classes - 1}"
        )
    if n_classes > MOST_CLASSES:
        raise ValueError(
            f"a matrix of {n_classes} x {n_classes} classes is too large, the most is "
            f"{MOST_CLASSES}: number the labels 0, 1, 2, ... first, for example with mask > 0"
        )
    counts = np.zeros(n_classes**2, dtype=int)
    for start in range(0, truth.size, CHUNK):
        part = slice(start, start + CHUNK)
        pairs = truth[part].astype(int) * n_classes + result[part].astype(int)
        counts += np.bincount(pairs, minlength=n_classes**2)
    return counts.reshape(n_classes, n_classes)


def check_same_shape(truth, result):
    """Refuse arrays that cannot be compared pixel by pixel.

    Parameters
    ----------
    truth, result : numeric array_likes

    Raises
    ------
    ValueError
        If the shapes differ, or a number is NaN or infinite.
    """
    if np.shape(truth) != np.shape(result):
        raise ValueError(
            f"the ground truth has shape {np.shape(truth)} but the result has shape "
            f"{np.shape(result)}; compare masks of the same image"
        )
    check_finite(np.asarray(truth), "ground truth")
    check_finite(np.asarray(result), "result")


def foreground_label(mask):
    """Label of the first foreground pixel of a mask, and 1 if there is none.

    Parameters
    ----------
    mask : (H, W) or (n,) array
        0 is background.

    Returns
    -------
    scalar with the dtype of the mask
    """
    mask = np.asarray(mask)
    inside = mask != 0
    return mask.flat[inside.argmax()] if inside.any() else mask.dtype.type(1)


def foreground(mask):
    """Find the pixels of a binary mask that are not 0.

    Parameters
    ----------
    mask : (H, W) or (n,) array_like

    Returns
    -------
    bool ndarray of the same shape

    Raises
    ------
    ValueError
        If the mask has more than two classes, background included, or a label is NaN or infinite.
    """
    mask = np.asarray(mask)
    check_finite(mask, "mask")
    inside = mask != 0
    if mask.dtype != bool and np.any(inside & (mask != foreground_label(mask))):
        n_classes = len(np.union1d(mask, 0))
        raise ValueError(
            f"your mask has {n_classes} classes, a binary mask has 2: "
            "compare with one label first, for example mask == 2"
        )
    return inside
