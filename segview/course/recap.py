"""What a chapter was about, how the learner did in it, and where to look again."""

from typing import Any

from segview.course import curriculum

_TEST = ("Test on somebody new", "Questions about a person who is in no lesson, on this page.")


def described(slug: str) -> dict[str, Any]:
    """The lessons of the chapter that a recap ends, for the learner's results in them.

    Parameters
    ----------
    slug : str
        The recap.
    """
    chapter = curriculum.chapter_of(slug)
    parts = [(page, curriculum.full_title(page), page.learnt) for page in chapter.lessons]
    parts.append((chapter.recap, *_TEST))
    return {
        "page": slug,
        "chapter": curriculum.heading(chapter),
        "parts": [
            {"slug": page.slug, "title": title, "learnt": learnt, "questions": page.asks}
            for page, title, learnt in parts
        ],
    }
