"""Full exercise: classifying another subject."""

from hashlib import sha256
from inspect import signature
from itertools import permutations

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from segcore import Subject, feature_space, train
from segview.cache.remembering import recall
from segview.exercises import Exercise
from segview.exercises.budget import MADE, STEP, Refused
from segview.exercises.callables import Function
from segview.exercises.cases import beside
from segview.exercises.estimators import Estimator
from segview.exercises.feedback import (
    about_order,
    look_segmentation,
    look_sigma,
    numbers,
    same,
)
from segview.exercises.upper_bounds import data, weight

FEATURES = ("intensity", "gaussian:5", "gradient:5")


def _two_subjects(first: Subject, second: Subject):
    """Train on one subject, test on another one."""
    (train_im, train_mask), (test_im, test_mask) = beside(first), beside(second)
    return (
        {
            "train_im": train_im,
            "train_mask": train_mask,
            "test_im": test_im,
            "test_mask": test_mask,
        },
    )


def _neighbours(given):
    """``KNeighborsClassifier`` for the two images of the exercise, and for no other data."""

    def classifier(n_neighbors=5):
        if not isinstance(n_neighbors, (int, np.integer)) or n_neighbors != 3:
            raise Refused(f"3 neighbours were asked for, not {n_neighbors}.", "n_neighbors")
        model = Estimator("knn", {"n_neighbors": n_neighbors})

        def fit(X, y):
            _check_fit(X, y, given)
            classes = np.unique(given["train_mask"])
            model.members |= {"classes_": classes, "n_features_in_": len(FEATURES)}
            model.method("predict", predict, KNeighborsClassifier.predict, _price)
            return model

        def predict(X):
            for name in ("test", "train"):
                if _arranged(X, given[f"{name}_im"]) is not None:
                    return _predicted(given)[name].astype(int)
            raise Refused(
                "Predict the test image: its data set has three columns, as in training.", "X"
            )

        model.method("fit", fit, KNeighborsClassifier.fit, _price)
        return model

    return Function(
        "KNeighborsClassifier", classifier, signature(classifier), ("n_neighbors",), _price
    )


def _predicted(given):
    """What 3 neighbours answer for both images, computed once for all learners."""
    images = b"".join(np.ascontiguousarray(value).tobytes() for value in given.values())

    def compute():
        spaces = {n: feature_space(given[f"{n}_im"], FEATURES).values for n in ("train", "test")}
        model = train("nearest neighbours", spaces["train"], given["train_mask"], neighbours=3)
        return {name: model.predict(values).astype(np.uint8) for name, values in spaces.items()}

    return recall((__name__, sha256(images).digest()), compute)


def _price(given):
    return STEP + 6 * MADE * sum(map(weight, data(given)))


def _arranged(X, image):
    """The features of an image, if `X` are these in any order of columns, else None."""
    values = feature_space(image, FEATURES).values
    return values if _same_columns(X, values) else None


def _same_columns(yours, wanted):
    """Whether two data sets are the same but for the order of their columns."""
    array = numbers(yours)
    if array is None or array.shape != wanted.shape:
        return False
    orders = (list(order) for order in permutations(range(wanted.shape[1])))
    return any(same(array[:, order], wanted) for order in orders)


def _check_fit(X, y, given):
    other = not same(given["train_im"], given["test_im"])
    if _arranged(X, given["train_im"]) is None:
        if other and _arranged(X, given["test_im"]) is not None:
            raise Refused("This trains on the test image. Keep it away from the classifier.", "X")
        raise Refused("fit needs the three features of the training image, as train_data.", "X")
    if np.shape(y) == given["train_mask"].shape:
        raise Refused("One row of data needs one label: make a row of the mask with .ravel().", "y")
    if other and same(np.ravel(y), given["test_mask"].ravel()):
        raise Refused("These labels are what the classifier shall find out: use train_mask.", "y")
    if not same(np.ravel(y), given["train_mask"].ravel()):
        raise Refused("fit needs the label of every training pixel, in the order of the rows.", "y")


def _look_subject(name):
    other = "test" if name == "train" else "train"

    def look(value, names):
        image, others = names[f"{name}_im"], names[f"{other}_im"]
        if same(value, image):
            return None
        if same(value, others):
            return f"{name}_data is made from {other}_im."
        return f"features() works on an image: here on {name}_im."

    return look


