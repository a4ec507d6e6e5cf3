"""What the lesson on more than two classes says is true."""

import numpy as np
import pytest
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

from segcore import best_cuts, load_subject, subjects

BRAINS = [
    pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ())
    for s in subjects()
    if s.foreground == "brain"
]
CUTS = (0.15, 0.25, 0.45)


@pytest.fixture(params=BRAINS)
def subject(request):
    return load_subject(request.param)


def cut(image, cuts=CUTS):
    return np.digitize(image, cuts, right=True)


def dice(subject, result):
    return f1_score(subject.truth.ravel(), np.ravel(result), average=None)


def swapped(subject, result):
    """Pixels confused between each pair of classes."""
    pairs = confusion_matrix(subject.truth.ravel(), np.ravel(result))
    return {(a, b): pairs[a, b] + pairs[b, a] for a in range(4) for b in range(a + 1, 4)}


def test_background_and_fluid_are_confused_most(subject, visit):
    pairs = swapped(subject, cut(subject.image))
    offered = {
        "Grey and white matter: they touch everywhere.": (2, 3),
        "Background and fluid.": (0, 1),
        "Fluid and white matter.": (1, 3),
    }
    most = max(pairs, key=pairs.get)
    screen = visit("multi-class", f"image={subject.id}")
    assert screen.right("confused") == [a for a, pair in offered.items() if pair == most]
    for answer, pair in offered.items():
        assert f"{pairs[pair]:,} pixels" in screen.why("confused", answer)


def test_the_table_counts_every_pixel(subject, visit):
    """A row per true class, a column per label, as scikit-learn has them."""
    for query, result in (
        ("", cut(subject.image)),
        ("&t3=0.5", cut(subject.image, (*CUTS[:2], 0.5))),
    ):
        screen = visit("multi-class", f"image={subject.id}{query}")
        (shown,) = (text for text in screen.told("plain") if text.startswith("| truth"))
        head, _, *rows = (line.strip("| ").split(" | ") for line in shown.splitlines())
        assert head[1:] == [row[0].strip("*") for row in rows] == list(subject.classes)
        expected = confusion_matrix(subject.truth.ravel(), result.ravel(), labels=range(4))
        np.testing.assert_array_equal([[int(n) for n in row[1:]] for row in rows], expected)
        mean = f1_score(subject.truth.ravel(), result.ravel(), average="macro")
        assert f") / 4 = {mean:.3f}" in screen.prose


def test_grey_and_white_matter_differ_in_brightness(subject):
    grey, white = (subject.image[subject.truth == label] for label in (2, 3))
    assert white.mean() > grey.mean() + grey.std() + white.std()


def test_a_fourth_cut_drops_the_scalp_and_the_rest_of_the_overlap_stays(subject):
    bright = subject.image > 0.6
    assert (subject.truth[bright] == 0).all() and bright.sum() > 500
    result = cut(subject.image)
    dropped = np.where(bright, 0, result)
    assert dice(subject, dropped)[3] > dice(subject, result)[3]
    left = np.bincount(dropped[subject.truth == 0], minlength=4)
    before = np.bincount(result[subject.truth == 0], minlength=4)
    assert (left[1:3] == before[1:3]).all()
    assert left[1:].sum() > 0.5 * before[1:].sum()


@pytest.mark.parametrize(("name", "alike"), [("age-25", False), ("upper-slice", True)])
def test_whether_the_seed_matters_to_four_gaussians_depends_on_the_image(name, alike):
    values = StandardScaler().fit_transform(load_subject(name).image.reshape(-1, 1))
    found = [
        np.sort(GaussianMixture(4, max_iter=300, random_state=seed).fit(values).means_.ravel())
        for seed in (0, 1)
    ]
    assert (np.abs(found[0] - found[1]).max() < 0.02) == alike


def test_lines_are_spoken_of_where_there_are_lines(visit):
    for method in ("cuts", "kmeans", "mixture"):
        (view,) = visit("multi-class", f"method={method}").data("linked")
        assert ("white line" in view["hint"]) == (method == "cuts") == bool(view["rule"])


def test_fluid_is_as_dark_as_much_around_the_brain(subject):
    low, high = np.quantile(subject.image[subject.truth == 1], [0.05, 0.95])
    background = subject.image[subject.truth == 0]
    assert ((background > low) & (background < high)).sum() > 0.5 * (subject.truth == 1).sum()


def test_white_matter_is_best_and_fluid_worst_of_the_tissues(subject):
    fluid, grey, white = dice(subject, cut(subject.image))[1:]
    assert fluid < grey < white


