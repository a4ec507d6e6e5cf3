"""Read what a learner typed into a blank, or as the lines of a function."""

import ast
import re
from textwrap import dedent, indent

from segview.exercises.budget import Refused
from segview.exercises.error_messages import about_syntax, plain
from segview.parsing import parse

NODES = 150  # of the tree of a blank
LINES = 3000  # characters of a function


def read(text: str, before: str = "") -> ast.expr:
    """Parse what stands in a blank.

    Parameters
    ----------
    text : str
        What the learner typed; anything at all.
    before : str
        What stands before the blank in its line.

    Returns
    -------
    ast.expr

    Raises
    ------
    Refused
        If it is no expression, or a long one.
    """
    text = plain(text).strip()
    name = re.search(r"([\w.\[\]]+)\s*=\s*$", before)
    if name and re.match(rf"{re.escape(name[1])}\s*=(?!=)", text):
        raise Refused(f"“{name[1]} =” is already written there: type only what comes after it.")
    if before.strip() == "return" and re.match(r"return\b", text):
        raise Refused("“return” is already written there: type only what comes after it.")
    tree = _parsed(text, "eval").body
    if sum(1 for _ in ast.walk(tree)) > NODES:
        raise Refused("This is longer than any answer here needs to be.")
    return tree


def _parsed(text: str, mode: str) -> ast.AST:
    try:
        return parse(text, mode)
    except SyntaxError as error:
        refusal = Refused(about_syntax(error, text))
        refusal.line = error.lineno
        raise refusal from None
    except (MemoryError, RecursionError, ValueError):
        raise Refused("This is nested too deeply.") from None


def read_lines(text: str, before: str, after: str) -> ast.Module:
    """Parse a program in which some lines are the learner's.

    Parameters
    ----------
    text : str
        The lines, indented or not.
    before, after : str
        What the program holds besides.

    Returns
    -------
    ast.Module

    Raises
    ------
    Refused
        If it is no program.
    """
    lines = dedent(plain(text.replace("\t", "    "), LINES))
    head = before.rstrip().rpartition("\n")[2]
    if re.match(r"\s*def\b", lines) and head.partition("(")[0] in lines:
        raise Refused(f"“{head}” is already written there: type only the lines after it.")
    return _parsed(before + indent(lines, "    ") + after, "exec")
