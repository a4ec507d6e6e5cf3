"""What a learner uploads is in memory, and never in a file."""

import tempfile
import tomllib
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from streamlit import config
from streamlit.web.server.starlette.starlette_routes import create_upload_routes

from segcore.reading import MAX_BYTES
from segview import images
from segview.server import serving, uploads

CHUNK = 2**16


@pytest.fixture
def upload(monkeypatch, run):
    """Send a file to Streamlit's own route, by hand: what it kept, the status, what is unread."""

    def upload(content):
        kept, sent = [], []
        manager = SimpleNamespace(add_file=lambda session_id, file: kept.append(file.data))
        runtime = SimpleNamespace(is_active_session=lambda _: True)
        monkeypatch.setattr(
            "streamlit.web.server.starlette.starlette_routes.is_xsrf_enabled", lambda: False
        )
        app = Starlette(routes=create_upload_routes(runtime, manager, ""))
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        body = head + content + b"\r\n--x--\r\n"
        parts = [body[at : at + CHUNK] for at in range(0, len(body), CHUNK)]
        scope = {
            "type": "http",
            "method": "PUT",
            "path": "/_stcore/upload_file/session/file",
            "query_string": b"",
            "headers": [(b"content-type", b"multipart/form-data; boundary=x")],
        }

        async def receive():
            body = parts.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(parts)}

        async def send(message):
            sent.append(message)

        run(app(scope, receive, send))
        return kept, sent[0]["status"], len(parts)

    return upload


def test_an_upload_is_never_written_to_a_file(monkeypatch, upload):
    assert serving.middleware  # what the server sets, it sets when this is read

    def refuse(*_, **__):
        raise AssertionError("A temporary file was made.")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    content = bytes(range(256)) * (5 * 2**20 // 256)
    assert upload(content) == ([content], 204, 0)


def test_an_upload_that_does_not_say_how_large_it_is_is_read_to_the_limit(monkeypatch, upload):
    monkeypatch.setattr(config, "get_option", {"server.maxUploadSize": 1}.get)
    kept, status, unread = upload(bytes(8 * 2**20))
    assert (kept, status) == ([], 413)
    assert unread * CHUNK > 5 * 2**20


def test_the_limit_is_that_of_files_to_read(root):
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["maxUploadSize"] == MAX_BYTES // 2**20


class Files:
    """What has been uploaded: a file of so many bytes."""

    def __init__(self, size):
        self.uploaded_file_mgr = SimpleNamespace(
            file_storage={"session": {"file": SimpleNamespace(data=bytes(size))}}
        )


@pytest.mark.parametrize(
    ("declared", "held", "status"),
    [
        (b"300", 400, 204),
        (b"400", 400, 507),
        (b"", 400, 507),
        (b"-1", 400, 507),
        (b"9" * 40, 0, 507),
    ],
)
def test_a_file_without_room_is_refused_unread(monkeypatch, run, declared, held, status):
    monkeypatch.setattr(images, "TOGETHER", 1000)  # bytes, three quarters of them for files
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: Files(held))
    sent = []

    async def receive():
        raise AssertionError("It was read.")

    async def send(message):
        sent.append(message)

    async def streamlit(scope, receive, send):
        await Response(status_code=204)(scope, receive, send)

    scope = {
        "type": "http",
        "method": "PUT",
        "path": "/base/_stcore/upload_file/session/another",
        "headers": [(b"content-length", declared)] if declared else [],
    }
    door = uploads.Uploads(streamlit)
    run(door(scope, receive, send))
    assert sent[0]["status"] == status
    assert door._coming == 0
