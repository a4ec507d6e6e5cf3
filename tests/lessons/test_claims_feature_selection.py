"""What the lesson on feature selection says, on every image, with Gaussians by hand."""

import re

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from segcore import feature_space, load_subject, subjects

SPECS = ["intensity", "gaussian:2", "gaussian:5", "std:7", "gradient:2", "laplacian:3"]
SPECS += ["row", "noise:1"]
NOISE = SPECS.index("noise:1")
SHIPPED = [s.id for s in subjects() if s.foreground == "brain" and not s.downloaded]
IMAGES = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
]


def measured(image, truth):
    return feature_space(image, SPECS).values, truth.ravel().astype(int)


def mean_dice(truth, found):
    """Mean Dice over the classes of the truth, from counts of pairs."""
    k = truth.max() + 1
    counts = np.bincount(truth * k + found, minlength=k * k).reshape(k, k)
    return np.mean(2 * counts.diagonal() / (counts.sum(axis=0) + counts.sum(axis=1)))


def dice(train, test, columns):
    """Mean Dice on the test pixels of one Gaussian per class, fitted to these columns."""
    mean, spread = train[0][:, columns].mean(axis=0), train[0][:, columns].std(axis=0)
    known, unknown = ((side[0][:, columns] - mean) / spread for side in (train, test))
    likelihood = []
    for label in range(train[1].max() + 1):
        members = known[train[1] == label]
        covariance = np.atleast_2d(np.cov(members.T)) + 1e-6 * np.eye(len(columns))
        root = np.linalg.cholesky(np.linalg.inv(covariance))
        far = (((unknown - members.mean(axis=0)) @ root) ** 2).sum(axis=1)
        volume = np.linalg.slogdet(covariance)[1]
        likelihood.append(np.log(len(members)) - (far + volume) / 2)
    return mean_dice(test[1], np.argmax(likelihood, axis=0))


class Case:
    """What the page shows of one image: own scores, and the first three features chosen."""

    def __init__(self, id):
        self.subject = load_subject(id)
        image, truth = self.subject.image, self.subject.truth
        whole = measured(image, truth)
        if id == "textures":
            half = image.shape[1] // 2
            self.train = measured(image[:, :half], truth[:, :half])
            self.test = measured(image[:, half:], truth[:, half:])
        else:
            other = load_subject("age-50" if id == "age-25" else "age-25")
            self.train, self.test = measured(other.image, other.truth), whole
        self.own = np.array([dice(self.train, self.test, [at]) for at in range(len(SPECS))])
        self.chosen, self.scores = [], []
        while len(self.chosen) < 3:
            rest = [column for column in range(len(SPECS)) if column not in self.chosen]
            scores = [dice(self.train, self.test, [*self.chosen, column]) for column in rest]
            self.chosen.append(rest[int(np.argmax(scores))])
            self.scores.append(max(scores))


@pytest.fixture(scope="module", params=IMAGES)
def case(request):
    return Case(request.param)


def test_the_best_feature_is_among_the_answers(case):
    """Right answer of "best-alone", which the page computes."""
    special = {"textures": "std:7", "other-scanner": "gaussian:2"}
    assert SPECS[case.own.argmax()] == special.get(case.subject.id, "intensity")
    assert np.diff(np.sort(case.own))[-1] > 0.01
    assert case.chosen[0] == case.own.argmax(), "one feature, one number, wherever it stands"


def test_selection_does_not_follow_the_own_scores(case):
    """Right answer of "order"."""
    assert case.chosen != case.own.argsort()[::-1][:3].tolist()


def test_each_of_the_first_three_features_helps(case):
    """Preset "Three features"."""
    assert case.scores[0] < case.scores[1] < case.scores[2]
    assert case.scores[2] > case.scores[0] + 0.1


def test_random_numbers_change_next_to_nothing(case):
    """Right answer of "chance"; and they are not among the first three."""
    assert NOISE not in case.chosen
    change = dice(case.train, case.test, [*case.chosen, NOISE]) - case.scores[2]
    assert change != 0
    assert abs(change) < 0.005
    assert abs(change) < (case.scores[2] - case.scores[1]) / 2


