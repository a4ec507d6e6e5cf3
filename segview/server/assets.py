"""What the browser loads once and keeps: our ES modules and plotly.js."""

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from segview.server import encoding

WEB = Path(__file__).parents[1] / "web"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_IMPORT = re.compile(r"^import .*\"(\.[^\"]+)\";$", re.MULTILINE)
FOREVER = "public, max-age=31536000, immutable"


@cache
def _modules() -> Mapping[str, bytes]:
    """Our modules by path, read once: what an address names never changes under it."""
    paths = sorted(WEB.rglob("*.js"))
    return {path.relative_to(WEB).as_posix(): path.read_bytes() for path in paths}


@cache
def version() -> str:
    """Fingerprint of everything served here, so that a new version gets new addresses."""
    digest = hashlib.blake2b(plotly.__version__.encode(), digest_size=6)
    for name, source in _modules().items():
        digest.update(name.encode() + b"\0" + source + b"\0")
    return digest.hexdigest()


def address(name: str) -> str:
    """Address of an asset relative to the app's base path."""
    return f"assets/{version()}/{name}"


def component_script(path: str) -> str:
    """JavaScript of a component: the doorway to the module ``web/<path>.js``."""
    values = {"VERSION": version(), "FOLDER": address(""), "MODULES": _needed(f"{path}.js")}
    doorway = _modules()["server/doorway.js"].decode()
    return re.sub("|".join(values), lambda found: json.dumps(values[found[0]]), doorway)


def _needed(entry: str) -> list[str]:
    """A module, and all that it imports and they import in their turn."""
    needed = [entry]
    for path in needed:
        if path not in _modules():
            raise LookupError(f"There is no segview/web/{path}.")
        for imported in _IMPORT.findall(_modules()[path].decode()):
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))
            needed += [found] * (found not in needed)
    return needed


def _plain(name: str) -> bytes:
    return PLOTLY.read_bytes() if name == PLOTLY.name else _modules()[name]


_bodies = encoding.Bodies(_plain)


def answer(request: Request) -> Response:
    """An asset, to be kept for ever; what is not there, another version too, is not remembered."""
    name = request.path_params["name"]
    if request.path_params["version"] != version() or name not in {PLOTLY.name, *_modules()}:
        return PlainTextResponse("Not found", 404, {"Cache-Control": "no-store"})
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    coding = encoding.best(request.headers)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(_bodies.body(name, coding), 200, headers, "text/javascript")
