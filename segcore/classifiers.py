"""Classifiers: they learn from labelled pixels what each class looks like in feature space."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from segcore.scaling import standardise
from segcore.validation import check_whole, feature_rows

CHUNK = 32768  # pixels that are classified at a time, so that memory does not grow with the image
NEIGHBOURS = 24576  # neighbours that are looked up at a time, for the same reason


def train(name, values, labels, **params):
    """Train a classifier on labelled pixels.

    Distances depend on the units of the features, so nearest mean and nearest neighbours do; all
    other classifiers answer the same in any unit.

    Parameters
    ----------
    name : str
        One of `CLASSIFIERS`.
    values : (n, d) array_like
        Feature space, one row per pixel; computed with as float64.
    labels : (n,) or (H, W) array_like
        Class of each of these pixels, a whole number.
    **params
        The classifier's own parameters, such as ``neighbours=3``; see `CLASSIFIERS`.

    Returns
    -------
    object
        Its ``.predict(values)`` turns ``(m, d)`` values into ``(m,)`` labels with the dtype of
        those it learnt, for any m, and raises ValueError if a value is NaN or infinite or their
        number of features is another one; its ``.classes`` are the sorted labels that it knows.
        ``.probabilities(values)``, with the same errors, gives the probability of each of these
        classes, ``(m, k)``, whose largest belongs to the label; a nearest-mean classifier knows
        none, and has ``.means`` instead.

    Raises
    ------
    ValueError
        If the name or a parameter is unknown, a parameter is out of range, there is no pixel, the
        numbers of rows and labels differ, a value is NaN or infinite, a label is a fraction, there
        is one class only, or a class has too few pixels for this classifier.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, "The Elements of Statistical Learning", 2nd edition,
    Springer (2009).
    """
    if name not in CLASSIFIERS:
        raise ValueError(f'There is no classifier "{name}": choose from {", ".join(CLASSIFIERS)}.')
    chosen = CLASSIFIERS[name]
    params = _check_parameters(name, params)
    values, labels = np.asarray(values, dtype=float), np.ravel(labels)
    check_whole(labels)
    if values.ndim != 2 or len(values) != len(labels) or len(labels) == 0:
        raise ValueError(
            f"Training needs one row of features per label and at least one pixel, not values of "
            f"shape {values.shape} and {len(labels)} labels."
        )
    values = feature_rows(values)
    classes, pixels = np.unique(labels, return_counts=True)
    if len(classes) == 1:
        raise ValueError(
            f"All {len(labels)} pixels have the label {classes[0]}: to tell classes apart takes "
            "pixels of at least two."
        )
    if pixels.min() < chosen.fewest:
        raise ValueError(
            f"{chosen.title} needs at least {chosen.fewest} pixels of every class, "
            f"but class {classes[pixels.argmin()]} has {pixels.min()}."
        )
    return chosen.fit(values, labels, **params)


def _check_parameters(name, given):
    known = CLASSIFIERS[name].parameters
    params = {word: parameter.default for word, parameter in known.items()} | given
    for word, value in params.items():
        if word not in known:
            raise ValueError(
                f'The classifier "{name}" has no parameter "{word}": '
                f"it knows {', '.join(known) or 'none'}."
            )
        lowest, highest = known[word].lowest, known[word].highest
        if value != int(value) or not lowest <= value <= highest:
            raise ValueError(
                f'The parameter "{word}" of "{name}" is a whole number from {lowest} to {highest}.'
            )
    return {word: int(value) for word, value in params.items()}


class NearestMean:
    """Describe each class by its mean; give every pixel the class whose mean is nearest.

    Parameters
    ----------
    values : (n, d) array_like
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel. A single class is given to every pixel.

    Attributes
    ----------
    classes : (k,) ndarray
        The classes, sorted.
    means : (k, d) float64 ndarray
        The mean of each.
    """

    def __init__(self, values, labels):
        values = feature_rows(values)
        self.classes = np.unique(labels)
        self.means = np.array([values[labels == c].mean(axis=0) for c in self.classes])

    def predict(self, values):
        """Give every pixel the class with the nearest mean.

        Parameters
        ----------
        values : (m, d) array_like
            The features that were learnt, in the same order.

        Returns
        -------
        (m,) ndarray
            Labels with the dtype of those learnt; of equally near classes the smallest.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        values = feature_rows(values, features=self.means.shape[1])
        distances = [((values - mean) ** 2).sum(axis=1) for mean in self.means]
        return self.classes[np.argmin(distances, axis=0)]


