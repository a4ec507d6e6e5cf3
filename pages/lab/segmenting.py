"""What the lab computes: labels of an image by any method, from any features."""

import math

import numpy as np

from segcore import (
    CLASSIFIERS,
    ImageError,
    gaussian_mixture,
    kmeans,
    otsu,
    standardise,
    train,
    uncertainty,
)
from segcore.classifiers import CHUNK
from segcore.clustering import assign
from segcore.scores import confusion_matrix
from segcore.strokes import UNLABELLED
from segcore.strokes import painted as strokes_on
from segview.cache.remembering import remember
from segview.images import is_own, load_subject

from .measured import features

UNSUPERVISED = {
    "otsu": ("Otsu's threshold", ()),
    "k-means": ("K-means", ("k", "seed")),
    "mixture": ("Mixture of Gaussians", ("k", "seed")),
}
BY_DISTANCE = "nearest mean", "nearest neighbours"  # to them, units matter
STEP = 3  # of an image that teaches, every third row and column
ENOUGH = 1_000_000  # pixels to find clusters in, or a few more


class Refused(Exception):
    """Why nothing can be computed, in a sentence for the learner."""


def parameters(method):
    """Names of the parameters that a method has."""
    if method in UNSUPERVISED:
        return UNSUPERVISED[method][1]
    return tuple(CLASSIFIERS[method].parameters)


def sought(subject, target):
    """Names of the classes that somebody looks for, and the ground truth, (H, W) or None."""
    if target == "all" and subject.truth is not None:
        return subject.classes, subject.truth
    return ("rest", subject.foreground), subject.binary_truth


def entitled(names, known, strokes):
    """Names of the classes to paint: the learner's, as many as anybody knows or has painted."""
    painted_too = max((stroke.label + 1 for stroke in strokes), default=0)
    count = max(len(names), len(known), painted_too)
    otherwise = (*known, *(f"class {n + 1}" for n in range(len(known), count)))
    return (*names, *otherwise[len(names) : count])


def paints(values):
    """Whether the method learns from what the learner paints."""
    return values["method"] in CLASSIFIERS and values["teacher"] == "painting"


def segmented(subject, values, known, painted_on):
    """Segment an image at these settings.

    Parameters
    ----------
    subject : Subject
        The image.
    values : mapping
        Values of the controls by key.
    known : (H, W) array or None
        The ground truth, which gives clusters their names; without it they are numbered.
    painted_on : str
        Id of the image on which the strokes are.

    Returns
    -------
    tuple of str, (H, W) array, (H, W) array or None
        Names of the labels, the label of every pixel, and how uncertain each is, if anybody knows.

    Raises
    ------
    Refused
        Where nothing can be computed.
    """
    method, specs, target = values["method"], values["features"], values["target"]
    settings = tuple((key, values[key]) for key in parameters(method))
    if method in UNSUPERVISED:
        found = clusters(subject.id, method, specs, settings)
        if known is not None:
            return sought(subject, target)[0], named(found, known), None
        numbers = range(max(found.max() + 1, 2))
        return tuple(f"cluster {number}" for number in numbers), found, None
    if paints(values):
        strokes = values["painting"]
        there = () if known is None else sought(load_subject(painted_on), target)[0]
        classes = entitled(values["names"], there, strokes)
        return classes, *painted(subject.id, method, specs, settings, strokes, painted_on)
    teachers = values["teachers"]
    classes, _ = sought(subject if subject.truth is not None else _teacher(teachers[0]), target)
    return classes, *taught(subject.id, method, specs, target, settings, teachers)


