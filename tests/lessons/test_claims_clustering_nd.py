"""What the lesson on many dimensions says about adding features, on every image."""

from functools import cache

import numpy as np
import pytest
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from segcore import gaussian_mixture, kmeans, load_subject, subjects
from segcore.clustering import starting_centres
from segview.lesson import folder

name_clusters = folder.module("clustering-nd", "clusters").name_clusters

IMAGES = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
]


@cache
def columns(id):
    """Features of an image, standardised, (n, 4)."""
    image = load_subject(id).image
    centred = image - image.mean()
    spread = ndimage.uniform_filter(centred**2, 7) - ndimage.uniform_filter(centred, 7) ** 2
    features = [
        image,
        ndimage.gaussian_filter(image, 5),
        ndimage.gaussian_gradient_magnitude(image, 5),
        np.sqrt(spread.clip(0)),
    ]
    return StandardScaler().fit_transform(np.column_stack([one.ravel() for one in features]))


@pytest.fixture(scope="module", params=IMAGES)
def picture(request):
    return load_subject(request.param), columns(request.param)


def named(clusters, truth):
    """Name each cluster after the class of most of its pixels."""
    names = [np.bincount(truth[clusters == c], minlength=4).argmax() for c in np.unique(clusters)]
    return np.array(names)[np.unique(clusters, return_inverse=True)[1]]


@cache
def found_by(id, count, k=4, seed=1):
    """Clusters that scikit-learn finds from the lesson's starting pixels."""
    data = columns(id)[:, :count]
    start = starting_centres(np.asfortranarray(data), k, None, seed)
    return KMeans(k, init=start, n_init=1, algorithm="lloyd", tol=0).fit_predict(data)


@cache
def score(id, count, k=4, seed=1):
    truth = load_subject(id).truth.ravel()
    return f1_score(truth, named(found_by(id, count, k, seed), truth), average="macro")


def dice(picture, count, **setting):
    """Mean Dice of these clusters."""
    return score(picture[0].id, count, **setting)


def test_whether_more_features_help_depends_on_the_image(picture):
    """The prose, and the right answer of "helped", which the page computes."""
    one, four = dice(picture, 1), dice(picture, 4)
    if picture[0].id == "textures":
        assert one < 0.25
        assert four > dice(picture, 3) > dice(picture, 2) > one  # every feature adds something
    else:
        assert one > four + 0.02


def test_six_clusters_of_intensity_do_no_worse_than_four(picture):
    """Preset "More clusters"."""
    assert dice(picture, 1, k=6) >= dice(picture, 1) - 1e-9


def test_names_are_those_of_the_majority(picture):
    subject, data = picture
    truth = subject.truth.ravel()
    found = kmeans(data[:, :3], k=4, seed=1).labels
    np.testing.assert_array_equal(name_clusters(found, truth), named(found, truth))


def test_as_many_clusters_as_pixels_are_perfect(picture):
    """Right answer of "honest"."""
    truth = picture[0].truth.ravel()[::40]
    everyone = np.arange(len(truth))
    assert f1_score(truth, name_clusters(everyone, truth), average="macro") == 1


def test_a_class_without_a_cluster_has_dice_0_and_no_other_has():
    """The line above the view: "No cluster is named ..."."""
    truth = np.array([0, 0, 0, 1, 1, 2])
    found = name_clusters([0, 0, 0, 1, 1, 1], truth)
    assert set(found) == {0, 1}
    scores = f1_score(truth, found, average=None, zero_division=0)
    assert (scores > 0).tolist() == [True, True, False]


def spread_between(feature, truth):
    """Part of a feature's variance that lies between the classes, not inside them."""
    means = np.array([feature[truth == c].mean() for c in np.unique(truth)])
    return means[truth].var() / feature.var()


def test_edges_are_something_else_than_classes(picture):
    """Why of "helped" on brains: edges differ inside a class more than intensity does."""
    subject, data = picture
    if subject.id == "textures":
        return
    own, *others = (spread_between(column, subject.truth.ravel()) for column in data.T[[0, 2, 3]])
    assert max(others) < own


def test_clusters_follow_edges(picture):
    """Preset "Four features" on brains: some clusters are steep or busy places."""
    subject, data = picture
    if subject.id == "textures":
        return
    found = found_by(subject.id, 4)
    edges = [c for c in range(4) if data[found == c][:, 2:].mean(axis=0).max() > 1]
    assert edges
    for c in edges:
        alike = [f1_score(subject.truth.ravel() == label, found == c) for label in range(4)]
        assert max(alike) < 0.6, "such a cluster is no class"


