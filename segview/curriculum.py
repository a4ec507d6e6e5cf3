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
                "image-and-mask",
                "Image and mask",
                "What does a computer see when you see a brain?",
                shows=("brain", "brick or grass"),
            ),
            Lesson(
                "histogram", "Histogram", "Can you tell brain from background by brightness alone?"
            ),
            Lesson("threshold", "Threshold", "Can one number tell brain from everything else?"),
            Lesson(
                "clustering-1d",
                "Clustering in one dimension",
                "Can the computer choose the threshold by itself?",
            ),
            Lesson(
                "class-overlap", "Class overlap", "Is the threshold bad, or is the task impossible?"
            ),
            Lesson(
                "multi-class",
                "More than two classes",
                "Can brightness tell fluid, grey matter and white matter apart?",
            ),
        ),
    ),
    Chapter(
        "Evaluation",
        (
            Lesson("accuracy", "Accuracy", "Is a result with 99 % accuracy good?"),
            Lesson("dice", "Dice coefficient", "How do you measure the overlap of two masks?"),
            Lesson("dice-multiclass", "Dice for several classes", "Which class is the hard one?"),
        ),
    ),
    Chapter(
        "Adding context",
        (
            Lesson(
                "neighbourhood", "Neighbourhood", "Why does one pixel alone not know what it is?"
            ),
            Lesson("gaussian-blur", "Gaussian blur", "What does blurring tell you about a pixel?"),
            Lesson(
                "clustering-2d",
                "Clustering in two dimensions",
                "Can a computer find the brain when nobody shows it one?",
            ),
            Lesson("normalising", "Normalising", "Which feature does k-means listen to?"),
            Lesson(
                "filters",
                "Filters",
                "Which two features separate the classes best?",
                shows=("brain", "brick or grass"),
            ),
            Lesson(
                "clustering-nd",
                "Clustering in many dimensions",
                "Do more features make a better clustering?",
                shows=("brain", "brick or grass"),
            ),
        ),
    ),
    Chapter(
        "Supervised segmentation",
        (
            Lesson(
                "supervised",
                "Learning from labels",
                "What does a classifier know that k-means does not?",
            ),
            Lesson("classifiers", "Classifiers", "What does a classifier's border look like?"),
            Lesson(
                "feature-selection",
                "Feature selection",
                "Which features are worth having?",
                shows=("brain", "brick or grass"),
            ),
            Lesson(
                "another-subject",
                "Another subject",
                "Does a classifier still work on somebody it has never seen?",
            ),
            Lesson("overfitting", "Overfitting", "When is a result too good to be true?"),
        ),
    ),
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
