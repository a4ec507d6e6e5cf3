"""What the lesson on another subject says, computed without it."""

from functools import cache

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial import cKDTree
from sklearn.metrics import f1_score

from segcore import load_subject, subjects

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
SHIPPED = [s.id for s in subjects() if s.foreground == "brain" and not s.downloaded]
NAMES = ["background", "CSF", "grey matter", "white matter"]
PAIRS = [
    ("age-25", "age-75"),
    ("age-25", "other-scanner"),
    ("upper-slice", "age-50"),
    ("other-scanner", "lower-slice"),
    pytest.param("oasis-0001", "oasis-0004", marks=pytest.mark.oasis),
]
every_image = pytest.mark.parametrize("image", EVERY)
STARTS = [
    ("age-25", "age-50"),
    ("age-50", "age-75"),
    ("upper-slice", "age-50"),
    ("other-scanner", "age-50"),
    pytest.param("oasis-0001", "age-50", marks=pytest.mark.oasis),
]
every_start = pytest.mark.parametrize("learnt, tested", STARTS)
every_pair = pytest.mark.parametrize("learnt, tested", PAIRS)


@cache
def data(image):
    subject = load_subject(image)
    picture = subject.image
    parts = [
        picture,
        ndimage.gaussian_filter(picture, 5),
        ndimage.gaussian_gradient_magnitude(picture, 5),
    ]
    return np.reshape(parts, (3, -1)).T, subject.truth.ravel()


@cache
def found(learnt, tested, columns=(0, 1, 2)):
    """Labels by the vote of the three nearest pixels; on a tie the smallest label."""
    values, labels = data(learnt)
    random = np.random.default_rng(0)  # equal pixels in random order
    order = random.permutation(len(labels))
    tree = cKDTree(values[order][:, columns])
    at = tree.query(data(tested)[0][:, columns], k=3)[1]
    votes = labels[order][at]
    return (votes[:, :, None] == np.arange(4)).sum(axis=1).argmax(axis=1)


@cache
def dice(learnt, tested):
    return f1_score(data(tested)[1], found(learnt, tested), average=None)


@pytest.fixture
def screen(visit, learnt, tested):
    query = f"train={learnt}&test={tested}&easiest=CSF&hardest=CSF&feature=intensity"
    return visit("another-subject", query)


@pytest.fixture
def text(visit, learnt):
    """What is said of the chosen image and of whom it is tested on at first."""
    return visit("another-subject", f"image={learnt}&easiest=CSF&hardest=CSF&feature=intensity")


def right(screen, key):
    (asked,) = (one for one in screen.data("quiz") if one["key"] == key)
    return [answer["text"] for answer in asked["answers"] if answer["right"]]


@every_pair
def test_scores(screen, learnt, tested):
    scores = dice(learnt, tested)
    bars = screen.data("figure")[0]["traces"][0]["y"]
    assert bars == pytest.approx(scores, abs=0.01)
    assert screen.data("linked")[0]["dice"] == pytest.approx(scores.mean(), abs=0.005)
    text = screen.prose
    assert ("**Worst class** ✓ held" in text) == (scores.argmin() == 1)
    assert ("**Best class** ✗ did not hold" in text) == (scores.argmax() != 1)


@every_start
def test_right_answers(text, learnt, tested):
    scores = dice(learnt, tested)
    assert text.values["test"] == tested
    assert right(text, "easier") == [NAMES[scores.argmax()]]
    assert right(text, "harder") == [NAMES[scores.argmin()]]


@every_start
def test_what_missed_pixels_are_called(text, learnt, tested):
    (asked,) = (one for one in text.data("quiz") if one["key"] == "easier")
    truth, labels = data(tested)[1], found(learnt, tested)
    for label, answer in enumerate(asked["answers"]):
        counts = np.bincount(labels[truth == label], minlength=4)
        counts[label] = 0
        first, second = np.sort(counts)[::-1][:2]
        if first > 1.1 * second:
            assert answer["why"].endswith(f"are mostly called {NAMES[counts.argmax()]}.")
        rate = (labels[truth == label] == label).mean()
        told = float(answer["why"].split("Here ")[1].split("%")[0]) / 100
        assert told == pytest.approx(rate, abs=0.02)


