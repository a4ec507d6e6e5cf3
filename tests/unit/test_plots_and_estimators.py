"""What exercises draw and cluster is what matplotlib and scikit-learn draw and cluster."""

import tracemalloc

import numpy as np
import pytest
from matplotlib.figure import Figure
from sklearn.cluster import KMeans

from segcore import feature_space, load_subject
from segview.exercises.budget import MADE, WORK, Budget, Refused
from segview.exercises.estimators import K_MEANS
from segview.exercises.plots import PLT

IM = load_subject("age-25").image
BINS = [20, np.int64(7), 1, [0, 0.5, 1], np.linspace(0, 1, 21), np.arange(0, 1.01, 0.05), range(3)]
NO_BINS = [20.0, 1 / 0.05, 0, -3, [1, 0], [[0, 1], [1, 2]], 0.05, np.float64(20)]


def hist(bins):
    return PLT.members["hist"]([IM, bins], {"range": (0, 1), "alpha": 0.5, "label": "x"}, Budget())


@pytest.mark.parametrize("bins", BINS, ids=repr)
def test_histograms_are_those_of_matplotlib(bins):
    axes = Figure().subplots()
    counts, edges, _ = axes.hist(IM.ravel(), bins, range=(0, 1))
    np.testing.assert_array_equal(hist(bins)[0], counts)
    np.testing.assert_allclose(hist(bins)[1], edges)


@pytest.mark.parametrize("bins", NO_BINS, ids=repr)
def test_bins_that_matplotlib_refuses_are_refused(bins):
    with pytest.raises((TypeError, ValueError)):
        Figure().subplots().hist(IM.ravel(), bins, range=(0, 1))
    with pytest.raises(Refused):
        hist(bins)


def fitted(data, budget, **settings):
    model = K_MEANS([], settings, budget)
    model.members["fit"]([data], {}, budget)
    return model.members


def test_k_means_is_that_of_scikit_learn():
    data = feature_space(IM, ["intensity", "gaussian:5"]).values
    init = [[0.3, 0.3], [0.5, 0.1]]
    ours = fitted(data, Budget(), n_clusters=2, init=init)
    theirs = KMeans(2, init=np.array(init), n_init=1, algorithm="lloyd", tol=0).fit(data)
    np.testing.assert_array_equal(ours["labels_"], theirs.labels_)
    np.testing.assert_allclose(ours["cluster_centers_"], theirs.cluster_centers_, atol=1e-9)
    assert ours["inertia_"] == pytest.approx(theirs.inertia_)
    np.testing.assert_array_equal(ours["predict"]([data], {}, Budget()), theirs.predict(data))


@pytest.mark.parametrize("clusters", [1, 2, 3])
@pytest.mark.parametrize("kind", ["even", "equal", "random"])
def test_k_means_pays_for_what_it_takes(clusters, kind):
    chance = np.random.default_rng(0)
    rows = {
        "even": np.linspace(0, 1, 20_000).reshape(-1, 2),
        "equal": np.zeros((10_000, 2)),
        "random": chance.random((10_000, 2)),
    }
    budget = Budget()
    init = [[0.1 * n, 0.2] for n in range(clusters)]
    tracemalloc.start()
    fitted(rows[kind], budget, n_clusters=clusters, init=init)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak <= 8 * (WORK - budget.left) / MADE + 300_000


@pytest.mark.parametrize("data", [np.zeros(9), np.zeros((9, 9)), np.full((9, 2), np.nan), IM * 1e9])
def test_k_means_refuses_what_is_no_data_set(data):
    with pytest.raises(Refused):
        fitted(data, Budget(), n_clusters=2, init=[[0, 0], [1, 1]])
