"""Exercises accept every right answer and tell apart the wrong ones."""

import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segcore import load_subject
from segview import curriculum
from segview.exercises import EXERCISES, judge, runner, wanted_values
from segview.exercises.budget import WORK, Budget

SUBJECTS = ("age-25", "other-scanner", "age-75")

RIGHT = {
    "histogram": [
        {2: "20"},
        {2: "np.linspace(0, 1, 21)"},
        {0: "mask != 0", 1: "~(mask > 0)", 2: "np.arange(21) / 20"},
        {0: "np.isin(mask, [1, 2, 3])", 1: "np.logical_not(mask)"},
    ],
    "threshold": [
        {0: "0.1 < im", 1: "segmentation.sum()"},
        {0: "np.where(im > 0.1, 1, 0)", 1: "np.count_nonzero(segmentation)"},
        {0: "~(im <= 0.1)", 2: "im > 0.1"},
        {0: "(im > 0.1).astype(int)", 1: "len(im[im > 0.1])"},
    ],
    "dice-coefficient": [
        {0: "np.logical_and(truth, result).sum()"},
        {0: "2 * np.sum(truth * result)", 3: "intersection / (size_truth + size_result)"},
        {0: "np.sum(truth + result == 2)", 1: "np.count_nonzero(truth == 1)"},
        {0: "0", 1: "0", 2: "0", 3: "diceCoefficient(truth, result)"},
        {0: "np.dot(truth.ravel(), result.ravel())", 1: "len(truth[truth > 0])"},
    ],
    "dice-multiclass-1": [
        {0: "label == truth", 1: "np.equal(result, 2)"},
        {0: "np.where(truth == label, 1, 0)", 2: "result_2", 3: "truth_2"},
    ],
    "dice-multiclass-2": [
        {1: "classes.size", 2: "np.zeros(len(classes))"},
        {1: "len(np.unique(truth))", 2: "[0] * n_classes"},
        {1: "classes.shape[0]", 2: "0.0 * classes"},
    ],
    "dice-multiclass-3": [
        {0: "classes[i] == truth", 3: "diceCoefficient(result_i, truth_i)"},
        {3: "2 * np.sum(truth_i & result_i) / (np.sum(truth_i) + np.sum(result_i))"},
        {0: "0", 1: "0", 3: "diceCoefficient(truth == classes[i], result == classes[i])"},
    ],
    "full-exercise-1": [
        {2: "np.stack((im.flatten(), blurred.flatten()), axis=1)"},
        {2: "np.array([im.ravel(), blurred.ravel()]).T", 5: "clusters.reshape(176, 208)"},
        {
            2: "np.column_stack([blurred.ravel(), im.ravel()])",
            4: "np.array([[0.3, 0.3], [0.1, 0.5]])",
        },
        {4: "((0.5, 0.1), (0.3, 0.3))", 5: "1 - clusters.reshape(im.shape)"},
    ],
    "full-exercise-2": [
        {2: "gradient.ravel()", 3: "blurred.ravel()"},
        {
            2: "blurred.flatten()",
            8: "train_mask.flatten()",
            10: "np.reshape(predicted, (176, 208))",
        },
        {11: "segmentation", 12: "test_mask"},
        {7: "np.array(train_data)", 10: "predicted.reshape(test_mask.shape)"},
    ],
}

