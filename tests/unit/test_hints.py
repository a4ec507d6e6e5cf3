"""What pages tell browsers to fetch: there, complete, and only where a page is sent."""

import re

import pytest
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from segview.server import hints
from segview.server.page import FOLDER

SCRIPTS = FOLDER / "static" / "js"
PAGE = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def told(run):
    """Function that gives the addresses which come with an answer."""

    def told(answer, headers):
        sent = []

        async def send(message):
            sent.append(message)

        raw = Headers(headers).raw
        scope = {"type": "http", "method": "GET", "path": "/", "headers": raw}
        run(hints.Hints(answer)(scope, None, send))
        link = Headers(raw=sent[0]["headers"]).get("link", "")
        return re.findall(r"<\./([^>]+)>; rel=modulepreload; crossorigin", link)

    return told


def test_a_page_comes_with_what_every_page_needs(told):
    found = told(HTMLResponse("a page"), PAGE)
    names = [address.rpartition("/")[2].partition(".")[0] for address in found]
    assert names[0] == "segview"
    assert {*hints.ELEMENTS} <= {*names}
    assert len(names) == len(set(names))


def test_a_page_that_a_browser_has_comes_with_what_is_newest(told):
    assert told(Response(status_code=304), PAGE) == told(HTMLResponse("a page"), PAGE)


@pytest.mark.parametrize(
    ("answer", "headers"),
    [
        (HTMLResponse("a page"), {"accept": "*/*"}),
        (HTMLResponse("a page"), {}),
        (HTMLResponse("a page", 404), PAGE),
        (PlainTextResponse("a text"), PAGE),
        (Response(b"a picture", media_type="image/png"), PAGE),
    ],
)
def test_nothing_else_does(told, answer, headers):
    assert told(answer, headers) == []


def test_every_script_is_there_with_all_that_it_imports():
    index = (FOLDER / "index.html").read_text("utf-8")
    for name in hints.scripts():
        text = (SCRIPTS / name).read_text("utf-8")
        assert name not in index
        for imported in re.findall(r"[\w.-]+\.[\w-]{8}\.js", text.partition(";var ")[0]):
            assert imported in index or imported in hints.scripts()


def test_every_element_is_one_of_streamlits():
    for element in hints.ELEMENTS:
        assert len(list(SCRIPTS.glob(f"{element}.*.js"))) == 1
