"""Classifiers against scikit-learn, naive loops and densities written out."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

from segcore import classifiers
from segcore.classifiers import CLASSIFIERS, NearestMean, decision_regions, train


def labelled(n=400, d=2, seed=0, classes=(0, 2, 5)):
    """Overlapping clouds whose labels have gaps."""
    random = np.random.default_rng(seed)
    index = random.integers(0, len(classes), n)
    means = np.array([[0, 0, 0], [2, 0, 1], [1, 3, -1]])[:, :d]
    spread = np.array([0.5, 1, 0.8])
    return means[index] + random.normal(size=(n, d)) * spread[index, None], np.array(classes)[index]


TRAIN, TEST = labelled(seed=0), labelled(seed=1)


@pytest.mark.parametrize("d", [1, 2, 3])
def test_nearest_mean_equals_scikit_learn(d):
    (values, labels), (others, _) = labelled(d=d), labelled(d=d, seed=1)
    ours, theirs = train("nearest mean", values, labels), NearestCentroid().fit(values, labels)
    np.testing.assert_allclose(ours.means, theirs.centroids_)
    np.testing.assert_array_equal(ours.predict(others), theirs.predict(others))


@pytest.mark.parametrize("neighbours", [1, 3, 15])
def test_nearest_neighbours_equals_a_naive_vote(neighbours):
    result = train("nearest neighbours", *TRAIN, neighbours=neighbours).predict(TEST[0])
    for value, found in zip(TEST[0], result, strict=True):
        nearest = np.argsort(((TRAIN[0] - value) ** 2).sum(axis=1))[:neighbours]
        names, votes = np.unique(TRAIN[1][nearest], return_counts=True)
        assert found == names[votes.argmax()]


def test_nearest_neighbours_equals_scikit_learn_on_repeated_pixels(monkeypatch):
    monkeypatch.setattr(classifiers, "NEIGHBOURS", 21)
    values, labels = np.round(TRAIN[0]), TRAIN[1]
    queries = np.round(TEST[0])
    assert len(np.unique(queries, axis=0)) < len(queries) / 5
    theirs = KNeighborsClassifier(3).fit(values, labels)
    ours = train("nearest neighbours", values, labels)
    np.testing.assert_array_equal(ours.predict(queries), theirs.predict(queries))


def test_one_neighbour_remembers_every_pixel():
    assert (train("nearest neighbours", *TRAIN, neighbours=1).predict(TRAIN[0]) == TRAIN[1]).all()


def test_fewer_pixels_than_neighbours_all_vote():
    model = train("nearest neighbours", [[0.0], [0.1], [1.0]], [0, 0, 1], neighbours=9)
    assert model.predict([[0.0], [1.0]]).tolist() == [0, 0]


def densities(covariances):
    values, labels = TRAIN
    classes = np.unique(labels)
    columns = [
        (labels == c).mean()
        * multivariate_normal(values[labels == c].mean(axis=0), covariance).pdf(TEST[0])
        for c, covariance in zip(classes, covariances, strict=True)
    ]
    return classes[np.argmax(columns, axis=0)]


@pytest.mark.parametrize("pixels", [3, 4])
def test_quadratic_discriminant_tells_how_many_pixels_it_needs(pixels):
    values = np.random.default_rng(0).random((20 + pixels, 4))
    labels = np.repeat([0, 1], [20, pixels])
    if pixels == 4:
        assert set(train("quadratic discriminant", values, labels).predict(values)) <= {0, 1}
        return
    with pytest.raises(ValueError, match=r"features, 4, but class 1 has 3\.$"):
        train("quadratic discriminant", values, labels)


def test_quadratic_discriminant_is_one_gaussian_per_class():
    values, labels = TRAIN
    expected = densities([np.cov(values[labels == c].T) for c in np.unique(labels)])
    result = train("quadratic discriminant", *TRAIN).predict(TEST[0])
    assert (result == expected).mean() > 0.995


def test_linear_discriminant_is_gaussians_of_one_shape():
    values, labels = TRAIN
    within = values - np.array([values[labels == c].mean(axis=0) for c in labels])
    expected = densities([np.cov(within.T)] * 3)
    result = train("linear discriminant", *TRAIN).predict(TEST[0])
    np.testing.assert_array_equal(result, expected)


def test_logistic_regression_does_not_mind_the_scale_of_a_feature():
    values, labels = TRAIN
    scale = np.array([1e-4, 1e3])
    result = train("logistic regression", values * scale, labels).predict(TEST[0] * scale)
    np.testing.assert_array_equal(
        result, train("logistic regression", values, labels).predict(TEST[0])
    )
    unscaled = LogisticRegression(max_iter=1000).fit(values, labels).predict(TEST[0])
    assert (result == unscaled).mean() > 0.98


def test_a_tree_of_depth_one_is_the_best_threshold():
    random = np.random.default_rng(0)
    values = random.random((200, 1))
    labels = (values[:, 0] > 0.63).astype(int)
    model = train("decision tree", values, labels, depth=1)
    np.testing.assert_array_equal(model.predict(values), labels)
    stripes = (np.floor(values[:, 0] * 4) % 2).astype(int)
    assert (train("decision tree", values, stripes, depth=1).predict(values) != stripes).any()
    assert (train("decision tree", values, stripes, depth=3).predict(values) == stripes).all()


def test_a_forest_follows_its_seed_and_its_parameters():
    def result(**params):
        return train("random forest", *TRAIN, **params).predict(TEST[0])

    np.testing.assert_array_equal(result(seed=4), result(seed=4))
    assert (result(seed=4) != result(seed=5)).any()
    assert (result(trees=1) != result(trees=30)).any()
    assert (result(depth=1) != result(depth=8)).any()


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_every_classifier_learns(name):
    model = train(name, *TRAIN)
    result = model.predict(TEST[0])
    assert model.classes.tolist() == [0, 2, 5]
    assert result.shape == TEST[1].shape
    assert result.dtype == TEST[1].dtype
    assert (result == TEST[1]).mean() > 0.75


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_it_does_not_matter_how_many_pixels_are_classified_at_a_time(name, monkeypatch):
    model = train(name, *TRAIN)
    at_once = model.predict(TEST[0])
    monkeypatch.setattr(classifiers, "CHUNK", 7)
    monkeypatch.setattr(classifiers, "NEIGHBOURS", 200)
    np.testing.assert_array_equal(model.predict(TEST[0]), at_once)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_who_knows_probabilities_says_so(name):
    assert hasattr(train(name, *TRAIN), "probabilities") == CLASSIFIERS[name].probable


@pytest.mark.parametrize("name", [name for name, one in CLASSIFIERS.items() if one.probable])
def test_the_most_probable_class_is_the_label(name, monkeypatch):
    model = train(name, *TRAIN)
    probabilities = model.probabilities(TEST[0])
    assert probabilities.shape == (len(TEST[0]), 3)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    np.testing.assert_array_equal(
        model.classes[probabilities.argmax(axis=1)], model.predict(TEST[0])
    )
    monkeypatch.setattr(classifiers, "CHUNK", 7)
    np.testing.assert_allclose(model.probabilities(TEST[0]), probabilities, atol=1e-12)
    assert model.probabilities(np.empty((0, 2))).shape == (0, 3)


def test_votes_are_probabilities():
    """By hand: of the three nearest to 2, two are of class 7."""
    model = train("nearest neighbours", [[0.0], [1.0], [3.0], [9.0]], [5, 7, 7, 5], neighbours=3)
    np.testing.assert_allclose(model.probabilities([[2.0], [2.0], [9.0]])[:2], [[1 / 3, 2 / 3]] * 2)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_labels_may_be_an_image_and_training_repeats_itself(name):
    values, labels = TRAIN
    flat, image = train(name, values, labels), train(name, values, labels.reshape(20, 20))
    np.testing.assert_array_equal(flat.predict(TEST[0]), image.predict(TEST[0]))


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_a_single_class_is_not_told_apart_from_anything(name):
    with pytest.raises(ValueError, match="All 400 pixels have the label 3"):
        train(name, TRAIN[0], np.full(400, 3))


def test_the_mean_of_a_single_class_is_nearest_everywhere():
    model = NearestMean(TRAIN[0], np.full(400, 3))
    assert model.classes.tolist() == [3]
    assert model.predict(TEST[0]).tolist() == [3] * 400


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_other_features_than_it_learnt_are_refused(name):
    model = train(name, *TRAIN)
    for values in (TEST[0][:, :1], np.hstack([TEST[0], TEST[0]]), np.empty((0, 3))):
        with pytest.raises(ValueError, match=f"have {values.shape[1]} features, but 2 were learnt"):
            model.predict(values)
    with pytest.raises(ValueError, match="one row per pixel"):
        model.predict(TEST[0][0])


@pytest.mark.parametrize("name", CLASSIFIERS)
@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_must_be_numbers(name, wrong):
    values = TRAIN[0].copy()
    values[7, 1] = wrong
    with pytest.raises(ValueError, match="1 of the 800 numbers of the feature space are NaN"):
        train(name, values, TRAIN[1])
    with pytest.raises(ValueError, match="1 of the 800 numbers of the feature space are NaN"):
        train(name, *TRAIN).predict(values)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_no_pixels_get_no_labels(name):
    labels = TRAIN[1].astype(np.uint8)
    result = train(name, TRAIN[0], labels).predict(np.empty((0, 2)))
    assert (result.shape, result.dtype) == ((0,), np.uint8)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_labels_must_be_whole_numbers(name):
    with pytest.raises(ValueError, match="whole number, but 400 pixels have others"):
        train(name, TRAIN[0], TRAIN[1] + 0.5)
    assert train(name, TRAIN[0], TRAIN[1].astype(float)).classes.tolist() == [0, 2, 5]


@pytest.mark.parametrize("name", [*CLASSIFIERS][2:])
@pytest.mark.parametrize(("unit", "offset"), [(1e-9, 0), (1e9, 0), (1, 1e7), (1e-3, -1e5)])
def test_only_distances_depend_on_the_units(name, unit, offset):
    """Trees compute with 32 bits: by themselves they could not tell these pixels apart."""
    plain = train(name, *TRAIN).predict(TEST[0])
    units = np.array([unit, 1])
    model = train(name, (TRAIN[0] + offset) * units, TRAIN[1])
    assert (model.predict((TEST[0] + offset) * units) == plain).mean() > 0.995


@pytest.mark.parametrize("name", [*CLASSIFIERS][2:])
def test_rounding_noise_in_a_feature_teaches_nothing(name):
    def widen(values, seed):
        noise = np.random.default_rng(seed).integers(-1, 2, len(values)) * np.spacing(0.1)
        return np.column_stack([values, 0.1 + noise])

    noisy = train(name, widen(TRAIN[0], 1), TRAIN[1]).predict(widen(TEST[0], 2))
    even = train(name, widen(TRAIN[0], 1) * [1, 1, 0], TRAIN[1]).predict(widen(TEST[0], 2))
    np.testing.assert_array_equal(noisy, even)


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_a_class_of_one_pixel_is_learnt_or_explained(name):
    values = np.vstack([TRAIN[0], [[40.0, 40.0]]])
    labels = np.append(TRAIN[1], 9)
    if CLASSIFIERS[name].fewest > 1:
        with pytest.raises(ValueError, match="at least 2 pixels of every class, but class 9 has 1"):
            train(name, values, labels)
    else:
        assert 9 in train(name, values, labels).classes


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", CLASSIFIERS)
def test_constant_and_repeated_features_do_no_harm(name):
    def widen(values):
        return np.column_stack([values, np.zeros(len(values)), values[:, 0]])

    result = train(name, widen(TRAIN[0]), TRAIN[1]).predict(widen(TEST[0]))
    assert (result == TEST[1]).mean() > 0.75


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_a_class_may_be_constant(name):
    values = np.where(TRAIN[1][:, None] == 0, 0.0, TRAIN[0])
    model = train(name, values, TRAIN[1])
    assert (model.predict(np.zeros((1, 2))) == 0).all()


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_parameters_work_at_both_ends(name):
    for word, parameter in CLASSIFIERS[name].parameters.items():
        assert parameter.lowest <= parameter.default <= parameter.highest
        for value in (parameter.lowest, parameter.highest):
            assert len(train(name, *TRAIN, **{word: value}).predict(TEST[0][:5])) == 5


def test_an_unknown_classifier_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="choose from nearest mean, nearest neighbours"):
        train("knn", *TRAIN)


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("nearest neighbours", {"k": 3}, 'no parameter "k": it knows neighbours'),
        ("nearest mean", {"neighbours": 3}, "it knows none"),
        ("nearest neighbours", {"neighbours": 0}, "a whole number from 1 to 101"),
        ("nearest neighbours", {"neighbours": 2.5}, "a whole number from 1 to 101"),
        ("decision tree", {"depth": 1000}, "a whole number from 1 to 30"),
    ],
)
def test_wrong_parameters_are_explained(name, params, message):
    with pytest.raises(ValueError, match=message):
        train(name, *TRAIN, **params)


@pytest.mark.parametrize(
    ("values", "labels"),
    [(np.zeros((4, 2)), [0, 1]), (np.zeros((0, 2)), []), (np.zeros(4), [0, 1, 0, 1])],
)
@pytest.mark.parametrize("name", CLASSIFIERS)
def test_labels_must_match_the_pixels(name, values, labels):
    with pytest.raises(ValueError, match="one row of features per label and at least one pixel"):
        train(name, values, labels)


def test_every_cell_holds_the_answer_at_its_middle():
    rng = np.random.default_rng(0)
    values, labels = rng.random((60, 2)), rng.integers(0, 3, 60)
    model = train("nearest neighbours", values, labels, neighbours=1)
    regions = decision_regions(model, ((0, 1), (2, 4)), size=8)
    assert regions.shape == (8, 8)
    for row in range(8):
        for column in range(8):
            place = [(column + 0.5) / 8, 2 + 2 * (row + 0.5) / 8]
            nearest = np.argmin(((values - place) ** 2).sum(axis=1))
            assert regions[row, column] == labels[nearest]
