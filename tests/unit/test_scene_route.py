"""The scene route as a browser meets it: what is answered, and what is refused, in which words."""

import gzip
import json
import logging
from itertools import pairwise
from types import SimpleNamespace
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from segcore import load_subject, subjects
from segview.agreement import COOKIE
from segview.course import curriculum
from segview.lesson import folder
from segview.server import scenes
from segview.server.serving import middleware, routes
from segview.server.version import version

APP = Starlette(routes=routes, middleware=middleware)
SUBJECT = load_subject("age-25")
SCREENS = [(page.slug, name) for page in curriculum.IN_ORDER for name in folder.screens(page.slug)]
AGREED = f"{COOKIE}=oasis-1"
ROOT = f"/scene/{version()}/"


@pytest.fixture
def ask(run):
    """Ask the app for a path below ``scene/<version>/``: status, headers, body."""

    def ask(path, method="GET", base=ROOT, body=b"", **headers):
        sent = []

        async def receive():
            return {"type": "http.request", "body": body}

        async def send(message):
            sent.append(message)

        path, _, query = (base + path).partition("?")
        named = [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ]
        scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
        run(APP(scope | {"headers": named}, receive, send))
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return SimpleNamespace(
            status=sent[0]["status"], headers=Headers(raw=sent[0]["headers"]), body=body
        )

    return ask


def opened(body):
    """The description and the packed arrays of an answer."""
    length = int.from_bytes(body[:4], "little")
    head = json.loads(body[4 : 4 + length])
    ends = np.cumsum([4 + length, *head["sizes"]])
    assert ends[-1] == len(body)
    return head["data"], [body[start:end] for start, end in pairwise(ends)]


def test_an_answer_has_the_scene_and_its_arrays(ask, unpack):
    answer = ask("threshold?threshold=0.4&image=age-25")
    assert answer.status == 200
    data, arrays = opened(answer.body)
    labels = {head["id"]: levels for head, levels in map(unpack, arrays)}
    mask, truth = SUBJECT.image > 0.4, SUBJECT.truth > 0
    assert np.array_equal(labels[data["view"]["result"]], mask)
    assert data["view"]["dice"] == pytest.approx(
        2 * (mask & truth).sum() / (mask.sum() + truth.sum())
    )
    assert data["state"] == {"threshold": 0.4, "upper": 1.0, "two": False, "image": "age-25"}


def test_what_is_the_same_at_all_values_comes_with_the_defaults(ask, unpack):
    (base, all_of_it), (moved, rest) = (
        opened(ask(f"clustering-2d?image=age-50{more}").body) for more in ("", "&sigma=3")
    )
    had, new = ({unpack(array)[0]["id"] for array in arrays} for arrays in (all_of_it, rest))
    view = moved["view"]
    needed = {one["id"] for one in view["features"].values()} | {view["truth"], view["result"]}
    assert needed <= had | new
    assert not had & new
    assert base["view"]["truth"] in had
    assert len(new) == 2, "the blurred image and the result"


@pytest.mark.parametrize(("slug", "name"), SCREENS)
def test_every_screen_has_an_address(ask, slug, name):
    answer = ask(slug if name == "screen" else f"{slug}/{name}")
    data, _ = opened(answer.body)
    assert answer.status == 200
    assert data["view"] or data["above"] or data["beside"] or data["below"]


def test_an_answer_can_be_kept_by_everybody_for_ever(ask):
    answer = ask("threshold", accept_encoding="gzip")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-encoding"] == "gzip"
    assert "set-cookie" not in answer.headers
    assert gzip.decompress(answer.body) == ask("threshold").body


@pytest.mark.parametrize(
    "headers",
    [{}, {"accept_encoding": "identity"}, {"accept_encoding": "gzip;q=0"}, {"range": "bytes=0-9"}],
)
def test_who_does_not_take_gzip_gets_it_plain_and_whole(ask, headers):
    answer = ask("threshold", **headers)
    assert answer.status == 200
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert opened(answer.body)[0]["view"]["pixels"] == SUBJECT.image.size


def test_head_tells_the_same_without_the_body(ask):
    head, get = (ask("threshold", method) for method in ("HEAD", "GET"))
    assert (head.status, head.headers["content-length"]) == (200, get.headers["content-length"])


