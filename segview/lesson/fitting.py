"""Which of the images that a learner brings fit a lesson, and why others do not."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from segcore import Subject
from segview.cache.remembering import remember
from segview.images import is_own, load_subject
from segview.lesson.text import Lesson

ANYTHING = "anything"
LEAST = 16  # rows and columns

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Look:
    """What matters of an image: whether it has two greys at least, and how often each label is."""

    shades: bool
    counts: tuple[int, ...]


def unfit(about: Lesson, subject: Subject) -> str:
    """Why an image cannot be used in a lesson, in words that go on after "because it"; else "".

    Parameters
    ----------
    about : Lesson
        The lesson.
    subject : Subject
        The image. Those of the course fit wherever they are offered.
    """
    if ANYTHING in about.shows or not is_own(subject.id):
        return ""
    if subject.truth is None:
        return "has no ground truth; in the lab you can paint one"
    if min(subject.image.shape) < LEAST:
        return f"is smaller than {LEAST} × {LEAST} pixels"
    if about.classes and len(subject.classes) != about.classes:
        return f"has {len(subject.classes)} classes, and this lesson is about {about.classes}"
    look = _look(subject.id)
    if not look.shades:
        return "is equally bright everywhere"
    if not (look.counts[0] and any(look.counts[1:])):
        only = "foreground" if any(look.counts[1:]) else "rest"
        return f"is nothing but {only}"
    if absent := [n for n, count in zip(subject.classes, look.counts, strict=True) if not count]:
        return f"has no pixel of “{absent[0]}”"
    return ""


@remember
def _look(subject_id: str) -> _Look:
    subject = load_subject(subject_id)
    counts = tuple(int((subject.truth == n).sum()) for n in range(len(subject.classes)))
    return _Look(bool(subject.image.min() < subject.image.max()), counts)


def attempt(compute: Callable[[], Any], otherwise: Any = None) -> Any:
    """What is computed of an image that nobody has tried before; something else if it cannot be.

    What went wrong is logged by its kind alone: messages of errors may hold parts of the image.

    Raises
    ------
    MemoryError
        Which says nothing about the image.
    """
    try:
        return compute()
    except MemoryError:
        raise
    except Exception as error:
        _log.info("An image that was brought along could not be used: %s", type(error).__name__)
        return otherwise


def succeeds(compute: Callable[[], Any]) -> bool:
    """Whether something can be computed; see `attempt`."""
    return attempt(lambda: (compute(), True)[1], False)
