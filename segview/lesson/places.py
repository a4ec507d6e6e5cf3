"""Controls that are no inputs: what the learner moves, marks or paints in plots and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from segcore.strokes import Stroke, strokes_of, strokes_text
from segview.lesson.controls import Control

FAR = 100
MOST_STROKES = 2000
MOST_POINTS = 32  # of a stroke
MOST_CLASSES = 8
LONGEST_NAME = 24  # characters
Positions = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Places(Control):
    """What the learner moves in plots and pictures, not in an input.

    Attributes
    ----------
    default : sequence of sequences
        Where they start; values are tuples of tuples.
    """

    default: Sequence[Sequence[float]]

    def shown(self, value: Positions) -> str:
        """A value as it stands in the URL and in the browser."""
        return points_text(value)

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "points"}


@dataclass(frozen=True)
class Points(Places):
    """Points of feature space, moved in a scatterplot."""

    def parse(self, raw: Any) -> Positions:
        """The points; ValueError if there are more or fewer, or one is too far away."""
        found = _numbers(raw)
        if np.shape(found) != np.shape(self.default) or not (np.abs(found) <= FAR).all():
            raise ValueError(f"{self.key} holds {len(self.default)} points at most {FAR} from 0.")
        return found

    def ends(self) -> Sequence[Positions]:
        """Some places to be moved to: all at 0, in reverse order, all at 1."""
        low, high = (tuple(tuple(end for _ in at) for at in self.start) for end in (0.0, 1.0))
        return low, self.start[::-1], high


@dataclass(frozen=True)
class Marks(Places):
    """Pixels that the learner labels by clicking in an image: row, column and label of each.

    Attributes
    ----------
    single : bool
        Whether each label belongs to one pixel, which a click moves.
    """

    single: bool = False

    def parse(self, raw: Any) -> tuple[tuple[int, int, int], ...]:
        """Up to 200 rows, columns and labels; ValueError for anything else."""
        found = _numbers(raw)
        array = np.array(found)
        if array.ndim != 2 or array.shape[1] != 3 or len(array) > 200 or (array % 1).any():
            raise ValueError(f"{self.key} must hold up to 200 rows, columns and labels.")
        if (array < 0).any() or (array > 65535).any():
            raise ValueError(f"{self.key} must lie in the image.")
        if self.single and sorted(array[:, 2]) != sorted(mark[2] for mark in self.default):
            raise ValueError(f"{self.key} must hold one pixel of each label.")
        return tuple(tuple(map(int, mark)) for mark in found)

    def ends(self) -> Sequence[Positions]:
        """Some places to be moved to: the corner, in reverse order, its neighbour."""
        low, high = (tuple((end, end, label) for *_, label in self.start) for end in (0, 1))
        return low, self.start[::-1], high

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return super().describe() | {"single": self.single}


@dataclass(frozen=True)
class Painting(Control):
    """What the learner paints on the image with brush, eraser and bucket.

    Attributes
    ----------
    default : tuple of Stroke
        What is painted before the learner begins.
    """

    default: tuple[Stroke, ...] = ()

    def parse(self, raw: Any) -> tuple[Stroke, ...]:
        """The strokes; ValueError if they are too many, or of more classes than there can be."""
        found = strokes_of(raw) if isinstance(raw, str) else raw
        if not isinstance(found, tuple) or not all(isinstance(one, Stroke) for one in found):
            raise ValueError(f"{self.key} holds strokes.")
        if len(found) > MOST_STROKES or any(len(one.points) > MOST_POINTS for one in found):
            raise ValueError(f"{self.key} holds {MOST_STROKES} strokes of {MOST_POINTS} points.")
        if any(one.label >= MOST_CLASSES for one in found):
            raise ValueError(f"{self.key} is of {MOST_CLASSES} classes at most.")
        return found

    def shown(self, value: tuple[Stroke, ...]) -> str:
        """A value as it stands in the URL and in the browser."""
        return strokes_text(value)

    def ends(self) -> Sequence[tuple[Stroke, ...]]:
        """Some paintings: none, and one dab of each of two labels."""
        return (), (Stroke(0, 2.0, ((0, 0),)), Stroke(1, 2.0, ((9, 9),)))

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "points"}


@dataclass(frozen=True)
class Names(Control):
    """Names that the learner gives to the classes of a `Painting`, and how many there are.

    They are what somebody typed: to be shown as text, never as Markdown or HTML.

    Attributes
    ----------
    default : tuple of str
        Names by label.
    """

    default: tuple[str, ...]

    def parse(self, raw: Any) -> tuple[str, ...]:
        """Names without spaces around; ValueError for none, too many, or one too long or empty."""
        found = tuple(map(str.strip, raw.split(",") if isinstance(raw, str) else raw))
        if not 0 < len(found) <= MOST_CLASSES:
            raise ValueError(f"{self.key} holds 1 to {MOST_CLASSES} names.")
        if not all(0 < len(name) <= LONGEST_NAME and name.isprintable() for name in found):
            raise ValueError(f"{self.key} holds names of 1 to {LONGEST_NAME} characters.")
        return found

    def shown(self, value: tuple[str, ...]) -> str:
        """A value as it stands in the URL and in the browser."""
        return ",".join(value)

    def ends(self) -> Sequence[tuple[str, ...]]:
        """Some names: the fewest, and the most."""
        return ("one",), tuple(f"class {n}" for n in range(MOST_CLASSES))

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "points"}


def points_text(points: Sequence[Sequence[float]]) -> str:
    """Points, (k, d), as they stand in the URL: ``"0.3,0.3;0.5,0.1"``."""
    return ";".join(",".join(f"{round(float(v), 3):g}" for v in point) for point in points)


def _numbers(raw: Any) -> Positions:
    """Rows of numbers, from text or from rows of numbers."""
    rows = [row.split(",") for row in raw.split(";")] if isinstance(raw, str) else raw
    return tuple(tuple(float(number) for number in row) for row in rows)
