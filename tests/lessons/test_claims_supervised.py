"""What the lesson on learning from labels says, computed without it."""

import functools
import itertools
import re

import numpy as np
import pytest
from scipy import ndimage
from sklearn.cluster import KMeans
from sklearn.metrics import f1_score
from sklearn.neighbors import NearestCentroid

from segcore import CLASSIFIERS, load_subject, subjects
from segcore.strokes import strokes_of

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


def reached(stroke, shape):
    """Pixels that a straight stroke reaches, one by one."""
    (r0, c0), (r1, c1) = stroke.points[0], stroke.points[-1]
    length = (r1 - r0) ** 2 + (c1 - c0) ** 2
    near = [range(max(min(a, b) - 9, 0), max(a, b) + 10) for a, b in ((r0, r1), (c0, c1))]
    for r, c in itertools.product(*near):
        along = ((r - r0) * (r1 - r0) + (c - c0) * (c1 - c0)) / length if length else 0
        along = min(max(along, 0), 1)
        down, right = r - r0 - along * (r1 - r0), c - c0 - along * (c1 - c0)
        if r < shape[0] and c < shape[1] and down**2 + right**2 <= stroke.radius**2 + 1e-9:
            yield r, c


@functools.cache
def labelled(image, strokes):
    """Numbers and labels of the pixels under strokes; later strokes cover earlier ones."""
    shape = load_subject(image).image.shape
    labels = {(r, c): one.label for one in strokes for r, c in reached(one, shape)}
    return [r * shape[1] + c for r, c in labels], list(labels.values())


def from_strokes(image, strokes):
    """Labels of all pixels by nearest mean, trained on the pixels under strokes."""
    pixels, labels = labelled(image, strokes)
    return NearestCentroid().fit(dots(image)[pixels], labels).predict(dots(image))


@pytest.fixture
def show(visit, image):
    """The screen with the strokes that its presets have, and whatever else is asked for."""

    def show(**query):
        query = {"image": image, "target": "white matter", **query}
        facts = visit("supervised", f"image={image}").facts
        query = {KEYS[target]: facts[name] for target, name in FACTS.items()} | query
        return visit("supervised", "&".join(f"{k}={v}" for k, v in query.items()))

    return show


KEYS = {"white matter": "white_painting", "brain": "brain_painting"}
FACTS = {"white matter": "white_strokes", "brain": "brain_strokes"}


def strokes_in(screen):
    return strokes_of(screen.values[KEYS[screen.values["target"]]])


def shown(screen, unpack):
    (view,) = screen.data("linked")
    arrays = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    return arrays[view["result"]].ravel()


@every_image
@pytest.mark.parametrize("target", TARGETS)
def test_usual_strokes_tell_the_truth_and_work(show, image, target, unpack):
    screen = show(target=target)
    truth = TARGETS[target](load_subject(image).truth)
    strokes = strokes_in(screen)
    assert len(strokes) == 20
    pixels, labels = labelled(image, strokes)
    assert (truth.ravel()[pixels] == labels).all()
    found = from_strokes(image, strokes)
    np.testing.assert_array_equal(found, shown(screen, unpack))
    dice = f1_score(truth.ravel(), found)
    assert dice > (0.65 if target == "white matter" else 0.7)
    every = NearestCentroid().fit(dots(image), truth.ravel()).predict(dots(image))
    assert dice > f1_score(truth.ravel(), every) - 0.06, "nearly as good as with all labels"


@every_image
def test_knowing_what_to_look_for_helps(show, image):
    """For white matter, labels beat the better of the two names that k-means could get."""
    truth = (load_subject(image).truth == 3).ravel()
    clusters = KMeans(2, n_init=1, random_state=0).fit_predict(dots(image))
    named = max(f1_score(truth, clusters == c) for c in (0, 1))
    screen = show()
    assert f1_score(truth, from_strokes(image, strokes_in(screen))) > named + 0.1
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
    assert (from_strokes(image, strokes_in(show()))[scalp] == 1).mean() > 0.95
    brain = from_strokes(image, strokes_in(show(target="brain")))
    assert (brain[scalp] == 1).mean() > 0.95
    truth = (subject.truth == 3).ravel()
    best = NearestCentroid().fit(dots(image), truth).predict(dots(image))
    assert best[scalp].mean() > 0.95, "not even the true means cure it"


