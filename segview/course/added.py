"""Steps that the course adds to those of a page: a look back, and the way on."""

from typing import Any

from segview.course import curriculum, recap
from segview.lesson.text import Lesson

Added = list[dict[str, Any]]


def before(page: Lesson) -> Added:
    """What stands before the first step: results in a recap."""
    if page in curriculum.LESSONS:
        return []
    data = recap.described(page.slug)
    return [{"key": "results", "kind": "results", "title": "Your results", "data": data}]


def after(page: Lesson) -> Added:
    """What stands after the last step: what the learner can do now, and where to go."""
    _, following = curriculum.neighbours(page)
    onward = following and {"slug": following.slug, "title": curriculum.full_title(following)}
    data = {"page": page.slug, "learnt": page.learnt, "next": onward}
    return [{"key": "done", "kind": "ending", "title": "What you can do now", "data": data}]