@pytest.mark.parametrize("learnt, tested", PAIRS[:3])
def test_which_feature_is_best(screen, learnt, tested):
    truth = data(tested)[1]
    alone = [f1_score(truth, found(learnt, tested, (c,)), average="macro") for c in range(3)]
    assert alone[2] < min(alone[:2]) - 0.1, "the gradient alone tells little"
    text = screen.prose
    assert "**Best feature** ✓ held" in text
    assert alone[0] == max(alone)


def test_it_works_on_somebody_new_but_not_as_well():
    for other in ("age-75", "other-scanner"):
        assert 0.5 < dice("age-25", other).mean() < dice("age-25", "age-25").mean() - 0.05
    assert dice("age-25", "other-scanner").mean() < dice("age-25", "age-75").mean() - 0.05
    assert dice("other-scanner", "lower-slice").mean() < dice("upper-slice", "age-50").mean() - 0.05


@every_image
def test_why_classes_are_hard_or_easy(image):
    values, truth = data(image)
    dark = (values[:, 0] < 0.1) & (values[:, 1] < 0.1)
    assert (truth[dark] == 0).mean() > 0.98, "hardly any tissue"
    assert dark.sum() > 0.45 * (truth == 0).sum(), "much of the background"
    means = np.array([values[truth == c].mean(axis=0) for c in range(4)])
    assert abs(means[1, 0] - means[0, 0]) < 0.06, "fluid is as dark as the background"
    assert means[1, 0] < means[2, 0] < means[3, 0]
    assert means[:, 1].argmax() == 3, "the brightest surroundings"


@every_image
def test_white_matter_is_a_compact_cloud(image):
    """A box around it holds little else: enough to solve the task, before any care."""
    values, truth = data(image)
    low, high = np.percentile(values[truth == 3, :2], [4, 99.5], axis=0)
    inside = ((values[:, :2] >= low) & (values[:, :2] <= high)).all(axis=1)
    assert f1_score(truth == 3, inside) > 0.75


def shared(one, other):
    clouds = [data(image)[0][:, :2] for image in (one, other)]
    both = np.concatenate(clouds)
    edges = [np.linspace(both[:, c].min(), both[:, c].max(), 33) for c in range(2)]
    counts = [np.histogram2d(*cloud.T, bins=edges)[0] / len(cloud) for cloud in clouds]
    return np.minimum(*counts).sum()


@every_start
def test_do_the_scatterplots_look_alike(text, learnt, tested):
    part = shared(learnt, tested)
    assert right(text, "alike")[0].startswith("Yes" if part >= 0.7 else "No")
    told = text.why("alike", right(text, "alike")[0])
    assert told.startswith(f"They overlap by {part:.0%}.")
    assert f"overlap by {part:.0%}" not in text.prose, "look first"


@every_pair
def test_the_same_place_mostly_means_the_same_tissue(learnt, tested):
    """Where clouds overlap enough: label each dot by the other subject's majority there."""
    if shared(learnt, tested) < 0.7:
        return
    cells = []
    for image in (learnt, tested):
        values, labels = data(image)
        cells.append(((values[:, :2] * 32).astype(int).clip(0, 31) @ [32, 1], labels))
    (places, labels), (others, truth) = cells
    votes = np.zeros((1024, 4), dtype=int)
    np.add.at(votes, (places, labels), 1)
    known = votes.sum(axis=1)[others] > 0
    assert (votes.argmax(axis=1)[others] == truth)[known].mean() > 0.75


@every_image
def test_only_the_other_scanner_looks_different(image):
    for other in SHIPPED:
        if other != image:
            assert (shared(image, other) < 0.7) == ("other-scanner" in (image, other))


