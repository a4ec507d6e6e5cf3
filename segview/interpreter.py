"""Work out the value of an expression that a learner typed, without handing it to Python.

The text is parsed into a tree, and a visitor walks the tree. It knows a few kinds of nodes and the
functions in `segview.allowed`; whatever is not there does not exist. Every operation says how many
numbers it will make or read before it starts, and there is a limit to all of them together.
"""

import ast
import operator
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import numpy as np

from segview.advice import CHAIN, MASKS, UNKNOWN, about_error, about_syntax, plain
from segview.allowed import METHODS, OPTIONS, PROPERTIES, TABLE, Function, Namespace
from segview.costs import DATA, ITEM, SCALARS, SEQUENCES, Refused, picked, volume, weight

__all__ = ["Refused", "evaluate"]

NODES = 150
DEPTH = 30
WORD = 20  # characters of a text in quotes
WORK = 4_000_000  # numbers made or read
LARGEST = 2**62
SECONDS = 0.5

BINARY: dict[type, Callable] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
COMPARE: dict[type, Callable] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
UNARY: dict[type, Callable] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: lambda value: ~int(value) if isinstance(value, bool) else ~value,
}


def evaluate(text: str, names: Mapping[str, Any]) -> Any:
    """Work out the value of an expression.

    Parameters
    ----------
    text : str
        What the learner typed; anything at all.
    names : mapping
        Numbers, lists and arrays that the expression may use, by name.

    Returns
    -------
    bool, int, float, str, None, list, tuple, range, NumPy number or array

    Raises
    ------
    Refused
        If the expression has no value, is not allowed, or would take too much time or memory.
    """
    text = plain(text)
    try:
        tree = ast.parse(text, mode="eval").body
        if sum(1 for _ in ast.walk(tree)) > NODES:
            raise Refused("This is longer than any answer here needs to be.")
        with np.errstate(all="ignore"):
            value = _Visitor({**TABLE, **names}).visit(tree)
    except Refused:
        raise
    except SyntaxError as error:
        raise Refused(about_syntax(error, text)) from None
    except (MemoryError, RecursionError):
        raise Refused("This is nested too deeply.") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError) as error:
        raise Refused(about_error(error)) from None
    if isinstance(value, (Function, Namespace)):
        raise Refused(f"Call {value.name} with its arguments in parentheses: it is no value yet.")
    if isinstance(value, slice) or value is Ellipsis:
        raise Refused("A colon or ... only means something inside square brackets.")
    return value


