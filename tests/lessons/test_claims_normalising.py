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


SHIPPED = [s.id for s in subjects() if s.foreground == "brain" and not s.downloaded]


def described(subject):
    """(n, 2) intensity and blurred intensity."""
    return np.column_stack([subject.image.ravel(), gaussian_filter(subject.image, 5).ravel()])


@pytest.fixture(scope="module", params=BRAINS)
def brain(request):
    subject = load_subject(request.param)
    return described(subject), subject.truth.ravel() > 0


def stretched(data, factor):
    return clusters(data * [1, factor], START * [1, factor])


def normalised(data, factor=1.0):
    scaler = StandardScaler().fit(data * [1, factor])
    return clusters(scaler.transform(data * [1, factor]), scaler.transform(START * [1, factor]))


def likeness(data, labels):
    """Pixels grouped as by intensity alone, and as by blurred intensity alone."""
    alone = (clusters(data[:, [i]], np.array([[0.1], [0.4]])) for i in (0, 1))
    return [np.mean(labels == other) for other in alone]


def test_on_most_images_normalising_falls_clearly_short_of_another_factor():
    """Why of "better", where on the image itself the two hardly differ."""
    short = []
    for subject in map(load_subject, SHIPPED):
        data, truth = described(subject), subject.truth.ravel() > 0
        short.append(f1_score(truth, stretched(data, 5)) - f1_score(truth, normalised(data)))
    assert np.mean(np.array(short) > 0.01) > 0.5


def test_small_numbers_are_not_heard(brain):
    """Right answer of "tiny", and the drawing "sides"."""
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
    """Preset "Same unit": intensity spreads more and has more say, but not all of it."""
    data, _ = brain
    assert data[:, 0].std() > 1.2 * data[:, 1].std()
    own, around = likeness(data, stretched(data, 1))
    assert own > around + 0.05
    assert 1.2 < say(data, 1) < 1.6


def say(data, factor):
    """How many times as much as a step in blurred intensity an equal one in intensity counts.

    The border is at a right angle to the line between the centres, where distances are taken.
    """
    scaled = data * [1, factor]
    labels = stretched(data, factor)
    across, up = scaled[labels == 1].mean(axis=0) - scaled[labels == 0].mean(axis=0)
    return across / (up * factor)


@pytest.mark.parametrize("shape", [1 / 2, 1, 3], ids=["tall", "square", "wide"])
def test_borders_as_they_are_drawn(brain, shape):
    """Nearly upright with tiny numbers, nearly level with large ones, whatever the plot's shape."""
    data, _ = brain
    angle = {f: np.degrees(np.arctan(say(data, f) / shape)) for f in (0.1, 5, 10)}
    assert angle[0.1] > 88
    assert angle[10] < 2
    assert angle[5] < 6


def test_normalised_the_unit_does_not_matter(brain):
    """Right answer of "undone", at every factor."""
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


def test_a_careful_drawing_of_who_changes_sides_is_enough(brain):
    """The drawing: dark dots that large numbers turn yellow; all of them were blue before."""
    data, _ = brain
    meant = (stretched(data, 10) == 1) & (data[:, 0] < 0.2)
    assert (stretched(data, 0.1)[meant] == 0).all()
    for level in (0.15, 0.2):
        assert f1_score(meant, (data[:, 0] < 0.22) & (data[:, 1] > level)) > 0.5


START_TEXT = "0.1,0.1;0.4,0.35"


@pytest.fixture(scope="module", params=BRAINS)
def page(request, visit):
    return load_subject(request.param), visit("normalising", f"image={request.param}")


def test_right_answers(page):
    """What the other tests compute is what the page marks as right."""
    _, screen = page
    assert screen.right("tiny") == ["Nearly upright: only the intensity of a pixel counts."]
    assert screen.right("undone") == ["Nothing."]
    assert screen.right("larger") == ["No: the differences between the pixels are the same."]
    assert screen.right("better") == ["No: it only keeps the units from deciding."]


def test_the_numbers_on_the_page(page):
    subject, screen = page
    data = described(subject)
    truth = subject.truth.ravel() > 0
    times5, fair = (f1_score(truth, labels) for labels in (stretched(data, 5), normalised(data)))
    assert "multiplied by 5 reaches [[Dice coefficient|Dice]]" in screen.prose
    close = times5 - fair < 0.005
    hardly = ", hardly less" if close else ""
    assert f"]] {times5:.3f};\nnormalised features reach {fair:.3f}{hardly}." in screen.prose
    told = screen.why("better", "Yes, because it is fair.")
    assert f"Compare: {fair:.3f} normalised, {times5:.3f} for raw" in told
    assert ("Hardly a difference here" in told) == close
    for factor in (0.1, 10):
        assert f"{f1_score(truth, normalised(data, factor)):.3f}" == f"{fair:.3f}"
    assert f"Dice is {fair:.3f} at every factor" in screen.why("undone", "Nothing.")
    at = data[:, 0].argmax()
    scaled = StandardScaler().fit_transform(data)[at]
    for value, mean, spread, score in zip(
        data[at], data.mean(axis=0), data.std(axis=0), scaled, strict=True
    ):
        assert f"({value:.3f} − {mean:.3f}) / {spread:.3f} = {score:.2f}" in screen.prose


def test_how_much_more_intensity_counts_in_the_same_unit(page):
    subject, screen = page
    data = described(subject)
    assert f"counts {say(data, 1):.1f} times as much" in screen.notes["Same unit"]


def test_reversed_clusters_are_named_as_such(page, visit):
    subject, screen = page
    assert "reversed:" not in screen.prose
    swapped = visit("normalising", f"image={subject.id}&centres=0.4,0.35;0.1,0.1")
    assert "The clusters are reversed:" in swapped.prose
    lines = [
        next(text for text in s.told("plain") if text.startswith("K-means listens more"))
        for s in (screen, swapped)
    ]
    assert "to **blurred intensity**" in lines[0] and lines[0] == lines[1], "names do not matter"


def test_with_equal_spread_both_have_about_the_same_say(brain):
    """Preset "Same unit" asks for it: there is such a factor, between 1 and 2."""
    data, _ = brain
    leads = [np.subtract(*likeness(data, stretched(data, factor))) for factor in (1, 2)]
    assert leads[0] > 0 > leads[1]


def test_presets_and_predictions_start_from_the_same_centres(page):
    """Centres that were dragged before would make the notes wrong."""
    _, screen = page
    settings = [preset["values"] for presets in screen.data("presets") for preset in presets]
    settings += [question["then"] for question in screen.data("quiz") if question["then"]]
    assert len(settings) == 3
    assert all(values["centres"] == START_TEXT for values in settings)


def test_the_ceiling_is_marked(page):
    (view,) = page[1].data("linked")
    assert view["dice"] < view["ceiling"] <= 1
