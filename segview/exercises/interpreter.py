"""Work out the value of an expression that a learner typed, without handing it to Python.

The text is parsed into a tree, and a visitor walks the tree. It knows a few kinds of nodes and the
functions of the vocabulary; whatever is not there does not exist. Every operation says what it will
cost at most before it starts, and is paid from one budget.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import numpy as np

from segview.exercises import upper_bounds as bounds
from segview.exercises.arguments import NUMBERS, SCALARS, SEQUENCES
from segview.exercises.budget import ITEM, READ, STEP, Budget, Refused
from segview.exercises.callables import Function, Glue, Namespace
from segview.exercises.error_messages import (
    CHAIN,
    MASKS,
    UNKNOWN,
    about_error,
    about_syntax,
    plain,
)
from segview.exercises.vocabulary import METHODS, PROPERTIES, TABLE
from segview.parsing import parse

__all__ = ["evaluate"]

NODES = 150
DEPTH = 30
WORD = 20  # characters of a text in quotes
LARGEST = 2**62

SIGNS: dict[type, str] = {
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%"},
    **{ast.Pow: "**", ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^"},
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
    **{ast.In: "in", ast.NotIn: "not in"},
}
RUN: dict[str, Callable] = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv},
    **{"//": operator.floordiv, "%": operator.mod, "**": operator.pow, "@": operator.matmul},
    **{"&": operator.and_, "|": operator.or_, "^": operator.xor},
    **{"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le},
    **{">": operator.gt, ">=": operator.ge},
    **{"in": lambda a, b: a in b, "not in": lambda a, b: a not in b},
}
UNARY: dict[type, Callable] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: lambda value: ~int(value) if isinstance(value, bool) else ~value,
}


def evaluate(text: str, names: Mapping[str, Any], budget: Budget) -> Any:
    """Work out the value of an expression.

    Parameters
    ----------
    text : str
        What the learner typed; anything at all.
    names : mapping
        Numbers, lists and arrays that the expression may use, by name.
    budget : Budget
        What pays for it.

    Returns
    -------
    bool, int, float, str, None, list, tuple, range, set, NumPy number, dtype or array

    Raises
    ------
    Refused
        If the expression has no value, is not allowed, or costs more than is left.
    """
    text = plain(text)
    try:
        tree = parse(text, "eval").body
    except SyntaxError as error:
        raise Refused(about_syntax(error, text)) from None
    except (MemoryError, RecursionError, ValueError):
        raise Refused("This is nested too deeply.") from None
    if sum(1 for _ in ast.walk(tree)) > NODES:
        raise Refused("This is longer than any answer here needs to be.")
    with np.errstate(all="ignore"):
        try:
            value = _Visitor({**TABLE, **names}, budget).visit(tree)
        except Refused:
            raise
        except (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError) as error:
            raise Refused(about_error(error)) from None
    if isinstance(value, (Function, Namespace, Glue)):
        raise Refused(f"Call {value.name} with its arguments in parentheses: it is no value yet.")
    if isinstance(value, slice) or value is Ellipsis:
        raise Refused("A colon or ... only means something inside square brackets.")
    return value


class _Visitor(ast.NodeVisitor):
    """One expression on its way to a value."""

    def __init__(self, names: Mapping[str, Any], budget: Budget) -> None:
        self.names = names
        self.budget = budget
        self.depth = 0

    def visit(self, node):
        self.budget.spend(STEP)
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

    def data(self, value: Any, by: str) -> Any:
        if not isinstance(value, NUMBERS):
            raise Refused(f"Numbers or arrays of numbers are needed here, in {by}.")
        return value

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, (bytes, complex)) or (isinstance(value, str) and len(value) > WORD):
            raise Refused("Only numbers, and a word such as 'reflect', can be written out here.")
        return value

    def visit_Name(self, node):
        if node.id not in self.names:
            known = [name for name in self.names if name not in TABLE]
            close = get_close_matches(node.id, self.names, 1)
            hint = f"Did you mean {close[0]}?" if close else f"You can use np, {', '.join(known)}."
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
            return replace(METHODS[name], name=f".{name}", first=(np.asarray(value),))
        kind = "An array" if isinstance(value, np.ndarray) else "This value"
        raise Refused(f"{kind} has no .{name} here.")

    def visit_Call(self, node):
        function = self.visit(node.func)
        if not isinstance(function, Function):
            raise Refused("Only functions can be called: is an operator missing before a bracket?")
        given = list(map(self.visit, node.args))
        named = {}
        for keyword in node.keywords:
            if keyword.arg is None:
                raise Refused("Two stars are not needed here: write the arguments out.")
            named[keyword.arg] = self.visit(keyword.value)
        return function(given, named, self.budget)

    def visit_Tuple(self, node):
        items = []
        for part in node.elts:
            items.append(self.visit(part))
            kinds = (*NUMBERS, slice, type(None), type(Ellipsis))
            if not isinstance(items[-1], kinds):
                raise Refused("Lists here hold numbers and arrays, nothing else.")
            self.budget.spend(ITEM + bounds.listed(items[-1]))
        return tuple(items)

    def visit_List(self, node):
        return [self.data(item, "a list") for item in self.visit_Tuple(node)]

    def visit_Slice(self, node):
        ends = (node.lower, node.upper, node.step)
        return slice(*(None if end is None else self.visit(end) for end in ends))

    def visit_Subscript(self, node):
        value, index = self.visit(node.value), self.visit(node.slice)
        if isinstance(value, Glue):
            return self.glue(value, index)
        if isinstance(value, np.ndarray):
            self.budget.spend(bounds.picked(value, index))
        elif isinstance(value, SEQUENCES) and isinstance(index, slice):
            self.budget.spend(ITEM * len(value))
        elif not (isinstance(value, SEQUENCES) and isinstance(index, (int, np.integer))):
            raise Refused("Square brackets here pick from an array, or one item from a list.")
        return value[index]

    def glue(self, value: Glue, index: Any) -> np.ndarray:
        """Join arrays in the way of ``np.c_`` or ``np.r_``."""
        parts = index if isinstance(index, tuple) else (index,)
        for part in parts:
            self.data(part, f"{value.name}[...]")
        self.budget.spend(3 * bounds.MADE * bounds.weight(parts))
        return value.run[index]

    def visit_UnaryOp(self, node):
        value = self.data(self.visit(node.operand), "a sum, product or the like")
        if isinstance(node.op, ast.Not):
            return not value
        self.budget.spend(bounds.calculated("-", value, value))
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
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise Refused("Shifting bits with << or >> is not needed here.")
        left, right = (
            self.data(self.visit(side), "a sum, product or the like")
            for side in (node.left, node.right)
        )
        sides = (left, right)
        arrays = (np.ndarray, np.floating, np.bool_)
        lists = any(isinstance(side, SEQUENCES) for side in sides)
        if lists and not any(isinstance(side, arrays) for side in sides):
            return self.combine(sign, left, right)
        if sign == "@":
            self.budget.spend(bounds.multiplied({"a": left, "b": right}))
        else:
            self.budget.spend(bounds.calculated(sign, left, right))
        whole = isinstance(left, int) and isinstance(right, int)
        if sign == "**" and whole and right * left.bit_length() > 64:
            raise Refused("This number is too large.")
        return RUN[sign](left, right)

    def combine(self, sign, left, right):
        """Join two lists, or repeat one that holds nothing but numbers."""
        if sign == "+" and type(left) is type(right) and not isinstance(left, range):
            self.budget.spend(ITEM * (len(left) + len(right)))
            return left + right
        items, times = (left, right) if isinstance(left, (list, tuple)) else (right, left)
        plain = isinstance(items, (list, tuple)) and all(isinstance(i, SCALARS) for i in items)
        if sign == "*" and plain and isinstance(times, (int, np.integer)):
            self.budget.spend(ITEM * len(items) * max(int(times), 1))
            return items * int(times)
        raise Refused("Lists do not compute; arrays do. Turn a list into an array with np.array.")

    def visit_Compare(self, node):
        left = self.visit(node.left)
        for at, (op, part) in enumerate(zip(node.ops, node.comparators, strict=True)):
            right = self.visit(part)
            value = self.compare(SIGNS.get(type(op)), left, right)
            if at < len(node.ops) - 1:
                if isinstance(value, np.ndarray) and value.size > 1:
                    raise Refused(CHAIN)
                if not value:
                    return value
            left = right
        return value

    def compare(self, sign, left, right):
        if sign is None:
            raise Refused("“is” asks for the very same object; to compare values, use ==.")
        for side in (left, right):
            self.data(side, "a comparison")
            if isinstance(side, (list, tuple)) and not all(isinstance(i, SCALARS) for i in side):
                raise Refused("Only lists of numbers can be compared.")
        if isinstance(left, (np.ndarray, np.generic)) or isinstance(right, np.ndarray):
            self.budget.spend(bounds.calculated("==", left, right))
        else:
            self.budget.spend(READ * (bounds.weight(left) + bounds.weight(right)))
        return RUN[sign](left, right)