@pytest.mark.parametrize("strokes", ["", "1r2:60,60", "1r2:60,60;1r2:70,70_80,80"])
@pytest.mark.parametrize("method", ["nearest mean", "quadratic discriminant", "extra trees"])
def test_nothing_is_predicted_before_two_classes_are_painted(visit, strokes, method):
    screen = visit("supervised", f"painting={strokes}&method={method}")
    (view,) = screen.data("linked")
    assert view["result"] is None and view["dice"] is None and view["centres"] == []
    assert "at least two classes" in view["hint"] and "at least two classes" in screen.prose
    assert {part["name"] for part in view["classes"]} == set(load_subject("age-25").classes)


def test_two_strokes_are_enough(visit, unpack):
    screen = visit("supervised", "painting=3r2:88,83_90,88;0r2:3,3_9,3")
    assert set(np.unique(shown(screen, unpack))) == {0, 3}
    assert screen.data("linked")[0]["dice"] > 0


def test_without_ground_truth_there_is_no_dice(visit):
    (view,) = visit("supervised", "known=false&method=k-means").data("linked")
    assert view["truth"] is None
    assert view["dice"] is None
    assert {part["name"] for part in view["classes"]} == {"cluster 0", "cluster 1"}


@pytest.mark.parametrize("strokes", ["7r2:20,20", "1r2:900,900_950,950", "7r3:0,0_170,170"])
def test_strokes_that_make_no_sense_count_for_nothing(visit, unpack, strokes):
    usual = "3r2:88,83_90,88;0r2:3,3_9,3"
    plain = shown(visit("supervised", f"painting={usual}"), unpack)
    more = shown(visit("supervised", f"painting={usual};{strokes}"), unpack)
    np.testing.assert_array_equal(more, plain)


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
def test_what_wrong_strokes_do(show, image):
    """Fluid called white matter spoils the result on every image; scalp raises Dice."""
    subject = load_subject(image)
    truth, grey = subject.truth.ravel() == 3, subject.truth.ravel() == 2
    screen = show()
    values = {p["label"]: p["values"] for p in screen.data("presets")[0]}
    (lie,) = (one for one in screen.data("quiz") if one["key"] == "wrong-strokes")
    (believes,) = screen.right("wrong-strokes")
    said = {"fluid": screen.why("wrong-strokes", believes)}
    said["scalp"] = screen.notes["Wrong, with luck"]
    strokes = {
        "": strokes_in(screen),
        "fluid": strokes_of(lie["then"]["white_painting"]),
        "scalp": strokes_of(values["Wrong, with luck"]["white_painting"]),
    }
    found = {name: from_strokes(image, some) for name, some in strokes.items()}
    dice = {name: f1_score(truth, labels) for name, labels in found.items()}
    usual, fluid, scalp = strokes
    lies = set(strokes[fluid]) - set(strokes[usual])
    assert len(lies) == 5 and len(strokes[fluid]) == len(strokes[usual])
    pixels, labels = labelled(image, tuple(lies))
    assert (subject.truth.ravel()[pixels] == 1).all() and set(labels) == {1}
    assert dice[fluid] < dice[usual] - 0.05
    false = {name: (labels == 1) & ~truth for name, labels in found.items()}
    missed = {name: (labels == 0) & truth for name, labels in found.items()}
    assert false[fluid].sum() > false[usual].sum() and missed[fluid].sum() <= missed[usual].sum()
    lies = set(strokes[scalp]) - set(strokes[usual])
    assert len(lies) == 5
    pixels, labels = labelled(image, tuple(lies))
    assert (subject.image.ravel()[pixels] > 0.6).all() and set(labels) == {1}
    assert dice[scalp] > dice[usual] + 0.005
    assert (grey & (found[scalp] == 1)).sum() < (grey & (found[usual] == 1)).sum()
    assert found[usual][subject.image.ravel() > 0.6].mean() > 0.95, "called white before"

    def mean(some):
        pixels, labels = map(np.array, labelled(image, some))
        return dots(image)[pixels[labels == 1], 0].mean()

    assert mean(strokes[fluid]) < mean(strokes[usual]) < mean(strokes[scalp])
    for name in (fluid, scalp):
        told = [float(n) for n in re.findall(r"\d\.\d{3}", said[name])]
        assert told == pytest.approx([dice[usual], dice[name]], abs=0.01)


