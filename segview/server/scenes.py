"""``scene/<version>/<lesson>?<control>=<value>&…``: what a lesson shows at these values."""

import gzip
import logging
from collections.abc import Collection, Iterable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from segcore import ImageError, subjects
from segcore.samples import samples
from segcore.subjects import Terms
from segview.agreement import by_cookie, lacking
from segview.cache.remembering import silently
from segview.cache.store import Store
from segview.images import load_subject
from segview.lesson import folder, scenes
from segview.lesson.controls import Control
from segview.scene.packing import enclose
from segview.server.assets import FOREVER
from segview.server.line import Busy, Line
from segview.server.version import version

BUDGET = 32e6  # bytes of answers that are kept
LONGEST = 6000  # characters of a query
LONGEST_BODY = 600_000  # of one that comes as the body of a request
AT_A_TIME = 2
WAITING = 100
RETRY = 1  # seconds

_log = logging.getLogger(__name__)
_answers = Store(BUDGET)
_line = Line(AT_A_TIME, WAITING)


class Refused(Exception):
    """What cannot be answered: a status, and a sentence that says why."""

    def __init__(self, status: int, why: str):
        super().__init__(why)
        self.status = status


async def answer(request: Request) -> Response:
    """A scene, to be kept for ever, or one sentence that says why there is none."""
    try:
        body, kept = await _found(request)
    except Refused as refused:
        return _refusal(refused.status, str(refused))
    except Busy:
        why = "Many learners ask at the same time; ask again in a moment."
        return _refusal(503, why, {"Retry-After": str(RETRY)})
    except ImageError as error:
        return _refusal(502, str(error))
    except Exception:
        _log.exception("A scene could not be computed.")
        return _refusal(500, "This could not be computed.")
    headers = {
        "Cache-Control": "no-store" if request.method == "POST" else kept,
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, 200, headers, "application/octet-stream")


async def _found(request: Request) -> tuple[bytes, str]:
    """The body of an answer, and how long who may keep it."""
    asked = request.path_params
    if asked["version"] != version():
        raise Refused(404, "This address is of another version of the course.")
    slug, name = asked["slug"], asked.get("screen", "screen")
    if not folder.has_screen(slug) or name not in folder.screens(slug):
        raise Refused(404, "There is no such lesson.")
    subject, values = requested(slug, name, await _query(request))
    images = {subject, *scenes.images(values).values()}
    ahead = request.headers.get("purpose") == "prefetch"
    if terms := _lacking(images, by_cookie(request.cookies)):
        raise Refused(204, "") if ahead else Refused(403, f"First agree to the {terms[0].title}.")
    body = _answers.find(place := (slug, name, subject, tuple(values.items())))
    if body is None:
        if ahead and images & _downloaded():
            raise Refused(204, "")  # nobody has asked for the download
        compute = partial(silently, partial(_kept, *place))
        body = await _line.result(place, compute, ahead=ahead)
    return body, FOREVER.replace("public", "private") if _lacking(images, ()) else FOREVER


def _lacking(images: Iterable[str], agreed: Collection[str]) -> list[Terms]:
    """The terms of images to which somebody has not agreed."""
    return [terms for image in images if (terms := lacking(image, agreed))]


async def _query(request: Request) -> str:
    """The query of an address, or what is posted in its place where it is long."""
    if request.method != "POST":
        if len(request.url.query) > LONGEST:
            raise Refused(414, f"A query has {LONGEST} characters at most.")
        return request.url.query
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise Refused(413, f"A posted query has {LONGEST_BODY} characters at most.")
    return body.decode("ascii", "replace")


@cache
def _downloaded() -> set[str]:
    """Ids of images that are downloaded when somebody chooses them."""
    return {subject.id for subject in (*subjects(), *samples()) if subject.downloaded}


def requested(slug: str, name: str, query: str) -> tuple[str, dict[str, Any]]:
    """Read the query of an address.

    Parameters
    ----------
    slug, name : str
        The lesson, and which of its screens.
    query : str
        The query; controls that it does not name are at their defaults.

    Returns
    -------
    (str, dict)
        Id of the image, and values by key of the control, in the order of the controls.

    Raises
    ------
    Refused
        If the query names what is not there, or a value that cannot be.
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    given = dict(pairs)
    text, controls = folder.text(slug), folder.module(slug, name).CONTROLS
    pickers = () if text.image else (folder.picker(text),)
    known = {control.key: control for control in (*controls, *pickers)}
    if len(given) < len(pairs):
        raise Refused(400, "A control has one value, not several.")
    if unknown := given.keys() - known.keys():
        raise Refused(400, f"This lesson has no control “{min(unknown)[:40]}”.")
    values = {key: _parsed(known[key], given[key]) for key in known if key in given}
    return text.image or values.pop("image", pickers[0].default), values


def _parsed(control: Control, text: str) -> Any:
    try:
        return control.parse(text)
    except (ValueError, TypeError, OverflowError):
        raise Refused(400, f"“{control.key}” cannot be “{text[:40]}”.") from None


def _kept(slug: str, name: str, subject: str, chosen: tuple[tuple[str, Any], ...]) -> bytes:
    """The answer, kept: a description, and the arrays that the scene at all defaults lacks."""
    values = dict(chosen)
    load_subject(subject)
    if absent := scenes.missing(values):
        raise ImageError(next(iter(absent.values())))
    message = scenes.message(slug, subject, values, name)
    had = _arrays_at_defaults(slug, name, subject) if values else frozenset()
    arrays = [array for array in message.arrays if array.id not in had]
    state = scenes.state(slug, subject, values, name)
    body = gzip.compress(enclose(message.data | {"state": state}, arrays), 6, mtime=0)
    _answers.keep((slug, name, subject, chosen), body)
    return body


@cache
def _arrays_at_defaults(slug: str, name: str, subject: str) -> frozenset[str]:
    return frozenset(array.id for array in scenes.message(slug, subject, {}, name).arrays)


def _refusal(status: int, why: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(why, status, {"Cache-Control": "no-store", **(headers or {})})
