"""The lab on a page: the linked view, and beside it what is brought and what is kept."""

from segview.lab import bring, slices
from segview.lesson import frame, page
from segview.lesson.text import Lesson


def show(lab: Lesson) -> None:
    """Show the lab under its heading."""
    page.show(lab.slug, frame.subject(lab), _sections)


def _sections() -> None:
    bring.show()
    slices.show()
