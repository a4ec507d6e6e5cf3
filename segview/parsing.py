"""Python's parser, for one thread at a time: on Python 3.11 two at once disturb each other."""

import ast
import inspect
import threading
from collections.abc import Callable
from functools import cache

PARSER = threading.Lock()
"""Hold it while something that parses Python runs, such as `inspect.getsource` of a class."""


def parse(text: str, mode: str = "exec") -> ast.AST:
    """Parse Python.

    Parameters
    ----------
    text : str
        What to parse.
    mode : {"exec", "eval"}
        As statements, or as one expression.

    Returns
    -------
    ast.AST

    Raises
    ------
    SyntaxError
        If the text is no Python.
    """
    with PARSER:
        return ast.parse(text, mode=mode)


@cache
def source(function: Callable) -> str:
    """Source of a function or class; read once."""
    with PARSER:
        return inspect.getsource(function)
