"""Room for what learners upload, in memory and on its way there."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, runtime

FULL = "So many files were brought along that there is no room for another one now."
_PLACE = "/_stcore/upload_file/"


class Uploads:
    """Middleware that refuses a file for which there is no room, before any of it has come."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what there is room for."""
        if scope["type"] != "http" or scope["method"] != "PUT" or _PLACE not in scope["path"]:
            await self.app(scope, receive, send)
            return
        size = _largest(Headers(scope=scope).get("content-length", ""))
        if _held() + self._coming + size > _room():
            await PlainTextResponse(FULL, 507)(scope, receive, send)
            return
        self._coming += size
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming -= size


def _largest(declared: str) -> int:
    """Bytes that an upload may have, whatever it says."""
    most = config.get_option("server.maxUploadSize") * 2**20
    return min(int(declared), most) if declared.isdecimal() else most


def _held() -> int:
    """Bytes of files that have come, whatever their sessions made of them."""
    sessions = list(runtime.get_instance().uploaded_file_mgr.file_storage.values())
    return sum(len(file.data) for files in sessions for file in list(files.values()))


def _room() -> float:
    from segview.images import IMAGES, TOGETHER  # what makes images is loaded later than servers

    return IMAGES * TOGETHER
