"""What a filter looks at around a pixel, drawn in the pictures where the learner points."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Square:
    """The pixels of a window, so many on a side."""

    side: float

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "square", "side": self.side}


@dataclass(frozen=True)
class Circle:
    """The pixels up to a distance, in pixels."""

    radius: float

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "circle", "radius": self.radius}


Footprint = Square | Circle