WRONG = {
    "histogram": [
        ({2: "10"}, "Your histogram has 10 bins, 20 were asked for."),
        ({2: "0.05"}, "width of a bin"),
        ({2: "np.arange(0, 1, 0.05)"}, "has 19 bins, 20 were asked for. np.arange"),
        ({0: "mask == 0", 1: "mask > 0"}, "wrong way round"),
        ({0: "mask"}, "True or False for every pixel"),
        ({0: "mask.T > 0"}, "The shapes (208, 176) and (176, 208) differ"),
        ({0: "mask > 1"}, "pixels with the labels [2 3]"),
        ({2: "np.linspace(0, 2, 21)"}, "not of width 0.05"),
        ({1: "im < 0.1"}, "You picked pixels with the labels"),
        ({2: "[1, 0]"}, "have to grow"),
        ({2: "'auto'"}, "bins is how many"),
        ({2: "[True, False]"}, "True and False are no bins"),
        ({2: "True"}, "True and False are no bins"),
        ({2: "np.uint8([200, 100, 50])"}, "have to grow"),
        ({2: "np.uint8([0, 100, 200])"}, "has 2 bins, 20 were asked for"),
        ({2: "[-1e308, 1e308]"}, "has 1 bins, 20 were asked for"),
    ],
    "threshold": [
        ({0: "im"}, "classes, a binary mask has 2"),
        ({0: "im > 0.05"}, "in your mask has intensity 0.05"),
        ({0: "im <= 0.1"}, "wrong way round"),
        ({0: "im.T > 0.1"}, "The shapes (208, 176) and (176, 208) differ"),
        ({0: "im > 0.2"}, "darkest pixel in your mask has intensity 0.2"),
        ({0: "brain"}, "the ground truth itself"),
        ({0: "0.1"}, "yours is one number"),
        ({0: "im = 0.1"}, "use =="),
        ({1: "len(segmentation)"}, "number of rows"),
        ({1: "segmentation.size"}, "number of all pixels"),
        ({1: "np.mean(segmentation)"}, "the fraction of pixels"),
        ({1: "segmentation"}, "is one number, yours is an array"),
        ({2: "brain"}, "compared a mask with itself"),
        ({2: "im"}, "classes, a binary mask has 2"),
        ({2: ""}, "still empty"),
    ],
    "dice-coefficient": [
        ({0: "np.sum(truth == result)"}, "Pixels that are 0 in both masks are equal, too"),
        ({0: "np.sum(truth + result)"}, "counts all their pixels"),
        ({0: "np.sum(truth | result)"}, "the union"),
        ({0: "np.sum(truth and result)"}, "combine masks with &"),
        ({0: "truth & result"}, "intersection is one number"),
        ({1: "truth.size"}, "This counts all pixels"),
        ({2: "len(result)"}, "number of rows"),
        ({1: "np.sum(result)"}, "This is the size of result, not of truth"),
        ({3: "intersection / (size_truth + size_result)"}, "the intersection counts twice"),
        ({3: "2 * intersection / size_truth + size_result"}, "parentheses"),
        (
            {3: "intersection / (size_truth + size_result - intersection)"},
            "intersection over union",
        ),
        ({3: "(size_truth + size_result) / (2 * intersection)"}, "Upside down"),
    ],
    "dice-multiclass-1": [
        ({0: "truth"}, "Your mask has 4 classes, a binary mask has 2"),
        ({0: "truth != label"}, "wrong way round"),
        ({0: "truth == 1"}, "Your mask holds the labels [1], only 2"),
        ({0: "truth >= label"}, "Your mask holds the labels [2 3], only 2"),
        ({0: "result == label"}, "made from result"),
        ({0: "truth = label"}, "use =="),
        ({1: "label"}, "yours is one number"),
        ({3: "truth_2"}, "compared a mask with itself"),
        ({2: "truth"}, "Your mask has 4 classes"),
        ({0: "(truth == label).T"}, "The shapes (208, 176) and (176, 208) differ"),
    ],
    "dice-multiclass-2": [
        ({0: "[0, 1, 2, 3]"}, "Right for what you see"),
        ({0: "truth.ravel()"}, "np.unique lists each value only once"),
        ({0: "np.unique(truth > 0)"}, "Your classes are [False  True]"),
        ({1: "np.max(classes)"}, "labels start from 0"),
        ({1: "len(truth)"}, "number of rows"),
        ({1: "classes"}, "n_classes is one number"),
        ({2: "np.zeros(classes)"}, "One score per class makes the shape (4,)"),
        ({2: "np.ones(n_classes)"}, "All scores start at 0"),
        ({2: "0"}, "yours is one number"),
    ],
    "dice-multiclass-3": [
        ({0: "truth == i", 1: "result == i"}, "i is a place in classes"),
        ({0: "truth"}, "Your mask has 4 classes"),
        ({2: "0"}, "Not every class has got a score"),
        ({2: "n_classes"}, "scores has the places 0 to 3"),
        ({2: "classes"}, "scores has the places 0 to 3"),
        ({3: "truth_i"}, "Each place holds one number"),
        ({3: "diceCoefficient(truth_i, truth_i)"}, "compared a mask with itself"),
        ({3: "diceCoefficient(truth, result)"}, "Your mask has 4 classes"),
        ({3: "np.sum(truth_i & result_i)"}, "Dice is never above 1"),
    ],
    "full-exercise-1": [
        ({1: "0"}, "Nothing was blurred"),
        ({1: "15"}, "blurred more"),
        ({1: "2"}, "blurred less"),
        ({0: "im.T"}, "Blur im as it is: its shape is (176, 208)"),
        ({2: "[im, blurred]"}, "two whole images"),
        ({2: "[im.ravel(), blurred.ravel()]"}, "transpose"),
        ({2: "np.column_stack([im, blurred])"}, "has shape (176, 416)"),
        ({2: "np.column_stack([im.ravel(), im.ravel()])"}, "the same feature"),
        ({2: "im.ravel()"}, "has shape (36608,)"),
        ({3: "3"}, "Two clusters were asked for"),
        ({4: "[0.3, 0.3]"}, "have the shape (2, 2), not (2,)"),
        ({4: "[[0.3, 0.3], [9, 9]]"}, "All pixels are in one cluster"),
        ({4: "[[0.5, 0.1], [0.3, 0.3]]"}, "names exchanged"),
        ({5: "clusters"}, "still a row of labels"),
        ({5: "clusters.reshape(208, 176)"}, "Rows and columns are exchanged"),
        ({5: "clusters.reshape(208, 176).T"}, "in another order"),
        ({5: "clusters.reshape(176, 200)"}, "cannot reshape"),
    ],
    "full-exercise-2": [
        ({0: "1"}, "blurred is not what sigma 5 makes"),
        ({1: "1"}, "gradient is not what sigma 5 makes"),
        ({2: "blurred"}, ".ravel() makes a row of pixels"),
        ({3: "blurred.ravel()"}, "the same feature"),
        ({4: "test_im"}, "train_data is made from test_im"),
        ({5: "train_im"}, "test_data is made from train_im"),
        ({4: "train_mask.ravel()"}, "one of the two images"),
        ({6: "5"}, "3 neighbours were asked for, not 5"),
        ({7: "test_data"}, "trains on the test image"),
        ({7: "train_im"}, "fit needs the three features"),
        ({8: "train_mask"}, "One row of data needs one label"),
        ({8: "test_mask.ravel()"}, "what the classifier shall find out"),
        ({9: "train_data"}, "predicts the image it was trained on"),
        ({9: "test_im"}, "Predict the test image"),
        ({10: "predicted"}, "still a row of labels"),
        ({12: "test_mask"}, "compared a mask with itself"),
        ({11: "train_mask"}, "with the ground truth of the test image"),
        ({11: "test_im"}, "compares two masks"),
    ],
}


