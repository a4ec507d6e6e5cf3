"""A program made shorter: what its settings rule out is left out, and what nobody uses then."""

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any

from segview.operators import RUN, SIGNS
from segview.parsing import parse


class Undecided(LookupError):
    """A test whose answer the settings alone do not tell."""


def decide(test: ast.expr, settings: Mapping[str, Any]) -> Any:
    """Value of a test made of settings, literals, comparisons, ``and``, ``or`` and ``not``.

    Raises
    ------
    Undecided
        If it is made of anything else.
    """
    match test:
        case ast.Constant(value):
            return value
        case ast.Name(name) if name in settings:
            return settings[name]
        case ast.Tuple(parts) | ast.List(parts):
            return [decide(part, settings) for part in parts]
        case ast.UnaryOp(ast.Not(), operand):
            return not decide(operand, settings)
        case ast.BoolOp(ast.And(), parts):
            return all(decide(part, settings) for part in parts)
        case ast.BoolOp(ast.Or(), parts):
            return any(decide(part, settings) for part in parts)
        case ast.Compare(left, [how], [right]) if type(how) in SIGNS:
            return RUN[SIGNS[type(how)]](decide(left, settings), decide(right, settings))
    raise Undecided(ast.unparse(test))


def prune(source: str, settings: Mapping[str, Any]) -> str:
    r"""Keep, of every ``if`` that the settings decide, the branch that runs.

    Parameters
    ----------
    source : str
        A program. Each ``if``, ``elif`` and ``else`` at its top level, or in a branch there, has a
        line to itself.
    settings : mapping
        Values of some of its variables, which it does not change.

    Returns
    -------
    str
        The program that is left, comments and all.

    Examples
    --------
    >>> prune("if two:\n    cuts = [low, high]\nelse:\n    cuts = [low]", {"two": False})
    'cuts = [low]'
    """
    lines = source.splitlines()
    return "\n".join(_pruned(parse(source).body, lines, 0, len(lines), settings))


def _pruned(
    block: Sequence[ast.stmt], lines: list[str], start: int, end: int, settings: Mapping[str, Any]
) -> list[str]:
    """What is left of the lines from `start` to before `end`, which hold these statements."""
    kept = []
    for statement in block:
        if isinstance(statement, ast.If):
            try:
                branch, first, last = _branch(statement, lines, settings)
            except Undecided:
                continue
            kept += lines[start : statement.lineno - 1]
            inside = _pruned(branch, lines, first, last, settings)
            kept += [line.removeprefix("    ") for line in inside]
            start = statement.end_lineno
    return kept + lines[start:end]


def _branch(
    statement: ast.If, lines: list[str], settings: Mapping[str, Any]
) -> tuple[list[ast.stmt], int, int]:
    """Statements of the branch that runs, and the first and the last line that it spans."""
    end = other = statement.end_lineno
    if statement.orelse:
        *_, last = statement.body
        other = last.end_lineno
        while not re.match(r"\s*(else|elif)\b", lines[other]):
            other += 1
    if decide(statement.test, settings):
        return statement.body, statement.lineno, other
    if statement.orelse and lines[other].lstrip().startswith("elif"):
        return _branch(statement.orelse[0], lines, settings)
    return statement.orelse, min(other + 1, end), end


def drop_unused(source: str, names: Sequence[str] = ()) -> str:
    """Leave out imports and functions that nothing uses, and assignments to unused `names`."""
    while True:
        tree = parse(source)
        used = {name for node in ast.walk(tree) for name in _names_used(node)}
        lines = source.splitlines()
        for statement in reversed(tree.body):
            lines[statement.lineno - 1 : statement.end_lineno] = _used_part(
                statement, used, names, lines[statement.lineno - 1 : statement.end_lineno]
            )
        shorter = "\n".join(lines)
        if shorter == source:
            return re.sub(r"\n{4,}", "\n\n\n", shorter)
        source = shorter


def _names_used(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(name, ast.Load()) | ast.AugAssign(ast.Name(name)):
            return [name]
    return []


def _used_part(
    statement: ast.stmt, used: set[str], names: Sequence[str], lines: list[str]
) -> list[str]:
    """Lines of a statement, as far as they bind something that is used."""
    match statement:
        case ast.Import(parts) | ast.ImportFrom(names=parts):
            needed = [
                part for part in parts if (part.asname or part.name.partition(".")[0]) in used
            ]
            if len(needed) == len(parts):
                return lines
            statement.names = needed
            return [ast.unparse(statement)] if needed else []
        case ast.FunctionDef(name) | ast.Assign([ast.Name(name)]):
            if name not in used and (name in names or isinstance(statement, ast.FunctionDef)):
                return []
    return lines
