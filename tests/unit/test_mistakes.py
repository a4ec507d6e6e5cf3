import numpy as np
import pytest

from segview.lesson import folder

mistaken_for = folder.module("dice-multiclass", "mistakes").mistaken_for

TABLE = np.array([[50, 4, 0], [6, 20, 9], [1, 2, 30]])


def test_the_class_most_often_mistaken_for_another():
    assert mistaken_for(TABLE, 0) == (1, pytest.approx(6 / 57))
    assert mistaken_for(TABLE, 1) == (0, pytest.approx(4 / 26))
    assert mistaken_for(TABLE, 2) == (1, pytest.approx(9 / 39))
    assert TABLE[0, 0] == 50, "the table given stays as it was"


def test_a_class_is_never_mistaken_for_itself():
    assert mistaken_for(np.eye(2, dtype=int), 0) == (1, 0)
