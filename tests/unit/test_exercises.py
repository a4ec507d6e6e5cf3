"""Exercises accept every right answer and tell apart the wrong ones."""

import re
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from answers import RIGHT, WRONG
from hostile import HOSTILE_LINES
from hypothesis import given, settings
from hypothesis import strategies as st

from segcore import dice_multiclass, load_subject
from segview.course import curriculum
from segview.exercises import judge, runner, wanted_outcomes
from segview.exercises.budget import MADE, WORK, Budget
from segview.lesson import folder, scenes

EXERCISES = folder.exercises()
SUBJECTS = ("age-25", "other-scanner", "age-75")


def answer(id, change):
    return [change.get(i, text) for i, text in enumerate(EXERCISES[id].solution)]


def right_answers():
    for id, by_blank in RIGHT.items():
        for blank, texts in by_blank.items():
            for text in texts:
                yield id, text if blank == "several" else {blank: text}


def wrong_answers():
    for id, by_blank in WRONG.items():
        for blank, texts in by_blank.items():
            for text, words in texts.items():
                yield id, blank, text, words


def judged(id, blanks, subject):
    """Judge an answer on the screen that shows a subject, and tests on another where it does."""
    tested = ("age-75" if subject != "age-75" else "age-50",) * (id == "full-exercise-2")
    return judge(EXERCISES[id], blanks, subject, *tested)


every_exercise = pytest.mark.parametrize("id", EXERCISES)


def test_enough_answers_are_tried():
    assert set(RIGHT) == set(WRONG) == set(EXERCISES)
    assert len(list(right_answers())) > 300
    assert len(list(wrong_answers())) > 300


@every_exercise
def test_an_exercise_is_complete(id):
    exercise = EXERCISES[id]
    assert exercise.code.count("____") == len(exercise.solution)
    assert [f"exercise-{id}" in lesson.asks for lesson in curriculum.LESSONS].count(True) == 1
    assert len(exercise.hints) >= 2
    subjects = ("age-25", "age-75")[: 1 + (id == "full-exercise-2")]
    outcome = wanted_outcomes(exercise, *subjects)[0]
    assert outcome.refusal is None
    assert set(exercise.draws) | set(exercise.decides) <= {step.name for step in outcome.steps}
    assert set(exercise.about) <= set(exercise.cases(*map(load_subject, subjects))[0])


@every_exercise
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_solution_is_right(id, subject):
    verdict = judged(id, EXERCISES[id].solution, subject)
    assert verdict.right, verdict.feedback
    assert verdict.blank is None
    assert set(EXERCISES[id].draws) == set(verdict.yours)


@pytest.mark.parametrize(("id", "change"), list(right_answers()), ids=ascii)
def test_a_right_answer_is_right(id, change):
    verdict = judged(id, answer(id, change), "age-25")
    assert verdict.right, verdict.feedback


INTERNAL = re.compile(r"Python stops|Traceback|positional|0-d|object is not|_\w+\(\)")


@pytest.mark.parametrize(("id", "blank", "text", "words"), list(wrong_answers()), ids=ascii)
def test_a_wrong_answer_is_told_what_is_wrong_and_in_which_blank(id, blank, text, words):
    verdict = judged(id, answer(id, {blank: text}), "age-25")
    assert not verdict.right
    assert words in verdict.feedback
    assert verdict.blank == blank
    assert not INTERNAL.search(verdict.feedback)


@pytest.mark.parametrize("id", [id for id, exercise in EXERCISES.items() if not exercise.lines])
@pytest.mark.parametrize("blank", [0, 1, -1])
def test_the_first_wrong_blank_is_named(id, blank):
    """Nonsense in one blank, and in all that come after it."""
    count = len(EXERCISES[id].solution)
    first = blank % count
    wrong = {number: "nonsense" for number in range(first, count)}
    verdict = judged(id, answer(id, wrong), "age-25")
    assert "There is no nonsense here" in verdict.feedback
    # In a function the blanks come later than those that it is called with.
    assert verdict.blank == first or id == "full-exercise-2"


@every_exercise
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_solution_leaves_a_quarter_of_the_budget(id, subject, monkeypatch):
    judged(id, EXERCISES[id].solution, subject)
    monkeypatch.setattr(runner, "Budget", lambda: Budget(0.75 * WORK))
    assert judged(id, EXERCISES[id].solution, subject).right


def test_an_answer_is_right_however_many_check_theirs_at_the_same_time():
    solution = EXERCISES["full-exercise-2"].solution
    with ThreadPoolExecutor(20) as learners:
        verdicts = list(
            learners.map(lambda _: judged("full-exercise-2", solution, "age-25"), range(20))
        )
    assert [verdict.right for verdict in verdicts] == [True] * 20


