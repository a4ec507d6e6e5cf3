"""Ways to test a classifier: on what it has learnt, on other pixels, on another subject."""

import numpy as np

from segcore import (
    Split,
    dice_multiclass,
    shuffle_pixels,
    split_half,
    split_pixels,
    subjects,
    thin,
    train,
)
from segview.cache.remembering import features, remember
from segview.images import load_subject

BASE = ("intensity", "gaussian:5", "gradient:5")
STEP = 2  # every second row and column: a quarter of the pixels


def company(subject_id):
    """The other shipped brains: the one that trains, and all further ones."""
    teacher, *others = (
        one
        for one in subjects()
        if one.foreground == "brain" and not one.downloaded and one.id != subject_id
    )
    return teacher, others


@remember
def pixels(subject_id, real, noise, shuffled, first_seed):
    """Thinned feature space, real features and then random ones, and labels to learn."""
    seeds = range(first_seed, first_seed + noise)
    specs = (*BASE[:real], *(f"noise:{seed}" for seed in seeds))
    labels = load_subject(subject_id).truth[::STEP, ::STEP]
    if shuffled:
        (labels,) = shuffle_pixels(first_seed, labels)
    return thin(features(subject_id, specs), STEP), labels


@remember(saying="Training and testing")
def tested(subject_id, teacher_id, split, k, real=3, noise=0, shuffled=False):
    """Labels of all pixels of the subject, by classifiers trained as the split says; mean Dice."""
    space, labels = pixels(subject_id, real, noise, shuffled, 1)
    how = {"name": "nearest neighbours", "neighbours": k}
    if split in ("pixels", "half"):
        parts = split_half(space.shape) if split == "half" else split_pixels(space.shape)
        found = predict_unseen(parts, values=space.values, labels=labels, **how)
    else:
        known = (space, labels)
        if split == "subject":
            known = pixels(teacher_id, real, noise, shuffled, 1001)
        found = train(values=known[0].values, labels=known[1], **how).predict(space.values)
    found = space.to_image(found)
    return found, float(dice_multiclass(labels, found).mean())


def mean_dice(subject_id, split, k, *more):
    """Mean Dice over the classes for one way to test an image; arguments as for `tested`."""
    return tested(subject_id, company(subject_id)[0].id, split, k, *more)[1]


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
