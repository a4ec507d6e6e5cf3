"""Content codings (RFC 9110, section 8.4): which of them a client takes, and bodies in them."""

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock

from imagecodecs import brotli_encode
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

# The best comes first. Higher levels save a few percent more, for seconds of the server's time.
CODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli_encode, level=5),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}


def taken(accepted: str) -> list[str]:
    """Which of our codings a client with this ``Accept-Encoding`` takes, the best first."""
    weights = {}
    for part in accepted.lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, weight = parameter.partition("=")
        try:
            weights[coding.strip()] = float(weight) if name.strip() == "q" else 1.0
        except ValueError:
            weights[coding.strip()] = 0.0
    return [coding for coding in CODERS if weights.get(coding, weights.get("*", 0.0)) > 0]


def best(headers: Headers) -> str | None:
    """The best coding for a request that has passed `Encoding`; None is the plain body."""
    return next(iter(taken(headers.get("accept-encoding", ""))), None)


class Encoding:
    """Middleware that tells what follows by name alone which codings the client takes.

    Starlette compresses for every client that names gzip, to refuse it too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace ``Accept-Encoding``."""
        if scope["type"] == "http":
            accepted = ",".join(Headers(scope=scope).getlist("accept-encoding"))
            scope = scope | {"headers": list(scope["headers"])}
            MutableHeaders(scope=scope)["accept-encoding"] = ", ".join(taken(accepted))
        await self.app(scope, receive, send)


class Bodies:
    """Bodies of answers in each coding that was asked for, made once and kept.

    Parameters
    ----------
    read : callable
        Gives the plain body of a name. There must be few names: nothing is ever forgotten.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._kept: dict[tuple[str, str], bytes] = {}
        self._lock = Lock()

    def kept(self, name: str, coding: str) -> bytes | None:
        """The body, if it is there already."""
        return self._kept.get((name, coding))

    def body(self, name: str, coding: str | None) -> bytes:
        """The body; many who ask at the same moment wait for one that compresses."""
        if coding is None:
            return self._read(name)
        with self._lock:
            if (name, coding) not in self._kept:
                self._kept[name, coding] = CODERS[coding](self._read(name))
        return self._kept[name, coding]
