"""The course in order: adding a lesson is one file in ``pages/`` and one line here."""

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True)
class Lesson:
    """One page with one question.

    Attributes
    ----------
    slug : str
        Address of the page, and the name of its file in ``pages/``.
    title : str
        Name of the lesson.
    question : str
        What the lesson answers, shown under its title.
    shows : tuple of str
        What the images of this lesson have in the foreground.
    """

    slug: str
    title: str
    question: str
    shows: tuple[str, ...] = ("brain",)

    @property
    def path(self) -> Path:
        """The page file."""
        return PAGES / f"{self.slug}.py"


@dataclass(frozen=True)
class Chapter:
    """Lessons that belong together, in order."""

    title: str
    lessons: tuple[Lesson, ...]


CHAPTERS = (
    Chapter(
        "Segmentation in one dimension",
        (
            Lesson(
                "threshold",
                "Threshold",
                "Can one number tell brain from everything else?",
            ),
        ),
    ),
    Chapter("Evaluation", ()),
    Chapter(
        "Adding context",
        (
            Lesson(
                "clustering-2d",
                "Clustering in two dimensions",
                "Can a computer find the brain when nobody shows it one?",
            ),
        ),
    ),
    Chapter("Supervised segmentation", ()),
)

BESIDE = (Lesson("glossary", "Glossary", "What does that word mean?"),)
LESSONS = tuple(lesson for chapter in CHAPTERS for lesson in chapter.lessons)


def number(lesson: Lesson) -> str:
    """Chapter and place of a lesson, such as ``"3.1"``."""
    for c, chapter in enumerate(CHAPTERS, start=1):
        if lesson in chapter.lessons:
            return f"{c}.{chapter.lessons.index(lesson) + 1}"
    raise ValueError(f"{lesson.slug} is not in the curriculum.")


def neighbours(lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """The lessons before and after this one; None at the ends."""
    at = LESSONS.index(lesson)
    before = LESSONS[at - 1] if at else None
    after = LESSONS[at + 1] if at + 1 < len(LESSONS) else None
    return before, after
