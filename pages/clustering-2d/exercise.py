"""Full exercise: clustering with context."""

import numpy as np

from segview.exercises import Exercise
from segview.exercises.cases import IMAGE, TRUTH, brain_masks
from segview.exercises.estimators import K_MEANS
from segview.exercises.feedback import (
    about_order,
    look_image,
    look_segmentation,
    look_sigma,
    numbers,
    same,
)
from segview.exercises.plots import PLT


def _look_data(value, names):
    """What is wrong by itself with a data set of two features."""
    array, size = numbers(value), names["im"].size
    if array is None:
        return "A data set is an array of numbers, one row per pixel."
    if array.shape == (2, size):
        return f"Your data set has shape {array.shape}: that is its transpose. Rows are pixels."
    if array.shape == (2, *names["im"].shape):
        return "These are two whole images. First make a row of pixels of each, with .ravel()."
    if array.shape != (size, 2):
        return f"Your data set has shape {array.shape}, one row per pixel makes it {(size, 2)}."
    if not np.isfinite(array).all() or np.abs(array).max() > 2:
        return "The columns should be the intensities of im and of blurred, pixel by pixel."
    return None


def _look_clusters(value, names):
    if not isinstance(value, (int, np.integer)) or value != 2:
        return "Two clusters were asked for: one for brain, one for the rest."
    return None


def _look_centres(value, names):
    array = numbers(value)
    if array is None or array.shape != (2, 2):
        return f"Two centres of two features have the shape (2, 2), not {np.shape(value)}."
    return None


def _look_coordinates(value, names):
    """What is wrong by itself with the place of every dot along one axis."""
    array = numbers(value)
    if array is None or array.size != names["im"].size:
        if array is not None and array.ndim == 0 and array in (0, 1):
            return f"A column of the data set is data[:, {int(array)}]."
        return "Every pixel is a dot: here belongs one feature of all pixels, a column of data."
    if not any(same(array.ravel(), names[name].ravel()) for name in ("im", "blurred")):
        return "Here belongs one feature of all pixels: a column of data."
    return None


def _about_dots(yours, wanted, given):
    if same(yours[:, 0], yours[:, 1]):
        return "Both axes show the same feature: all dots lie on a line."
    return None


def _same_dots(yours, wanted):
    """Whether dots show the two features, whichever lies along which axis and has which colour."""
    ours, theirs = np.asarray(yours)[:, :2], np.asarray(wanted)[:, :2]
    return same(ours, theirs) or same(ours[:, ::-1], theirs)


def _look_colours(value, names):
    array, size = numbers(value), names["im"].size
    if array is None or array.size != size:
        count = 1 if array is None else array.size
        return f"There are {size:,} dots and {count:,} colours: one number for every pixel."
    clusters, brain = names["clusters"], names["brain"].ravel()
    labels = array.ravel()
    if same(labels, clusters) or same(labels, brain) or same(labels, 1 - clusters):
        return None
    return "Colour the dots by their clusters, or by the ground truth in a row."


def _about_blurred(yours, wanted, given):
    if same(yours, given["im"]):
        return "Nothing was blurred: sigma is 0."
    if np.shape(yours) != np.shape(wanted):
        return f"Blur im as it is: its shape is {np.shape(wanted)}, yours is {np.shape(yours)}."
    more = "more" if np.max(yours) < np.max(wanted) else "less"
    return f"Your image is blurred {more} than with sigma 5, or it is another image."


def _about_data(yours, wanted, given):
    yours = np.asarray(yours)
    if same(yours[:, ::-1], wanted):
        return "Your columns are exchanged: centres are given as intensity, blurred intensity."
    if same(yours[:, 0], yours[:, 1]):
        return "Both columns are the same feature."
    return "The columns should be the intensities of im and of blurred, pixel by pixel."


def _about_clusters(yours, wanted, given):
    if same(1 - yours, wanted):
        return "The groups are right and their names exchanged: the first centre makes cluster 0."
    if len(np.unique(yours)) == 1:
        return "All pixels are in one cluster: the other centre is too far away."
    return "From these centres k-means ends in other groups. The task names both centres."


EXERCISES = {
    "full-exercise-1": Exercise(
        title="Full exercise: cluster with context",
        task="Blur the image with sigma 5. Make a data set with one row per pixel and two columns, "
        "intensity and blurred intensity. Let k-means find two clusters from the approximate "
        "centres (0.3, 0.3) and (0.5, 0.1), draw the data set with a colour for each cluster, and "
        "turn the clusters back into an image. If brain should be 1, which centre comes first?",
        code="""\
blurred = gaussian_filter(____, sigma=____)
data = ____
kmeans = KMeans(n_clusters=____, init=____)
clusters = kmeans.fit_predict(data)
plt.scatter(____, ____, c=____, s=1)
segmentation = ____
dice = diceCoefficient(brain, segmentation)""",
        solution=(
            "im",
            "5",
            "np.column_stack([im.ravel(), blurred.ravel()])",
            "2",
            "[[0.3, 0.3], [0.5, 0.1]]",
            "data[:, 0]",
            "data[:, 1]",
            "clusters",
            "clusters.reshape(im.shape)",
        ),
        hints=(
            "im.ravel() is all pixels of the image in a row. Two such rows side by side, as "
            "columns, are the data set.",
            "np.column_stack([first, second]) puts rows side by side as columns.",
            "init is a list of centres, and each centre is a list of two numbers.",
            "data[:, 0] is the first column of the data set: one number for each dot. The colours "
            "are one number for each dot, too.",
            "clusters has one number per pixel, in a row: .reshape(im.shape) makes an image of it.",
        ),
        cases=lambda subject: brain_masks(subject)[:1],
        about={"im": IMAGE, "brain": f"{TRUTH}, 1 where the brain is"},
        provides=lambda given: {"plt": PLT, "KMeans": K_MEANS, "image": given["im"]},
        looks={
            0: look_image(["im"]),
            1: look_sigma,
            2: _look_data,
            3: _look_clusters,
            4: _look_centres,
            5: _look_coordinates,
            6: _look_coordinates,
            7: _look_colours,
            8: look_segmentation("im"),
        },
        equal={"plt.scatter": _same_dots},
        decides=("segmentation", "plt.scatter"),
        draws={"plt.scatter": "dots", "segmentation": "labels", "dice": "number"},
        complain={
            "blurred": _about_blurred,
            "data": _about_data,
            "clusters": _about_clusters,
            "plt.scatter": _about_dots,
            "segmentation": about_order,
        },
        praise="You clustered an image, and k-means never saw the ground truth.",
    ),
}
