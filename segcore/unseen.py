"""Honest results within one image: every pixel is judged by a classifier that never saw it."""

import numpy as np

from segcore.classifiers import train
from segcore.splits import Split


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
