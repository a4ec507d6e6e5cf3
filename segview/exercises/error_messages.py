"""What a beginner reads about an answer that cannot be worked out, and how to mend it."""

import re
import unicodedata
from typing import Any

import numpy as np

from segview.exercises.arguments import SCALARS, SEQUENCES
from segview.exercises.budget import Refused

LENGTH = 300  # characters

MASKS = (
    "“and”, “or” and “not” decide about one value, but an array holds many: "
    "combine masks with &, | and ~, and put each comparison into parentheses."
)
CHAIN = (
    "A chain such as 0.1 < im < 0.5 works for one number, not for a whole array: "
    "write (0.1 < im) & (im < 0.5)."
)
PRECEDENCE = (
    "&, | and ~ combine masks, and they come before > and <: "
    "put each comparison into parentheses, as in (im > 0.1) & (im < 0.5)."
)
TYPED = {
    **dict.fromkeys("−–", "-"),
    **dict.fromkeys("×·", "*"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **{"÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "²": "**2"},
}

UNKNOWN = {
    "Lambda": "Write what it computes instead of lambda",
    "NamedExpr": "Giving names with := is not needed here",
    "JoinedStr": "Texts are not needed here",
    "Dict": "Curly brackets are not needed here: lists have square ones",
    "DictComp": "Curly brackets are not needed here: lists have square ones",
    "Set": "Curly brackets are not needed here: lists have square ones",
    "Starred": "The star that unpacks a list only works in the parentheses of a call here",
    **dict.fromkeys(("Import", "ImportFrom"), "All you need is here already: leave import out"),
    "Try": "Let errors show: leave try out",
    "ClassDef": "Classes are not needed here",
    "Delete": "Nothing needs to be deleted here",
    "AnnAssign": "Leave the type out: name = value",
    "Assert": "Leave assert out: only what the function returns is checked",
    "Raise": "Leave raise out: only what the function returns is checked",
    "Global": "What a function needs comes in through its parentheses",
}
ELSEWHERE = {
    "print": "Nothing is printed here: give a value a name, or return it.",
    **dict.fromkeys(("input", "open", "eval", "exec"), "Compute with what you have."),
}
"""Names of Python that learners look for and do not find, and what to do without them."""


def plain(text: str, most: int = LENGTH) -> str:
    """Return the text without spaces around it, if it is short and any keyboard has its signs."""
    if len(text) > most:
        raise Refused(f"An answer here fits into {most} characters.")
    if not text.strip().strip("_"):
        raise Refused("This is still empty.")
    for number, line in enumerate(text.split("\n"), 1):
        for sign in line:
            if sign.isascii() and sign.isprintable() and sign not in "\\`":
                continue
            what = f"The character {_shown(sign)} does not belong into this code"
            refusal = Refused(f"{what}: {_instead(sign)}.")
            refusal.line = number
            raise refusal
    return text


def _shown(sign: str) -> str:
    return f"“{sign}”" if sign.isprintable() else f"U+{ord(sign):04X}"


def _instead(sign: str) -> str:
    usual = TYPED.get(sign, unicodedata.normalize("NFKC", sign))
    typable = usual != sign and usual.isascii() and usual.isprintable()
    return f"type {usual} instead" if typable else "leave it out"


def about_error(error: Exception) -> str:
    """Say what Python or NumPy complained about in a beginner's words, as far as we know them."""
    message = str(error)
    if "truth value of a" in message:
        return MASKS
    if re.search(
        r"'(bitwise_\w+|invert)' not supp|for (unary ~|[&|^])|operand type.* [&|^~]:", message
    ):
        return PRECEDENCE
    if message.startswith(("your mask", "the ground truth")):  # our own sentences
        return f"{message[0].upper()}{message[1:]}."
    for pattern, words in SAID.items():
        if found := re.search(pattern, message):
            return words.format(*found.groups())
    first = (message.splitlines() or ["this has no value"])[0]
    return f"Python stops here: {first[:200].strip(' .')}."


SAID = {
    "inhomogeneous": "The rows of an array are equally long, and these parts differ in shape.",
    r"unhashable": "A set is made of numbers and not of rows: take the .ravel() of an array.",
    r"recursion": "This is nested too deeply.",
    r"cannot reshape array of size (\d+) into shape (\(.*\))": (
        "An array of {0} numbers cannot get the shape {1}."
    ),
    r"index (-?\d+) is out of bounds for axis \d+ with size (\d+)": (
        "There is no place {0} among {1}: places are numbered from 0."
    ),
    r"(list|tuple|range).* index out of range": "This {0} is shorter: places are numbered from 0.",
    r"indexing with (\d+)-d|too many indices for array": (
        "There are more indices in the brackets than the array has axes."
    ),
    r"boolean index did not match": (
        "A mask picks pixels of an array of its own shape, and these two shapes differ."
    ),
    r"only integers, slices|indices must be integers": (
        "A place in an array is a whole number, or a mask picks pixels: this is neither."
    ),
    r"interpreted as an integer": "A whole number is needed here, such as 20 instead of 20.0.",
    r"division by zero|modulo by zero": "This divides by zero.",
    r"axis (-?\d+) is out of bounds for array of dimension (\d+)": (
        "There is no axis {0}: this array has {1}, numbered from 0."
    ),
    r"all the input array dimensions.* must match exactly": (
        "Arrays that are put together have the same length along all other axes."
    ),
    r"must have the same number of dimensions": (
        "Arrays that are put together have the same number of axes: np.append and "
        "np.concatenate join columns of shape (n, 1), not rows of shape (n,)."
    ),
    r"zero-dimensional arrays cannot be concatenated": "Single numbers are no arrays to join.",
    r"all input arrays must have the same shape": "Arrays that are stacked have the same shape.",
    r"'(\w+)' object is not iterable|iteration over a 0-d": "A single number is no list of things.",
    r"object of type '(\w+)' has no len|len\(\) of unsized": (
        "len counts the items of a list or the rows of an array; this is a single number."
    ),
    r"unsupported operand type|not supported between|has no implementation": (
        "These two cannot be computed with: is one of them no number and no array?"
    ),
    r"(could not convert|invalid literal)": "This is no number.",
    r"missing (\d+) required positional argument": "There is too little in the parentheses.",
}
"""Patterns of messages of Python and NumPy, and what they mean in these exercises."""


def about_syntax(error: SyntaxError, text: str) -> str:
    """Say why Python cannot read a text."""
    if "never closed" in (error.msg or "") or "unmatched" in (error.msg or ""):
        return f"Python cannot read this: {error.msg}. Count the brackets."
    if re.search(r"\d\s*[A-Za-z_(]", text) and "decimal" in (error.msg or ""):
        return "Between a number and a name stands an operator, as in 2 * x."
    if "\n" not in text and re.search(r"(?<![<>=!])=(?!=)", text):
        return "One = gives a value a name; to compare two values, use ==."
    return f"Python cannot read this: {error.msg}."


def named(value: Any) -> str:
    """What a value is, at the beginning of a sentence."""
    if isinstance(value, (np.ndarray, np.generic)) and np.ndim(value):
        return "An array"
    if isinstance(value, str):
        return "A text"
    if isinstance(value, (*SEQUENCES, set)):
        return f"A {type(value).__name__}"
    return f"The number {value}" if isinstance(value, SCALARS) else "This"
