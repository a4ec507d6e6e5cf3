"""Lesson parameters as data: each is an input on the page and a query parameter in the URL.

A screen lists its controls once; the page, the URL, presets, programs and tests all follow this
list. What makes no sense as a value is refused with a sentence; a page falls back to the default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import numpy as np

FAR = 100
SEED = "It begins somewhere at random: every number is another beginning, always the same one."
Positions = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Control:
    """What all controls have.

    Attributes
    ----------
    key : str
        Name of the query parameter.
    label, help : str
        Shown before the value, and on hovering.
    group : str
        Heading of the controls that stand together beside the view; empty: in the row above it.
    """

    key: str
    label: str
    _: KW_ONLY
    help: str = ""
    group: str = ""

    @property
    def start(self) -> Any:
        """Value before anybody moves anything."""
        return self.parse(self.default)

    def shown(self, value: Any) -> Any:
        """A value as it stands in the URL and in the browser."""
        return value


@dataclass(frozen=True)
class Slider(Control):
    """A number between two ends; whole numbers give whole numbers.

    Attributes
    ----------
    low, high, step, default : float
        Ends, step and first value, in the parameter's own unit.
    unit : str
        Shown after the value.
    play : bool
        Whether to offer a button that runs through the values, one step at a time.
    """

    low: float
    high: float
    step: float
    default: float
    unit: str = ""
    play: bool = False

    @property
    def whole(self) -> bool:
        """Whether all values are whole numbers."""
        return all(isinstance(n, int) for n in (self.low, self.high, self.step, self.default))

    def parse(self, raw: Any) -> float:
        """The value on the nearest step; ValueError beyond the ends."""
        value = float(raw)
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.key} must lie between {self.low} and {self.high}.")
        value = self.low + round((value - self.low) / self.step) * self.step
        return round(value) if self.whole else round(value, 6)

    def ends(self) -> Sequence[float]:
        """Where it can be moved to: the lowest and the highest value."""
        return self.low, self.high

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        digits = 0 if self.whole else max(0, len(f"{self.step:g}".partition(".")[2]))
        return {
            "kind": "range",
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "digits": digits,
            "unit": self.unit,
            "play": self.play,
        }


@dataclass(frozen=True)
class Choice(Control):
    """One of several options.

    Attributes
    ----------
    options : mapping of str to str
        Value in the URL to text on screen, in order.
    default : str
        One of the options.
    everywhere : bool
        Whether the choice stays when the learner goes to another page.
    """

    options: Mapping[str, str]
    default: str
    everywhere: bool = False

    def parse(self, raw: Any) -> str:
        """The option; ValueError if it is none."""
        if raw not in self.options:
            raise ValueError(f"{self.key} must be one of {', '.join(self.options)}.")
        return raw

    def ends(self) -> Sequence[str]:
        """Where it can be moved to: every option."""
        return tuple(self.options)

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        options = list(self.options.items())
        return {"kind": "choice", "options": options, "stays": self.everywhere}


@dataclass(frozen=True)
class Toggle(Control):
    """A switch."""

    default: bool = False

    def parse(self, raw: Any) -> bool:
        """Whether it is on; ValueError unless it says true or false."""
        known = {"true": True, "false": False}
        if str(raw).lower() not in known:
            raise ValueError(f"{self.key} must be true or false.")
        return known[str(raw).lower()]

    def ends(self) -> Sequence[bool]:
        """Where it can be moved to."""
        return False, True

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "toggle"}


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


def initial(controls: Sequence[Control]) -> dict[str, Any]:
    """Values of controls that nobody has moved, by key."""
    return {control.key: control.start for control in controls}


def parsed(controls: Sequence[Control], query: str) -> dict[str, Any]:
    """Values by key, from a query string such as ``"threshold=0.4&two=true"``.

    Raises
    ------
    ValueError
        If the query names a control that is not there, or a value that it cannot have.
    """
    known = {control.key: control for control in controls}
    values = {}
    for key, text in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
        if key not in known:
            raise ValueError(f"There is no control {key}, only {', '.join(known)}.")
        values[key] = known[key].parse(text)
    return values


def shown(controls: Sequence[Control], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by key, as they stand in the URL and in the browser."""
    known = {control.key: control for control in controls}
    return {key: known[key].shown(value) for key, value in values.items()}


def query(controls: Sequence[Control], values: Mapping[str, Any]) -> str:
    """The query string that sets these values; the reverse of `parsed`."""
    return urlencode(shown(controls, values))


def chosen(control: Control, offers: Sequence[Any]) -> tuple[Any, bool]:
    """The first value that makes sense, else the default; and whether there was one.

    Parameters
    ----------
    control : Control
        What the value is for.
    offers : sequence
        Where values may come from, in order: what a browser sent, what a URL says, None.
    """
    for raw in offers:
        if raw is not None:
            try:
                return control.parse(raw), True
            except (ValueError, TypeError, OverflowError):
                continue
    return control.start, False


def points_text(points: Sequence[Sequence[float]]) -> str:
    """Points, (k, d), as they stand in the URL: ``"0.3,0.3;0.5,0.1"``."""
    return ";".join(",".join(f"{round(float(v), 3):g}" for v in point) for point in points)


def _numbers(raw: Any) -> Positions:
    """Rows of numbers, from text or from rows of numbers."""
    rows = [row.split(",") for row in raw.split(";")] if isinstance(raw, str) else raw
    return tuple(tuple(float(number) for number in row) for row in rows)