def test_each_target_has_labels_of_its_own(visit, unpack):
    """What the learner painted for one target waits while the other one is looked for."""

    def show(**query):
        return visit("supervised", "&".join(f"{k}={v}" for k, v in query.items()))

    own, other = "1r2:20,30;0r2:90,90", "1r2:90,90;0r2:20,30"
    white = show(white_painting=own, target="white matter")
    brain = show(white_painting=own, target="brain")
    assert white.data("linked")[0]["painting"] == "white_painting"
    assert brain.data("linked")[0]["painting"] == "brain_painting"
    assert brain.data("linked")[0]["result"] is None
    assert brain.values["white_painting"] == own, "not lost"
    both = show(white_painting=own, brain_painting=other, target="brain")
    assert (shown(both, unpack) == 1 - shown(white, unpack)).mean() > 0.99


@every_image
@pytest.mark.parametrize("method", CLASSIFIERS)
def test_every_classifier_learns_all_four_classes(show, image, method, unpack):
    """Strokes of the preset; where to paint next is shown by all that know probabilities."""
    screen = show(target="tissues", method=method, painting=show().facts["tissue_strokes"])
    truth = load_subject(image).truth.ravel()
    result = shown(screen, unpack)
    assert f1_score(truth, result, average="macro") == pytest.approx(
        screen.data("linked")[0]["dice"]
    )
    assert screen.data("linked")[0]["dice"] > 0.45
    panels = [
        panel["name"]
        for row in screen.data("linked")[0]["rows"]
        for panel in row
        if "name" in panel
    ]
    assert ("uncertainty" in panels) == (method != "nearest mean")


@pytest.mark.parametrize("known", ["true", "false"])
@pytest.mark.parametrize("method", CLASSIFIERS)
def test_panels_are_there_before_anything_is_painted(visit, method, known):
    """So that the first result moves nothing beneath the brush."""

    def panels(painting):
        screen = visit("supervised", f"method={method}&known={known}&painting={painting}")
        (view,) = screen.data("linked")
        rows = [[(one["kind"], one.get("name"), one["title"]) for one in r] for r in view["rows"]]
        return view["result"], rows

    (nothing, before), (something, after) = panels(""), panels("3r2:88,83_90,88;0r2:3,3_9,3")
    assert nothing is None and something
    assert before == after


def test_k_means_does_not_ask_for_labels(visit):
    (view,) = visit("supervised", "method=k-means").data("linked")
    assert "paint" not in view["hint"].lower() and view["result"]


def test_what_changes_nothing_is_disabled_and_says_why(visit):
    taught = visit("supervised").controls
    assert "no random start" in taught["seed"]["disabled"] and not taught["target"]["disabled"]
    alone = visit("supervised", "method=k-means&known=false")
    assert "nothing depends" in alone.controls["target"]["disabled"]
    assert not alone.controls["seed"]["disabled"]
    assert alone.data("linked")[0]["painting"] is None
    for known in ("true", "false"):
        screen = visit("supervised", f"method=k-means&known={known}")
        assert screen.data("linked")[0]["painting"] is None, (
            "nothing to paint where it does not count"
        )


@every_image
def test_false_positives_lie_on_the_yellow_side(show, image, unpack):
    """The task: many pixels, nearer to the mean of the yellow labels, and the scalp among them."""
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
