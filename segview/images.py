"""The images there are: those of the course, and those that a learner has brought along.

What a learner brings belongs to one session: its images, and all that is computed from them, are
kept there and nowhere else, and are gone when it ends.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex

from segcore import Subject
from segcore import load_subject as load_shipped
from segcore.samples import samples
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


def load_subject(id: str) -> Subject:
    """An image of the course, one to explore, or one that the learner has brought.

    Raises
    ------
    KeyError
        If there is no such image, or another learner brought it.
    ImageError
        If a download fails.
    """
    if sample := {one.id: one for one in samples()}.get(id):
        _ = sample.image
        return sample
    if not is_own(id):
        return load_shipped(id)
    mine = brought()
    if mine is None or id not in mine.subjects:
        raise KeyError(f"{id} is not among the images of this learner.")
    return mine.subjects[id]