def test_the_best_cuts_are_best_and_finer_ones_hardly_better(subject):
    cuts, best = best_cuts(subject.image, subject.truth)
    assert dice(subject, cut(subject.image, cuts)).mean() == pytest.approx(best)
    random = np.random.default_rng(0)
    for _ in range(30):
        near = np.sort(np.round(cuts + random.integers(-4, 5, 3) / 100, 2))
        assert dice(subject, cut(subject.image, near)).mean() <= best + 1e-12
    assert best_cuts(subject.image, subject.truth, steps=500)[1] < best + 0.005


def test_the_first_view_is_a_guess_and_says_how_much_better_it_gets(subject, visit):
    guess, best = (
        dice(subject, cut(subject.image)).mean(),
        best_cuts(subject.image, subject.truth)[1],
    )
    assert guess < best - 0.02
    screen = visit("multi-class", f"image={subject.id}")
    assert f"= {guess:.3f}. The best three thresholds reach **{best:.3f}**." in screen.prose
    (asked,) = (q for q in screen.data("quiz") if q["key"] == "confused")
    assert [asked["then"][f"t{n}"] for n in (1, 2, 3)] == list(CUTS)


def test_background_is_in_every_piece(subject, visit):
    right = visit("multi-class", f"image={subject.id}").right("more")
    assert right == ["Because background takes part in every range of brightness."]
    assert (np.bincount(cut(subject.image)[subject.truth == 0]) > 500).all()


def test_the_brightest_of_four_clusters_is_scalp(subject, visit):
    start = np.array([[0.1], [0.3], [0.5], [0.7]])
    values = subject.image.reshape(-1, 1)
    labels = KMeans(4, init=start, n_init=1, tol=0, max_iter=500).fit(values).labels_
    truth = subject.truth.ravel()
    assert (truth[labels == 3] == 0).mean() > 0.99
    assert np.bincount(labels[truth == 3]).argmax() == 2, "white matter is in the one below"
    assert (truth[labels == 2] != 3).mean() > 0.05, "with other pixels"
    assert dice(subject, labels)[3] < 0.005
    right = visit("multi-class", f"image={subject.id}").right("clusters")
    assert right == ["No: it will be scalp."]
    scalp, white = subject.image.ravel()[labels == 3], subject.image[subject.truth == 3]
    assert scalp.std() > 2 * white.std()


def test_one_drag_can_catch_the_grey_matter(subject):
    grey = subject.truth == 2
    low, high = np.quantile(subject.image[grey], [0.05, 0.95])
    found = (subject.image > low) & (subject.image < high)
    assert f1_score(grey.ravel(), found.ravel()) > 0.66
    for wrong in (np.ones(grey.shape, bool), subject.truth > 0, subject.image > low):
        assert f1_score(grey.ravel(), wrong.ravel()) < 0.65


def test_the_reach_asks_for_the_best_cuts_and_starts_far_below(subject, visit):
    screen = visit("multi-class", f"image={subject.id}")
    (told,) = screen.data("goal")
    cuts, best = best_cuts(subject.image, subject.truth)
    assert told["best"] == pytest.approx(best, abs=0.0006)
    (view,) = screen.at(screen.step("three-cuts").set).data("linked")
    assert view["dice"] < 0.3
    near = np.array(cuts) + (0.01, -0.01, 0.01)
    assert dice(subject, cut(subject.image, near)).mean() > told["enough"], "room for the hand"


def test_what_is_brighter_than_t3_is_white_matter_and_scalp(subject, visit):
    """White matter by itself is drawn well enough; brain, or all, is too much."""
    step = visit("multi-class").step("called-white")
    meant = subject.image > 0.45
    white = ndimage.gaussian_filter((subject.truth == 3) * 1.0, 2) > 0.5
    assert f1_score(meant.ravel(), white.ravel()) > float(step.enough)
    assert f1_score(meant.ravel(), (subject.truth > 0).ravel()) < float(step.enough)
    assert (subject.truth[meant & (subject.truth > 0)] == 3).mean() > 0.5
    assert (meant & (subject.truth == 0)).sum() > 800


def test_only_k_means_spends_a_group_on_the_scalp(subject, visit):
    screen = visit("multi-class", f"image={subject.id}")
    step = screen.step("four-pieces")
    clusters, pieces = (screen.at(query).scene().result for query in (step.set, step.pin))
    assert (subject.truth[clusters == 3] == 0).mean() > 0.99
    assert (subject.truth[pieces == 3] == 3).mean() > 0.5
    assert (pieces[subject.image > 0.6] == 3).all()
    assert screen.right("four-pieces") == ["K-means spends one group on the scalp."]
