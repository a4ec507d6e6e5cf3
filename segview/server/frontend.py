"""Streamlit's own files, which it sends as they are, in the coding that the client takes best."""

from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segview.server import encoding

FOLDER = Path(streamlit.__file__).parent / "static"
TEXT = ".css", ".html", ".js", ".json", ".svg"  # pictures and fonts are compressed already
PATHSEND = "http.response.pathsend"  # an ASGI extension: an answer names a file, unread

_bodies = encoding.Bodies(lambda path: Path(path).read_bytes())


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

        extensions = {**scope.get("extensions", {}), PATHSEND: {}}
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self.app(scope | {"method": method, "extensions": extensions}, receive, with_content)


async def _content(start: Message, path: Path, coding: str | None) -> bytes:
    """What is sent of a file, after headers that are made to say how."""
    if not (path.is_relative_to(FOLDER) and path.suffix in TEXT):
        return await run_in_threadpool(path.read_bytes)
    _tell_apart(start, coding)
    body = _bodies.kept(str(path), coding)
    if body is None:
        body = await run_in_threadpool(_bodies.body, str(path), coding)
    if coding:
        headers = MutableHeaders(scope=start)
        headers["Content-Encoding"] = coding
        headers["Content-Length"] = str(len(body))
        del headers["Accept-Ranges"]
    return body


def _tell_apart(start: Message, coding: str | None) -> None:
    """Say that this address has several bodies, and that they are not the same byte by byte."""
    headers = MutableHeaders(scope=start)
    headers.add_vary_header("Accept-Encoding")
    if coding:
        headers["ETag"] = f"W/{headers['ETag']}"