class FittedModel:
    """A trained scikit-learn model behind the two names that every classifier here has.

    It sees standardised features, so the units do not matter: neither to the regularisation of the
    model, nor to its tolerances, nor to a tree, which computes with 32 bits.

    Parameters
    ----------
    model : scikit-learn classifier
        Not yet fitted.
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.

    Attributes
    ----------
    classes : (k,) ndarray
        The classes, sorted.
    """

    def __init__(self, model, values, labels):
        scaled = standardise(values)
        self.offsets, self.scales = scaled.offsets, scaled.scales
        self.model = model.fit(scaled.values, labels)
        self.classes = model.classes_

    def predict(self, values):
        """Ask the model for the class of every pixel.

        Parameters
        ----------
        values : (m, d) array_like
            The features that were learnt, in the same order.

        Returns
        -------
        (m,) ndarray
            Labels with the dtype of those learnt.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        return self._in_parts(self.model.predict, values, self.classes[:0])

    def probabilities(self, values):
        """Ask the model how probable each class is at every pixel.

        Parameters
        ----------
        values : (m, d) array_like
            The features that were learnt, in the same order.

        Returns
        -------
        (m, k) float64 ndarray
            Each row adds up to 1.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        return self._in_parts(self.model.predict_proba, values, np.empty((0, len(self.classes))))

    def _in_parts(self, ask, values, nothing):
        """Answers of the model, a part of the pixels at a time; `nothing` is that for no pixel."""
        values = feature_rows(values, features=len(self.offsets))
        answers = np.empty((len(values), *nothing.shape[1:]), dtype=nothing.dtype)
        for start in range(0, len(values), CHUNK):
            part = slice(start, start + CHUNK)
            answers[part] = ask((values[part] - self.offsets) / self.scales)
        return answers


