"""Negotiation and policy as functions; that assets stay true when files change under a server."""

import gzip
import sys
from importlib import import_module
from shutil import copytree

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from segview.server import assets, serving
from segview.server.policy import FRAME_ANCESTORS, Policy, content_security_policy


@pytest.mark.parametrize("given", ["'self'; script-src *", "a, b", "x\r\nSet-Cookie: a", "é"])
def test_who_may_show_the_app_cannot_change_the_rest_of_the_policy(given):
    with pytest.raises(ValueError, match="SEGVIEW_FRAME_ANCESTORS"):
        content_security_policy(given)


def test_who_may_show_the_app_is_the_last_rule():
    given = "'self' https://*.example.org:8443"
    plain = content_security_policy()
    assert content_security_policy(given) == f"{plain}; frame-ancestors {given}"


@pytest.mark.parametrize("given", [None, "'none'"])
def test_the_host_decides_who_may_show_the_app(monkeypatch, run, given):
    if given:
        monkeypatch.setenv(FRAME_ANCESTORS, given)
    sent = []

    async def send(message):
        sent.append(message)

    app = Policy(PlainTextResponse("hello"))
    run(app({"type": "http", "method": "GET"}, None, send))
    policy = Headers(raw=sent[0]["headers"])["content-security-policy"]
    assert policy == content_security_policy(given or "")
    assert ("frame-ancestors" in policy) == bool(given)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "a.example"}, True),
        ({"host": "a.example", "origin": "https://a.example"}, True),
        ({"host": "a.example:81", "origin": "http://a.example"}, False),
        ({"host": "a.example", "origin": "https://b.example"}, False),
        ({"origin": "null"}, False),
    ],
)
def test_a_page_may_connect_by_its_host(headers, ours):
    assert serving.may_connect(Headers(headers)) == ours


def test_the_host_may_name_the_address_that_browsers_see(monkeypatch):
    known = {"server.enableCORS": True, "browser.serverAddress": "a.example"}
    monkeypatch.setattr(serving.config, "get_option", lambda name: known.get(name, []))
    monkeypatch.setattr(serving.config, "is_manually_set", known.__contains__)
    assert serving.may_connect(Headers({"host": "pod", "origin": "https://a.example:8443"}))
    assert not serving.may_connect(Headers({"host": "pod", "origin": "https://b.example"}))


def get(version, name):
    """Answer of the route that the server was started with."""
    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    scope["path_params"] = {"version": version, "name": name}
    return serving.Asset(scope, None, None).get(Request(scope))


@pytest.fixture
def renewed(tmp_path, monkeypatch):
    """The module of assets, imported anew after a file of the browser's code has changed."""
    web = copytree(assets.WEB, tmp_path / "web")
    (web / "events.js").write_text("export const none = 0;")
    monkeypatch.delitem(sys.modules, "segview.server.assets")
    module = import_module("segview.server.assets")
    monkeypatch.setattr(module, "WEB", web)
    return module


def test_a_changed_file_gets_a_new_address_and_the_old_one_is_gone(renewed):
    old, new = assets.version(), renewed.version()
    assert old != new
    assert get(old, assets.BUNDLE).status_code == 404
    assert get(new, assets.BUNDLE).status_code == 200


def test_what_an_address_names_does_not_change_under_it(renewed):
    renewed.version()
    (renewed.WEB / "events.js").write_text("export const changed = true;")
    (renewed.WEB / "scene/linked.js").write_text("export const changed = true;")
    bodies = [get(renewed.version(), assets.BUNDLE).body for _ in range(2)]
    assert bodies[0] == bodies[1]
    assert b"changed = true" not in gzip.decompress(bodies[0])
    assert "changed" not in renewed.component_script("events")


def test_unknown_names_are_not_kept(renewed):
    for number in range(300):
        assert get(renewed.version(), f"{number}.js").status_code == 404
    assert not renewed._bodies._kept


def test_a_component_names_its_module(renewed):
    script = renewed.component_script("scene/linked")
    assert (
        f'import(new URL("assets/{renewed.version()}/segview.js", document.baseURI).href)' in script
    )
    assert 'use("scene/linked.js")' in script
    with pytest.raises(LookupError, match=r"no segview/web/other\.js"):
        renewed.component_script("other")
