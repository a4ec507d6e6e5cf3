"""Lesson parameters as data: each is an input on the page and a query parameter in the URL.

A screen lists its controls once; the page, the URL, presets, programs and tests all follow this
list. What makes no sense as a value is refused with a sentence; a page falls back to the default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

SEED = "It begins somewhere at random: every number is another beginning, always the same one."


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
    groups : mapping of str to sequence of str
        Options that stand together at the end, under these headings.
    """

    options: Mapping[str, str]
    default: str
    everywhere: bool = False
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
        return {
            "kind": "choice",
            "options": list(self.options.items()),
            "groups": {heading: list(options) for heading, options in self.groups.items()},
            "stays": self.everywhere,
        }


@dataclass(frozen=True)
class Several(Control):
    """Some of several options, at least one.

    Attributes
    ----------
    options : mapping of str to str
        Value in the URL to text on screen, in order.
    default : tuple of str
        Some of the options.
    """

    options: Mapping[str, str]
    default: tuple[str, ...]

    def parse(self, raw: Any) -> tuple[str, ...]:
        """The options in their order; ValueError if there is none, or one that is not offered."""
        named = raw.split(",") if isinstance(raw, str) else list(raw)
        if not named or not set(named) <= self.options.keys():
            raise ValueError(f"{self.key} must be some of {', '.join(self.options)}.")
        return tuple(option for option in self.options if option in named)

    def shown(self, value: tuple[str, ...]) -> str:
        """A value as it stands in the URL and in the browser."""
        return ",".join(value)

    def ends(self) -> Sequence[tuple[str, ...]]:
        """Where it can be moved to: each option alone, and all together."""
        return (*((option,) for option in self.options), tuple(self.options))

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "several", "options": list(self.options.items())}


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
