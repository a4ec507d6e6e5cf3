"""What a program of an exercise made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from segview.exercises.budget import Refused


@dataclass(frozen=True)
class Step:
    """A name that got its value in a program, or what a function returned.

    Attributes
    ----------
    name : str
        The name; of what a function returns, that of the function.
    value : object
        Its value.
    blanks : tuple of int
        Numbers of the blanks that stand in the statement.
    """

    name: str
    value: Any
    blanks: tuple[int, ...]


@dataclass(frozen=True)
class Outcome:
    """What a program made in one case.

    Attributes
    ----------
    steps : list of Step
        What got a name.
    seen : list of (int, object)
        The blanks that were worked out, and their values.
    refusal : Refused or None
        What stopped the program.
    """

    steps: list[Step]
    seen: list[tuple[int, Any]]
    refusal: Refused | None

    def named(self, names: Iterable[str]) -> dict[str, list[Any]]:
        """All values that some names got, by name."""
        return {n: [step.value for step in self.steps if step.name == n] for n in names}
