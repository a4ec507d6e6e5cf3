import numpy as np
import pytest
import sklearn.metrics
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from segcore.scores import (
    accuracy,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    iou,
)

TRUTH = np.array([[0, 1, 1], [0, 1, 0], [0, 0, 0]])
RESULT = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 0]])
EMPTY = np.zeros((3, 3), dtype=int)
ALL_SCORES = [
    accuracy,
    dice_coefficient,
    dice_multiclass,
    iou,
    confusion_matrix,
]


def pairs(n_labels):
    """Two masks of one small shape, with labels below n_labels."""
    masks = hnp.arrays(np.uint8, (2, 5, 6), elements=st.integers(0, n_labels - 1))
    return masks.map(tuple)


def test_scores_of_a_3_by_3_example_counted_by_hand():
    assert accuracy(TRUTH, RESULT) == 6 / 9
    assert dice_coefficient(TRUTH, RESULT) == 2 * 2 / (3 + 4)
    assert iou(TRUTH, RESULT) == 2 / 5
    assert confusion_matrix(TRUTH, RESULT).tolist() == [[4, 2], [1, 2]]
    assert dice_multiclass(TRUTH, RESULT).tolist() == [8 / 11, 4 / 7]


def test_dice_multiclass_follows_the_labels_of_the_truth():
    truth = np.array([7, 7, 2, 2, 2, 0])
    result = np.array([7, 2, 2, 2, 5, 5])
    assert dice_multiclass(truth, result).tolist() == [0, 4 / 6, 2 / 3]


@settings(deadline=None)
@given(pairs(4))
def test_multiclass_scores_agree_with_scikit_learn(masks):
    truth, result = masks
    labels = np.unique(truth)
    expected = sklearn.metrics.f1_score(
        truth.ravel(), result.ravel(), labels=labels, average=None, zero_division=0
    )
    np.testing.assert_allclose(dice_multiclass(truth, result), expected, atol=1e-15)
    assert accuracy(truth, result) == pytest.approx(
        sklearn.metrics.accuracy_score(truth.ravel(), result.ravel())
    )
    np.testing.assert_array_equal(
        confusion_matrix(truth, result, 4),
        sklearn.metrics.confusion_matrix(truth.ravel(), result.ravel(), labels=range(4)),
    )


@settings(deadline=None)
@given(pairs(2))
def test_binary_scores_agree_with_scikit_learn(masks):
    truth, result = masks
    assume(truth.any() and result.any())
    flat = truth.ravel(), result.ravel()
    assert dice_coefficient(truth, result) == pytest.approx(sklearn.metrics.f1_score(*flat))
    assert iou(truth, result) == pytest.approx(sklearn.metrics.jaccard_score(*flat))


@settings(deadline=None)
@given(pairs(2))
def test_binary_scores_are_symmetric_and_bounded(masks):
    truth, result = masks
    assume(truth.any() or result.any())
    dice, jaccard = dice_coefficient(truth, result), iou(truth, result)
    assert 0 <= jaccard <= dice <= 1
    assert dice == pytest.approx(2 * jaccard / (1 + jaccard))
    for score in (dice_coefficient, iou, accuracy):
        assert score(truth, result) == score(result, truth)
        assert score(truth, truth) == 1 or not truth.any()


@settings(deadline=None)
@given(pairs(3), st.permutations(range(30)))
def test_scores_do_not_depend_on_the_order_of_the_pixels(masks, order):
    truth, result = masks
    mixed_truth, mixed_result = truth.ravel()[order], result.ravel()[order]
    assert accuracy(mixed_truth, mixed_result) == accuracy(truth, result)
    np.testing.assert_array_equal(
        dice_multiclass(mixed_truth, mixed_result), dice_multiclass(truth, result)
    )
    np.testing.assert_array_equal(
        confusion_matrix(mixed_truth, mixed_result), confusion_matrix(truth, result)
    )


def test_empty_masks():
    for score in (dice_coefficient, iou):
        assert np.isnan(score(EMPTY, EMPTY))
    assert dice_coefficient(TRUTH, EMPTY) == dice_coefficient(EMPTY, TRUTH) == 0
    assert iou(TRUTH, EMPTY) == iou(EMPTY, TRUTH) == 0


