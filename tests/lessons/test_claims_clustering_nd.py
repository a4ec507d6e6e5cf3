"""What the lesson on many dimensions says about adding features, on every image."""

import numpy as np
import pytest
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from segcore import kmeans, load_subject, name_clusters, subjects

IMAGES = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
]


@pytest.fixture(scope="module", params=IMAGES)
def picture(request):
    subject = load_subject(request.param)
    image = subject.image
    centred = image - image.mean()
    spread = ndimage.uniform_filter(centred**2, 7) - ndimage.uniform_filter(centred, 7) ** 2
    columns = [
        image,
        ndimage.gaussian_filter(image, 5),
        ndimage.gaussian_gradient_magnitude(image, 5),
        np.sqrt(spread.clip(0)),
    ]
    data = np.column_stack([column.ravel() for column in columns])
    return subject, StandardScaler().fit_transform(data)


def named(clusters, truth):
    """Name each cluster after the class of most of its pixels."""
    names = [np.bincount(truth[clusters == c], minlength=4).argmax() for c in np.unique(clusters)]
    return np.array(names)[np.unique(clusters, return_inverse=True)[1]]


def dice(picture, count, k=4, seed=1):
    """Mean Dice of clusters that scikit-learn finds from the lesson's starting pixels."""
    subject, data = picture
    data, truth = data[:, :count], subject.truth.ravel()
    start = kmeans(data, k=k, seed=seed).steps[0].centres
    found = KMeans(k, init=start, n_init=1, algorithm="lloyd", tol=0).fit_predict(data)
    return f1_score(truth, named(found, truth), average="macro")


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
    truth = picture[0].truth.ravel()
    everyone = np.arange(len(truth))
    assert f1_score(truth, name_clusters(everyone, truth), average="macro") == 1


def test_a_class_without_a_cluster_has_dice_0_and_no_other_has():
    """The line above the view: "No cluster is named ..."."""
    truth = np.array([0, 0, 0, 1, 1, 2])
    found = name_clusters([0, 0, 0, 1, 1, 1], truth)
    assert set(found) == {0, 1}
    scores = f1_score(truth, found, average=None, zero_division=0)
    assert (scores > 0).tolist() == [True, True, False]


def test_bright_pixels_are_there_to_find(picture):
    """The task."""
    assert (picture[0].image > 0.6).sum() > 500
