"""Work out the value of an expression without handing it to Python.

A visitor walks the parsed tree. It knows a few kinds of nodes and the functions of the vocabulary;
whatever is not there does not exist. Every operation says what it will cost at most before it
starts, and is paid from one budget.
"""

import ast
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import numpy as np

from segview.exercises import upper_bounds as bounds
from segview.exercises.arguments import NUMBERS, SCALARS, SEQUENCES
from segview.exercises.budget import ITEM, READ, STEP, Budget, Refused
from segview.exercises.callables import Glue, Namespace
from segview.exercises.error_messages import CHAIN, ELSEWHERE, MASKS, UNKNOWN, named
from segview.exercises.estimators import Estimator
from segview.exercises.vocabulary import APPEND, METHODS, PROPERTIES, TABLE
from segview.operators import RUN, SIGNS, UNARY

DEPTH = 60
WORD = 20  # characters of a text in quotes
LARGEST = 2**62
PLAIN = (bool, int, float)


class Expressions(ast.NodeVisitor):
    """Visits the nodes of expressions, and returns their values.

    Parameters
    ----------
    names : mapping
        What the expressions may use besides the vocabulary, by name.
    budget : Budget
        What pays for everything.
    """

    def __init__(self, names: Mapping[str, Any], budget: Budget) -> None:
        self.names = dict(names)
        self.inner: dict[str, Any] = {}  # names that a function or a comprehension has to itself
        self.budget = budget
        self.depth = 0

    def visit(self, node):
        self.budget.spend(STEP)
        self.depth += 1
        if self.depth > DEPTH:
            raise Refused("This is nested too deeply.")
        try:
            visitor = getattr(self, f"visit_{type(node).__name__}", self.generic_visit)
            value = visitor(node)
        finally:
            self.depth -= 1
        return self.fit(value)

    def fit(self, value: Any) -> Any:
        """Return a value if it is one of those that are needed here."""
        if isinstance(value, int):
            if abs(value) > LARGEST:
                raise Refused("This number is too large.")
        elif isinstance(value, (np.ndarray, np.generic)):
            if value.dtype.kind not in "biuf":
                raise Refused("Arrays here hold numbers, nothing else.")
        elif isinstance(value, complex):
            raise Refused("This is not a real number.")
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
        for names in (self.inner, self.names, TABLE):
            if node.id in names:
                return names[node.id]
        raise Refused(f"There is no {node.id} here. {self.hint(node.id)}")

    def hint(self, name: str) -> str:
        if name in ELSEWHERE:
            return ELSEWHERE[name]
        known = {**self.names, **self.inner}
        close = get_close_matches(name, {**TABLE, **known}, 1)
        return f"Did you mean {close[0]}?" if close else f"You can use np, {', '.join(known)}."

    def visit_Attribute(self, node):
        value, name = self.visit(node.value), node.attr
        if isinstance(value, (Namespace, Estimator)):
            if name in value.members:
                return value.members[name]
            raise Refused(value.missing(name))
        if isinstance(value, (np.ndarray, np.generic)) and name in PROPERTIES:
            return getattr(value, name)
        if isinstance(value, (np.ndarray, np.generic)) and name in METHODS:
            return replace(METHODS[name], name=f".{name}", first=(np.asarray(value),))
        if isinstance(value, list) and name == "append":
            return replace(APPEND, first=(value,))
        raise Refused(f"{named(value)} has no .{name} here.")

    def visit_Call(self, node):
        function = self.visit(node.func)
        if not callable(function):
            raise Refused("Only functions can be called: is an operator missing before a bracket?")
        given, words = [], {}
        for part in node.args:
            if isinstance(part, ast.Starred):
                given += self.items(part.value)
            else:
                given.append(self.visit(part))
        for keyword in node.keywords:
            if keyword.arg is None:
                raise Refused("Two stars are not needed here: write the arguments out.")
            words[keyword.arg] = self.visit(keyword.value)
        return function(given, words, self.budget)

    def items(self, node) -> list:
        """Return what a list or the like holds, one by one."""
        value = self.visit(node)
        if not isinstance(value, (*SEQUENCES, set)) and not np.ndim(value):
            raise Refused(f"{named(value)} has no items to go through one by one.")
        self.budget.spend(ITEM * len(value))
        return list(value)

    def visit_ListComp(self, node):
        outside, self.inner = self.inner, dict(self.inner)
        made = []
        try:
            self.comprehend(node.generators, node.elt, made)
        finally:
            self.inner = outside
        return made

    visit_GeneratorExp = visit_ListComp

    def visit_SetComp(self, node):
        return set(self.visit_ListComp(node))

    def comprehend(self, generators, element, made):
        if not generators:
            made.append(self.visit(element))
            self.budget.spend(ITEM + bounds.listed(made[-1]))
            return
        for item in self.items(generators[0].iter):
            self.bind(generators[0].target, item, self.inner)
            if all(self.true(condition) for condition in generators[0].ifs):
                self.comprehend(generators[1:], element, made)

    def bind(self, target, value, names):
        """Give a value the name, or its items the names, that stand on the left."""
        if isinstance(target, ast.Name):
            names[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            if not isinstance(value, (*SEQUENCES, np.ndarray)) or len(value) != len(target.elts):
                raise Refused(f"{len(target.elts)} names on the left need as many values.")
            for part, item in zip(target.elts, value, strict=True):
                self.bind(part, item, names)
        else:
            raise Refused("Only names can stand on the left here.")

    def true(self, node) -> bool:
        """Whether a condition holds."""
        return bool(self.data(self.visit(node), "a condition"))

    def visit_IfExp(self, node):
        return self.visit(node.body if self.true(node.test) else node.orelse)

    def visit_Tuple(self, node):
        items = []
        for part in node.elts:
            items.append(self.visit(part))
            if not isinstance(items[-1], (*NUMBERS, str, slice, type(None), type(Ellipsis))):
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
        return self.operate(node.op, self.visit(node.left), self.visit(node.right), RUN)

    def operate(self, op, left, right, run):
        """Compute with two values, if what comes out can be paid for."""
        sign = SIGNS.get(type(op))
        if sign is None:
            raise Refused("Shifting bits with << or >> is not needed here.")
        whole = isinstance(left, int) and isinstance(right, int)
        if sign == "**" and whole and right * left.bit_length() > 64:
            raise Refused("This number is too large.")
        if type(left) in PLAIN and type(right) in PLAIN and sign != "@":
            return run[sign](left, right)
        for side in (left, right):
            self.data(side, "a sum, product or the like")
        sides = (left, right)
        arrays = (np.ndarray, np.floating, np.bool_)
        lists = any(isinstance(side, SEQUENCES) for side in sides)
        if lists and not any(isinstance(side, arrays) for side in sides):
            return self.combine(sign, left, right)
        if sign == "@":
            self.budget.spend(bounds.multiplied({"a": left, "b": right}))
        else:
            self.budget.spend(bounds.calculated(sign, left, right))
        return run[sign](left, right)

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
        if type(left) in PLAIN and type(right) in PLAIN and not sign.endswith("in"):
            return RUN[sign](left, right)
        for side in (left, right):
            self.data(side, "a comparison")
            if isinstance(side, (list, tuple)) and not all(isinstance(i, SCALARS) for i in side):
                raise Refused("Only lists of numbers can be compared.")
        if isinstance(left, (np.ndarray, np.generic)) or isinstance(right, np.ndarray):
            self.budget.spend(bounds.calculated("==", left, right))
        else:
            self.budget.spend(READ * (bounds.weight(left) + bounds.weight(right)))
        return RUN[sign](left, right)
