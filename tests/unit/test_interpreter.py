"""Whatever a learner types has a value or is refused: quickly, in little memory, in words."""

import ast
import operator
import string
import tracemalloc
from contextlib import contextmanager, suppress

import numpy as np
import pytest
from hostile import FUNCTIONS, HOSTILE, NAMES, SIGNS, expressions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

from segview.exercises.arguments import CHECKS
from segview.exercises.budget import MADE, WORK, Budget, Refused
from segview.exercises.interpreter import Program
from segview.exercises.reading import read
from segview.exercises.vocabulary import METHODS, PROPERTIES

BUFFERS = 300_000  # bytes that NumPy may take besides, whatever it computes


def work_out(text, names, budget):
    """Work out a text that stands in the only blank of a program."""
    program = Program(names, budget, [read(text)])
    program.run(ast.parse("value = blank_0"))
    return program.names["value"]


def evaluate(text, names):
    """Work out a text from a budget of its own."""
    return work_out(text, names, Budget())


@contextmanager
def paid():
    """Give a budget; assert that whatever was made in memory was paid for."""
    budget = Budget()
    tracemalloc.start()
    try:
        yield budget
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak <= 8 * (WORK - budget.left) / MADE + BUFFERS


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))
def test_refused_in_little_memory_and_in_words(text):
    before = NAMES["im"].copy()
    with paid() as budget, pytest.raises(Refused) as refusal:
        work_out(text, NAMES, budget)
    message = str(refusal.value)
    assert message[0].isupper() or message.startswith(("“", "&", "np", ".", *FUNCTIONS))
    assert message.endswith((".", "?"))
    assert 10 < len(message) < 300
    message.encode()
    np.testing.assert_array_equal(NAMES["im"], before)


def test_whatever_is_made_was_paid_for():
    before = NAMES["im"].copy()
    values = 0
    for text in expressions(3000):
        with suppress(Refused), paid() as budget:
            work_out(text, NAMES, budget)
            values += 1
    assert values > 400
    np.testing.assert_array_equal(NAMES["im"], before)


def test_one_budget_pays_for_everything():
    budget = Budget()
    with pytest.raises(Refused, match="far more"):
        for _ in range(100):
            work_out("np.ones(400000)", NAMES, budget)
    assert budget.left > 0


@pytest.mark.parametrize("cost", [np.inf, np.nan, 2.0 * WORK])
def test_what_is_beyond_measure_is_refused(cost):
    with pytest.raises(Refused):
        Budget().spend(cost)


def test_an_argument_means_what_it_means_in_numpy():
    labels, places = evaluate("np.unique(mask, True)", NAMES)
    np.testing.assert_array_equal(NAMES["mask"].ravel()[places], labels)
    np.testing.assert_array_equal(evaluate("im.sum(0)", NAMES), NAMES["im"].sum(0))
    np.testing.assert_array_equal(
        evaluate("np.linspace(stop=1, start=0, num=3)", NAMES), [0, 0.5, 1]
    )


def test_what_was_in_memory_before_is_never_shown():
    assert np.isnan(evaluate("np.empty((3, 4))", NAMES)).all()
    assert (evaluate("np.empty_like(mask)", NAMES) == 99).all()


ADVICE = {
    "mask = 2": "==",
    "0.1 < im < 0.5": "(0.1 < im) & (im < 0.5)",
    "im > 0.1 and im < 0.5": "&",
    "im > 0.1 & im < 0.5": "parentheses",
    "im × 2": "type * instead",
    "ｉｍ": "type i instead",
    "imm": "Did you mean im?",
    "np.uniqe(mask)": "np.unique",
    "(im > 0.1": "never closed",
    "im + mask.T": "(208, 176)",
    "np.sum": "parentheses",
    "np.zeros((10**9,))": "far more",
    "im.sum(0, True)": ".sum gets True for dtype",
    "np.sum(im, out=im)": "np.sum has the argument out, but not in these exercises",
    "np.zeros(lenght=3)": "np.zeros has no argument lenght: it takes shape, dtype",
    "np.zeros()": "np.zeros needs more in its parentheses",
    "np.sum(mask, a=im)": "np.sum is given a twice",
    "len(im, 1)": "len is given too much",
    "gaussian_filter(im, 5, 1)": "argument order, but not in these exercises",
    "im.T + im": "differ",
    "[1, 2] * 0.5": "np.array",
    "dice_coefficient(mask, im > 0.1)": "Your mask has 4 classes, a binary mask has 2",
}