def answer(id, change):
    return [change.get(i, text) for i, text in enumerate(EXERCISES[id].solution)]


def cases(table):
    return [
        pytest.param(id, case, id=f"{id}-{at}")
        for id, listed in table.items()
        for at, case in enumerate(listed)
    ]


every_exercise = pytest.mark.parametrize("id", EXERCISES)


def test_enough_answers_are_tried():
    assert set(RIGHT) == set(WRONG) == set(EXERCISES)
    assert all(len(answers) >= 2 for answers in RIGHT.values())
    assert all(len(answers) >= 5 for answers in WRONG.values())


@every_exercise
def test_an_exercise_is_complete(id):
    exercise = EXERCISES[id]
    assert exercise.code.count("____") == len(exercise.solution)
    assert exercise.lesson in [lesson.slug for lesson in curriculum.LESSONS]
    assert len(exercise.hints) >= 2
    values = wanted_values(exercise, "age-25")[0]
    assert set(exercise.draws) | set(exercise.decides) <= set(values)
    assert set(exercise.draws.values()) <= {"image", "labels", "bars", "number"}


@every_exercise
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_solution_is_right(id, subject):
    verdict = judge(EXERCISES[id], EXERCISES[id].solution, subject)
    assert verdict.right, verdict.feedback
    assert verdict.blank is None
    assert set(EXERCISES[id].draws) <= set(verdict.yours)


@pytest.mark.parametrize(("id", "change"), cases(RIGHT))
@pytest.mark.parametrize("subject", SUBJECTS[:2])
def test_other_right_answers_are_right(id, change, subject):
    verdict = judge(EXERCISES[id], answer(id, change), subject)
    assert verdict.right, verdict.feedback