def test_the_middle_of_wide_ventricles_is_called_background():
    young, old = (load_subject(image) for image in ("age-25", "age-75"))
    deep = ndimage.distance_transform_edt(old.truth == 1).ravel() > 4
    assert deep.sum() > 10 * (ndimage.distance_transform_edt(young.truth == 1) > 4).sum()
    assert (found("age-25", "age-75")[deep] == 0).mean() > 0.9
    (values, _), (learnt, labels) = data("age-75"), data("age-25")
    fluid = learnt[labels == 1]
    assert fluid[:, 0].min() < np.median(values[deep, 0]), "its own intensity would fit"
    assert (values[deep, 1] < fluid[:, 1].min()).mean() > 0.6, "darker around than any fluid learnt"
    assert np.median(values[deep, 1]) < fluid[:, 1].min()


@pytest.mark.bare
def test_without_the_network_another_image_takes_its_place(open_page, downloads):
    screen = open_page("another-subject", "test=oasis-0004")
    assert screen.complaints == []
    assert "could not be downloaded" in screen.app.warning[0].value


def test_nothing_of_the_new_subject_is_known_before_the_hypothesis(visit):
    screen = visit("another-subject", "easiest=CSF&hardest=CSF&whose=test")
    (view,) = screen.data("linked")
    assert view["truth"] is view["result"] is view["dice"] is None
    assert view["counts"] == []
    assert [panel["name"] for panel in view["rows"][0]] == ["image"]
    assert {panel["colour"] for panel in view["rows"][1]} == {"density"}
    (both,) = screen.data("figure")
    assert len(both["traces"]) == 4 * 3 + 3, "four classes to learn, dots of one grey to guess"
    told = " ".join([screen.prose, view["hint"], *screen.told("info")])
    scores = dice("age-25", "age-50")
    assert not any(f"{score:.3f}" in told for score in (*scores, scores.mean()))


def test_the_training_subject_is_known_before_the_hypothesis(visit):
    (view,) = visit("another-subject").data("linked")
    assert view["truth"] and view["result"] is None
    assert [panel["name"] for panel in view["rows"][0]] == ["image", "truth"]
    assert {panel["colour"] for panel in view["rows"][1]} == {"truth"}


@every_pair
def test_all_pairs_of_features_of_both_subjects(screen, learnt, tested):
    """The grid: rows training and test subject, columns pairs of features, on the same axes."""
    both = screen.data("figure")[1]
    assert len(both["traces"]) == 2 * 3 * 4
    for row, image in enumerate((learnt, tested)):
        values, truth = data(image)
        shape = load_subject(image).truth.shape
        kept = np.arange(truth.size).reshape(shape)[::9, ::9].ravel()
        for column, (x, y) in enumerate(((0, 1), (0, 2), (1, 2))):
            for label in range(4):
                trace = both["traces"][(row * 3 + column) * 4 + label]
                at = kept[truth[kept] == label]
                np.testing.assert_allclose(trace["x"], values[at, x], atol=6e-4)
                np.testing.assert_allclose(trace["y"], values[at, y], atol=6e-4)
    ranges = [both["layout"][f"xaxis{at if at > 1 else ''}"]["range"] for at in range(1, 7)]
    assert ranges[:3] == ranges[3:]


@every_pair
def test_several_subjects_side_by_side(screen, learnt, tested):
    """Scores of the same classifier on everybody else; three subjects at least."""
    bars = screen.data("figure")[2]["traces"]
    order = list(dict.fromkeys([tested, *SHIPPED]))
    order = [one for one in order if one != learnt]
    assert len(order) >= 3
    titles = [load_subject(one).title for one in order]
    means = [dice(learnt, one).mean() for one in order]
    for label, trace in enumerate(bars):
        assert trace["name"] == NAMES[label]
        assert trace["x"] == [title.replace(", ", ",<br>") for title in titles]
        assert trace["y"] == pytest.approx([dice(learnt, one)[label] for one in order], abs=0.012)
    told = screen.prose.split("Mean Dice: ")[1].split(". ")[0]
    assert [float(part[-5:]) for part in told.split(", ") if part[-5:-3] == "0."] == pytest.approx(
        means, abs=0.006
    )
    worst = titles[int(np.argmin(means))]
    assert f"on “{worst}” the same classifier" in screen.prose
    assert max(means) > min(means) + 0.02


