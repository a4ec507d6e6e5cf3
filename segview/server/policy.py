"""What a browser may do with our answers: headers on every one of them."""

import base64
import hashlib
import os
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segview.server import page

FRAME_ANCESTORS = "SEGVIEW_FRAME_ANCESTORS"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_security_policy(frame_ancestors: str = "") -> str:
    """Policy under which the app runs: nothing from elsewhere, no text becomes a program.

    Parameters
    ----------
    frame_ancestors : str
        Who may show the app in a frame, as in ``"'self' https://example.org"``; all by default.

    Returns
    -------
    str
        Value of the header ``Content-Security-Policy``.

    Raises
    ------
    ValueError
        Where `frame_ancestors` would end its directive or the header.
    """
    inline = _INLINE.findall(page.html())
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    rules = {
        "default-src": "'self'",
        # Streamlit brings components as blobs.
        "script-src": " ".join(["'self'", "blob:", *(f"'sha256-{found}'" for found in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    if frame_ancestors:
        if not re.fullmatch(r"[!-+\--:<-~ ]+", frame_ancestors):
            raise ValueError(f"{FRAME_ANCESTORS} must be origins with spaces between them.")
        rules["frame-ancestors"] = frame_ancestors
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Policy:
    """Middleware that adds the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(os.environ.get(FRAME_ANCESTORS, "")),
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to what is sent."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, with_headers)
