"""``qr?link=<address>``: the QR code of an address of this very app, for a whole room to read."""

import io
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from segview.course import curriculum
from segview.server.origins import is_ours

LONGEST = 1500  # characters of a link: the code of a longer one is too fine to be read from afar
QUIET = 4  # modules of white around the code, as its standard asks for
KEPT = 256  # codes, about 30 kB each at most
_PAGES = {page.slug for page in (*curriculum.IN_ORDER, *curriculum.BESIDE)}
_HEADERS = {"Cache-Control": "public, max-age=86400"}


def answer(request: Request) -> Response:
    """The code as SVG, or one sentence that says why there is none."""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    if [name for name, _ in given] != ["link"]:
        return _refusal(400, "Ask for qr?link= and an address of this course.")
    link = given[0][1]
    if len(link) > LONGEST:
        return _refusal(414, f"A link has {LONGEST:,} characters at most.")
    if not _is_of_this_course(link, request):
        return _refusal(400, "Only links to pages of this course have a code here.")
    return Response(code(link), 200, _HEADERS, "image/svg+xml")


def _is_of_this_course(link: str, request: Request) -> bool:
    try:
        where = urlsplit(link)
    except ValueError:
        return False
    origin = f"{where.scheme}://{where.netloc}"
    page = where.path.rstrip("/").rpartition("/")[2]
    written = link.isascii() and link.isprintable() and " " not in link
    return (
        written
        and where.scheme in ("http", "https")
        and is_ours(origin, request.headers)
        and page in _PAGES
        and not where.fragment
    )


@lru_cache(KEPT)
def code(link: str) -> bytes:
    """The QR code of a link, black on white.

    Projectors do not tear or soil a code, they make it small: of the error correction it has as
    much as costs no larger grid of modules.

    Parameters
    ----------
    link : str
        Up to `LONGEST` characters.

    Returns
    -------
    bytes
        An SVG that fills its frame.
    """
    written = io.BytesIO()
    made = segno.make_qr(link, error="l", boost_error=True)
    made.save(written, kind="svg", border=QUIET, dark="#000", light="#fff", omitsize=True)
    # Where a module is no whole number of pixels, smoothed edges would part its rows.
    return written.getvalue().replace(b"<svg ", b'<svg shape-rendering="crispEdges" ', 1)


def _refusal(status: int, why: str) -> Response:
    return PlainTextResponse(why, status, {"Cache-Control": "no-store"})
