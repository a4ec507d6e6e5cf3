"""A method that is applied to many images, one after the other, and what came of it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from segcore import ImageError, dice_multiclass
from segcore.grids import Grid
from segcore.writing import SUFFIXES, format_for, write_labels
from segview.cache.remembering import silently
from segview.images import file_name, load_subject
from segview.lesson import folder


@dataclass(frozen=True, eq=False)
class Applied:
    """What came of one image.

    Attributes
    ----------
    title : str
        Of the image.
    name : str
        What its file is called, without ending.
    grid : Grid or None
        Where its pixels lie.
    labels : (H, W) uint8 array or None
        The result; None where there is none.
    dice : mapping of str to float
        Dice of each class, where the ground truth is known.
    why : str
        Why there is no result.
    """

    title: str
    name: str = ""
    grid: Grid | None = None
    labels: np.ndarray | None = None
    dice: Mapping[str, float] = field(default_factory=dict)
    why: str = ""


@dataclass(eq=False)
class Job:
    """A method on its way through many images.

    Attributes
    ----------
    slug : str
        The page whose method it is.
    values : mapping
        Values of its controls.
    shown : str
        Id of the image that the strokes are on.
    ids : sequence of str
        The images.
    found : dict of str to Applied
        What came of those that have been done.
    stopped : bool
        Whether the rest is left out.
    why : str
        Why somebody else than the learner has left it out.
    """

    slug: str
    values: Mapping[str, Any]
    shown: str
    ids: Sequence[str]
    found: dict[str, Applied] = field(default_factory=dict)
    stopped: bool = False
    why: str = ""

    @property
    def runs(self) -> bool:
        """Whether there is more to do."""
        return not self.stopped and len(self.found) < len(self.ids)

    def step(self) -> None:
        """Do the next image; it takes its turn among what all learners compute."""
        id = self.ids[len(self.found)]
        self.found[id] = silently(lambda: self._applied(id))

    def stop(self, why: str = "") -> None:
        """Leave out the rest."""
        self.stopped, self.why = True, why

    def _applied(self, id: str) -> Applied:
        method = folder.module(self.slug, "segmenting")
        try:
            subject = load_subject(id)
        except ImageError as error:
            return Applied(id, why=str(error))
        except KeyError:
            return Applied(id, why="This image is not among your images any more.")
        _, truth = method.sought(subject, self.values["target"])
        try:
            classes, labels, _ = method.segmented(subject, self.values, truth, self.shown)
        except method.Refused as refused:
            return Applied(subject.title, why=str(refused))
        dice = {}
        if truth is not None:
            scores = dice_multiclass(truth, labels)
            dice = {classes[at]: s for at, s in zip(np.unique(truth), scores, strict=True)}
        name = file_name(subject)
        return Applied(subject.title, name, subject.grid, labels.astype(np.uint8), dice)


def table(found: Mapping[str, Applied]) -> list[dict[str, Any]]:
    """Rows of a table: each image, its Dice by class, and why it has no result."""
    return [
        {"image": one.title, **one.dice} | ({"no result": one.why} if one.why else {})
        for one in found.values()
    ]


def archive(found: Mapping[str, Applied]) -> bytes:
    """Zip the results, each in the format that keeps all that is known of its image."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for one in found.values():
            if one.labels is not None:
                format = format_for(one.grid)
                content = write_labels(one.labels, format, one.grid)
                zipped.writestr(f"{one.name}-labels{SUFFIXES[format]}", content)
    return file.getvalue()


def volume(found: Mapping[str, Applied], format: str) -> bytes:
    """Write the results of slices of one volume as one file; slices that are not done are 0."""
    done = [one for one in found.values() if one.labels is not None]
    grid = done[0].grid
    whole = np.zeros(grid.shape, np.uint8)
    slices = np.moveaxis(whole, grid.axis, 0)
    for one in done:
        slices[one.grid.index] = one.labels.reshape(slices.shape[1:])
    return write_labels(whole, format, grid)
