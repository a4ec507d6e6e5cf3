"""Which pixels train and which pixels test: the three splits of the overfitting lesson."""

from dataclasses import dataclass
from math import prod

import numpy as np

from segcore.classifiers import train


@dataclass(frozen=True)
class Split:
    """Two sets of pixels, one to train on and one to test on.

    Attributes
    ----------
    train : (n,) bool array
        True for the pixels of the training image that train.
    test : (m,) bool array
        True for the pixels of the test image that test. When one image is split in two,
        both arrays are about that image and no pixel is True in both.
    """

    train: np.ndarray
    test: np.ndarray


def split_pixels(shape, fraction=0.5, seed=0):
    """Train on random pixels of one image and test on its other pixels.

    Neighbouring pixels resemble each other, so nearly every test pixel has a look-alike
    in the training set: the score flatters.

    Parameters
    ----------
    shape : (H, W)
    fraction : float in [0, 1]
        Part of the pixels that train, rounded to whole pixels.
    seed : int

    Returns
    -------
    Split
        Two (H * W,) masks, pixels in row order.

    Raises
    ------
    ValueError
        If the fraction is outside [0, 1].
    """
    if not 0 <= fraction <= 1:
        raise ValueError(f"the fraction of training pixels must be in [0, 1], not {fraction}")
    n = prod(shape)
    train = np.zeros(n, dtype=bool)
    train[np.random.default_rng(seed).permutation(n)[: round(fraction * n)]] = True
    return Split(train, ~train)


def split_half(shape, axis=1):
    """Train on the first half of one image and test on the second.

    Parameters
    ----------
    shape : (H, W)
    axis : int
        1: the left half trains and the right half tests; 0: top and bottom.
        Of an odd number of columns (or rows), the middle one tests.

    Returns
    -------
    Split
        Two (H * W,) masks, pixels in row order.
    """
    first = np.zeros(shape, dtype=bool)
    first[(slice(None),) * axis + (slice(shape[axis] // 2),)] = True
    train = first.ravel()
    return Split(train, ~train)


def split_subjects(train_shape, test_shape):
    """Train on every pixel of one subject and test on every pixel of another.

    Parameters
    ----------
    train_shape, test_shape : (H, W)
        Shapes of the two subjects' images.

    Returns
    -------
    Split
        ``train`` is an (H * W,) mask of the first subject, ``test`` of the second.
    """
    return Split(np.ones(prod(train_shape), dtype=bool), np.ones(prod(test_shape), dtype=bool))


def cut_in_half(array):
    """Cut an image or a mask down the middle.

    Unlike the masks of `split_half`, the two parts are images of their own: a filter that is
    computed on one of them sees nothing of the other.

    Parameters
    ----------
    array : (H, W) array_like

    Returns
    -------
    (H, W // 2) array
        The left half.
    (H, W - W // 2) array
        The right half; of an odd number of columns, the middle one is in it.

    Examples
    --------
    >>> cut_in_half([[1, 2, 3]])
    (array([[1]]), array([[2, 3]]))
    """
    array = np.asarray(array)
    middle = array.shape[1] // 2
    return array[:, :middle], array[:, middle:]


def predict_unseen(split, name, values, labels, **params):
    """Train on one part of an image to segment the other part, and the other way round.

    Parameters
    ----------
    split : Split
        Two parts that together are the whole image, such as those of `split_half`.
    name, **params
        Classifier and its parameters, as for `train`.
    values : (n, d) array_like
        Feature space of the image.
    labels : (n,) or (H, W) array_like
        Labels to learn from.

    Returns
    -------
    (n,) integer array
        For every pixel, the answer of the classifier that was trained on the other part.

    Raises
    ------
    ValueError
        If the two parts overlap or leave pixels out, or `train` raises it for one of them.
    """
    values, labels = np.asarray(values), np.ravel(labels)
    if not (split.train ^ split.test).all():
        raise ValueError("every pixel must be in exactly one of the two parts of the split")
    result = np.empty_like(labels)
    for part in (split, Split(split.test, split.train)):
        model = train(name, values[part.train], labels[part.train], **params)
        result[part.test] = model.predict(values[part.test])
    return result
