"""A scene: everything on a screen that depends on the controls, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from segcore import FeatureSpace
from segview.scene.footprints import Footprint
from segview.scene.panels import Panel
from segview.scene.parts import Part
from segview.scene.rules import Rule

POINT = "Point at a pixel or a dot."


@dataclass(frozen=True)
class Regions:
    """Decision regions of a classifier over two features.

    Attributes
    ----------
    x, y : str
        Specs of the two features.
    labels : (R, R) integer array
        Label at each place of a regular grid; rows along y, columns along x.
    ranges : ((float, float), (float, float))
        Ends of the grid along x and along y.
    """

    x: str
    y: str
    labels: np.ndarray
    ranges: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a lesson shows of an image at one setting of its controls.

    Attributes
    ----------
    space : FeatureSpace or None
        The features that the panels speak of; ``"intensity"`` among them is the image. None where
        there is no linked view, only what stands around it.
    image : (H, W) float array, optional
        The image itself, where `space` holds it in less than its full precision.
    classes : sequence of str
        Names of the labels.
    rows : sequence of sequences of Panel
        The arrangement of the linked view, top to bottom and left to right.
    truth, result : (H, W) integer arrays or None
        Labels 0 ... len(classes) - 1.
    rule : Rule, optional
        Lets the browser paint the result while a control moves.
    centres : (k, d) array, optional
        Points to mark in scatterplots, columns as in `space`; row c is the centre of label c.
    ceiling : float, optional
        The best Dice that any rule on these features can reach, marked on the Dice gauge.
    regions : Regions, optional
        What to draw behind the dots of the scatterplot with the same two features.
    footprint : Footprint, optional
        What a filter looks at around a pixel, drawn in the pictures where the learner points.
    labelling : str
        Key of a `Marks` control: lets the learner label pixels by clicking.
    painting, naming : str
        Keys of a `Painting` control and of the `Names` of its classes: lets the learner paint.
    hint : str
        What the line under the view says while nobody points at anything.
    point : (int, int), optional
        Row and column of a pixel to mark until the learner points at one.
    above, beside, below : sequences of Part
        Notes and figures around the linked view. Where there is none, `above` stands in its place.
    share : float
        Part of the width that `beside` takes.
    idle : mapping of str to str
        Keys of controls that take no input now, each with the reason.
    last : mapping of str to float
        Keys of controls that play, each with the value after which nothing changes any more.
    subjects : sequence of str
        Ids of the images that the lesson's exercises are about; empty: the one on screen.
    settings : mapping
        What the lesson's program has among its settings besides the image and the controls, or
        what stands in for one of these.
    """

    space: FeatureSpace | None = None
    image: np.ndarray | None = None
    classes: Sequence[str] = ()
    rows: Sequence[Sequence[Panel]] = ()
    truth: np.ndarray | None = None
    result: np.ndarray | None = None
    rule: Rule | None = None
    centres: np.ndarray | None = None
    ceiling: float | None = None
    regions: Regions | None = None
    footprint: Footprint | None = None
    labelling: str = ""
    painting: str = ""
    naming: str = ""
    hint: str = POINT
    point: tuple[int, int] | None = None
    above: Sequence[Part] = ()
    beside: Sequence[Part] = ()
    below: Sequence[Part] = ()
    share: float = 0.3
    idle: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, float] = field(default_factory=dict)
    subjects: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