@pytest.mark.parametrize("base", ["/course", "/a/b"])
def test_below_a_base_path_it_is_the_same(ask, base):
    there = ask("threshold?threshold=0.4", base=f"{base}/scene/{version()}/")
    assert there.body == ask("threshold?threshold=0.4").body


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("nowhere", 404, "lesson"),
        ("..", 404, "lesson"),
        ("glossary", 404, "lesson"),
        ("threshold/program", 404, "lesson"),
        ("threshold/screen%00", 404, "lesson"),
        ("overfitting/testing", 404, "lesson"),
        ("threshold?image=nobody", 400, "“image” cannot be “nobody”"),
        ("threshold?sigma=1", 400, "no control “sigma”"),
        ("textures?image=textures", 404, "lesson"),
        ("threshold?threshold=1.01", 400, "“threshold” cannot be “1.01”"),
        ("threshold?threshold=-0", 200, ""),
        ("threshold?threshold=nan", 400, "cannot be"),
        ("threshold?threshold=1e999", 400, "cannot be"),
        ("threshold?threshold=", 400, "cannot be"),
        ("threshold?threshold", 400, "cannot be"),
        ("threshold?two=perhaps", 400, "cannot be"),
        ("threshold?threshold=0.2&threshold=0.2", 400, "one value"),
        ("clustering-2d?centres=0,0", 400, "cannot be"),
        ("supervised?painting=1r2:3,4;5", 400, "cannot be"),
        ("threshold?" + "a" * 10_000, 414, "characters"),
        ("threshold?threshold=" + "0" * 10_000, 414, "characters"),
        ("threshold?%ff=%ff", 400, "no control"),
        ("threshold?<script>", 400, "no control"),
    ],
)
def test_what_makes_no_sense_gets_one_sentence(ask, path, status, words):
    answer = ask(path)
    assert answer.status == status
    if status == 200:
        return
    said = answer.body.decode()
    assert words in said
    assert said.endswith(".")
    assert len(said) < 120
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("other", ["0", "latest", version().upper(), f"{version()}0", "%20"])
def test_another_version_is_not_answered(ask, other):
    answer = ask("threshold", base=f"/scene/{other}/")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


def test_a_long_query_is_posted(ask):
    strokes = ";".join(f"{n % 2}r2:{n % 170},{n // 17}" for n in range(2000))
    query = urlencode({"method": "nearest mean", "teacher": "painting", "painting": strokes})
    assert len(query) > scenes.LONGEST
    answer = ask("lab", "POST", body=query.encode())
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert opened(answer.body)[0]["state"]["painting"] == strokes
    assert ask("lab", "POST", body=f"{query};0r2:1,1".encode()).status == 400
    assert ask("lab", "POST", body=b"a" * (scenes.LONGEST_BODY + 1)).status == 413
    assert ask("lab", "POST", body=b"\xff=\xff").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_what_reads_is_allowed(ask, method):
    answer = ask("threshold", method)
    assert answer.status == 405
    assert "cache-control" not in answer.headers


def test_a_full_line_says_when_to_come_back(ask, monkeypatch):
    monkeypatch.setattr(scenes._line, "_longest", 0)
    answer = ask(f"threshold?{urlencode({'threshold': 0.87})}")
    assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
    assert int(answer.headers["retry-after"]) >= 1
    monkeypatch.undo()
    assert ask("threshold?threshold=0.87").status == 200, "nothing was remembered of it"


def test_what_fails_tells_nobody_how(ask, monkeypatch, caplog):
    def fail(*_):
        raise ZeroDivisionError("a secret of ours")

    monkeypatch.setattr(folder.module("threshold"), "view", fail)
    with caplog.at_level(logging.CRITICAL):
        answer = ask("threshold?threshold=0.86")
    assert (answer.status, answer.headers["cache-control"]) == (500, "no-store")
    assert b"secret" not in answer.body
    monkeypatch.undo()
    assert ask("threshold?threshold=0.86").status == 200


def test_an_image_that_is_not_to_be_had_is_not_replaced(ask, downloads):
    real = next(subject.id for subject in subjects() if subject.downloaded)
    answer = ask(f"threshold?image={real}", cookie=AGREED)
    assert (answer.status, answer.headers["cache-control"]) == (502, "no-store")
    assert "could not be downloaded" in answer.body.decode()


@pytest.mark.bare
@pytest.mark.parametrize(
    ("lesson", "control"), [("threshold", "image"), ("another-subject", "train")]
)
def test_an_image_with_terms_is_for_those_who_have_agreed(ask, source, stand_in, lesson, control):
    real = stand_in("oasis-0001")
    path = f"{lesson}?{control}={real.id}"
    for cookie in ("", f"{COOKIE}=", f"{COOKIE}=oasis-2", "other=oasis-1"):
        answer = ask(path, cookie=cookie)
        assert (answer.status, answer.headers["cache-control"]) == (403, "no-store")
        assert answer.body.decode() == f"First agree to the {real.terms.title}."
    assert source.asked == []
    for cookie, status in ((AGREED, 200), ("", 403)):
        answer = ask(path, cookie=cookie)
        assert answer.status == status
    assert "public" not in ask(path, cookie=AGREED).headers["cache-control"]
    assert "public" in ask(f"{lesson}?image=age-25").headers["cache-control"]


def test_answers_are_bounded_in_bytes():
    assert scenes._answers.budget == scenes.BUDGET <= 64e6
