"""What a beginner reads about an answer that cannot be worked out, and how to mend it."""

import re
import unicodedata

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
    "Lambda": "Functions of your own are not needed here",
    "ListComp": "Loops inside brackets are not needed here: NumPy works on whole arrays",
    "GeneratorExp": "Loops inside brackets are not needed here: NumPy works on whole arrays",
    "NamedExpr": "Giving names with := is not needed here",
    "IfExp": "“if” is not needed here: np.where chooses element by element",
    "JoinedStr": "Texts are not needed here",
    "Dict": "Curly brackets are not needed here: lists have square ones",
    "Set": "Curly brackets are not needed here: lists have square ones",
    "Starred": "The star that unpacks a list is not needed here",
}


def plain(text: str) -> str:
    """Return the text without spaces around it, if it is short and any keyboard has its signs."""
    if len(text) > LENGTH:
        raise Refused(f"An answer here fits into {LENGTH} characters.")
    text = text.strip()
    if not text.strip("_"):
        raise Refused("This blank is still empty.")
    for sign in text:
        if sign.isascii() and sign.isprintable() and sign not in "\\`":
            continue
        shown = f"“{sign}”" if sign.isprintable() else f"U+{ord(sign):04X}"
        usual = TYPED.get(sign, unicodedata.normalize("NFKC", sign))
        typable = usual != sign and usual.isascii() and usual.isprintable()
        advice = f"type {usual} instead" if typable else "leave it out"
        raise Refused(f"The character {shown} does not belong into this code: {advice}.")
    return text


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
    if "inhomogeneous" in message:
        return "The rows of an array are equally long, but these parts have different shapes."
    first = (message.splitlines() or ["this has no value"])[0]
    return f"Python stops here: {first[:200].strip(' .')}."


def about_syntax(error: SyntaxError, text: str) -> str:
    """Say why Python cannot read a text."""
    if re.search(r"(?<![<>=!])=(?!=)", text):
        return "One = gives a value a name; to compare two values, use ==."
    return f"Python cannot read this: {error.msg}."