class NearestNeighbours:
    """Let the nearest labelled pixels vote for the class of a pixel; where there are few, all vote.

    Pixels with equal features share one search: a black background is thousands of equal pixels,
    and each search there visits all of them. Chunks bound the memory that the neighbours take.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.
    neighbours : int
        How many vote.

    Attributes
    ----------
    classes : (k,) ndarray
        The classes, sorted.

    References
    ----------
    T. M. Cover and P. E. Hart, "Nearest neighbor pattern classification", IEEE Transactions on
    Information Theory 13 (1967) 21-27.
    """

    def __init__(self, values, labels, neighbours):
        self.model = KNeighborsClassifier(min(neighbours, len(labels)), n_jobs=1)
        self.model.fit(values, labels)
        self.classes = self.model.classes_

    def predict(self, values):
        """Let the neighbours of every pixel vote.

        Parameters
        ----------
        values : (m, d) array_like
            The features that were learnt, in the same order.

        Returns
        -------
        (m,) ndarray
            Labels with the dtype of those learnt; of classes with equally many votes the smallest.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        return self._of_distinct(self.model.predict, values, self.classes[:0])

    def probabilities(self, values):
        """Count the votes of the neighbours of every pixel.

        Parameters
        ----------
        values : (m, d) array_like
            The features that were learnt, in the same order.

        Returns
        -------
        (m, k) float64 ndarray
            The part of the votes that each class gets.

        Raises
        ------
        ValueError
            If the number of features is another one, or a value is NaN or infinite.
        """
        nothing = np.empty((0, len(self.classes)))
        return self._of_distinct(self.model.predict_proba, values, nothing)

    def _of_distinct(self, ask, values, nothing):
        """Answers for distinct pixels, given to all; `nothing` is that for no pixel."""
        values = feature_rows(values, features=self.model.n_features_in_)
        if len(values) == 0:
            return nothing
        order = np.lexsort(values.T)
        rows = values[order]
        is_new = np.concatenate([[True], (rows[1:] != rows[:-1]).any(axis=1)])
        distinct = rows[is_new]
        rows_at_once = max(1, NEIGHBOURS // self.model.n_neighbors)
        votes = [ask(distinct[i : i + rows_at_once]) for i in range(0, len(distinct), rows_at_once)]
        answers = np.empty((len(values), *nothing.shape[1:]), dtype=nothing.dtype)
        answers[order] = np.concatenate(votes)[is_new.cumsum() - 1]
        return answers


def logistic_regression(values, labels):
    """Put straight borders where the fitted probabilities of two classes are equal.

    The weights are kept small by an L2 penalty, on standardised features.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.

    Returns
    -------
    FittedModel

    References
    ----------
    D. R. Cox, "The regression analysis of binary sequences", Journal of the Royal Statistical
    Society B 20 (1958) 215-242.
    """
    return FittedModel(LogisticRegression(max_iter=1000), values, labels)


def linear_discriminant(values, labels):
    """Describe each class by a Gaussian, all with the same covariances.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel; at least 2 pixels of every class.

    Returns
    -------
    FittedModel

    References
    ----------
    R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7
    (1936) 179-188.
    """
    return FittedModel(LinearDiscriminantAnalysis(), values, labels)


def quadratic_discriminant(values, labels):
    """Describe each class by a Gaussian with covariances of its own.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel; at least 2 pixels of every class.

    Returns
    -------
    FittedModel

    Raises
    ------
    ValueError
        If a class has fewer pixels than there are features.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, "The Elements of Statistical Learning", 2nd edition,
    Springer (2009), section 4.3.
    """
    classes, pixels = np.unique(labels, return_counts=True)
    if pixels.min() < values.shape[1]:
        raise ValueError(
            f"The quadratic discriminant needs as many pixels of every class as features, "
            f"{values.shape[1]}, but class {classes[pixels.argmin()]} has {pixels.min()}."
        )
    # A trace of regularisation lets a class be constant in a feature.
    model = QuadraticDiscriminantAnalysis(reg_param=1e-6, tol=0)
    return FittedModel(model, values, labels)


def decision_tree(values, labels, depth):
    """Ask a series of questions, each a threshold on one feature.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.
    depth : int
        Questions per pixel, at most.

    Returns
    -------
    FittedModel

    References
    ----------
    L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone, "Classification and Regression Trees",
    Wadsworth (1984).
    """
    return FittedModel(DecisionTreeClassifier(max_depth=depth, random_state=0), values, labels)


def random_forest(values, labels, trees, depth, seed):
    """Let decision trees vote, each grown on a random sample of the pixels.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.
    trees : int
        Number of trees.
    depth : int
        Questions per pixel and tree, at most.
    seed : int
        Seed of the samples; the same seed gives the same forest.

    Returns
    -------
    FittedModel

    References
    ----------
    L. Breiman, "Random forests", Machine Learning 45 (2001) 5-32.
    """
    model = RandomForestClassifier(trees, max_depth=depth, random_state=seed, n_jobs=1)
    return FittedModel(model, values, labels)


def extra_trees(values, labels, trees, seed):
    """Let decision trees vote whose thresholds are drawn at random, the best of a few each time.

    Where a few strokes are all there is to learn from, ten such trees agree with the ground truth
    as well as a random forest of a hundred; ``benchmarks/painting.py`` measures it.

    Parameters
    ----------
    values : (n, d) float64 ndarray
        Feature space, one row per pixel.
    labels : (n,) ndarray
        Class of each pixel.
    trees : int
        Number of trees.
    seed : int
        Seed of the thresholds; the same seed gives the same trees.

    Returns
    -------
    FittedModel

    References
    ----------
    P. Geurts, D. Ernst and L. Wehenkel, "Extremely randomized trees", Machine Learning 63 (2006)
    3-42.
    """
    return FittedModel(ExtraTreesClassifier(trees, random_state=seed, n_jobs=1), values, labels)


@dataclass(frozen=True)
class Parameter:
    """A whole number that a classifier needs: its title, usual value and allowed range."""

    title: str
    default: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class Classifier:
    """One way to learn from labelled pixels.

    Attributes
    ----------
    title : str
        Name for people.
    explanation : str
        One sentence on how it decides.
    fit : callable
        ``fit(values, labels, **parameters)`` returns the trained classifier.
    parameters : mapping of str to Parameter
        Parameters by the word that `train` takes.
    fewest : int
        The smallest number of pixels per class it can learn from.
    probable : bool
        Whether what it has learnt knows ``.probabilities``.
    """

    title: str
    explanation: str
    fit: Callable
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    fewest: int = 1
    probable: bool = True


CLASSIFIERS: dict[str, Classifier] = {
    "nearest mean": Classifier(
        "Nearest mean",
        "A pixel gets the class whose average pixel is nearest in feature space.",
        NearestMean,
        probable=False,
    ),
    "nearest neighbours": Classifier(
        "Nearest neighbours",
        "The labelled pixels that lie nearest in feature space vote for the class.",
        NearestNeighbours,
        {"neighbours": Parameter("Neighbours", default=3, lowest=1, highest=101)},
    ),
    "logistic regression": Classifier(
        "Logistic regression",
        "Straight borders are placed where the probabilities of two classes are equal.",
        logistic_regression,
    ),
    "linear discriminant": Classifier(
        "Linear discriminant",
        "Each class is a Gaussian cloud, all of one shape, so the borders are straight.",
        linear_discriminant,
        fewest=2,
    ),
    "quadratic discriminant": Classifier(
        "Quadratic discriminant",
        "Each class is a Gaussian cloud with a shape of its own, so the borders are curved.",
        quadratic_discriminant,
        fewest=2,
    ),
    "decision tree": Classifier(
        "Decision tree",
        "A series of questions, each a threshold on one feature, leads to the class.",
        decision_tree,
        {"depth": Parameter("Depth", default=5, lowest=1, highest=30)},
    ),
    "random forest": Classifier(
        "Random forest",
        "Many decision trees, each trained on a random part of the data, vote for the class.",
        random_forest,
        {
            "trees": Parameter("Trees", default=20, lowest=1, highest=100),
            "depth": Parameter("Depth", default=10, lowest=1, highest=30),
            "seed": Parameter("Seed", default=0, lowest=0, highest=9999),
        },
    ),
    "extra trees": Classifier(
        "Extra trees",
        "Many decision trees vote, their thresholds drawn at random: quick, good with few labels.",
        extra_trees,
        {
            "trees": Parameter("Trees", default=10, lowest=1, highest=100),
            "seed": Parameter("Seed", default=0, lowest=0, highest=9999),
        },
    ),
}
"""Every classifier by the name that `train` takes, in the order in which the course teaches."""


def decision_regions(model, ranges, size=160):
    """Ask a classifier of two features for its label on a regular grid.

    Parameters
    ----------
    model : object with ``predict(values)``
        Trained on two features.
    ranges : ((float, float), (float, float))
        Ends of the grid along the first and the second feature.
    size : int
        Places along each feature.

    Returns
    -------
    (size, size) integer array
        Rows follow the second feature from low to high, columns the first; each label belongs to
        the middle of its cell.
    """
    middles = (np.arange(size) + 0.5) / size
    (x0, x1), (y0, y1) = ranges
    x, y = np.meshgrid(x0 + middles * (x1 - x0), y0 + middles * (y1 - y0))
    return np.reshape(model.predict(np.column_stack([x.ravel(), y.ravel()])), (size, size))
