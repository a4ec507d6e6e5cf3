"""What the normalising lesson says about units, on every brain."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.preprocessing import StandardScaler

from segcore import load_subject, subjects

START = np.array([[0.1, 0.1], [0.4, 0.35]])
BRAINS = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
    if subject.foreground == "brain"
]


def clusters(data, start):
    return KMeans(len(start), init=start, n_init=1, algorithm="lloyd", tol=0).fit_predict(data)


@pytest.fixture(scope="module", params=BRAINS)
def brain(request):
    subject = load_subject(request.param)
    data = np.column_stack([subject.image.ravel(), gaussian_filter(subject.image, 5).ravel()])
    return data, subject.truth.ravel() > 0


def stretched(data, factor):
    return clusters(data * [1, factor], START * [1, factor])


def normalised(data, factor=1.0):
    scaler = StandardScaler().fit(data * [1, factor])
    return clusters(scaler.transform(data * [1, factor]), scaler.transform(START * [1, factor]))


def likeness(data, labels):
    """Pixels labelled as by intensity alone, and as by blurred intensity alone."""
    alone = (clusters(data[:, [i]], np.array([[0.1], [0.4]])) for i in (0, 1))
    return [np.mean(labels == other) for other in alone]


def test_small_numbers_are_not_heard(brain):
    """Right answer of "tiny", presets "Tiny numbers" and "Large numbers"."""
    data, _ = brain
    own, around = likeness(data, stretched(data, 0.1))
    assert own > 0.99
    assert around < 0.9
    own, around = likeness(data, stretched(data, 10))
    assert own < 0.9
    assert around > 0.99


def test_the_page_opens_with_blurred_intensity_in_charge(brain):
    data, _ = brain
    own, around = likeness(data, stretched(data, 5))
    assert own < 0.9 < 0.98 < around


def test_in_the_same_unit_intensity_decides(brain):
    """Preset "Same unit": intensity spreads more, and the border is steep."""
    data, _ = brain
    assert data[:, 0].std() > 1.2 * data[:, 1].std()
    own, around = likeness(data, stretched(data, 1))
    assert own > around + 0.05
    means = [data[stretched(data, 1) == label].mean(axis=0) for label in (0, 1)]
    across, up = means[1] - means[0]
    assert across > up > 0  # the border is at a right angle to the line between the centres


def test_normalised_the_unit_does_not_matter(brain):
    """Right answer of "undone", preset "Large numbers, normalised"."""
    data, _ = brain
    same = [normalised(data, factor) for factor in (0.1, 1, 10)]
    assert np.mean(same[0] == same[1]) > 0.9999
    assert np.mean(same[2] == same[1]) > 0.9999
    assert np.mean(stretched(data, 0.1) == stretched(data, 10)) < 0.9


def test_adding_100_changes_nothing(brain):
    """Right answer of "larger"."""
    data, _ = brain
    moved = clusters(data + [100, 0], START + [100, 0])
    assert np.mean(moved == stretched(data, 1)) > 0.9999


def test_fair_is_not_the_same_as_good(brain):
    """Right answer of "better": on every brain here another factor does better."""
    data, truth = brain
    assert f1_score(truth, stretched(data, 5)) > f1_score(truth, normalised(data))


def test_disputed_pixels_change_sides(brain):
    """The task: dark pixels with bright surroundings, partly brain and partly not."""
    data, truth = brain
    disputed = (data[:, 0] < 0.15) & (data[:, 1] > 0.25)
    assert disputed.sum() > 300
    assert 0.3 < truth[disputed].mean() < 0.8
    assert (stretched(data, 10)[disputed] == 1).all()
    assert (stretched(data, 0.1)[disputed] == 0).all()
