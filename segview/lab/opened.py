"""A file that a learner has brought: what it holds, what of it is shown, and what its mask says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from segcore import ImageError, Subject, describe_file, read_image, read_labels
from segcore.formats import Axis, Contents, Pick, unpacked
from segcore.masks import Found, labels_of_volume
from segcore.reading import MAX_BYTES, carefully

MOST_CLASSES = 8  # that colours tell apart
LONGEST_NAME = 60


@dataclass(frozen=True, eq=False)
class Mask:
    """A mask as it was understood.

    Attributes
    ----------
    name : str
    data : bytes
    kind : str
        What tells its labels apart; see `segcore.masks.Labels`.
    found : tuple of Found
        All labels, in all slices.
    of : mapping of int to int
        Class of each of them.
    """

    name: str
    data: bytes = field(repr=False)
    kind: str
    found: tuple[Found, ...]
    of: Mapping[int, int]

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes."""
        count = max(max(self.of.values()) + 1, 2)
        if count == 2:
            return "rest", "foreground"
        return "rest", *(f"label {number}" for number in range(1, count))

    def inverted(self) -> "Mask":
        """The same with its two classes swapped."""
        return replace(self, of={key: 1 - number for key, number in self.of.items()})

    def mapped(self, key: int, number: int) -> "Mask":
        """The same with another class for one of its labels; no class but the rest is empty."""
        of = {**self.of, key: number}
        used = sorted({0, *of.values()})
        return replace(self, of={key: used.index(number) for key, number in of.items()})


@dataclass(frozen=True, eq=False)
class Opened:
    """An image file that was brought.

    Attributes
    ----------
    name : str
    data : bytes
        Its content, unpacked where that makes slices come sooner.
    contents : Contents
    pick : Pick
        What of it is shown.
    mask : Mask or None
    """

    name: str
    data: bytes = field(repr=False)
    contents: Contents
    pick: Pick
    mask: Mask | None = None

    @property
    def axis(self) -> Axis | None:
        """The axis along which it has slices, or None."""
        axes = {axis.number: axis for axis in self.contents.axes}
        return axes.get(self.pick.axis)

    def subject(self, id: str, index: int | None = None) -> Subject:
        """The image that is shown of it, or one slice.

        Raises
        ------
        ImageError
            If it cannot be read, or its mask does not fit.
        """
        pick, mask, axis = self.pick, self.mask, self.axis
        picked = {"axis": pick.axis, "index": index}
        image = read_image(
            self.data,
            self.name,
            page=pick.page,
            channel=pick.channel,
            window=pick.window,
            **picked,
        )
        truth = None
        if mask is not None:
            truth = read_labels(mask.data, mask.name, image.shape, **picked).classes(mask.of)
        slice_name = f", {axis.name} slice {index + 1} of {axis.length}" if axis else ""
        return Subject.of(
            id,
            self.name + slice_name,
            image,
            truth,
            classes=mask.classes if mask else (),
            source=f"{self.name}, your own",
            grid=self.contents.grid(pick.axis, index or 0),
        )


def open_image(data: bytes, name: str) -> Opened:
    """Look into a file, and choose what to show first.

    Raises
    ------
    ImageError
        If it is no image.
    """
    name = file_name(name)
    contents = describe_file(data, name)
    if contents.format == "NIfTI":
        data = carefully(data, name, lambda packed: unpacked(packed, MAX_BYTES))
    return Opened(name, data, contents, first_pick(contents))


def first_pick(contents: Contents) -> Pick:
    """What to show before anybody has chosen: luminance, the last axis, the first page."""
    unnamed = contents.channels and contents.channels[0] not in ("red", "grey")
    return Pick(
        axis=contents.axes[-1].number if contents.axes else None,
        page=0 if contents.pages else None,
        channel=0 if unnamed else None,
    )


def at_page(opened: Opened, page: int) -> Opened:
    """The same file at another of its pages, or of its volumes.

    A mask of a volume stays, that of a picture does not: another picture is in other places.

    Raises
    ------
    ImageError
        If the page is damaged.
    """
    contents = describe_file(opened.data, opened.name, page)
    if contents.axes:
        return replace(opened, contents=contents, pick=replace(opened.pick, page=page))
    pick = replace(first_pick(contents), page=page)
    return replace(opened, contents=contents, pick=pick, mask=None)


def open_mask(data: bytes, name: str, of: Opened) -> Mask:
    """Understand the mask of an image.

    Raises
    ------
    ImageError
        If it is no mask, or not of this image.
    """
    name = file_name(name)
    contents = describe_file(data, name)
    if contents.format == "NIfTI":
        data = carefully(data, name, lambda packed: unpacked(packed, MAX_BYTES))
    _check_place(contents, of, name)
    if of.axis:
        kind, found = labels_of_volume(data, name)
    else:
        labels = read_labels(data, name)
        kind, found = labels.kind, labels.found
    if len(found) < 2:
        raise ImageError(
            f"{name} holds nothing but {found[0].key}; a mask needs two values at least."
        )
    few = len(found) <= MOST_CLASSES
    return Mask(
        name, data, kind, found, {one.key: n if few else min(n, 1) for n, one in enumerate(found)}
    )


def _check_place(mask: Contents, image: Opened, name: str) -> None:
    """Refuse a volume of another shape, or one that is turned another way."""
    theirs, ours = mask.orientation, image.contents.orientation
    if mask.shape != image.contents.shape and (image.axis or mask.axes):
        raise ImageError(
            f"{name} has shape {mask.shape} but its image has shape {image.contents.shape}; "
            "choose the mask that was drawn on this image."
        )
    if theirs and ours and theirs != ours:
        raise ImageError(
            f"{name} is stored in the orientation {theirs} but its image in {ours}; save both in "
            "the same one."
        )


def file_name(name: str) -> str:
    """What to call a file: the end of its path, without what is not for display."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    if len(shown) > LONGEST_NAME:
        shown = f"{shown[: LONGEST_NAME - 12]}…{shown[-11:]}"
    return shown or "This file"
