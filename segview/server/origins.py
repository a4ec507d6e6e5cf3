"""Which addresses are of this very site."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from streamlit import config


def is_ours(origin: str, headers: Headers) -> bool:
    """Whether an origin is the site that a request was sent to, or one that its host names.

    Parameters
    ----------
    origin : str
        Such as ``"https://example.org"``.
    headers : Headers
        Those of the request.
    """
    if config.is_manually_set("browser.serverAddress"):
        named = config.get_option("browser.serverAddress") == urlsplit(origin).hostname
    else:
        named = False
    listed = config.get_option("server.corsAllowedOrigins")
    return named or urlsplit(origin).netloc == headers.get("host") or origin in listed
