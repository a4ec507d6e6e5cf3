"""The images there are: those of the course, and those that a learner has brought along.

What a learner brings belongs to one session: its images, and all that is computed from them, are
kept there and nowhere else, and are gone when it ends.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex

from segcore import Subject, subjects
from segcore import load_subject as load_shipped
from segview.cache.store import Store

BUDGET = 64e6  # bytes of what is computed from the images of one learner
_OWN = "own-"


@dataclass
class Brought:
    """What one learner has brought along.

    Attributes
    ----------
    subjects : dict of str to Subject
        Images by id, in the order in which they came.
    results : Store
        What was computed from them.
    """

    subjects: dict[str, Subject] = field(default_factory=dict)
    results: Store = field(default_factory=lambda: Store(BUDGET))


_whose: Callable[[], Brought | None] = lambda: None  # noqa: E731


def kept_by(whose: Callable[[], Brought | None]) -> None:
    """Set how to find what the learner who asks has brought; None where nobody knows who asks."""
    global _whose
    _whose = whose


def brought() -> Brought | None:
    """What the learner who asks has brought; None where nobody knows who asks."""
    return _whose()


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
    """An image of the course, or one that the learner has brought; see `segcore.load_subject`.

    Raises
    ------
    KeyError
        If there is no such image, or another learner brought it.
    ImageError
        If a download fails.
    """
    if not is_own(id):
        return load_shipped(id)
    mine = brought()
    if mine is None or id not in mine.subjects:
        raise KeyError(f"{id} is not among the images of this learner.")
    return mine.subjects[id]
