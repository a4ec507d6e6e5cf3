"""The course in order: adding a lesson is one folder in ``pages/`` and its name here."""

from dataclasses import dataclass

from segcore import subjects
from segview.lesson import folder
from segview.lesson.text import Lesson

(HELD_OUT,) = (subject.id for subject in subjects(held_out=True))


@dataclass(frozen=True)
class Chapter:
    """Lessons that belong together, in order, and the page that looks back on them."""

    title: str
    lessons: tuple[Lesson, ...]
    recap: Lesson

    @property
    def pages(self) -> tuple[Lesson, ...]:
        """The lessons, then the recap."""
        return (*self.lessons, self.recap)


def _chapter(title: str, *slugs: str) -> Chapter:
    """A chapter of these pages, the last of which looks back."""
    *lessons, recap = map(folder.text, slugs)
    return Chapter(title, tuple(lessons), recap)


CHAPTERS = (
    _chapter(
        "Segmentation in one dimension",
        "image-and-mask",
        "histogram",
        "threshold",
        "clustering-1d",
        "class-overlap",
        "multi-class",
        "recap-1",
    ),
    _chapter("Evaluation", "accuracy", "dice", "dice-multiclass", "recap-2"),
    _chapter(
        "Adding context",
        "neighbourhood",
        "gaussian-blur",
        "clustering-2d",
        "normalising",
        "filters",
        "clustering-nd",
        "recap-3",
    ),
    _chapter(
        "Supervised segmentation",
        "supervised",
        "classifiers",
        "feature-selection",
        "another-subject",
        "overfitting",
        "recap-4",
    ),
)

LAB, LECTURE, GLOSSARY = BESIDE = tuple(map(folder.text, ("lab", "lecture", "glossary")))
LESSONS = tuple(lesson for chapter in CHAPTERS for lesson in chapter.lessons)
IN_ORDER = tuple(page for chapter in CHAPTERS for page in chapter.pages)


def heading(chapter: Chapter) -> str:
    """Number and title of a chapter, such as ``"2. Evaluation"``."""
    return f"{CHAPTERS.index(chapter) + 1}. {chapter.title}"


def full_title(page: Lesson) -> str:
    """Title of a page; a lesson's has chapter and place before it: ``"2.1 Accuracy"``."""
    for c, chapter in enumerate(CHAPTERS, start=1):
        if page in chapter.lessons:
            return f"{c}.{chapter.lessons.index(page) + 1} {page.title}"
    return page.title


def page_of(slug: str) -> Lesson:
    """The lesson or recap with this slug."""
    return next(page for page in IN_ORDER if page.slug == slug)


def chapter_of(slug: str) -> Chapter:
    """The chapter that a lesson or recap belongs to."""
    return next(c for c in CHAPTERS if slug in [page.slug for page in c.pages])


def neighbours(page: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """The pages before and after this one, recaps among them; None at the ends."""
    at = IN_ORDER.index(page)
    before = IN_ORDER[at - 1] if at else None
    after = IN_ORDER[at + 1] if at + 1 < len(IN_ORDER) else None
    return before, after
