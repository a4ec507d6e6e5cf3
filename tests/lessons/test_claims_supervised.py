"""What the lesson on learning from labels says, computed without it."""

import re

import numpy as np
import pytest
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.neighbors import NearestCentroid

from segcore import load_subject, subjects

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)
TARGETS = {"white matter": lambda truth: truth == 3, "brain": lambda truth: truth > 0}


def dots(image):
    picture = load_subject(image).image
    return np.stack([picture, ndimage.gaussian_filter(picture, 5)], axis=-1).reshape(-1, 2)


def from_marks(image, marks):
    """Nearest mean, trained on discs of radius 2 around the marks; labels of all pixels."""
    shape = load_subject(image).image.shape
    pixels, labels = [], []
    for row, column, label in marks:
        for r in range(max(0, row - 2), min(shape[0], row + 3)):
            for c in range(max(0, column - 2), min(shape[1], column + 3)):
                if (r - row) ** 2 + (c - column) ** 2 <= 4:
                    pixels.append(r * shape[1] + c)
                    labels.append(label)
    return NearestCentroid().fit(dots(image)[pixels], labels).predict(dots(image))


@pytest.fixture
def show(visit, image):
    return lambda **query: visit(
        "supervised", "&".join(f"{k}={v}" for k, v in {"image": image, **query}.items())
    )


KEYS = {"white matter": "labels", "brain": "brain_labels"}


def marks_of(screen, text=None):
    text = text or screen.controls[KEYS[screen.values["target"]]]["value"]
    return [tuple(map(int, mark.split(","))) for mark in text.split(";")]


def shown(screen, unpack):
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    return arrays[view["result"]].ravel()


@every_image
@pytest.mark.parametrize("target", TARGETS)
def test_default_marks_tell_the_truth_and_work(show, image, target, unpack):
    screen = show(target=target)
    truth = TARGETS[target](load_subject(image).truth)
    marks = marks_of(screen)
    assert len(marks) == 20
    assert all(truth[row, column] == label for row, column, label in marks)
    found = from_marks(image, marks)
    assert (found != shown(screen, unpack)).mean() < 0.01, "where discs overlap, one mark counts"
    dice = f1_score(truth.ravel(), found)
    assert dice > (0.65 if target == "white matter" else 0.7)
    every = NearestCentroid().fit(dots(image), truth.ravel()).predict(dots(image))
    assert dice > f1_score(truth.ravel(), every) - 0.05, "as good as with all labels"


@every_image
def test_knowing_what_to_look_for_helps(show, image):
    """For white matter, labels beat the better of the two names that k-means could get."""
    truth = (load_subject(image).truth == 3).ravel()
    clusters = KMeans(2, n_init=1, random_state=0).fit_predict(dots(image))
    named = max(f1_score(truth, clusters == c) for c in (0, 1))
    screen = show()
    assert f1_score(truth, from_marks(image, marks_of(screen))) > named + 0.1
    numbers = re.findall(r"\d\.\d{3}", screen.data("linked")[0]["hint"])
    assert float(numbers[0]) == screen.data("linked")[0]["dice"].__round__(3)
    assert float(numbers[2]) == pytest.approx(named, abs=0.005)
    assert float(numbers[1]) <= float(numbers[2])


@every_image
def test_labels_change_one_method_only(show, image, unpack):
    results = {
        (method, target): shown(show(method=method, target=target), unpack)
        for method in ("nearest mean", "k-means")
        for target in TARGETS
    }
    assert (results["k-means", "brain"] == results["k-means", "white matter"]).all()
    changed = results["nearest mean", "brain"] != results["nearest mean", "white matter"]
    assert changed.mean() > 0.05


@every_image
def test_names_of_clusters_are_luck(show, image, unpack):
    """The task "names": the same groups with names exchanged."""
    seeds = [show().facts[name] for name in ("in_order", "swapped")]
    lucky, swapped = (shown(show(method="k-means", seed=seed), unpack) for seed in seeds)
    assert (lucky == 1 - swapped).mean() > 0.999
    picture = load_subject(image).image.ravel()
    assert picture[lucky == 1].mean() > picture[lucky == 0].mean()


@every_image
def test_scalp_is_beyond_white_matter(show, image):
    subject = load_subject(image)
    scalp = subject.image.ravel() > 0.6
    assert not subject.binary_truth.ravel()[scalp].any(), "no brain is that bright"
    assert (from_marks(image, marks_of(show()))[scalp] == 1).mean() > 0.95
    brain = from_marks(image, marks_of(show(target="brain")))
    assert (brain[scalp] == 1).mean() > 0.95
    truth = (subject.truth == 3).ravel()
    best = NearestCentroid().fit(dots(image), truth).predict(dots(image))
    assert best[scalp].mean() > 0.95, "not even the true means cure it"


def test_one_class_alone_is_said_so(visit):
    screen = visit("supervised", "labels=60,60,1;70,70,1")
    assert "one class only" in screen.prose
    assert screen.data("linked")[0]["centres"] == []


def test_without_ground_truth_there_is_no_dice(visit):
    (view,) = visit("supervised", "known=false&method=k-means").data("linked")
    assert view["truth"] is None
    assert view["dice"] is None
    assert {part["name"] for part in view["classes"]} == {"cluster 0", "cluster 1"}


@pytest.mark.parametrize("labels", ["500,500,1", "10,10,7;20,20,2"])
def test_marks_that_make_no_sense_count_for_nothing(visit, unpack, labels):
    usual = shown(visit("supervised"), unpack)
    np.testing.assert_array_equal(shown(visit("supervised", f"labels={labels}"), unpack), usual)


