"""Steps that the course adds to those of a page: a look back, and the way on."""

from typing import Any

from segview.course import curriculum, recap
from segview.lesson import folder
from segview.lesson.text import Lesson

Added = list[dict[str, Any]]


def before(page: Lesson) -> Added:
    """What stands before the first step: what was missed earlier, and in a recap the results."""
    chapter = curriculum.chapter_of(page.slug)
    earlier = curriculum.CHAPTERS[: curriculum.CHAPTERS.index(chapter)]
    if page == chapter.recap:
        data = recap.described(page.slug)
        return [{"key": "results", "kind": "results", "title": "Your results", "data": data}]
    if page != chapter.lessons[0] or not earlier:
        return []
    lessons = [lesson for chapter in earlier for lesson in chapter.lessons]
    data = {
        "page": page.slug,
        "earlier": [
            {
                "slug": lesson.slug,
                "title": curriculum.full_title(lesson),
                "questions": list(lesson.asks),
            }
            for lesson in lessons
        ],
        "image": _another_image(page),
    }
    return [{"key": "missed", "kind": "missed", "title": "Once more", "data": data}]


def after(page: Lesson) -> Added:
    """What stands after the last step: what the learner can do now, and where to go."""
    preceding, following = curriculum.neighbours(page)
    onward = following and {"slug": following.slug, "title": curriculum.full_title(following)}
    data = {
        "page": page.slug,
        "learnt": page.learnt,
        "questions": list(page.asks),
        "back": preceding and preceding.slug,
        "next": onward,
    }
    return [{"key": "done", "kind": "ending", "title": "What you can do now", "data": data}]


def _another_image(page: Lesson) -> str:
    """An image that is not the one that pages begin with."""
    image = folder.picker(page)
    return next(id for id in image.options if id != image.default)
