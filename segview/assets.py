"""Routes for what the browser loads once and keeps: our ES modules and plotly.js."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

WEB = Path(__file__).parent / "web"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
FOREVER = "public, max-age=31536000, immutable"


@cache
def version() -> str:
    """Fingerprint of everything served here, so that a new version gets new addresses."""
    digest = hashlib.blake2b(plotly.__version__.encode(), digest_size=6)
    for path in sorted(WEB.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def address(name: str) -> str:
    """Address of an asset relative to the app's base path."""
    return f"assets/{version()}/{name}"


def component_script(name: str) -> str:
    """JavaScript of a component: a doorway to the module ``web/<name>.js``."""
    return (
        "export default async (component) => {\n"
        f'  const module = await import(new URL("{address(name)}.js", document.baseURI).href);\n'
        "  return module.default(component);\n"
        "};"
    )


@cache
def _packed(name: str) -> bytes | None:
    files = {path.name: path for path in WEB.glob("*.js")} | {PLOTLY.name: PLOTLY}
    return gzip.compress(files[name].read_bytes(), 6, mtime=0) if name in files else None


def _serve(request: Request) -> Response:
    body = _packed(request.path_params["name"])
    if body is None:
        return Response(status_code=404)
    headers = {"Cache-Control": FOREVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, media_type="text/javascript", headers=headers)


routes = [Route("/assets/{version}/{name}", _serve)]
