"""Rules that the browser can follow by itself while a control moves; one class per kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Cuts:
    """Label = number of cuts, held by these controls, that the feature exceeds."""

    feature: str
    controls: tuple[str, ...]

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "cuts", "feature": self.feature, "controls": self.controls}


@dataclass(frozen=True)
class Band:
    """Label 1 above the cut in the first control and up to the cut in the second."""

    feature: str
    controls: tuple[str, str]

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "band", "feature": self.feature, "controls": self.controls}


@dataclass(frozen=True)
class NearestCentre:
    """Label of the nearest of the points in a control; see `nearest_centre`."""

    points: str
    features: tuple[str, ...]
    scales: tuple[float, ...] | None = None
    also: Mapping[str, Any] = field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {
            "kind": "centres",
            "controls": (self.points,),
            "features": self.features,
            "scales": self.scales,
            "also": dict(self.also),
        }


Rule = Cuts | Band | NearestCentre


def cuts(feature: str, *controls: str) -> Cuts:
    """Label = number of cuts, held by these controls, that the feature exceeds."""
    return Cuts(feature, controls)


def band(feature: str, low: str, high: str) -> Band:
    """Label 1 above the cut in control `low` and up to the cut in control `high`."""
    return Band(feature, (low, high))


def nearest_centre(
    points: str,
    features: Sequence[str],
    *,
    also: Mapping[str, Any] | None = None,
    scales: Sequence[float] | None = None,
) -> NearestCentre:
    """Label of the nearest of the points in control `points`; the centres can be dragged.

    Parameters
    ----------
    points : str
        Key of a `Points` control.
    features : sequence of str
        The coordinates of each point, in order.
    also : mapping, optional
        Controls to set when a centre is grabbed, by key.
    scales : sequence of float, optional
        What each feature is divided by before distances are taken.
    """
    return NearestCentre(points, tuple(features), scales and tuple(scales), also or {})
