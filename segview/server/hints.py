"""What every page needs and its HTML does not name: browsers are told of it along with the page.

Streamlit's front end imports the parts for the elements of a page when it first hears of them, one
round trip after another; told of them at once, browsers fetch them beside the front end itself.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segview.server import page
from segview.server.page import FOLDER

ELEMENTS = "BidiComponent", "Html", "PageLink"  # of Streamlit, on every page of ours
_IMPORTED = re.compile(r"\b(?:from|import)\s*\"\./([^\"]+\.js)\"")


@cache
def scripts() -> tuple[str, ...]:
    """Names of the front end's scripts for these elements that ``index.html`` leaves out."""
    return tuple(sorted(name for name in _needed() if f'js/{name}"' not in page.html()))


def _needed() -> set[str]:
    """The scripts of these elements, and all that they import and those in their turn."""
    scripts = FOLDER / "static" / "js"
    waiting = [path.name for element in ELEMENTS for path in scripts.glob(f"{element}.*.js")]
    needed = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _IMPORTED.findall((scripts / name).read_text("utf-8"))
    return needed


def _addresses() -> Iterator[str]:
    """Addresses relative to a page's."""
    # Where files change, Streamlit imports modules anew: the one that pages have answers.
    assets = import_module("segview.server.assets")
    yield f"./{assets.address(assets.BUNDLE)}"
    yield from (f"./static/js/{name}" for name in scripts())


def link() -> str:
    """Value of the header ``Link`` (RFC 8288) of a page."""
    return ", ".join(f"<{address}>; rel=modulepreload; crossorigin" for address in _addresses())


class Hints:
    """Middleware that adds the header to pages, also to those that a browser has kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, and add to the answer if a page was asked for."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        value = await run_in_threadpool(link)

        async def with_hints(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "text/html").startswith("text/html"):
                    headers.append("Link", value)
            await send(message)

        await self.app(scope, receive, with_hints)
