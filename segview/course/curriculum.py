"""The course in order: adding a lesson is one folder in ``pages/`` and one entry here."""

from dataclasses import dataclass

from segcore import subjects
from segview.lesson import folder
from segview.lesson.folder import PAGES  # noqa: F401

(HELD_OUT,) = (subject.id for subject in subjects(held_out=True))


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
    learnt : str
        What remains of it, in one sentence, for the recap of its chapter.
    shows : tuple of str
        What the images of this lesson have in the foreground.
    image : str
        The only image that the page is about; empty where the learner chooses one.
    asks : tuple of str
        Keys of all its questions, tasks and exercises: browsers keep answers under them.
    """

    slug: str
    title: str
    question: str
    learnt: str = ""
    shows: tuple[str, ...] = ("brain",)
    image: str = ""
    asks: tuple[str, ...] = ()


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


def _lesson(slug: str) -> Lesson:
    """The entry of a lesson, as its text says."""
    text = folder.text(slug)
    return Lesson(slug, text.title, text.question, text.learnt, text.shows, text.image, text.asks)


def _recap(number: int, question: str, asks: tuple[str, ...]) -> Lesson:
    title = f"Recap of chapter {number}"
    return Lesson(f"recap-{number}", title, question, image=HELD_OUT, asks=asks)


CHAPTERS = (
    Chapter(
        "Segmentation in one dimension",
        (
            _lesson("image-and-mask"),
            _lesson("histogram"),
            _lesson("threshold"),
            _lesson("clustering-1d"),
            _lesson("class-overlap"),
            _lesson("multi-class"),
        ),
        _lesson("recap-1"),
    ),
    Chapter(
        "Evaluation",
        (
            _lesson("accuracy"),
            _lesson("dice"),
            _lesson("dice-multiclass"),
        ),
        _lesson("recap-2"),
    ),
    Chapter(
        "Adding context",
        (
            _lesson("neighbourhood"),
            _lesson("gaussian-blur"),
            _lesson("clustering-2d"),
            _lesson("normalising"),
            _lesson("filters"),
            _lesson("clustering-nd"),
        ),
        _lesson("recap-3"),
    ),
    Chapter(
        "Supervised segmentation",
        (
            _lesson("supervised"),
            _lesson("classifiers"),
            _lesson("feature-selection"),
            _lesson("another-subject"),
            _lesson("overfitting"),
        ),
        _lesson("recap-4"),
    ),
)

BESIDE = (_lesson("glossary"),)
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
