"""Run a program, of which a learner typed a part, without handing it to Python."""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from segview.exercises import upper_bounds as bounds
from segview.exercises.arguments import NUMBERS, SCALARS
from segview.exercises.budget import ITEM, Budget, Refused
from segview.exercises.callables import Function, Glue, Namespace
from segview.exercises.definitions import Definition
from segview.exercises.error_messages import about_error, named
from segview.exercises.expressions import Expressions
from segview.exercises.outcomes import Step
from segview.operators import IN_PLACE

RECURSION = 4  # calls of a function inside itself
PYTHON_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError)


class _Return(Exception):
    def __init__(self, value):
        self.value = value


class _Break(Exception):
    pass


class _Continue(Exception):
    pass


class Program(Expressions):
    """Runs statements.

    Parameters
    ----------
    names : mapping
        What the program starts from.
    budget : Budget
        What pays for everything.
    blanks : sequence of ast.expr
        What the learner typed into each blank; in the program it has the name ``BLANK`` + number.
    looks : mapping of int to callable
        Number of a blank to ``(value, names)`` → what is wrong with it by itself, or None.

    Attributes
    ----------
    steps : list of Step
        What got a name, in the order in which it did.
    seen : list of (int, object)
        The blanks that were worked out, and their values.
    """

    BLANK = "blank_"

    def __init__(
        self,
        names: Mapping[str, Any],
        budget: Budget,
        blanks: Sequence[ast.AST] = (),
        looks: Mapping[int, Callable[[Any, Mapping[str, Any]], str | None]] | None = None,
    ) -> None:
        super().__init__(names, budget)
        self.blanks = {f"{self.BLANK}{number}": tree for number, tree in enumerate(blanks)}
        self.looks = looks or {}
        self.steps: list[Step] = []
        self.seen: list[tuple[int, Any]] = []
        self.calls: list[Definition] = []
        self.changed: dict[str, tuple[int, ...]] = {}

    def run(self, tree: ast.Module) -> None:
        """Run a program.

        Raises
        ------
        Refused
            Where it cannot go on; says in which blank, or in which line.
        """
        with np.errstate(all="ignore"):
            self.all(tree.body)
        for name, blanks in self.changed.items():
            self.steps.append(Step(name, self.names[name], blanks))

    def all(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            self.one(statement)

    def one(self, statement: ast.stmt) -> None:
        """Run a statement; whatever stops it says where."""
        try:
            self.safely(statement)
        except Refused as refusal:
            if refusal.line is None:
                refusal.line = statement.lineno
            if refusal.blank is None and (blanks := self.blanks_in(statement)):
                refusal.blank = blanks[-1]
            raise

    def safely(self, node: ast.AST) -> Any:
        """Visit a node; what Python complains about becomes a refusal."""
        try:
            return self.visit(node)
        except Refused:
            raise
        except PYTHON_ERRORS as error:
            raise Refused(about_error(error)) from None

    def blanks_in(self, node: ast.AST) -> tuple[int, ...]:
        names = (part.id for part in ast.walk(node) if isinstance(part, ast.Name))
        return tuple(int(name.removeprefix(self.BLANK)) for name in names if name in self.blanks)

    def visit_Name(self, node):
        if node.id not in self.blanks:
            return super().visit_Name(node)
        number = int(node.id.removeprefix(self.BLANK))
        try:
            if isinstance(self.blanks[node.id], ast.stmt):
                raise Refused("This cannot be read.")
            value = self.safely(self.blanks[node.id])
            if isinstance(value, (Function, Glue, Namespace, Definition)):
                raise Refused(
                    f"{value.name} is no value yet: call it with its arguments in parentheses."
                )
            if isinstance(value, slice) or value is Ellipsis:
                raise Refused("A colon or ... only means something inside square brackets.")
            self.seen.append((number, value))
            if number in self.looks:
                problem = self.looks[number](value, {**self.names, **self.inner})
                if problem:
                    raise Refused(problem)
        except Refused as refusal:
            if refusal.blank is None:
                refusal.blank = number
            raise
        return value

    def visit_Call(self, node):
        """Call a function; an unfit argument is the fault of the blank that stands there."""
        try:
            return super().visit_Call(node)
        except Refused as refusal:
            if refusal.blank is None and refusal.parameter:
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                parts = dict(enumerate(node.args)) | named
                part = parts.get(refusal.parameter, parts.get(refusal.place))
                blanks = self.blanks_in(part) if part else ()
                refusal.blank = blanks[0] if blanks else None
            raise

    def inside(self, function: Definition, names: dict[str, Any]) -> Any:
        """Run the body of a function with names of its own; return what it returns."""
        if self.calls.count(function) >= RECURSION:
            raise Refused(f"{function.name} calls itself without end.")
        outside, self.inner = self.inner, names
        self.calls.append(function)
        try:
            self.all(function.body)
        except _Return as returned:
            return returned.value
        except (_Break, _Continue):
            raise Refused("break and continue belong into a loop.") from None
        finally:
            self.inner = outside
            self.calls.pop()

    def visit_FunctionDef(self, node):
        self.budget.spend(10 * ITEM)
        self.own[node.name] = Definition(node, self.inside)

    @property
    def own(self) -> dict[str, Any]:
        """The names that assignments change: of a function, its own."""
        return self.inner if self.calls else self.names

    @property
    def traced(self) -> bool:
        """Whether to keep steps: not those of a function that the learner wrote, too many."""
        return bool(self.blanks) or not self.calls

    def note(self, name: str, value: Any, statement: ast.stmt) -> None:
        """Keep a step."""
        self.budget.spend(2 * ITEM)
        self.steps.append(Step(name, value, self.blanks_in(statement)))

    def visit_Return(self, node):
        if not self.calls:
            raise Refused("return belongs into a function.")
        value = None if node.value is None else self.visit(node.value)
        if self.traced:
            self.note(self.calls[-1].name, value, node)
        raise _Return(value)

    def visit_Assign(self, node):
        value = self.visit(node.value)
        for target in node.targets:
            self.assign(target, value, node)

    def assign(self, target, value, statement):
        if isinstance(target, ast.Subscript):
            self.put(target, value)
            if not self.calls and isinstance(target.value, ast.Name):
                self.changed[target.value.id] = self.blanks_in(statement)
            return
        self.bind(target, value, self.own)
        if self.traced:
            for part in ast.walk(target):
                if isinstance(part, ast.Name):
                    self.note(part.id, self.own[part.id], statement)

    def put(self, target, value):
        """Put a value into a place of an array or a list."""
        holder, index = self.visit(target.value), self.visit(target.slice)
        if isinstance(holder, np.ndarray):
            self.data(value, "an array")
            self.budget.spend(bounds.picked(holder, index) + bounds.calculated("-", value, 0))
        elif not isinstance(holder, list) or not isinstance(index, (int, np.integer)):
            raise Refused(f"{named(holder)} cannot be changed place by place.")
        elif not isinstance(value, (*SCALARS, np.ndarray)):
            raise Refused("The places of a list hold numbers or arrays here.")
        holder[index] = value

    def visit_AugAssign(self, node):
        before, step = self.visit(node.target), self.visit(node.value)
        self.assign(node.target, self.fit(self.operate(node.op, before, step, IN_PLACE)), node)

    def visit_For(self, node):
        iterated = self.visit(node.iter)
        if isinstance(iterated, SCALARS) and not isinstance(iterated, np.ndarray):
            raise Refused(
                f"for goes through a list or an array, not {iterated}: did you mean "
                f"range({iterated})?"
            )
        if not isinstance(iterated, (*NUMBERS, set)):
            raise Refused("for goes through a list, a range or an array.")
        for item in list(iterated) if isinstance(iterated, (list, set)) else iterated:
            self.bind(node.target, item, self.own)
            if self.stopped(node.body):
                return
        self.all(node.orelse)

    def visit_While(self, node):
        while self.true(node.test):
            if self.stopped(node.body):
                return
        self.all(node.orelse)

    def stopped(self, body) -> bool:
        """Run one round of a loop; whether it ended with ``break``."""
        try:
            self.all(body)
        except _Continue:
            return False
        except _Break:
            return True
        return False

    def visit_If(self, node):
        self.all(node.body if self.true(node.test) else node.orelse)

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return
        value = self.visit(node.value)
        if self.traced and isinstance(node.value, ast.Call):
            self.note(ast.unparse(node.value.func), value, node)

    def visit_Pass(self, node):
        pass

    def visit_Break(self, node):
        raise _Break

    def visit_Continue(self, node):
        raise _Continue