@pytest.mark.parametrize(("text", "advice"), ADVICE.items())
def test_advice(text, advice):
    with pytest.raises(Refused) as refusal:
        evaluate(text, NAMES)
    assert advice in str(refusal.value)


im, mask, row = NAMES["im"], NAMES["mask"], NAMES["row"]
AGREES = {
    "im > 0.1": im > 0.1,
    "~(im <= 0.1)": im > 0.1,
    "(im > 0.1) & (mask == 2)": (im > 0.1) & (mask == 2),
    "np.logical_and(im > 0.1, mask == 2)": (im > 0.1) & (mask == 2),
    "np.where(im > 0.1, 1, 0)": (im > 0.1).astype(int),
    "(im > 0.1).astype(int)": (im > 0.1).astype(int),
    "(im > 0.1).sum()": (im > 0.1).sum(),
    "np.sum(mask == 2, axis=1)": (mask == 2).sum(axis=1),
    "im[mask == 2].mean()": im[mask == 2].mean(),
    "im[3:9, ::-1][0, -1]": im[3, 0],
    "im[..., None].shape": (176, 208, 1),
    "np.unique(mask, return_counts=True)[1]": np.unique(mask, return_counts=True)[1],
    "len(np.unique(mask))": 4,
    "np.zeros(len(np.unique(mask)))": np.zeros(4),
    "np.arange(0, 1.05, 0.05)": np.arange(0, 1.05, 0.05),
    "np.column_stack([im.ravel(), row])": np.column_stack([im.ravel(), row]),
    "np.stack((row, im.flatten()), axis=1)": np.stack([row, im.ravel()], axis=1),
    "np.array([im.ravel(), row]).T": np.array([im.ravel(), row]).T,
    "row.reshape(176, 208)": row.reshape(176, 208),
    "row.reshape(im.shape)": row.reshape(176, 208),
    "np.reshape(row, (-1, 208))": row.reshape(176, 208),
    "gaussian_filter(im, sigma=5)": gaussian_filter(im, 5),
    "2 * k / (k + 1) ** 2 // 1 % 5": 2 * 3 / 4**2 // 1 % 5,
    "1 < k <= 3 and not k == 2 or False": True,
    "k in [1, 2, 3]": True,
    "9 not in (1, 2)": True,
    "[1, 2] + [3] * 2": [1, 2, 3, 3],
    "max(1, k, 2) - min([4, 5])": -1,
    "list(range(k))": [0, 1, 2],
    "round(np.pi, 2)": 3.14,
    "small @ small.T": NAMES["small"] @ NAMES["small"].T,
    "mask.max() ** 2": 9,
    "True": True,
}


@pytest.mark.parametrize("text", AGREES)
def test_allowed_expressions_have_the_values_that_numpy_gives_them(text):
    np.testing.assert_allclose(evaluate(text, NAMES), AGREES[text])


@pytest.mark.parametrize("text", ["None", "'reflect'"])
def test_plain_values(text):
    assert evaluate(text, NAMES) == {"None": None, "'reflect'": "reflect"}[text]


def test_names_of_an_exercise_come_before_the_table():
    assert evaluate("sum + 1", {"sum": 2}) == 3


# Expressions and their values, built side by side: text and the same computed directly.

small = NAMES["small"]
ATOMS = [("small", small), ("k", 3), ("0.5", 0.5), ("2", 2), ("small.T", small.T), ("-1", -1)]
BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    ">": operator.gt,
    "<=": operator.le,
    "==": operator.eq,
}
CALLS = {
    "np.sum({})": np.sum,
    "np.abs({})": np.abs,
    "np.mean({}, axis=0)": lambda value: np.mean(value, axis=0),
    "np.logical_not({})": np.logical_not,
    "np.where({} > 1, 1, 0)": lambda value: np.where(np.greater(value, 1), 1, 0),
    "np.array({}).ravel()": lambda value: np.array(value).ravel(),
    "np.array({}).T": lambda value: np.array(value).T,
    "np.array({}).reshape(-1, 1)": lambda value: np.array(value).reshape(-1, 1),
    "np.array({})[None]": lambda value: np.array(value)[None],
    "np.stack([{0}, {0}])": lambda value: np.stack([value, value]),
    "np.unique({})": np.unique,
}
FAILED = object()


