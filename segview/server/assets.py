"""What the browser loads once and keeps: our ES modules, as one, and plotly.js."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from segview.server import encoding
from segview.server.bundle import bundle, source_map

WEB = Path(__file__).parents[1] / "web"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
BUNDLE, MAP = "segview.js", "segview.js.map"
FOREVER = "public, max-age=31536000, immutable"
_DOORWAY = "server/doorway.js"


@cache
def _sources() -> Mapping[str, str]:
    """Our files by path, read once: what an address names never changes under it."""
    paths = sorted(WEB.rglob("*.js"))
    return {path.relative_to(WEB).as_posix(): path.read_text("utf-8") for path in paths}


def _modules() -> Mapping[str, str]:
    return {name: source for name, source in _sources().items() if name != _DOORWAY}


@cache
def version() -> str:
    """Fingerprint of everything served here, so that a new version gets new addresses."""
    digest = hashlib.blake2b(plotly.__version__.encode(), digest_size=6)
    for name, source in _sources().items():
        digest.update(f"{name}\0{source}\0".encode())
    return digest.hexdigest()


def address(name: str) -> str:
    """Address of an asset relative to the app's base path."""
    return f"assets/{version()}/{name}"


def component_script(path: str) -> str:
    """JavaScript of a component: the doorway to the module ``web/<path>.js``."""
    entry = f"{path}.js"
    if entry not in _modules():
        raise LookupError(f"There is no segview/web/{entry}.")
    values = {"VERSION": version(), "BUNDLE": address(BUNDLE), "ENTRY": entry}
    filled = re.compile("|".join(values))
    return filled.sub(lambda found: json.dumps(values[found[0]]), _sources()[_DOORWAY])


_PLAIN: Mapping[str, Callable[[], bytes]] = {
    BUNDLE: lambda: f"{bundle(_modules())}//# sourceMappingURL={MAP}\n".encode(),
    MAP: lambda: source_map(_modules()).encode(),
    PLOTLY.name: PLOTLY.read_bytes,
}
_bodies = encoding.Bodies(lambda name: _PLAIN[name]())
body = _bodies.body


def answer(request: Request) -> Response:
    """An asset, to be kept for ever; what is not there, another version too, is not remembered."""
    name = request.path_params["name"]
    if request.path_params["version"] != version() or name not in _PLAIN:
        return PlainTextResponse("Not found", 404, {"Cache-Control": "no-store"})
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    coding = encoding.best(request.headers)
    if coding:
        headers["Content-Encoding"] = coding
    kind = "application/json" if name == MAP else "text/javascript"
    return Response(_bodies.body(name, coding), 200, headers, kind)