def test_any_label_but_0_is_foreground():
    assert dice_coefficient(TRUTH * 255, RESULT.astype(bool)) == dice_coefficient(TRUTH, RESULT)
    assert iou(TRUTH * 255, RESULT.astype(bool)) == iou(TRUTH, RESULT)


def test_counts_do_not_overflow_small_dtypes():
    ones = np.ones((100, 100), dtype=np.uint8)
    assert dice_coefficient(ones, ones) == iou(ones, ones) == 1
    assert confusion_matrix(ones * 200, ones * 200)[200, 200] == 10_000


@pytest.mark.parametrize("score", [dice_coefficient, iou])
@pytest.mark.parametrize("labels", [[0, 1, 2], [1, 2, 2]])
def test_binary_scores_count_the_classes_of_a_mask_that_has_too_many(score, labels):
    with pytest.raises(ValueError, match="your mask has 3 classes, a binary mask has 2"):
        score(np.array([0, 1, 1]), np.array(labels))
    with pytest.raises(ValueError, match="your mask has 3 classes, a binary mask has 2"):
        score(np.array(labels), np.array([0, 1, 1]))


@pytest.mark.parametrize("score", ALL_SCORES)
def test_shape_mismatch_names_both_shapes(score):
    with pytest.raises(ValueError, match=r"\(3, 3\).*\(1, 3\)"):
        score(TRUTH, RESULT[:1])


def test_confusion_matrix_refuses_labels_outside_its_rows():
    assert confusion_matrix(TRUTH, RESULT, n_classes=3).shape == (3, 3)
    with pytest.raises(ValueError, match="labels run from 0 to 1"):
        confusion_matrix(TRUTH, RESULT, n_classes=1)
    with pytest.raises(ValueError, match="labels run from -1 to 1"):
        confusion_matrix(TRUTH, -RESULT)


def test_confusion_matrix_does_not_ask_for_more_memory_than_there_is():
    mask = np.array([0, 65535], np.uint16)
    with pytest.raises(ValueError, match="65536 x 65536 classes is too large"):
        confusion_matrix(mask, mask)
    with pytest.raises(ValueError, match="too large"):
        confusion_matrix(TRUTH, RESULT, n_classes=100_000)
    assert confusion_matrix(mask > 0, mask > 0).tolist() == [[1, 0], [0, 1]]
    assert confusion_matrix([1023], [0]).shape == (1024, 1024)


@pytest.mark.parametrize("wrong", [0.5, -0.25, np.nan, np.inf])
def test_confusion_matrix_does_not_cut_fractions(wrong):
    with pytest.raises(ValueError, match=r"whole number|NaN or infinite"):
        confusion_matrix([0, 1, 1], [0, wrong, 1])
    with pytest.raises(ValueError, match=r"whole number|NaN or infinite"):
        confusion_matrix([0, wrong, 1], [0, 1, 1])
    assert confusion_matrix([0.0, 1.0], [True, False]).tolist() == [[0, 1], [1, 0]]


def test_confusion_matrix_of_many_pixels_and_of_none():
    random = np.random.default_rng(0)
    truth, result = random.integers(0, 5, (2, 400, 401))
    expected = sklearn.metrics.confusion_matrix(truth.ravel(), result.ravel())
    np.testing.assert_array_equal(confusion_matrix(truth, result), expected)
    assert confusion_matrix(truth[::2], result[::2]).sum() == truth[::2].size
    assert confusion_matrix([], []).shape == (0, 0)
    assert confusion_matrix([], [], 2).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("score", ALL_SCORES)
@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_labels_that_are_no_numbers_are_explained(score, wrong):
    mask = np.array([[0, 1], [1, wrong]])
    with pytest.raises(ValueError, match="1 of the 4 numbers of the ground truth are NaN"):
        score(mask, np.ones((2, 2)))
    with pytest.raises(ValueError, match="1 of the 4 numbers of the result are NaN"):
        score(np.ones((2, 2)), mask)