def test_all_blanks_together_have_one_budget():
    """Each of these could be paid for alone."""
    exercise = EXERCISES["dice-multiclass-1"]
    big = "np.ones(2000000).sum()"
    masks = [f"({name} == label) & ({big} > 0)" for name in ("truth", "result")]
    alone = judge(exercise, [masks[0], "result == label", "truth_2", "truth_2"], "age-25")
    assert "compared a mask with itself" in alone.feedback
    assert "far more" in judge(exercise, [*masks, "truth_2", "result_2"], "age-25").feedback


@every_exercise
def test_the_first_empty_blank_is_named(id):
    verdict = judged(id, [""] * len(EXERCISES[id].solution), "age-25")
    assert "still empty" in verdict.feedback
    assert verdict.blank == 0
    assert verdict.yours == {}


def test_numbers_read_off_the_screen_are_not_an_answer():
    pixels = judged("threshold", EXERCISES["threshold"].solution, "age-25").yours["pixels"]
    verdict = judged("threshold", answer("threshold", {1: str(pixels)}), "age-25")
    assert "Right for what you see" in verdict.feedback


def test_what_came_before_a_mistake_is_drawn():
    verdict = judged("threshold", ("im > 0.1", "nope", ""), "age-25")
    np.testing.assert_array_equal(verdict.yours["segmentation"], load_subject("age-25").image > 0.1)
    assert verdict.blank == 1


def test_an_answer_changes_nothing_but_its_own_arrays():
    lines = "    truth[:] = 0\n    result[truth == 0] = 0\n    return 0"
    assert not judged("dice-multiclass-3-function", [lines], "age-25").right
    for id in ("dice-multiclass-3-function", "dice-coefficient-function"):
        assert judged(id, EXERCISES[id].solution, "age-25").right


@pytest.mark.parametrize("classes", [(0, 1, 2, 3), (0, 2, 3), (1, 3)])
def test_the_dice_of_the_exercises_is_that_of_a_formula(classes):
    """The function of part 3, on labels where classes are missing, beside sums by hand."""
    chance = np.random.default_rng(0)
    truth, result = chance.choice(classes, (9, 7)), chance.integers(0, 4, (9, 7))
    exercise = EXERCISES["dice-multiclass-3-function"]
    given = {"truth": truth, "result": result}
    outcome, _ = runner.run(exercise, exercise.solution, given, Budget())
    by_hand = [
        2 * np.sum((truth == c) & (result == c)) / (np.sum(truth == c) + np.sum(result == c))
        for c in classes
    ]
    np.testing.assert_allclose(outcome.steps[-1].value, by_hand)


def test_the_screen_and_the_exercise_speak_of_the_same_result():
    subject = load_subject("age-75")
    outcome = wanted_outcomes(EXERCISES["dice-multiclass-3"], "age-75")[0]
    on_screen = scenes.scene("dice-multiclass", subject.id, {}).result
    np.testing.assert_allclose(outcome.steps[-1].value, dice_multiclass(subject.truth, on_screen))


@pytest.mark.parametrize("lines", HOSTILE_LINES, ids=ascii)
def test_lines_that_ask_for_more_are_refused_in_little_memory(lines, monkeypatch):
    wanted_outcomes(EXERCISES["dice-coefficient-function"], "age-25")
    work = WORK / 20
    monkeypatch.setattr(runner, "Budget", lambda: Budget(work))
    tracemalloc.start()
    verdict = judged("dice-coefficient-function", [lines], "age-25")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not verdict.right
    assert verdict.feedback.endswith((".", "?"))
    assert peak < 8 * work / MADE + 3_000_000


ODD = """
im mask brain truth result label classes i None True 'a' 3 -1 0.5 1e300 [] () [[]] [im,[1]]
np.nan np.zeros((0,3)) np.zeros((176,208)) np.inf range(3) im[:0] data blurred [1,'a'] (1,None)
np.zeros(36608) np.zeros((36608,2)) np.full((36608,2),np.nan) np.full((36608,2),1e9) im[0,0]
train_im train_mask test_im train_data gradient predicted.reshape(-1,1) im.T np.zeros(3999999)
np.arange(36608) np.arange(36608.).reshape(176,208)
"""


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_odd_answers_get_an_answer(data):
    """Most blanks right, a few odd: there is always a verdict."""
    id = data.draw(st.sampled_from(sorted(EXERCISES)))
    count = len(EXERCISES[id].solution)
    odd = st.dictionaries(
        st.integers(0, count - 1), st.sampled_from(ODD.split()), min_size=1, max_size=3
    )
    verdict = judged(id, answer(id, data.draw(odd)), "age-25")
    assert verdict.feedback.endswith((".", "?"))
    verdict.feedback.encode()
