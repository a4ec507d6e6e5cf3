"""What becomes of the pixels of a class, against scikit-learn and by hand."""

import numpy as np
from sklearn.metrics import recall_score

from segcore import confusion_matrix
from segview.lesson import folder

class_fates = folder.module("another-subject", "transfer").class_fates


def test_by_hand():
    table = [[5, 3, 2], [0, 0, 4], [1, 1, 8]]
    assert class_fates(table) == [(0.5, 1), (0.0, 2), (0.8, 0)]


def test_shares_are_recalls_and_the_wrong_class_is_the_most_frequent():
    random = np.random.default_rng(0)
    truth, result = random.integers(0, 4, (2, 500))
    fates = class_fates(confusion_matrix(truth, result))
    np.testing.assert_allclose(
        [found for found, _ in fates], recall_score(truth, result, average=None)
    )
    for label, (_, called) in enumerate(fates):
        wrong = result[(truth == label) & (result != label)]
        assert called != label
        assert (wrong == called).sum() == max((wrong == other).sum() for other in range(4))


def test_the_table_is_left_alone():
    table = np.array([[2, 1], [0, 3]])
    class_fates(table)
    assert table.tolist() == [[2, 1], [0, 3]]
