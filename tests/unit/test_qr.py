"""QR codes of links to the course: read by another library, and refused for all else."""

import re
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import numpy as np
import pytest
import zxingcpp
from starlette.applications import Starlette
from starlette.datastructures import Headers

from segview.server import qr
from segview.server.serving import middleware, routes

APP = Starlette(routes=routes, middleware=middleware)
HOST = "course.example:8501"
LINK = f"http://{HOST}/threshold?threshold=0.35&step=raise&select=box_60_99_60_99"


@pytest.fixture
def ask(run):
    """Ask the app for a code: status, headers, body."""

    def ask(query, path="/qr", method="GET", host=HOST):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
        run(APP(scope | {"headers": [(b"host", host.encode())]}, None, send))
        body = b"".join(message.get("body", b"") for message in sent[1:])
        headers = Headers(raw=sent[0]["headers"])
        return SimpleNamespace(status=sent[0]["status"], headers=headers, body=body)

    return ask


def asking(link):
    return urlencode({"link": link})


def drawn(svg):
    """A code as an image, one pixel per module, by the moves and strokes of its dark path."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    image = np.full((side, side), 255, np.uint8)
    x, y = 0, 0.0
    for command, along, down in re.findall(
        r"([Mmh])(-?\d+) ?(-?[\d.]+)?", svg.rpartition(' d="')[2]
    ):
        if command == "M":
            x, y = int(along), float(down)
        elif command == "m":
            x, y = x + int(along), y + float(down)
        else:
            image[int(y), x : x + int(along)] = 0
            x += int(along)
    return image


@pytest.mark.parametrize("extra", ["", "&select=" + "brush_3.5_1_" + "12_-7_" * 200 + "3_4"])
def test_a_code_says_the_link(ask, extra):
    answer = ask(asking(LINK + extra))
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "public, max-age=86400"
    assert "content-security-policy" in answer.headers
    image = drawn(answer.body.decode())
    assert (image[:4] == 255).all(), "a quiet zone"
    (read,) = zxingcpp.read_barcodes(np.kron(image, np.ones((4, 4), np.uint8)))
    assert read.text == LINK + extra


@pytest.mark.parametrize("path", ["/qr", "/course/qr", "/a/b/qr"])
def test_a_code_is_the_same_below_a_base_path(ask, path):
    link = f"https://{HOST}{path.removesuffix('qr')}threshold?sigma=1"
    answer = ask(asking(link), path)
    assert (answer.status, answer.body) == (200, qr.code(link))


def test_head_tells_the_same_without_the_body(ask):
    head, get = (ask(asking(LINK), method=method) for method in ("HEAD", "GET"))
    assert (head.status, head.headers["content-length"]) == (200, get.headers["content-length"])


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "qr?link="),
        ("link", 400, "Only links"),
        ("other=1", 400, "qr?link="),
        (asking(LINK) + "&" + asking(LINK), 400, "qr?link="),
        (asking("https://elsewhere.example/threshold"), 400, "Only links"),
        (asking(f"https://{HOST}@elsewhere.example/threshold"), 400, "Only links"),
        (asking(f"https://elsewhere.example/{HOST}/threshold"), 400, "Only links"),
        (asking(f"//{HOST}/threshold"), 400, "Only links"),
        (asking("/threshold"), 400, "Only links"),
        (asking(f"javascript://{HOST}/threshold"), 400, "Only links"),
        (asking(f"http://{HOST}/elsewhere"), 400, "Only links"),
        (asking(f"http://{HOST}/assets/1/segview.js"), 400, "Only links"),
        (asking(f"{LINK}#there"), 400, "Only links"),
        (asking(f"{LINK} and more"), 400, "Only links"),
        (asking(f"{LINK}\n"), 400, "Only links"),
        (asking(f"{LINK}é"), 400, "Only links"),
        (asking("http://[::/threshold"), 400, "Only links"),
        ("link=" + quote(LINK) + "a" * 2000, 414, "1,500 characters"),
    ],
)
def test_what_is_no_link_to_the_course_gets_one_sentence(ask, query, status, words):
    answer = ask(query)
    said = answer.body.decode()
    assert answer.status == status
    assert words in said
    assert said.endswith(".")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_code_is_for_the_host_that_is_asked(ask):
    assert ask(asking(LINK), host="other.example").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_code_is_only_read(ask, method):
    assert ask(asking(LINK), method=method).status == 405
