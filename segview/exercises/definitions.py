"""A function that a program defines."""

import ast
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Any

from segview.exercises import arguments
from segview.exercises.budget import Budget, Refused


class Definition:
    """A function that a program defines.

    Parameters
    ----------
    node : ast.FunctionDef
        Its definition.
    run : callable
        ``run(definition, names)`` runs its body and gives back what it returns.
    """

    def __init__(self, node: ast.FunctionDef, run: Callable) -> None:
        self.name = node.name
        self.body = node.body
        self.run = run
        places = node.args
        if places.vararg or places.kwarg or places.kwonlyargs or places.defaults:
            raise Refused("A function here has a plain list of names in its parentheses.")
        kind = Parameter.POSITIONAL_OR_KEYWORD
        self.signature = Signature([Parameter(place.arg, kind) for place in places.args])
        self.supports = tuple(self.signature.parameters)
        self.first = ()

    def __call__(self, given: list, words: Mapping[str, Any], budget: Budget) -> Any:
        bound = arguments.bind(self, given, words)
        return self.run(self, dict(bound.arguments))
