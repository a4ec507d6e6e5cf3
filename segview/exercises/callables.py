"""What a name in an answer can stand for besides a value: a function, or a place where some are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from inspect import Signature
from typing import Any

from segview.exercises import arguments
from segview.exercises.budget import STEP, Budget, Refused
from segview.exercises.upper_bounds import Bound


@dataclass(frozen=True)
class Function:
    """A function that may be called.

    Attributes
    ----------
    name : str
        As the learner writes it.
    run : callable
        What is called.
    signature : Signature
        Of `run`.
    supports : tuple of str
        Those of its parameters that may be given.
    bound : callable
        ``bound(given)`` is what it costs at most, from the arguments by name.
    first : tuple
        The array that it belongs to, if it is a method.
    """

    name: str
    run: Callable
    signature: Signature
    supports: tuple[str, ...]
    bound: Bound
    first: tuple = ()

    def __call__(self, given: list, named: Mapping[str, Any], budget: Budget) -> Any:
        """Call it with these arguments, if the budget allows it."""
        try:
            bound = arguments.bind(self, (*self.first, *given), named)
            budget.spend(STEP + self.bound(arguments.by_name(bound)))
            return self.run(*bound.args, **bound.kwargs)
        except Refused as refusal:
            if refusal.parameter in self.signature.parameters and refusal.place is None:
                places = list(self.signature.parameters)
                refusal.place = places.index(refusal.parameter) - len(self.first)
            raise


@dataclass(frozen=True)
class Namespace:
    """Functions and constants behind a name and a dot."""

    name: str
    members: Mapping[str, Any]

    def missing(self, name: str) -> str:
        """Say that there is no such member, and which one may be meant."""
        close = get_close_matches(name, self.members, 1)
        hint = f"Did you mean {self.name}.{close[0]}?" if close else "Find a way without it."
        return f"There is no {self.name}.{name} here. {hint}"


@dataclass(frozen=True)
class Glue:
    """An object that joins what stands in its square brackets, such as ``np.c_``."""

    name: str
    run: Any