@pytest.mark.parametrize(("id", "case"), cases(WRONG))
@pytest.mark.parametrize("subject", SUBJECTS[:2])
def test_wrong_answers_are_told_apart(id, case, subject):
    change, words = case
    verdict = judge(EXERCISES[id], answer(id, change), subject)
    assert not verdict.right
    assert words in verdict.feedback
    assert verdict.blank is not None


@every_exercise
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_solution_costs_less_than_half_the_budget(id, subject, monkeypatch):
    monkeypatch.setattr(runner, "Budget", lambda: Budget(WORK / 2))
    assert judge(EXERCISES[id], EXERCISES[id].solution, subject).right


def test_an_answer_is_right_however_many_check_theirs_at_the_same_time():
    exercise = EXERCISES["full-exercise-2"]
    with ThreadPoolExecutor(20) as learners:
        verdicts = list(
            learners.map(lambda _: judge(exercise, exercise.solution, "age-25"), range(20))
        )
    assert [verdict.right for verdict in verdicts] == [True] * 20


def test_all_blanks_together_have_one_budget():
    """Each of these could be paid for alone."""
    exercise = EXERCISES["dice-multiclass-1"]
    big = "np.ones(2000000).sum()"
    alone = judge(exercise, ["truth == label", "result == label", big, "1"], "age-25")
    assert "far more" not in alone.feedback
    masks = [f"({name} == label) & ({big} > 0)" for name in ("truth", "result")]
    three = judge(exercise, [*masks, big, "1"], "age-25")
    assert "far more" in three.feedback


GENERIC = re.compile(r"^\w+ is .*, it should be|of its .* differ|^\w+: the shapes .* differ\.$")


@every_exercise
def test_wrong_answers_have_feedback_of_their_own(id):
    """Each mistake is named; of the others one reads only that the numbers or shapes differ."""
    feedback = [
        judge(EXERCISES[id], answer(id, change), "age-25").feedback for change, _ in WRONG[id]
    ]
    assert not [words for words in feedback if GENERIC.search(words)]
    assert len(set(feedback)) >= max(5, len({words for _, words in WRONG[id]}))


@every_exercise
def test_empty_blanks_are_named_in_order(id):
    exercise = EXERCISES[id]
    verdict = judge(exercise, [""] * len(exercise.solution), "age-25")
    assert "still empty" in verdict.feedback
    assert verdict.yours == {}


def test_numbers_read_off_the_screen_are_not_an_answer():
    dice = judge(EXERCISES["threshold"], EXERCISES["threshold"].solution, "age-25").yours["pixels"]
    verdict = judge(EXERCISES["threshold"], answer("threshold", {1: str(dice)}), "age-25")
    assert "Right for what you see" in verdict.feedback


def test_what_came_before_a_mistake_is_drawn():
    verdict = judge(EXERCISES["threshold"], ("im > 0.1", "nope", ""), "age-25")
    np.testing.assert_array_equal(verdict.yours["segmentation"], load_subject("age-25").image > 0.1)
    assert verdict.blank == 1


ODD = """
im mask brain truth result label classes i None True 'a' 3 -1 0.5 1e300 [] () [[]] [im,[1]]
np.nan np.zeros((0,3)) np.zeros((176,208)) np.inf range(3) im[:0] data blurred [1,'a'] (1,None)
np.zeros(36608) np.zeros((36608,2)) np.full((36608,2),np.nan) np.full((36608,2),1e9) im[0,0]
train_im train_mask test_im train_data gradient predicted.reshape(-1,1) im.T np.zeros(3999999)
np.arange(36608) np.arange(36608.).reshape(176,208)
"""


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_odd_answers_get_an_answer(data):
    """Most blanks right, a few odd: there is always a verdict."""
    id = data.draw(st.sampled_from(sorted(EXERCISES)))
    count = len(EXERCISES[id].solution)
    odd = st.dictionaries(
        st.integers(0, count - 1), st.sampled_from(ODD.split()), min_size=1, max_size=3
    )
    verdict = judge(EXERCISES[id], answer(id, data.draw(odd)), "age-25")
    assert verdict.feedback.endswith((".", "?"))
    verdict.feedback.encode()
