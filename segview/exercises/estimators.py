"""K-means in the words of scikit-learn, for answers that use its methods and attributes."""

from collections.abc import Callable, Mapping
from inspect import Signature, signature
from typing import Any

import numpy as np
from sklearn.cluster import KMeans

from segcore import clustering
from segview.exercises.budget import MADE, READ, STEP, Refused
from segview.exercises.callables import Function
from segview.exercises.upper_bounds import data, listed, shape_of, volume, weight

LARGEST = 1000.0  # of the numbers in a data set
FEATURES, CLUSTERS = 4, 8


class Estimator:
    """An object with methods and, once it is fitted, with attributes that end in ``_``.

    Attributes
    ----------
    name : str
        As the learner reads it.
    members : mapping
        Methods and attributes by name.
    """

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self.members: dict[str, Any] = dict(settings)

    def method(self, name: str, run: Callable, like: Callable, bound: Callable) -> None:
        """Add a method with the signature that scikit-learn's has."""
        parameters = list(signature(like).parameters.values())[1:]
        supports = tuple(p.name for p in parameters if p.name in ("X", "y"))
        self.members[name] = Function(
            f"{self.name}.{name}", run, Signature(parameters), supports, bound
        )

    def missing(self, name: str) -> str:
        """Say why there is no such member."""
        if name.endswith("_"):
            return f"{self.name} has {name} only after fit."
        return f"There is no {self.name}.{name} here. It has {', '.join(self.members)}."


def rows(X: Any) -> np.ndarray:
    """Check a data set: one row per pixel, one column per feature.

    Raises
    ------
    Refused
        If it is none, or holds numbers that are none or beyond measure.
    """
    values = np.asarray(X, dtype=float)
    if values.ndim != 2 or not values.size or values.shape[1] > FEATURES:
        raise Refused(
            "A data set has one row per pixel and one column per feature; yours has the shape "
            f"{np.shape(X)}.",
            "X",
        )
    if not (np.abs(values) < LARGEST).all():
        raise Refused("A data set holds finite numbers, and no large ones.", "X")
    return values


def _price(clusters: int, steps: int) -> Callable:
    def bound(given):
        (X,) = data(given)[:1]
        size, pixels = volume(X), (shape_of(X) or (1,))[0]
        each = READ * size * clusters + MADE / 8 * pixels
        return steps * each / 4 + MADE * (4 * size + 8 * pixels) + listed(X)

    return bound


def _k_means(n_clusters=8, init="k-means++", random_state=None):
    if not isinstance(n_clusters, (int, np.integer)) or not 1 <= n_clusters <= CLUSTERS:
        raise Refused(f"n_clusters is a whole number from 1 to {CLUSTERS}.", "n_clusters")
    centres = None if isinstance(init, str) else _centres(init, n_clusters)
    model = Estimator("kmeans", {"n_clusters": n_clusters, "init": init})

    def fit(X, y=None, sample_weight=None):
        values = rows(X)
        if centres is not None and centres.shape[1] != values.shape[1]:
            raise Refused(
                f"The centres have {centres.shape[1]} features, the data {values.shape[1]}.", "X"
            )
        found = clustering.kmeans(values, n_clusters, centres, seed=random_state or 0)
        model.members |= {
            "labels_": found.labels,
            "cluster_centers_": found.centres,
            "inertia_": found.steps[-1].inertia,
            "n_iter_": len(found.steps),
            "n_features_in_": values.shape[1],
        }
        return model

    def fit_predict(X, y=None, sample_weight=None):
        return fit(X).members["labels_"]

    def predict(X):
        if "labels_" not in model.members:
            raise Refused("First fit, then predict: kmeans has no centres yet.")
        labels, _ = clustering.assign(rows(X), model.members["cluster_centers_"])
        return labels.astype(int)

    price = _price(int(n_clusters), clustering.MAX_STEPS)
    model.method("fit", fit, KMeans.fit, price)
    model.method("fit_predict", fit_predict, KMeans.fit_predict, price)
    model.method("predict", predict, KMeans.predict, _price(int(n_clusters), 8))
    return model


def _centres(init: Any, clusters: int) -> np.ndarray:
    centres = np.asarray(init, dtype=float)
    if centres.ndim != 2 or len(centres) != clusters:
        raise Refused(
            f"init is one row of numbers for each of the {clusters} centres; yours has the shape "
            f"{centres.shape}.",
            "init",
        )
    if not (np.abs(centres) < LARGEST).all():
        raise Refused("A centre is made of finite numbers, and no large ones.", "init")
    return centres


K_MEANS = Function(
    "KMeans",
    _k_means,
    signature(_k_means),
    ("n_clusters", "init", "random_state"),
    lambda given: STEP + MADE * sum(map(weight, data(given))),
)
"""``sklearn.cluster.KMeans``, computed by the k-means of the course."""
