"""What the lesson on feature selection says, on every image, with Gaussians by hand."""

import numpy as np
import pytest
from sklearn.tree import DecisionTreeClassifier

from segcore import feature_space, load_subject, subjects

SPECS = ["intensity", "gaussian:2", "gaussian:5", "std:7", "gradient:2", "laplacian:3"]
SPECS += ["row", "noise:1"]
NOISE = SPECS.index("noise:1")
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
        trees = [DecisionTreeClassifier(max_depth=5, random_state=0) for _ in SPECS]
        self.own = np.array(
            [
                mean_dice(whole[1], tree.fit(column, whole[1]).predict(column))
                for tree, column in zip(trees, np.hsplit(whole[0], len(SPECS)), strict=True)
            ]
        )
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
    expected = "std:7" if case.subject.id == "textures" else "intensity"
    assert SPECS[case.own.argmax()] == expected
    assert case.own.argsort()[-1] != case.own.argsort()[-2]


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
    truth = case.subject.truth.ravel()
    first = np.mean(truth == 0)
    constant = 2 * first / (1 + first) / (truth.max() + 1)  # every other class has Dice 0
    assert case.own[NOISE] == pytest.approx(constant, abs=0.02)
    assert case.own[SPECS.index("row")] > constant - 0.01


def test_two_blurs_know_much_of_the_same(case):
    """Preset "Guess: two blurs"."""
    values = case.test[0]
    alike = np.corrcoef(values[:, SPECS.index("gaussian:2")], values[:, SPECS.index("gaussian:5")])
    assert alike[0, 1] > 0.7


@pytest.mark.parametrize("id", ["age-25", "textures"])
def test_the_page_chooses_the_same(visit, id):
    """What the page says stands on the numbers computed here."""
    figures = visit("feature-selection", f"image={id}").data("figure")
    traces = [figure["traces"][0] for figure in figures]
    (curve,) = (trace for trace in traces if trace["type"] == "scatter")
    (bars,) = (trace for trace in traces if trace["type"] == "bar")
    case = Case(id)
    assert curve["y"][:3] == pytest.approx(case.scores, abs=1e-4)
    assert bars["y"] == pytest.approx(sorted(case.own, reverse=True))
