"""What the server answers besides Streamlit's pages, and what every request and answer passes."""

from collections.abc import Callable, Sequence
from importlib import import_module
from math import inf

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.endpoints import HTTPEndpoint
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config

from segview.server.encoding import Encoding
from segview.server.frontend import Frontend
from segview.server.hints import Hints
from segview.server.origins import is_ours
from segview.server.policy import Policy
from segview.server.uploads import Uploads


def anywhere(path: str, endpoint: Callable) -> list[Route]:
    """Routes to a path at the root and below any base path, which a proxy may strip or leave."""
    return [Route(f"{base}/{path}", endpoint) for base in ("", "/{base:path}")]


class Asset(HTTPEndpoint):
    """``assets/<version>/<path>``: an ES module, or plotly.js."""

    def get(self, request: Request) -> Response:
        """Answer GET, and HEAD."""
        # Where files change, Streamlit imports modules anew: the one that pages have answers.
        assets = import_module("segview.server.assets")
        return assets.answer(request)


class SceneAnswer(HTTPEndpoint):
    """``scene/<version>/<lesson>``, or ``scene/<version>/<lesson>/<screen>``."""

    async def get(self, request: Request) -> Response:
        """Answer GET, and HEAD."""
        scenes = await run_in_threadpool(import_module, "segview.server.scenes")
        return await scenes.answer(request)

    post = get  # with the query as its body, which has room for more


class Code(HTTPEndpoint):
    """``qr?link=<address>``."""

    async def get(self, request: Request) -> Response:
        """Answer GET, and HEAD."""
        qr = await run_in_threadpool(import_module, "segview.server.qr")
        return await run_in_threadpool(qr.answer, request)


class SameSite:
    """Middleware that turns away WebSockets of pages that are not ours.

    Streamlit does so too, but first asks the network for its own address, and all learners wait.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what may come in."""
        if scope["type"] == "websocket" and not may_connect(Headers(scope=scope)):
            await WebSocketClose(1008)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def may_connect(headers: Headers) -> bool:
    """Whether a page that sends these headers is of this site, or of one that the host names."""
    origin = headers.get("origin")
    return origin is None or not config.get_option("server.enableCORS") or is_ours(origin, headers)


routes: Sequence[Route] = [
    *anywhere("assets/{version}/{name:path}", Asset),
    *anywhere("scene/{version}/{slug}", SceneAnswer),
    *anywhere("scene/{version}/{slug}/{screen}", SceneAnswer),
    *anywhere("qr", Code),
]
MultiPartParser.spool_max_size = inf  # what learners upload is never written to disk
middleware = list(map(Middleware, (Policy, Hints, Encoding, Frontend, SameSite, Uploads)))
