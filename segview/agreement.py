"""The terms under which some images are shown, and who has agreed to them.

To agree is a click. The browser remembers it in a cookie, which it sends along with all it asks
for; where no cookie is kept, as in a frame on another site, a session remembers it until it ends.
"""

from collections.abc import Callable, Collection, Mapping

from segcore import subjects
from segcore.subjects import Terms

COOKIE = "segview-agreed"
_agreed: Callable[[], Collection[str] | None] = lambda: None  # noqa: E731


def agreed_by(who: Callable[[], Collection[str] | None]) -> None:
    """Set how to find the ids of what whoever asks has agreed to; None where nobody asks."""
    global _agreed
    _agreed = who


def by_cookie(cookies: Mapping[str, str]) -> frozenset[str]:
    """Ids of the terms to which a browser says that its owner has agreed."""
    return frozenset(cookies.get(COOKIE, "").split("."))


def lacking(image: str, agreed: Collection[str] | None = None) -> Terms | None:
    """The terms of an image, if whoever asks has not agreed to them.

    Parameters
    ----------
    image : str
        Id of an image.
    agreed : collection of str, optional
        Ids of what they have agreed to, where the one whose page is made is not who asks.
    """
    known = _agreed() if agreed is None else agreed
    if known is None:
        return None
    terms = next((one.terms for one in subjects() if one.id == image), None)
    return terms if terms and terms.id not in known else None
