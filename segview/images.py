"""The images there are: those of the course, and those that a learner has brought along.

What a learner brings belongs to one session: its files and images, and all that is computed from
them, are kept there and nowhere else, and are gone when it ends. All learners together have
`TOGETHER` bytes for it. When they are used up, results go first, of those who have been silent for
longest; more files and images than fit into three quarters of it are refused.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import Any
from weakref import WeakSet

from segcore import ImageError, Subject, subjects
from segcore import load_subject as load_shipped
from segcore.samples import samples
from segview.cache.sizes import size
from segview.cache.store import Store

BUDGET = 64e6  # bytes of what is computed from the images of one learner
TOGETHER = 1e6 * float(os.environ.get("SEGVIEW_OWN_MB", "1000"))  # bytes
IMAGES = 0.75  # part of it that files and images may take
FULL = (
    "So many images were brought along that there is no room for another one now. "
    "Try again later, or bring a smaller one."
)
ROOM = 160e6  # bytes of these images; the newest stays in any case
_OWN = "own-"


@dataclass(frozen=True)
class Volume:
    """A volume whose slices are made when they are asked for.

    Attributes
    ----------
    id : str
        Slice 12 is the image ``<id>@12``.
    length : int
        How many slices it has.
    slice_at : callable
        From the number of a slice, from 0, to its image; may raise ``ImageError``.
    """

    id: str
    length: int
    slice_at: Callable[[int], Subject]

    def find(self, id: str) -> int | None:
        """Which slice has this id, or None."""
        volume, _, number = id.partition("@")
        there = volume == self.id and number.isdecimal() and int(number) < self.length
        return int(number) if there else None


@dataclass(eq=False)
class Brought:
    """What one learner has brought along.

    Attributes
    ----------
    subjects : dict of str to Subject
        Images to choose from by id, in the order in which they came.
    volume : Volume or None
        The one that came last.
    opened : object
        The file that came last, as it is shown (`segview.lab.opened.Opened`); None before.
    job : object
        A method on its way through many images, and what came of them
        (`segview.lab.applying.Job`); None before.
    results : Store
        What was computed from them.
    heard : int
        When the learner last asked for anything, as a number that only grows.
    """

    subjects: dict[str, Subject] = field(default_factory=dict)
    volume: Volume | None = None
    opened: Any = None
    job: Any = None
    results: Store = field(default_factory=lambda: Store(BUDGET))
    heard: int = 0

    def __post_init__(self):
        _everybody.add(self)

    def forget(self) -> None:
        """Forget everything: the learner has gone."""
        self.subjects.clear()
        self.volume = self.opened = self.job = None
        self.results.clear()

    @property
    def held(self) -> int:
        """Bytes of files and images, and of what came of many."""
        return size(self.subjects, self.opened, self.job)

    def offer(self, subject: Subject, instead: str = "", opened: Any = None) -> list[str]:
        """Let an image be chosen, in place of another one if there is one with that id.

        Parameters
        ----------
        subject : Subject
            The image.
        instead : str
            Id of the other one.
        opened : object, optional
            The file that it comes from, which takes the place of `opened`.

        Returns
        -------
        list of str
            Titles of those that had to go, because all together took too much memory.

        Raises
        ------
        ImageError
            If all learners together have brought so many that there is no room for it.
        """
        opened = opened or self.opened
        offered = {(subject.id if id == instead else id): one for id, one in self.subjects.items()}
        offered[subject.id] = subject
        if _images() - self.held + size(offered, opened, self.job) > IMAGES * TOGETHER:
            raise ImageError(FULL)
        self.subjects, self.opened = offered, opened
        gone = []
        for id in list(self.subjects):
            if size(*self.subjects.values()) <= ROOM:
                break
            if id != subject.id:
                gone.append(self.subjects.pop(id).title)
        make_room()
        return gone

    def find(self, id: str) -> Subject | None:
        """The image with this id, or None."""
        if id in self.subjects:
            return self.subjects[id]
        index = self.volume.find(id) if self.volume else None
        if index is None:
            return None
        found = self.results.find(id)
        if found is None:
            found = self.volume.slice_at(index)
            self.results.keep(id, found)
        return found


_everybody: WeakSet[Brought] = WeakSet()
_turn = count(1)


def _images() -> int:
    """Bytes of all files and images that learners have brought."""
    return sum(one.held for one in list(_everybody))


def is_full() -> bool:
    """Whether there is no room for more files and images."""
    return _images() > IMAGES * TOGETHER


def make_room() -> None:
    """Give up results, where all that learners have brought and use takes too many bytes."""
    quiet = sorted(_everybody, key=lambda one: one.heard)
    room = TOGETHER - _images() - sum(one.results.held for one in quiet)
    for one in quiet:
        if room >= 0:
            return
        room += one.results.held
        one.results.clear()


_whose: Callable[[], Brought | None] = lambda: None  # noqa: E731


def kept_by(whose: Callable[[], Brought | None]) -> None:
    """Set how to find what the learner who asks has brought; None where nobody knows who asks."""
    global _whose
    _whose = whose


def brought() -> Brought | None:
    """What the learner who asks has brought; None where nobody knows who asks."""
    mine = _whose()
    if mine is not None:
        mine.heard = next(_turn)
    return mine


def new_id() -> str:
    """An id for an image that a learner brings, which nobody can guess."""
    return _OWN + token_hex(4)


def is_own(id: object) -> bool:
    """Whether an id is of an image that some learner has brought."""
    return isinstance(id, str) and id.startswith(_OWN)


def file_name(subject: Subject) -> str:
    """What programs call the files of an image: its id, or words of what its owner calls it."""
    if not is_own(subject.id):
        return subject.id
    words = re.findall(r"[A-Za-z0-9]+", f"{subject.title} {subject.id.removeprefix(_OWN)}")
    return "-".join(words)


class Labelled(Mapping[str, str]):
    """Titles by id of all images that have a ground truth: the course's, and those of who asks."""

    def __getitem__(self, id: str) -> str:
        return self._now()[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def _now(self) -> dict[str, str]:
        mine = brought()
        own = [one for one in mine.subjects.values() if one.truth is not None] if mine else []
        shipped = [one for one in subjects() if not one.downloaded]
        return {one.id: one.title for one in (*shipped, *own)}


def load_subject(id: str) -> Subject:
    """An image of the course, one to explore, or one that the learner has brought.

    Raises
    ------
    KeyError
        If there is no such image, or another learner brought it.
    ImageError
        If a download fails, or a slice of a volume is damaged.
    """
    if sample := {one.id: one for one in samples()}.get(id):
        _ = sample.image
        return sample
    if not is_own(id):
        return load_shipped(id)
    mine = brought()
    found = mine and mine.find(id)
    if found is None:
        raise KeyError(f"{id} is not among the images of this learner.")
    return found