def test_grey_matter_on_the_other_scanner(visit):
    """Preset "Another scanner": about halfway between two tissues of the training scanner."""
    (values, truth), (there, labels) = data("age-25"), data("other-scanner")
    grey, white = (values[truth == c, 0].mean() for c in (2, 3))
    new = there[labels == 2, 0].mean()
    assert abs(new - (grey + white) / 2) < 0.15 * (white - grey)
    note = visit("another-subject").notes["Another scanner"]
    assert f"has the mean {new:.2f}, about halfway" in note
    assert f"grey matter ({grey:.2f}) and white matter ({white:.2f})" in note


def test_presets_show_the_test_subject(visit):
    (presets,) = visit("another-subject").data("presets")
    assert all(preset["values"]["whose"] == "test" for preset in presets)


def test_right_answer_about_ventricles(visit):
    screen = visit("another-subject")
    (answer,) = right(screen, "ventricles")
    assert answer.startswith("Most of it is called background")


def test_another_slice_is_found_all_the_same():
    """Preset "A lower slice": other shapes, about as good."""
    assert abs(dice("age-25", "lower-slice").mean() - dice("age-25", "age-50").mean()) < 0.05


def test_everything_looks_better_on_pixels_it_has_seen():
    """Preset "The same subject"."""
    own = dice("age-25", "age-25")
    for other in ("age-50", "age-75", "lower-slice", "other-scanner"):
        assert (own > dice("age-25", other)).all()


@pytest.mark.parametrize("image, other", [("age-25", "age-50"), ("age-50", "age-75")])
def test_whoever_is_tested_is_somebody_else_until_one_is_chosen(visit, image, other):
    screen = visit("another-subject", f"image={image}")
    assert screen.values["test"] == screen.controls["test"]["default"] == other
    chosen = visit("another-subject", f"image={image}&test={image}")
    assert chosen.values["test"] == image
    assert "same pixels" in chosen.told("warning")[0]


def test_the_test_subject_is_shown_as_soon_as_there_is_a_hypothesis(visit):
    assert visit("another-subject").values["whose"] == "train"
    guess = "easiest=CSF&hardest=CSF&feature=intensity"
    assert visit("another-subject", guess).values["whose"] == "test"
    assert visit("another-subject", f"{guess}&whose=train").values["whose"] == "train"


def test_flipping_between_the_two_keeps_who_they_are(visit):
    screen = visit("another-subject", "image=age-50")
    (asked,) = (one for one in screen.data("quiz") if one["key"] == "alike")
    assert asked["then"] == {"train": "picked", "test": "age-75", "whose": "test"}


def test_every_step_keeps_the_hypothesis(visit):
    """And nobody sees the new subject's labels before there is one."""
    first, second, *later = visit("another-subject").text.steps[:-1]
    assert all(step.keep == "easiest hardest feature" for step in (first, second, *later))
    assert not any("easiest" in step.set for step in (first, second))
    assert all("&easiest=white matter&hardest=CSF&feature=intensity" in s.set for s in later)


def test_another_teacher_makes_the_difference(visit):
    """Question "contrast": both numbers, and what has not changed."""
    same, foreign = (dice(learnt, "age-75").mean() for learnt in ("age-25", "other-scanner"))
    assert foreign < same - 0.05
    screen = visit("another-subject")
    (answer,) = right(screen, "contrast")
    told = screen.why("contrast", answer)
    numbers = [float(part.rstrip(".")) for part in told.split() if part.startswith("0.")]
    assert numbers == pytest.approx([same, foreign], abs=0.006)
