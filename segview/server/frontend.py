"""Streamlit's own files, which it sends as they are, in the coding that the client takes best."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segview.server import encoding, page
from segview.server.page import FOLDER, INDEX

TEXT = ".css", ".html", ".js", ".json", ".svg"  # pictures and fonts are compressed already
PATHSEND = "http.response.pathsend"  # an ASGI extension: an answer names a file, unread
# What depends on the file that Streamlit knows: a page is another one, and always sent whole.
CONDITIONS = b"range", b"if-none-match", b"if-modified-since"
VALIDATORS = "ETag", "Last-Modified"


def _plain(path: str) -> bytes:
    return page.html().encode() if Path(path) == INDEX else Path(path).read_bytes()


_bodies = encoding.Bodies(_plain)


class Frontend:
    """Middleware that reads the files which Streamlit answers with, and compresses them once.

    What is kept are the files that browsers ask for, about 0.6 MB, at most all of Streamlit's.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, HEAD as GET, and put its content in the place of a file's name."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        coding = encoding.best(Headers(scope=scope))
        start: Message | None = None

        async def with_content(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] == PATHSEND:
                body = await _content(start, Path(message["path"]), coding)
                message = {"type": "http.response.body", "body": body}
            elif start and start["status"] == 304 and scope["path"].endswith(TEXT):
                _tell_apart(start, coding)
            if start:
                await send(start)
                start = None
            await send(message)

        scope = scope | {"extensions": {**scope.get("extensions", {}), PATHSEND: {}}}
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
        if not Path(scope["path"]).suffix:
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in CONDITIONS]
        await self.app(scope, receive, with_content)


async def _content(start: Message, path: Path, coding: str | None) -> bytes:
    """What is sent of a file, after headers that are made to say how."""
    if not (path.is_relative_to(FOLDER) and path.suffix in TEXT):
        return await run_in_threadpool(path.read_bytes)
    _tell_apart(start, coding)
    body = _bodies.kept(str(path), coding)
    if body is None:
        body = await run_in_threadpool(_bodies.body, str(path), coding)
    headers = MutableHeaders(scope=start)
    headers["Content-Length"] = str(len(body))
    if coding:
        headers["Content-Encoding"] = coding
        del headers["Accept-Ranges"]
    if path == INDEX:
        for name in VALIDATORS:
            del headers[name]
    return body


def _tell_apart(start: Message, coding: str | None) -> None:
    """Say that this address has several bodies, and that they are not the same byte by byte."""
    headers = MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    if coding:
        headers["ETag"] = f"W/{headers['ETag']}"