@pytest.fixture(scope="module")
def screen(picture, visit):
    return visit("clustering-nd", f"image={picture[0].id}")


def test_right_answers(picture, screen):
    rises = dice(picture, 4) > dice(picture, 1)
    assert screen.right("helped") == ["It rises." if rises else "It falls."]
    (answer,) = screen.right("worse")
    assert answer.startswith("K-means must listen to it")
    assert screen.right("honest") == ["1: every pixel is named by its own ground truth."]


def test_with_how_many_starts_it_is_so(picture, screen):
    """Why of "helped": one start is one draw."""
    rises = dice(picture, 4) > dice(picture, 1)
    alike = sum((dice(picture, 4, seed=s) > dice(picture, 1, seed=s)) == rises for s in range(1, 6))
    assert alike >= 4
    told = f"and {'up' if rises else 'down'} with {alike} of the 5 random starts."
    for text in ("It rises.", "It falls."):
        assert told in screen.why("helped", text)


def test_scores_are_shown_only_up_to_the_features_in_use(picture, screen, visit):
    """So that the prediction about four features is one."""
    three = visit("clustering-nd", f"image={picture[0].id}&features=3")
    for count, shown in ((2, screen), (3, three)):
        bars = shown.data("figure")[0]["traces"][0]
        assert bars["y"] == pytest.approx([dice(picture, n) for n in range(1, count + 1)], abs=1e-3)


def test_the_mean_in_numbers(picture, screen):
    truth = picture[0].truth.ravel()
    found = named(found_by(picture[0].id, 2), truth)
    scores = f1_score(truth, found, average=None, zero_division=0)
    sums = " + ".join(f"{score:.2f}" for score in scores)
    assert f"({sums}) / {len(scores)} = **{scores.mean():.2f}**" in screen.prose
    best = "1 feature" if dice(picture, 1) > scores.mean() else "2 features"
    assert f"So far **{best}** did best." in screen.prose


def test_the_numbers_in_the_notes(picture, screen):
    notes = screen.notes
    assert f"{dice(picture, 4):.2f}." in notes["Four features"]
    assert ("Which clusters follow edges" in notes["Four features"]) == (
        dice(picture, 4) < dice(picture, 1)
    )
    four, six = (f"{dice(picture, 1, k=k):.2f}" for k in (4, 6))
    said = f"it stays at {four}." if four == six else f"from {four} to {six}."
    assert said in notes["More clusters"]


def test_another_start_ends_elsewhere(picture, screen):
    """Its preset: with features and a start for which the Dice really is another one."""
    values = next(
        p["values"] for ps in screen.data("presets") for p in ps if p["label"] == "Another start"
    )
    other, usual = (dice(picture, values["features"], seed=seed) for seed in (values["seed"], 1))
    assert abs(other - usual) > 0.05
    note = screen.notes["Another start"]
    assert f"mean Dice {other:.3f} instead of {usual:.3f}." in note
    assert note.startswith("One feature," if values["features"] == 1 else "4 features,")


def test_a_mixture_stretches_its_clusters(picture):
    """Preset "Stretched clouds": standard deviations of a cluster differ between features."""
    fitted = gaussian_mixture(picture[1], k=4, seed=1)
    widths = np.array([picture[1][fitted.labels == c].std(axis=0) for c in range(4)])
    assert (widths.max(axis=1) > 1.5 * widths.min(axis=1)).all()


def test_the_task_means_bands_along_large_borders(picture, screen):
    """Blurred as much as the gradient, dark and bright lie on either side of steep places."""
    subject, _ = picture
    steep = ndimage.gaussian_gradient_magnitude(subject.image, 5) > 0.02
    blurred = ndimage.gaussian_filter(subject.image, 5)
    drop = ndimage.maximum_filter(blurred, 11) - ndimage.minimum_filter(blurred, 11)
    assert steep.sum() > 2000
    assert drop[steep].min() > 0.1
    assert np.median(drop[steep]) > 1.4 * np.median(drop[~steep])
    for label in range(subject.truth.max() + 1):
        assert steep[subject.truth == label].mean() < 0.8, "no class is only border"
    (task,) = screen.data("task")
    shares = [np.mean(subject.truth[steep] == label) for label in range(subject.truth.max() + 1)]
    if subject.id == "textures":
        most = int(np.argmax(shares))
        assert shares[most] > 1.5 * np.mean(subject.truth == most), "tells something"
        assert f"Here {shares[most]:.0%} of them are {subject.classes[most]}," in task["why"]
    else:
        assert max(steep[subject.truth == c].mean() for c in range(4)) < 0.3, "a border is no class"
        assert "a border is no class" in task["why"]