def _look_column(value, names):
    array, size = numbers(value), names["im"].size
    if array is None or array.shape not in ((size,), (size, 1)):
        return (
            f"A column has one value per pixel, shape ({size},), yours has shape "
            f"{np.shape(value)}: .ravel() makes a row of pixels of an image."
        )
    return None


def _look_unseen(value, names):
    if same(value, names["train_data"]) and not same(names["train_data"], names["test_data"]):
        return "This predicts the image it was trained on. How good is it on the other?"
    return None


def _about_features(yours, wanted, given):
    yours = np.asarray(yours)
    if yours.shape == wanted.shape and any(
        same(yours[:, a], yours[:, b]) for a, b in ((0, 1), (1, 2), (0, 2))
    ):
        return "Two of the three columns are the same feature."
    return "The columns are intensity, blurred intensity and gradient, one row per pixel."


def _about_filtered(name):
    def complain(yours, wanted, given):
        if np.shape(yours) != np.shape(wanted):
            return f"{name} has the shape of the image: filter im as it is."
        return f"{name} is not what sigma 5 makes of this image."

    return complain


def _about_classes_dice(yours, wanted, given):
    if np.shape(yours) == np.shape(wanted) and np.allclose(yours, 1):
        return "Every Dice is 1: you compared a mask with itself."
    return "Compare your segmentation with the ground truth of the test image, test_mask."


def _look_labels(value, names):
    array = numbers(value)
    if array is None or array.ndim != 2 or len(np.unique(array)) > 20:
        return "dice_multiclass compares two masks: the truth and your segmentation."
    return None


EXERCISES = {
    "full-exercise-2": Exercise(
        title="Full exercise: classify another subject",
        task="Describe every pixel by intensity, blurred intensity and gradient magnitude, both "
        "with sigma 5. Train a classifier with 3 neighbours on one subject, let it predict the "
        "other, and compute Dice for each class.",
        code="""\
def features(im):
    blurred = gaussian_filter(im, sigma=____)
    gradient = gaussian_gradient_magnitude(im, sigma=____)
    return np.column_stack([im.ravel(), ____, ____])

train_data = features(____)
test_data = features(____)
knn = KNeighborsClassifier(n_neighbors=____)
knn.fit(____, ____)
predicted = knn.predict(____)
segmentation = ____
dice = dice_multiclass(____, ____)""",
        solution=(
            "5",
            "5",
            "blurred.ravel()",
            "gradient.ravel()",
            "train_im",
            "test_im",
            "3",
            "train_data",
            "train_mask.ravel()",
            "test_data",
            "predicted.reshape(test_im.shape)",
            "test_mask",
            "segmentation",
        ),
        hints=(
            "You have train_im, train_mask, test_im and test_mask. Only the last one must stay "
            "hidden from the classifier.",
            "fit takes the data set and one label per row: a mask in a row is mask.ravel().",
            "predict gives a row of labels. Give it the shape of the test image.",
        ),
        cases=_two_subjects,
        about={
            "train_im": "the image that the screen trains on, “{subject_0}”",
            "train_mask": "its labels",
            "test_im": "the image that the screen tests on, “{subject_1}”",
            "test_mask": "its labels",
        },
        provides=lambda given: {"KNeighborsClassifier": _neighbours(given)},
        looks={
            0: look_sigma,
            1: look_sigma,
            2: _look_column,
            3: _look_column,
            4: _look_subject("train"),
            5: _look_subject("test"),
            9: _look_unseen,
            10: look_segmentation("test_im"),
            11: _look_labels,
            12: _look_labels,
        },
        equal=dict.fromkeys(("features", "train_data", "test_data"), _same_columns),
        decides=("segmentation", "dice"),
        draws={"segmentation": "labels", "dice": "bars"},
        complain={
            "blurred": _about_filtered("blurred"),
            "gradient": _about_filtered("gradient"),
            "features": _about_features,
            "segmentation": about_order,
            "dice": _about_classes_dice,
        },
        praise="The classifier has never seen this subject. Which classes did it find easy?",
    ),
}