@remember(saying="Clustering")
def clusters(subject_id, method, specs, settings):
    """Clusters of an image, (H, W), from the one that is darkest in the first feature on."""
    space = features(subject_id, specs)
    if method == "otsu":
        first = space.values[:, 0].astype(float)
        low, high = first.min(), first.max()
        grey = (first - low) / (high - low) if high > low else first - low
        return space.to_image((grey > otsu(grey)).astype(np.uint8))
    step = every(space.shape)
    sample = space.images[:, ::step, ::step].reshape(len(specs), -1).T
    scaled = standardise(sample)
    find = kmeans if method == "k-means" else gaussian_mixture
    found = find(scaled.values, **dict(settings))
    labels = found.labels
    if step > 1:
        labels = np.empty(len(space.values), dtype=np.uint8)
        for part in _parts(labels):
            values = scaled.apply(space.values[part])
            if method == "k-means":
                labels[part], _ = assign(values, found.centres)
            else:
                labels[part] = found.probabilities(values).argmax(axis=1)
    first = space.values[:, 0]
    order = np.argsort([first[labels == c].mean() for c in range(len(found.centres))])
    return space.to_image(np.argsort(order).astype(np.uint8)[labels])


def every(shape):
    """In every how many rows and columns of an image clusters are found."""
    return math.ceil(math.sqrt(math.prod(shape) / ENOUGH))


def named(found, truth):
    """Clusters, each called by the class that most of its pixels belong to."""
    return confusion_matrix(found, truth).argmax(axis=1)[found]


@remember(saying="Learning")
def taught(subject_id, method, specs, target, settings, teachers):
    """Labels of an image by a classifier that has learnt from other images; see `_learnt`."""
    subject = load_subject(subject_id)
    first = subject if subject.truth is not None else _teacher(teachers[0])
    values, labels = [], []
    for teacher in teachers:
        _, truth = sought(_teacher(teacher), target)
        if truth is None or not _alike(_teacher(teacher), first, target):
            raise Refused(f"“{_teacher(teacher).title}” does not know the classes of this image.")
        images = features(teacher, specs).images[:, ::STEP, ::STEP]
        values.append(images.reshape(len(specs), -1).T)
        labels.append(truth[::STEP, ::STEP].ravel())
    return _learnt(
        subject_id, method, specs, settings, np.concatenate(values), np.concatenate(labels)
    )


@remember(saying="Learning")
def painted(subject_id, method, specs, settings, strokes, painted_on):
    """Labels of an image by a classifier that has learnt from what is painted on one; see `_learnt`."""
    labels = strokes_on(load_subject(painted_on).image.shape, strokes).ravel()
    known = labels != UNLABELLED
    if not known.any():
        raise Refused("Choose a class, and paint a little of it in the image; then of the others.")
    values = features(painted_on, specs).values[known]
    return _learnt(subject_id, method, specs, settings, values, labels[known])


def _alike(one, other, target):
    """Whether two images have the same classes; those of own images are only counted."""
    names = [sought(subject, target)[0] for subject in (one, other)]
    if is_own(one.id) or is_own(other.id):
        names = [len(classes) for classes in names]
    return names[0] == names[1]


def _learnt(subject_id, method, specs, settings, values, labels):
    """Labels of an image, (H, W), by a classifier that has learnt from these pixels.

    Beside them, how uncertain it is of each, (H, W); None if it knows no probabilities.
    """
    scale = standardise(values).apply if method in BY_DISTANCE else np.asarray
    try:
        model = train(method, scale(values), labels, **dict(settings))
    except ValueError as error:
        raise Refused(str(error)) from error
    space = features(subject_id, specs)
    found = np.empty(len(space.values), dtype=np.uint8)
    if not hasattr(model, "probabilities"):
        for part in _parts(found):
            found[part] = model.predict(scale(space.values[part]))
        return space.to_image(found), None
    unsure = np.empty(len(found), dtype=np.float32)
    for part in _parts(found):
        probabilities = model.probabilities(scale(space.values[part]))
        found[part] = model.classes[probabilities.argmax(axis=1)]
        unsure[part] = uncertainty(probabilities)
    return space.to_image(found), space.to_image(unsure)


def _parts(pixels):
    """Slices of so many pixels that memory does not grow with the image."""
    return (slice(start, start + CHUNK) for start in range(0, len(pixels), CHUNK))


def _teacher(subject_id):
    try:
        return load_subject(subject_id)
    except ImageError as error:
        raise Refused(str(error)) from error