class _Visitor(ast.NodeVisitor):
    """One expression on its way to a value."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names
        self.left = WORK
        self.depth = 0
        self.deadline = time.monotonic() + SECONDS

    def visit(self, node):
        if time.monotonic() > self.deadline:
            raise Refused("This takes too long. Try again, or find a shorter way.")
        self.depth += 1
        if self.depth > DEPTH:
            raise Refused("This is nested too deeply.")
        value = super().visit(node)
        self.depth -= 1
        if isinstance(value, int) and abs(value) > LARGEST:
            raise Refused("This number is too large.")
        if isinstance(value, complex):
            raise Refused("This is not a real number.")
        if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind not in "biuf":
            raise Refused("Arrays here hold numbers, nothing else.")
        return value

    def generic_visit(self, node):
        what = UNKNOWN.get(type(node).__name__, "This kind of code is not needed here")
        raise Refused(f"{what}.")

    def charge(self, cost: float) -> None:
        """Take a cost from what is left; also refuses infinity and not-a-number."""
        if not cost <= self.left:
            raise Refused(f"This would take more than {WORK:,} numbers: far more than needed here.")
        self.left -= cost

    def data(self, value: Any, by: str) -> Any:
        if not isinstance(value, DATA):
            raise Refused(f"Numbers or arrays of numbers are needed here, in {by}.")
        return value

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, (bytes, complex)) or (isinstance(value, str) and len(value) > WORD):
            raise Refused("Only numbers, and a word such as 'reflect', can be written out here.")
        return value

    def visit_Name(self, node):
        if node.id not in self.names:
            known = [name for name in self.names if not isinstance(self.names[name], Function)]
            close = get_close_matches(node.id, self.names, 1)
            hint = f"Did you mean {close[0]}?" if close else f"You can use {', '.join(known)}."
            raise Refused(f"There is no {node.id} here. {hint}")
        return self.names[node.id]

    def visit_Attribute(self, node):
        value, name = self.visit(node.value), node.attr
        if isinstance(value, Namespace) and name in value.members:
            return value.members[name]
        if isinstance(value, Namespace):
            close = get_close_matches(name, value.members, 1)
            hint = f"Did you mean {value.name}.{close[0]}?" if close else "Find a way without it."
            raise Refused(f"There is no {value.name}.{name} here. {hint}")
        if isinstance(value, (np.ndarray, np.generic)) and name in PROPERTIES:
            return getattr(value, name)
        if isinstance(value, (np.ndarray, np.generic)) and name in METHODS:
            return replace(METHODS[name], name=f".{name}", first=(value,))
        kind = "An array" if isinstance(value, np.ndarray) else "This value"
        raise Refused(f"{kind} has no .{name} here.")

    def visit_Call(self, node):
        function = self.visit(node.func)
        if not isinstance(function, Function):
            raise Refused("Only functions can be called: is an operator missing before a bracket?")
        name, takes = function.name, function.takes
        given = [*function.first, *map(self.visit, node.args)]
        if len(given) > len(takes):
            raise Refused(f"The function {name} takes {', '.join(takes)}, and no more.")
        bound = dict(zip(takes, given, strict=False))
        for keyword in node.keywords:
            word = keyword.arg
            if word is None or word not in takes or word in bound:
                problem = "gets two values" if word in bound else "is not among them"
                listed = ", ".join(takes[len(function.first) :])
                raise Refused(f"The function {name} takes {listed}; {word or '**'} {problem}.")
            bound[word] = self.visit(keyword.value)
        wanted = [word for word in takes if word not in OPTIONS]
        data = [self.data(bound[word], name) for word in wanted if word in bound]
        if any(word not in bound for word in wanted[: len(data)]):
            raise Refused(
                f"The function {name} takes {', '.join(takes)}: give it the first ones, too."
            )
        options = {
            word: OPTIONS[word](bound[word]) for word in takes if word in bound.keys() & OPTIONS
        }
        self.charge(function.cost(data, options) if data else 1)
        return function.run(*data, **options)

    def visit_Tuple(self, node):
        items = []
        for part in node.elts:
            items.append(self.visit(part))
            if not isinstance(items[-1], (*DATA, slice, type(None), type(Ellipsis))):
                raise Refused("Lists here hold numbers and arrays, nothing else.")
            self.charge(weight(items[-1]))
        return tuple(items)

    def visit_List(self, node):
        return [self.data(item, "a list") for item in self.visit_Tuple(node)]

    def visit_Slice(self, node):
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else self.visit(end) for end in ends))

    def visit_Subscript(self, node):
        value, index = self.visit(node.value), self.visit(node.slice)
        if isinstance(value, np.ndarray):
            self.charge(picked(value, index))
        elif isinstance(value, SEQUENCES) and isinstance(index, (int, np.integer, slice)):
            self.charge(ITEM * len(value))
        else:
            raise Refused("Square brackets here pick from an array, or one item from a list.")
        return value[index]

    def visit_UnaryOp(self, node):
        value = self.data(self.visit(node.operand), "a sum, product or the like")
        self.charge(volume(value))
        if isinstance(node.op, ast.Not):
            return not value
        return UNARY[type(node.op)](value)

    def visit_BoolOp(self, node):
        stop = isinstance(node.op, ast.Or)
        for part in node.values:
            value = self.data(self.visit(part), "a condition")
            if part is not node.values[-1] and bool(value) is stop:
                return value
        if isinstance(value, np.ndarray) and value.size > 1:
            raise Refused(MASKS)
        return value

    def visit_BinOp(self, node):
        run = BINARY.get(type(node.op))
        if run is None:
            raise Refused("Shifting bits with << or >> is not needed here.")
        left, right = (
            self.data(self.visit(side), "a sum, product or the like")
            for side in (node.left, node.right)
        )
        if any(isinstance(side, SEQUENCES) for side in (left, right)) and not any(
            isinstance(side, np.ndarray) for side in (left, right)
        ):
            return self.combine(run, left, right)
        if run is operator.matmul:
            self.charge(TABLE["np"].members["matmul"].cost((left, right), {}))
        else:
            self.charge(2 * volume(left, right))
        whole = isinstance(left, int) and isinstance(right, int)
        if run is operator.pow and whole and right * left.bit_length() > 64:
            raise Refused("This number is too large.")
        return run(left, right)

    def combine(self, run, left, right):
        """Join two lists, or repeat one that holds nothing but numbers."""
        if run is operator.add and type(left) is type(right) and not isinstance(left, range):
            self.charge(weight(left) + weight(right))
            return left + right
        items, times = (left, right) if isinstance(left, (list, tuple)) else (right, left)
        plain = isinstance(items, (list, tuple)) and all(isinstance(i, SCALARS) for i in items)
        if run is operator.mul and plain and isinstance(times, (int, np.integer)):
            self.charge(ITEM * len(items) * max(int(times), 1))
            return items * int(times)
        raise Refused("Lists do not compute; arrays do. Turn a list into an array with np.array.")

    def visit_Compare(self, node):
        left = self.visit(node.left)
        for at, (op, part) in enumerate(zip(node.ops, node.comparators, strict=True)):
            right = self.visit(part)
            value = self.compare(type(op), left, right)
            if at < len(node.ops) - 1:
                if isinstance(value, np.ndarray) and value.size > 1:
                    raise Refused(CHAIN)
                if not value:
                    return value
            left = right
        return value

    def compare(self, op, left, right):
        if op not in COMPARE:
            raise Refused("“is” asks for the very same object; to compare values, use ==.")
        for side in (left, right):
            self.data(side, "a comparison")
            if isinstance(side, (list, tuple)) and not all(isinstance(i, SCALARS) for i in side):
                raise Refused("Only lists of numbers can be compared.")
        in_arrays = isinstance(left, np.ndarray) or isinstance(right, np.ndarray)
        self.charge(volume(left, right) if in_arrays else weight(left) + weight(right))
        return COMPARE[op](left, right)