@every_image
def test_right_answers(show):
    screen = show()
    assert screen.right("told") == ["Nearest mean only: its labels have changed."]
    (answer,) = screen.right("knows")
    assert answer.startswith("Which class some pixels belong to")
    (answer,) = screen.right("scalp")
    assert answer.startswith("No: there is one straight border")


@every_image
def test_no_random_start_gets_beyond_what_is_to_be_reached(show, image):
    """Ten starts, two results: the task "names", from the worse one."""
    facts = show().facts
    scores = [show(method="k-means", seed=seed).data("linked")[0]["dice"] for seed in range(10)]
    assert max(scores) == pytest.approx(facts["lucky"], abs=0.002)
    assert facts["enough"] < min(s for s in scores if s > 0.3), "all of the lucky ones will do"
    assert scores[facts["swapped"]] < 0.1 < scores[facts["in_order"]]
    assert {round(score, 2) for score in scores} == {round(min(scores), 2), round(max(scores), 2)}


@every_image
def test_what_is_wrongly_called_brain_is_brighter_than_most_that_is_not(show, image, unpack):
    """The drawing: a careful first one marks what is bright around the brain."""
    subject = load_subject(image)
    outside = ~subject.binary_truth.ravel().astype(bool)
    meant = outside & (shown(show(target="brain"), unpack) == 1)
    assert f1_score(meant, outside & (subject.image.ravel() > 0.35)) > 0.5
    assert meant[subject.image.ravel() > 0.6].mean() > 0.95


@every_image
def test_what_wrong_marks_do(show, image):
    """Fluid called white matter spoils the result; scalp called white matter raises Dice."""
    subject = load_subject(image)
    truth, grey = subject.truth.ravel() == 3, subject.truth.ravel() == 2
    screen = show()
    values = {p["label"]: p["values"] for p in screen.data("presets")[0]}
    marks = {
        name: marks_of(screen, values[name].get("labels"))
        for name in ("Marks of your own", "Wrong on purpose", "Wrong, with luck")
    }
    found = {name: from_marks(image, some) for name, some in marks.items()}
    dice = {name: f1_score(truth, labels) for name, labels in found.items()}
    usual, fluid, scalp = marks
    lies = set(marks[fluid]) - set(marks[usual])
    assert len(lies) == 5 and len(marks[fluid]) == len(marks[usual])
    assert all(subject.truth[r, c] == 1 and label == 1 for r, c, label in lies)
    assert dice[fluid] < dice[usual] - 0.05
    lies = set(marks[scalp]) - set(marks[usual])
    assert len(lies) == 5
    assert all(subject.image[r, c] > 0.6 and label == 1 for r, c, label in lies)
    assert dice[scalp] > dice[usual] + 0.005
    assert (grey & (found[scalp] == 1)).sum() < (grey & (found[usual] == 1)).sum()
    assert found[usual][subject.image.ravel() > 0.6].mean() > 0.95, "called white before"

    def mean(some):
        labelled = [dots(image)[r * subject.image.shape[1] + c] for r, c, of in some if of == 1]
        return np.mean(labelled, axis=0)[0]

    assert mean(marks[fluid]) < mean(marks[usual]) < mean(marks[scalp])
    for name in (fluid, scalp):
        told = [float(n) for n in re.findall(r"\d\.\d{3}", screen.notes[name])]
        assert told == pytest.approx([dice[usual], dice[name]], abs=0.01)


def test_each_target_has_marks_of_its_own(visit, unpack):
    """What the learner marked for one target waits while the other one is looked for."""

    def show(**query):
        return visit("supervised", "&".join(f"{k}={v}" for k, v in query.items()))

    own = "20,30,1;90,90,0"
    white = show(labels=own)
    brain = show(labels=own, target="brain")
    assert white.data("linked")[0]["labelling"] == "labels"
    assert brain.data("linked")[0]["labelling"] == "brain_labels"
    assert marks_of(white) == [(20, 30, 1), (90, 90, 0)]
    assert marks_of(brain) == marks_of(show(target="brain"))
    assert brain.values["labels"] == own, "not lost"
    assert (shown(white, unpack) != shown(brain, unpack)).mean() > 0.05
    both = show(labels=own, brain_labels="90,90,1;20,30,0", target="brain")
    assert (shown(both, unpack) == 1 - shown(white, unpack)).mean() > 0.99


def test_what_changes_nothing_is_disabled_and_says_why(visit):
    taught = visit("supervised").controls
    assert "no random start" in taught["seed"]["disabled"] and not taught["target"]["disabled"]
    alone = visit("supervised", "method=k-means&known=false")
    assert "nothing depends" in alone.controls["target"]["disabled"]
    assert not alone.controls["seed"]["disabled"]
    assert alone.data("linked")[0]["labelling"] is None
    for known in ("true", "false"):
        screen = visit("supervised", f"method=k-means&known={known}")
        assert screen.data("linked")[0]["labelling"] is None, "no marks to move where none count"


@every_image
def test_false_positives_lie_on_the_yellow_side(show, image, unpack):
    """The task: many pixels, nearer to the mean of the yellow marks, and the scalp among them."""
    subject = load_subject(image)
    screen = show()
    (task,) = (one for one in screen.data("task") if one["key"] == "false-positives")
    assert task["where"] == [["truth", "=", 0], ["result", "=", 1]]
    meant = (subject.truth.ravel() != 3) & (shown(screen, unpack) == 1)
    assert meant.sum() > 1000
    assert meant[subject.image.ravel() > 0.6].mean() > 0.95
    rest, white = (np.array(c["at"]) for c in screen.data("linked")[0]["centres"])
    far = [np.linalg.norm(dots(image)[meant] - mean, axis=1) for mean in (rest, white)]
    assert (far[1] <= far[0]).all()
