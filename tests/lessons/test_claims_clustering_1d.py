"""What the lesson on clustering in one dimension says is true."""

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.mixture import GaussianMixture

from segcore import best_threshold, kmeans, load_subject, otsu, subjects

BRAINS = [
    pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ())
    for s in subjects()
    if s.foreground == "brain"
]
STARTS = [(0.1, 0.5), (0.3, 0.5), (0.02, 0.04), (0.9, 0.95), (0.0, 1.0)]


@pytest.fixture(params=BRAINS)
def subject(request):
    return load_subject(request.param)


def fitted(subject, start):
    """scikit-learn's k-means, run until nothing changes."""
    start = np.array(start)[:, None]
    return KMeans(len(start), init=start, n_init=1, tol=0, max_iter=500).fit(
        subject.image.reshape(-1, 1)
    )


def border_of(subject, start=(0.1, 0.5)):
    return fitted(subject, start).cluster_centers_.mean()


def test_two_means_is_a_threshold_midway_between_the_centres(subject, visit):
    for centres in ([0.3, 0.5], fitted(subject, STARTS[0]).cluster_centers_.ravel()):
        nearest = np.abs(subject.image[..., None] - centres).argmin(axis=-1)
        np.testing.assert_array_equal(nearest == 1, subject.image > np.mean(centres))
    (right,) = visit("clustering-1d", f"image={subject.id}").right("where")
    assert right == f"From {np.mean([0.3, 0.5]):.1f}, midway between the centres."


def test_every_start_ends_at_the_same_centres(subject, visit):
    borders = [border_of(subject, start) for start in STARTS]
    np.testing.assert_allclose(borders, borders[0], atol=0.001)
    found = [len(kmeans(subject.image.reshape(-1, 1), init=np.c_[list(s)]).steps) for s in STARTS]
    assert len(set(found)) > 1, "only the number of steps differs"
    screen = visit("clustering-1d", f"image={subject.id}")
    assert screen.right("start") == ["At the same two places."]
    assert f"{borders[0]:.3f} again" in screen.why("start", "At the same two places.")


def test_the_brighter_centre_wanders_off(subject):
    low, high = np.sort(fitted(subject, (0.02, 0.04)).cluster_centers_.ravel())
    assert high - 0.04 > 5 * (low - 0.02) > 0


def test_it_is_otsu_and_not_the_best(subject):
    border = border_of(subject)
    assert ((subject.image > otsu(subject.image)) != (subject.image > border)).sum() < 20
    truth = subject.binary_truth.ravel()
    t, best = best_threshold(subject.image, subject.binary_truth)
    assert f1_score(truth, subject.image.ravel() > border) < best - 0.02
    assert t < border


def spread(subject, t):
    """Sum of the squared distances to the mean of the own side of t."""
    sides = subject.image[subject.image > t], subject.image[subject.image <= t]
    return sum(((side - side.mean()) ** 2).sum() for side in sides)


def test_it_looks_for_compact_groups_not_for_brain(subject, visit):
    t = best_threshold(subject.image, subject.binary_truth)[0]
    assert spread(subject, border_of(subject)) < spread(subject, t)
    right = visit("clustering-1d", f"image={subject.id}").right("best")
    assert right == ["It looks for compact groups, not for brain."]


def test_fluid_joins_the_air(subject):
    """Most of it is nearer to the dark centre than to the bright one."""
    border = border_of(subject)
    fluid = subject.image[subject.truth == 1]
    assert (fluid < border).mean() > 0.75
    missed = subject.truth[(subject.truth > 0) & (subject.image < border)]
    assert (missed == 1).mean() > 0.5


def test_the_hint_of_the_task_finds_what_2_means_misses(subject):
    """Whole bars of brain up to the border; everything is wrong, and so is all of the brain."""
    border, brain = border_of(subject), subject.truth > 0
    meant = brain & (subject.image < border)
    drawn = brain & (np.floor(subject.image * 50 + 1e-9) < round(round(border, 2) * 50))
    assert f1_score(meant.ravel(), drawn.ravel()) > 0.85
    for wrong in (np.ones(meant.shape, bool), brain):
        assert f1_score(meant.ravel(), wrong.ravel()) < 0.7


def test_two_gaussians_differ_in_width_and_cut_further_left(subject):
    values = subject.image.reshape(-1, 1)
    mixture = GaussianMixture(2, random_state=0).fit(values)
    narrow, wide = mixture.means_.ravel().argsort()
    widths = np.sqrt(mixture.covariances_.ravel())
    assert widths[wide] > 3 * widths[narrow]
    found = mixture.predict(values) == wide
    border = border_of(subject)
    assert values[~found].max() < border - 0.1
    truth = subject.binary_truth.ravel()
    assert f1_score(truth, found) > f1_score(truth, values.ravel() > border)


def test_bells_have_the_height_of_the_bars(subject, visit):
    """Weight × density × pixels × width of a bin; all bells together hold all pixels."""
    spread, middle = subject.image.std(), subject.image.mean()
    model = GaussianMixture(2, random_state=0).fit((subject.image.reshape(-1, 1) - middle) / spread)
    order = model.means_.ravel().argsort()
    means = model.means_.ravel() * spread + middle
    widths = np.sqrt(model.covariances_.ravel()) * spread
    screen = visit("clustering-1d", f"image={subject.id}&method=mixture")
    *_, (plot,) = screen.data("linked")[0]["rows"]
    x = np.array(plot["densities"]["x"])
    *bells, whole = np.array(plot["densities"]["heights"])
    bars = plot["width"] * subject.image.size
    for bell, at in zip(bells, order, strict=True):
        density = model.weights_[at] * norm(means[at], widths[at]).pdf(x)
        np.testing.assert_allclose(bell, density * bars, atol=0.01 + 2e-4 * bell.max())
    np.testing.assert_allclose(whole, np.sum(bells, axis=0), atol=0.05)
    assert np.trapezoid(whole, x) / bars == pytest.approx(1, abs=0.08), "but for the tails"