def test_random_numbers_alone_are_like_one_answer_for_all(case):
    """The prose: their own score is about that of calling every pixel the first class."""
    truth = case.test[1]
    first = np.mean(truth == 0)
    constant = 2 * first / (1 + first) / (truth.max() + 1)  # every other class has Dice 0
    assert case.own[NOISE] == pytest.approx(constant, abs=0.02)
    assert case.own[SPECS.index("row")] > constant - 0.01


def test_two_blurs_know_much_of_the_same(case):
    """Beside one another they add little: right answer of "order"."""
    values = case.test[0]
    alike = np.corrcoef(values[:, SPECS.index("gaussian:2")], values[:, SPECS.index("gaussian:5")])
    assert alike[0, 1] > 0.7


def test_row_helps_only_where_heads_lie_in_the_same_place(case):
    """What rows tell about this image is wrong about the same image moved down."""
    truth = case.subject.truth
    row = np.repeat(np.arange(truth.shape[0]), truth.shape[1])[:, None]
    found = DecisionTreeClassifier(max_depth=5, random_state=0).fit(row, truth.ravel()).predict(row)
    moved = np.roll(truth, truth.shape[0] // 3, axis=0).ravel().astype(int)
    here, there = (mean_dice(labels, found) for labels in (truth.ravel().astype(int), moved))
    assert there <= here
    if case.own[SPECS.index("row")] > case.own[NOISE] + 0.05:
        assert there < here - 0.03


def test_one_of_many_useless_features_looks_good(case):
    """Beware of luck: the best of some random features seems to help."""
    changes = []
    for seed in range(12):
        random = np.random.default_rng(seed)
        lucky = [
            (np.column_stack([values, random.random(len(values))]), labels)
            for values, labels in (case.train, case.test)
        ]
        changes.append(dice(*lucky, [*case.chosen, len(SPECS)]) - case.scores[2])
    assert max(changes) > 0
    assert max(changes) > np.mean(changes) + 1e-4


def test_choosing_by_the_test_image_flatters(case, visit):
    """Right answer of "used-up": two features chosen by a third image do no better here."""
    screen = visit("feature-selection", f"image={case.subject.id}")
    (answer,) = screen.right("used-up")
    assert answer.startswith("No, it can flatter")
    told = screen.why("used-up", answer)
    if case.subject.id == "textures":
        assert "third image" not in told
        return
    third = [s for s in SHIPPED if s != case.subject.id][1]
    other = load_subject(third)
    known, unknown = case.train, measured(other.image, other.truth)
    chosen = []
    while len(chosen) < 2:
        rest = [column for column in range(len(SPECS)) if column not in chosen]
        chosen.append(max(rest, key=lambda column: dice(known, unknown, [*chosen, column])))
    honest = dice(case.train, case.test, chosen)
    assert honest <= case.scores[1]
    assert f"a third image, “{other.title}”, choose two features" in told
    numbers = [float(number) for number in re.findall(r"0\.\d{3}", told)]
    if set(chosen) == set(case.chosen[:2]):
        assert "did not flatter this time" in told
        assert numbers == pytest.approx([case.scores[1]], abs=2e-3)
    else:
        assert honest < case.scores[1] - 0.005, "it flatters"
        assert numbers == pytest.approx([honest, case.scores[1]], abs=2e-3)


def test_somewhere_the_choice_flatters():
    """The other scanner, whose page says so; on images of one scanner the same two are chosen."""
    case = Case("other-scanner")
    known, third = case.train, load_subject("age-50")
    unknown = measured(third.image, third.truth)
    first = max(range(len(SPECS)), key=lambda column: dice(known, unknown, [column]))
    assert first != case.chosen[0]


def test_right_answers(case, visit):
    screen = visit("feature-selection", f"image={case.subject.id}")
    best = {
        "intensity": "Intensity",
        "gaussian:2": "Gaussian blur, σ = 2",
        "std:7": "Window standard deviation, 7 × 7",
    }
    assert screen.right("best-alone") == [best[SPECS[case.own.argmax()]]]
    (answer,) = screen.right("order")
    assert answer.startswith("It asks what a feature adds to those already chosen")
    assert screen.right("chance") == ["Changes of this size are chance."]


def test_nothing_is_given_away_before_the_learner_commits(case, visit):
    for query in ("", "&guess=intensity", "&guess=intensity&and=intensity"):
        screen = visit("feature-selection", f"image={case.subject.id}{query}")
        assert "Commit to two features" in screen.told("info")[0]
        assert screen.data("figure") == []
        assert "Guess first" in screen.controls["features"]["disabled"]
        for number in (*case.own[[0, 1, 2]], *case.scores):
            assert f"{number:.2f}" not in screen.prose
        grid = [panel for row in screen.data("linked")[0]["rows"][1:] for panel in row]
        assert {panel["x"] for panel in grid} == {"intensity", "gaussian:5", "std:7", "gradient:2"}


def test_the_learner_commits_before_anything_is_asked_or_told(visit):
    """And keeps the guess in every step after that."""
    first, second, *later = visit("feature-selection").text.steps
    assert (first.key, second.key) == ("guess", "best-alone")
    assert all(step.keep == "guess and" for step in (first, second, *later))
    assert not any("guess" in step.set for step in (first, second))
    assert all("guess=gaussian:2&and=gaussian:5" in step.set for step in later)


@pytest.fixture(scope="module")
def committed(case, visit):
    return visit("feature-selection", f"image={case.subject.id}&guess=row&and=noise:1")


def test_what_selection_chose_is_shown_after_that(case, committed):
    """What the page says stands on the numbers computed here."""
    traces = [figure["traces"][0] for figure in committed.data("figure")]
    (curve,) = (trace for trace in traces if trace["type"] == "scatter")
    (bars,) = (trace for trace in traces if trace["type"] == "bar")
    assert curve["y"][:3] == pytest.approx(case.scores, abs=5e-4)
    assert bars["y"] == pytest.approx(sorted(case.own, reverse=True), abs=5e-4)
    order = [step["x"] for step in (committed.data("linked")[0]["rows"][3])]
    assert order == [SPECS[column] for column in case.chosen]
    assert f"scores {case.own[NOISE]:.2f}, about what calling every pixel" in committed.prose
    assert f"*Row* ({case.own[SPECS.index('row')]:.2f})" in committed.prose
    useless = {at for at in range(len(SPECS)) if case.own[at] < case.own[NOISE] + 0.01} - {NOISE}
    told = committed.prose.partition("No better on their own: ")[2].partition(".")[0]
    assert len(told.split(", ")) * bool(told) == len(useless)
    where = "right half" if case.subject.id == "textures" else "image above"
    assert f"All numbers here are from the {where}" in committed.prose
    assert (
        f"is the best single feature for the test image: {case.scores[0]:.3f}."
        in (committed.notes["One feature"])
    )
    assert (
        f"from {case.scores[0]:.3f} to {case.scores[2]:.3f}." in (committed.notes["Three features"])
    )


def test_a_guess_is_judged(case, visit, committed):
    mine = dice(case.train, case.test, [SPECS.index("row"), NOISE])
    assert f"Your pair alone reaches **{mine:.2f}**, the two chosen first" in committed.prose
    assert "your hypothesis was **not right**" in committed.prose
    pair = [SPECS[column] for column in case.chosen[:2]]
    query = f"image={case.subject.id}&guess={pair[1]}&and={pair[0]}"
    assert "Your hypothesis was **right**" in visit("feature-selection", query).prose


def test_presets_after_committing_hold(committed, case, visit):
    (presets,) = committed.data("presets")
    for preset in presets:
        screen = visit("feature-selection", f"image={case.subject.id}&{preset['query']}")
        assert screen.complaints == []
        assert {key: screen.values[key] for key in preset["values"]} == preset["values"]


def test_six_features_fill_the_grid(visit):
    screen = visit("feature-selection", "guess=row&and=noise:1&features=6")
    rows = screen.data("linked")[0]["rows"][1:]
    assert [len(row) for row in rows] == [1, 2, 3, 4, 5, 6]
    assert all(row[-1]["kind"] == "histogram" for row in rows)


def test_half_an_image_teaches(visit):
    """Preset "Half an image": each half is filtered by itself."""
    subject = load_subject("age-25")
    middle = subject.image.shape[1] // 2
    halves = [
        measured(subject.image[:, part], subject.truth[:, part])
        for part in (slice(middle), slice(middle, None))
    ]
    screen = visit("feature-selection", "guess=row&and=noise:1&train=half&features=1")
    first = screen.data("linked")[0]["rows"][1][0]["x"]
    best = max(range(len(SPECS)), key=lambda column: dice(*halves, [column]))
    assert first == SPECS[best]
    assert screen.data("linked")[0]["dice"] == pytest.approx(dice(*halves, [best]), abs=1e-4)
