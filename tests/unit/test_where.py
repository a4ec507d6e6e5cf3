"""Descriptions of pixels, on arrays that can be checked by eye."""

import numpy as np
import pytest

from segview.scene.where import names, pixels


def drawn(text):
    return np.array([[int(digit) for digit in row] for row in text.split()])


TRUTH = drawn("0110 0120 0000")
RESULT = drawn("0100 1120 0001")
GREY = drawn("0550 0981 2007") / 10
ROW, COLUMN = np.indices(TRUTH.shape)
ARRAYS = {"intensity": GREY, "truth": TRUTH, "result": RESULT, "row": ROW, "column": COLUMN}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ([], "1111 1111 1111"),
        ([("truth", "=", 1)], "0110 0100 0000"),
        ([("truth", "!=", 1)], "1001 1011 1111"),
        ([("intensity", ">", 0.5)], "0000 0110 0001"),
        ([("intensity", "<", 0.5)], "1001 1001 1110"),
        ([("intensity", ">=", 0.5)], "0110 0110 0001"),
        ([("intensity", "<=", 0.5)], "1111 1001 1110"),
        ([("truth", ">=", "result")], "1111 0111 1110"),
        ([("truth", "=", "result")], "1101 0111 1110"),
        ([("truth", "!=", "result")], "0010 1000 0001"),
        ([("truth", "<", "result")], "0000 1000 0001"),
        ([("truth", ">", "result")], "0010 0000 0000"),
        ([("row", "=", 1), ("column", ">", 1)], "0000 0011 0000"),
        ([("intensity", ">", 0.3), ("intensity", "<", 0.8), ("truth", "=", 0)], "0000 0000 0001"),
        ([("truth", "=", 5)], "0000 0000 0000"),
    ],
    ids=str,
)
def test_all_conditions_must_hold(where, expected):
    mask = pixels(where, ARRAYS)
    assert mask.dtype == bool
    np.testing.assert_array_equal(mask, drawn(expected))


def test_names_on_both_sides_are_spoken_of():
    where = [("truth", "!=", "result"), ("row", "<", 2), ("truth", "=", 1)]
    assert names(where) == {"truth", "result", "row"}


@pytest.mark.parametrize("where", [[("gaussian:5", ">", 0)], [("truth", "=", "gaussian:5")]])
def test_what_is_not_there_is_refused(where):
    with pytest.raises(ValueError, match="no 'gaussian:5' among"):
        pixels(where, ARRAYS)


@pytest.mark.parametrize("sign", ["==", "=<", "in", ""])
def test_another_sign_is_refused(sign):
    with pytest.raises(ValueError, match="is none of < > <= >= = !="):
        pixels([("truth", sign, 1)], ARRAYS)
