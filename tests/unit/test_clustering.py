"""K-means against scikit-learn, and properties that any k-means has."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans as SklearnKMeans

from segcore import clustering
from segcore.clustering import kmeans
from segcore.mixture import gaussian_mixture


def clouds(n=300, d=2, seed=0):
    random = np.random.default_rng(seed)
    centres = random.random((3, d)) * 4
    return centres[random.integers(0, 3, n)] + random.normal(size=(n, d))


finite = st.floats(-10, 10, allow_subnormal=False)
points = arrays(float, st.tuples(st.integers(4, 30), st.integers(1, 3)), elements=finite)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("k", "d"), [(1, 2), (2, 1), (2, 2), (4, 3), (7, 2)])
def test_equals_scikit_learn_from_the_same_start(k, d, seed):
    values = clouds(d=d, seed=seed)
    init = values[:k] + 0.1
    ours = kmeans(values, init=init)
    theirs = SklearnKMeans(k, init=init, n_init=1, algorithm="lloyd", tol=0).fit(values)
    assert ours.converged
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
    np.testing.assert_allclose(ours.centres, theirs.cluster_centers_, atol=1e-12)
    squared = ((values - theirs.cluster_centers_[theirs.labels_]) ** 2).sum()
    assert ours.steps[-1].inertia == pytest.approx(squared)


def test_two_steps_by_hand():
    result = kmeans([[0.0], [1.0], [2.0], [9.0]], init=[[0.0], [1.0]])
    assert [step.labels.tolist() for step in result.steps] == [
        [0, 1, 1, 1],
        [0, 0, 0, 1],
        [0, 0, 0, 1],
    ]
    assert [step.inertia for step in result.steps] == [65, 30, 2]
    assert result.steps[0].centres.tolist() == [[0], [1]]
    assert result.steps[0].updated.tolist() == [[0], [4]]
    assert result.centres.tolist() == [[1], [9]]
    assert result.labels.tolist() == [0, 0, 0, 1]
    assert result.labels.dtype == int


def test_ticks_assign_and_move_in_turn():
    result = kmeans([[0.0], [1.0], [5.0], [6.0]], init=[[0.0], [1.0]])
    ticks = [result.after(tick) for tick in range(result.ticks + 1)]
    labels, centres = zip(*((a.tolist(), c.ravel().tolist()) for a, c in ticks), strict=True)
    assert labels == (
        [0, 1, 1, 1],
        [0, 1, 1, 1],
        [0, 0, 1, 1],
        [0, 0, 1, 1],
        [0, 0, 1, 1],
    )
    assert centres == ([0, 1], [0, 4], [0, 4], [0.5, 5.5], [0.5, 5.5])
    for late, last in zip(result.after(99), ticks[-1], strict=True):
        np.testing.assert_array_equal(late, last)


@settings(deadline=None)
@given(points, st.integers(1, 4), st.integers(0, 9))
def test_every_step_assigns_and_updates_and_inertia_never_grows(values, k, seed):
    result = kmeans(values, k, seed=seed)
    for step in result.steps:
        distances = np.linalg.norm(values[:, None] - step.centres, axis=2)
        reached = distances[np.arange(len(values)), step.labels]
        np.testing.assert_allclose(reached, distances.min(axis=1), atol=1e-12)
        for label in range(k):
            mine = values[step.labels == label]
            expected = mine.mean(axis=0) if len(mine) else step.centres[label]
            np.testing.assert_allclose(step.updated[label], expected, atol=1e-12)
    for step, following in zip(result.steps, result.steps[1:], strict=False):
        assert following.inertia <= step.inertia * (1 + 1e-12) + 1e-12
        np.testing.assert_array_equal(step.updated, following.centres)
    np.testing.assert_array_equal(result.steps[-1].updated, result.centres)
    np.testing.assert_array_equal(result.steps[-1].labels, result.labels)


whole_points = arrays(float, st.tuples(st.just(20), st.just(2)), elements=st.integers(0, 16))


@settings(deadline=None)
@given(whole_points, st.randoms(use_true_random=False))
def test_permuted_pixels_give_permuted_labels(values, random):
    order = list(range(20))
    random.shuffle(order)
    init = [[2.0, 3.0], [9.0, 8.0], [14.0, 1.0]]
    straight, shuffled = kmeans(values, init=init), kmeans(values[order], init=init)
    np.testing.assert_allclose(shuffled.centres, straight.centres, atol=1e-9)
    np.testing.assert_array_equal(shuffled.steps[0].labels, straight.steps[0].labels[order])
    middle = kmeans(clouds(seed=1), init=init)
    order = np.random.default_rng(random.randint(0, 999)).permutation(300)
    np.testing.assert_array_equal(
        kmeans(clouds(seed=1)[order], init=init).labels, middle.labels[order]
    )


@settings(deadline=None)
@given(arrays(float, st.tuples(st.integers(4, 40), st.just(1)), elements=st.floats(0, 1)))
def test_two_means_in_one_dimension_is_a_threshold_midway(values):
    result = kmeans(values, init=[[0.2], [0.8]])
    low, high = result.centres[:, 0]
    midway = (low + high) / 2
    clear = abs(values[:, 0] - midway) > 1e-9
    np.testing.assert_array_equal(result.labels[clear], (values[:, 0] > midway)[clear])


def test_ties_go_to_the_first_centre():
    assert kmeans([[0.0], [1.0], [2.0]], init=[[0.0], [2.0]]).steps[0].labels.tolist() == [0, 0, 1]


def test_an_empty_cluster_keeps_its_centre():
    result = kmeans([[0.0, 0.0], [1.0, 1.0]], init=[[0.5, 0.5], [9.0, 9.0]])
    assert result.centres.tolist() == [[0.5, 0.5], [9, 9]]
    assert result.labels.tolist() == [0, 0]


def test_reversed_centres_give_reversed_labels():
    values = clouds()
    init = np.array([[0.0, 0.0], [3.0, 3.0]])
    np.testing.assert_array_equal(
        kmeans(values, init=init).labels, 1 - kmeans(values, init=init[::-1]).labels
    )


def test_seeding_repeats_itself_and_starts_at_distinct_pixels():
    values = clouds()
    first, again = kmeans(values, 4, seed=3), kmeans(values, 4, seed=3)
    np.testing.assert_array_equal(first.labels, again.labels)
    starts = {kmeans(values, 4, seed=seed).steps[0].centres.tobytes() for seed in range(8)}
    assert len(starts) == 8
    for centre in first.steps[0].centres:
        assert (values == centre).all(axis=1).any()
    assert len(np.unique(first.steps[0].centres, axis=0)) == 4


def test_seeding_prefers_far_pixels():
    values = np.concatenate([np.zeros((999, 1)), [[1.0]]])
    for seed in range(20):
        assert sorted(kmeans(values, 2, seed=seed).steps[0].centres[:, 0]) == [0, 1]


def test_equal_pixels_can_be_clustered():
    result = kmeans(np.ones((5, 2)), 3)
    assert result.converged
    assert result.centres.tolist() == [[1, 1]] * 3


def test_more_clusters_than_a_byte_can_count():
    values = np.arange(300.0)[:, None]
    result = kmeans(values, init=values)
    assert result.labels.tolist() == list(range(300))


def test_it_stops_when_it_takes_too_long(monkeypatch):
    monkeypatch.setattr(clustering, "MAX_STEPS", 2)
    result = kmeans(clouds(), init=[[0.0, 0.0], [0.1, 0.1], [0.2, 0.2]])
    assert len(result.steps) == 2
    assert not result.converged


@pytest.mark.parametrize("k", [0, -1, 6])
@pytest.mark.parametrize("method", [kmeans, gaussian_mixture])
def test_an_impossible_number_of_clusters_is_explained(method, k):
    with pytest.raises(ValueError, match=f"The 5 pixels cannot form {k} clusters"):
        method(np.random.default_rng(0).random((5, 2)), k)


@pytest.mark.parametrize("init", [[0.3, 0.3], [[0.3], [0.5]], [[[0.3, 0.3]]]])
def test_misshapen_starting_centres_are_explained(init):
    with pytest.raises(ValueError, match="one row per cluster and one column for each feature"):
        kmeans(clouds(), init=init)


def test_values_need_rows_and_columns():
    with pytest.raises(ValueError, match="one row per pixel"):
        kmeans(np.arange(5.0), 2)
    with pytest.raises(ValueError, match="cannot form 6 clusters"):
        kmeans(np.ones((5, 1)), init=np.ones((6, 1)))


@pytest.mark.parametrize("method", [kmeans, gaussian_mixture])
@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_values_must_be_numbers(method, wrong):
    with pytest.raises(ValueError, match="1 of the 4 numbers of the feature space are NaN"):
        method([[0.0], [1.0], [wrong], [5.0]], 2)


def test_starting_centres_must_be_numbers():
    with pytest.raises(ValueError, match="1 of the 2 numbers of the starting centres are NaN"):
        kmeans([[0.0], [1.0]], init=[[0.0], [np.nan]])


def test_one_pixel_is_one_cluster_but_no_mixture():
    assert kmeans([[3.0]], 1).centres.tolist() == [[3]]
    with pytest.raises(ValueError, match="at least 2 pixels"):
        gaussian_mixture([[3.0]], 1)


@pytest.mark.parametrize("unit", [1e-6, 1e-3, 1000, 1e9])
@pytest.mark.parametrize("offset", [0, 1, -300])
def test_mixture_does_not_depend_on_the_unit_of_a_feature(unit, offset):
    values = clouds(600)
    units = np.array([unit, 1])
    plain, other = gaussian_mixture(values, 3), gaussian_mixture((values + offset) * units, 3)
    np.testing.assert_array_equal(other.labels, plain.labels)
    np.testing.assert_allclose(other.centres, (plain.centres + offset) * units, rtol=1e-6)
    np.testing.assert_allclose(
        other.covariances, plain.covariances * np.outer(units, units), rtol=1e-6
    )
    np.testing.assert_allclose(
        other.probabilities((values + offset) * units), plain.probabilities(values), atol=1e-6
    )


def test_mixture_tells_dark_clouds_beside_one_bright_pixel_apart():
    random = np.random.default_rng(2)
    dark, darker = random.normal(0.006, 0.0005, 2000), random.normal(0.003, 0.0003, 2000)
    found = gaussian_mixture(np.concatenate([dark, darker, [1.0]])[:, None], 3)
    np.testing.assert_allclose(found.centres[:, 0], [0.003, 0.006, 1], atol=1e-4)
    np.testing.assert_allclose(found.weights, [0.5, 0.5, 0], atol=0.01)


def test_mixture_finds_the_clouds_that_were_drawn():
    random = np.random.default_rng(0)
    high = random.multivariate_normal([5, 0], [[1, 0.5], [0.5, 1]], 3000)
    low = random.multivariate_normal([0, 3], [[0.2, 0], [0, 0.4]], 1000)
    values = np.concatenate([high, low])
    result = gaussian_mixture(values, 2)
    assert result.converged
    np.testing.assert_allclose(result.centres, [[0, 3], [5, 0]], atol=0.1)
    np.testing.assert_allclose(result.weights, [0.25, 0.75], atol=0.01)
    np.testing.assert_allclose(
        result.covariances, [[[0.2, 0], [0, 0.4]], [[1, 0.5], [0.5, 1]]], atol=0.1
    )
    assert (result.labels == np.repeat([1, 0], [3000, 1000])).mean() > 0.99


@pytest.mark.parametrize("seed", range(3))
def test_mixture_probabilities_follow_from_its_gaussians(seed):
    values = clouds(seed=seed)
    result = gaussian_mixture(values, 3, seed=seed)
    assert (np.diff(result.centres[:, 0]) >= 0).all()
    parts = zip(result.weights, result.centres, result.covariances, strict=True)
    densities = np.column_stack(
        [w * multivariate_normal(mean, cov).pdf(values) for w, mean, cov in parts]
    )
    np.testing.assert_allclose(result.densities(values), densities, rtol=1e-6, atol=1e-12)
    expected = densities / densities.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(result.probabilities(values), expected, atol=1e-9)
    np.testing.assert_array_equal(result.labels, expected.argmax(axis=1))