def test_k_means_has_no_bells(visit):
    rows = visit("clustering-1d").data("linked")[0]["rows"]
    assert not any("densities" in panel and panel["densities"] for row in rows for panel in row)


def test_swapped_starts_swap_the_names_and_nothing_else(subject, visit):
    usual, swapped = (fitted(subject, start).labels_ for start in ((0.1, 0.5), (0.5, 0.1)))
    np.testing.assert_array_equal(usual, 1 - swapped)
    truth = subject.binary_truth.ravel()
    better, worse = f1_score(truth, usual), f1_score(truth, swapped)
    screen = visit("clustering-1d", f"image={subject.id}&centres=0.5;0.1")
    (right,) = screen.right("names")
    assert right == "Blue and yellow change places."
    assert f"Dice is {worse:.3f} instead of {better:.3f}" in screen.why("names", right)
    assert screen.data("linked")[0]["dice"] == pytest.approx(worse)
    assert "**The names are reversed:** we call the second cluster brain" in screen.prose


def test_names_are_spoken_of_when_they_are_reversed(visit):
    """Not before the prediction about them."""
    for query, reversed_ in (
        ("", False),
        ("centres=0.5;0.1", True),
        ("k=3&centres3=0.5;0.1;0.3", False),
    ):
        (said,) = visit("clustering-1d", query).scene().above
        assert ("we call the second cluster brain" in said.text) == reversed_


def test_what_is_settled_does_not_play(visit):
    for method, plays in (("kmeans", True), ("mixture", False)):
        steps = visit("clustering-1d", f"method={method}").controls["steps"]
        assert steps["play"] == plays == (not steps["disabled"])


def test_centres_are_spoken_of_where_they_can_be_dragged(visit):
    for method in ("kmeans", "mixture"):
        (view,) = visit("clustering-1d", f"method={method}").data("linked")
        assert ("Drag a centre" in view["hint"]) == (method == "kmeans") == bool(view["rule"])


def test_the_brightest_of_four_clusters_is_scalp(subject):
    labels = fitted(subject, (0.1, 0.3, 0.5, 0.7)).labels_
    brightest = labels == 3
    assert (subject.truth.ravel()[brightest] > 0).mean() < 0.01
    assert brightest.sum() > 300


def test_the_page_shows_the_border(visit):
    shown = visit("clustering-1d").prose
    low, high = np.sort(fitted(load_subject("age-25"), (0.1, 0.5)).cluster_centers_.ravel())
    assert f"({low:.3f} + {high:.3f}) / 2 = **{(low + high) / 2:.3f}**" in shown


def test_three_centres_have_two_borders(visit):
    shown = visit("clustering-1d", "k=3&steps=0&centres3=0.5;0.1;0.3").prose
    assert "(0.100 + 0.300) / 2 = **0.200** and (0.300 + 0.500) / 2 = **0.400**" in shown


def test_centres_can_be_dragged_to_what_the_reach_asks_for(subject, visit):
    """Both in the dark, at two decimals; the best that any border reaches is the best threshold."""
    screen = visit("clustering-1d", f"image={subject.id}")
    (told,) = screen.data("goal")
    truth = subject.binary_truth.ravel()
    t, best = best_threshold(subject.image, subject.binary_truth)
    assert told["best"] == pytest.approx(best, abs=0.0006)
    reached = [f1_score(truth, subject.image.ravel() > border / 100) for border in range(1, 40)]
    assert sum(score > told["enough"] for score in reached) >= 3
    (view,) = screen.at(f"steps=0&centres=0;{2 * t:.2f}").data("linked")
    assert view["dice"] > told["enough"]


def test_dark_pixels_make_the_difference_between_the_two_methods(subject, visit):
    screen = visit("clustering-1d", f"image={subject.id}")
    step = screen.step("two-methods")
    mixture, means = (screen.at(query).scene().result > 0 for query in (step.set, step.pin))
    changed = mixture != means
    assert (mixture & changed).sum() == changed.sum() > 500, "only the mixture calls them brain"
    assert subject.image[changed].max() < border_of(subject) + 0.001
    assert (changed & (subject.truth == 1)).sum() > 0.4 * (subject.truth == 1).sum()
    assert (mixture & means)[subject.image > 0.6].all()
    (right,) = screen.right("two-methods")
    assert right.startswith("Dark pixels, much of the fluid among them")


def test_steps_move_the_centres_and_assign_the_pixels_in_turn(subject, visit):
    """What is said of each step; the border stays until pixels are assigned anew."""
    grey, centres, above = subject.image.ravel(), np.array([0.1, 0.5]), None
    for step in range(5):
        if step % 2:
            centres = np.array([grey[above == side].mean() for side in (False, True)])
        else:
            border = centres.mean()
            above = grey > border
        screen = visit("clustering-1d", f"image={subject.id}&steps={step}")
        np.testing.assert_allclose(screen.scene().centres.ravel(), centres, atol=1e-9)
        np.testing.assert_array_equal(screen.scene().result.ravel() == 1, above)
        (said,) = (note for note in screen.told("plain") if note.startswith("Centres "))
        assert ("*move*" in said) == bool(step % 2)
        assert f"**{border:.3f}**" in said


def test_play_stops_when_it_has_settled(subject, visit):
    run = kmeans(subject.image.reshape(-1, 1), init=[[0.1], [0.5]])
    scene = visit("clustering-1d", f"image={subject.id}").scene()
    assert scene.last == {"steps": 2 * (len(run.steps) - 1)}