def _compute(function, *values):
    if any(value is FAILED for value in values):
        return FAILED
    try:
        with np.errstate(all="ignore"):
            return function(*values)
    except (ValueError, TypeError, IndexError, ZeroDivisionError):
        return FAILED


def _grow(expressions):
    operation = st.tuples(expressions, st.sampled_from(list(BINARY)), expressions).map(
        lambda e: (f"({e[0][0]} {e[1]} {e[2][0]})", _compute(BINARY[e[1]], e[0][1], e[2][1]))
    )
    call = st.tuples(st.sampled_from(list(CALLS)), expressions).map(
        lambda e: (e[0].format(e[1][0]), _compute(CALLS[e[0]], e[1][1]))
    )
    return operation | call


@settings(deadline=None, max_examples=300)
@given(st.recursive(st.sampled_from(ATOMS), _grow, max_leaves=8))
def test_agrees_with_numpy(expression):
    text, value = expression
    try:
        ours = evaluate(text, NAMES)
    except Refused as refusal:
        known = value is FAILED or len(text) > 300 or "nested" in str(refusal)
        known = known or any(
            word in str(refusal) for word in ("longer", "Python stops", "too many")
        )
        assert known, (text, refusal)
        return
    if value is not FAILED:
        np.testing.assert_allclose(ours, value, equal_nan=True)


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=320) | st.text(string.printable, max_size=60))
def test_any_text_has_a_value_or_is_refused(text):
    try:
        evaluate(text, NAMES)
    except Refused as refusal:
        str(refusal).encode()


PIECES = """
im mask row small k np . ( ) [ ] , : + - * / ** @ & | ~ < > == in not and or = 0 1 9 1e9 0.1 'a'
None True sum len range zeros unique reshape shape T axis dtype int list max lambda for if _ __ {
"""


@settings(deadline=None, max_examples=600)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=25), st.sampled_from(["", " "]))
def test_any_pieces_of_code_have_a_value_or_are_refused(pieces, between):
    with suppress(Refused):
        evaluate(between.join(pieces), NAMES)


# Expressions of every kind that Python has, over everything that has a name here.

NUMBERS = ["0", "1", "2", "-1", "0.5", "7", "1e300", "3999999", "10**9"]
LEAVES = [*NAMES, *NUMBERS, "'reflect'", "None", "True", "...", "np", "np.c_", "_"]
DOTTED = [*PROPERTIES, *METHODS, "__class__", "base", "tofile", "real"]
WORDS = ["not in", "is", "is not", "and", "or", "<<", ">=", "!="]
FORMS = [
    *(f"({{}} {sign} {{}})" for sign in (*SIGNS, *WORDS)),
    *(f"({sign}{{}})" for sign in ("-", "+", "~", "not ")),
    *("{}[{}]", "{}[{}:{}]", "{}[::{}]", "{}[..., {}]", "{}[{}, {}]", "{}[:, None]"),
    *("[{}, {}]", "({}, {})", "[{}]", "[]", "()", "[*{}]", "{{{}}}", "{{{}: {}}}"),
    *("({} if {} else {})", "(lambda x: {})", "[x for x in {}]", "(x := {})", "f'{{{}}}'"),
    *("{}({})", "await {}", "sum(x for x in {})"),
]


def _calls(inner):
    """Calls of everything that can be called, with and without named arguments."""
    function = st.sampled_from(FUNCTIONS) | st.tuples(inner, st.sampled_from(DOTTED)).map(".".join)
    named = st.tuples(st.sampled_from(list(CHECKS)), inner).map("=".join)
    given = st.tuples(st.lists(inner, max_size=3), st.lists(named, max_size=2))
    return st.tuples(function, given).map(lambda c: f"{c[0]}({', '.join(c[1][0] + c[1][1])})")


def _forms(inner):
    form = st.tuples(st.sampled_from(FORMS), st.lists(inner, min_size=3, max_size=3))
    dotted = st.tuples(inner, st.sampled_from(DOTTED)).map(".".join)
    return form.map(lambda f: f[0].format(*f[1])) | dotted | _calls(inner)


@settings(deadline=None, max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.sampled_from(LEAVES), _forms, max_leaves=6))
def test_any_expression_has_a_value_or_is_refused_in_little_memory(text):
    before = NAMES["im"].copy()
    with paid() as budget, suppress(Refused):
        work_out(text, NAMES, budget)
    np.testing.assert_array_equal(NAMES["im"], before)
