"""Routes and headers, by HTTP; a base path, a proxy, and a host's own policy in a browser."""

import gzip
import http.client
import json
import re
from urllib.parse import urlsplit

import pytest
from imagecodecs import brotli_decode
from playwright.sync_api import expect
from proxy import proxy
from source import serve_files
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from view import View, list_of_pages
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from benchmarks.harness import serve
from segview.course import curriculum
from segview.server.assets import BUNDLE, MAP, PLOTLY, address, body, version
from segview.server.hints import scripts
from segview.server.page import FOLDER, html

MODULES = address(BUNDLE)
INDEX = (FOLDER / "index.html").read_text("utf-8")
SCRIPT = re.search(r"static/js/index\.[^\"]+", INDEX)[0]
PAGE = html().encode()
CONTENT = {
    MODULES: body(BUNDLE, None),
    SCRIPT: (FOLDER / SCRIPT).read_bytes(),
    "threshold": PAGE,
    "": PAGE,
}
DECODERS = {None: bytes, "gzip": gzip.decompress, "br": brotli_decode}


def ask(server, path, method="GET", body=None, **headers):
    """Status, headers by lower-case name, and body of an answer."""
    where = urlsplit(server)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, f"{where.path}/{path}", skip_accept_encoding=True)
    for name, value in named.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, told, answer.read()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("zstd", None),
        ("gzip;q=0", None),
        ("*;q=0", None),
        ("gzip;q=0, *;q=0.0", None),
        ("gzip;q=much", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate, gzip;q=1.0", "gzip"),
        ("gzip;q=0.001, br;q=0", "gzip"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("br", "br"),
        ("gzip; q=0.0, br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("*", "br"),
    ],
)
@pytest.mark.parametrize("path", [MODULES, SCRIPT, "threshold", ""])
def test_a_body_comes_in_a_coding_that_the_client_takes(server, accepted, coding, path):
    headers = {} if accepted is None else {"accept_encoding": accepted}
    status, told, body = ask(server, path, **headers)
    assert status == 200
    assert told.get("content-encoding") == coding
    assert "accept-encoding" in told["vary"].lower()
    assert told["content-length"] == str(len(body))
    assert DECODERS[coding](body) == CONTENT[path]


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_script_of_streamlits_keeps_its_headers(server, coding):
    _, plain, _ = ask(server, SCRIPT)
    _, packed, body = ask(server, SCRIPT, accept_encoding=coding)
    for name in ("cache-control", "content-type", "last-modified"):
        assert packed[name] == plain[name]
    assert "immutable" in packed["cache-control"]
    assert len(body) < 0.4 * len(CONTENT[SCRIPT])
    assert packed["etag"] == f"W/{plain['etag']}", "not the same bytes as without the coding"
    status, told, nothing = ask(server, SCRIPT, "HEAD", accept_encoding=coding)
    assert (status, nothing) == (200, b"")
    assert told["content-length"] == str(len(body))
    assert told["content-encoding"] == coding


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_a_script_that_is_known_is_not_sent_again(server, accepted):
    _, told, _ = ask(server, SCRIPT, accept_encoding=accepted)
    known = {"accept_encoding": accepted, "if_none_match": told["etag"]}
    status, again, body = ask(server, SCRIPT, **known)
    assert (status, body) == (304, b"")
    assert again["etag"] == told["etag"]
    assert again.get("vary", told["vary"]) == told["vary"]
    known = {"accept_encoding": accepted, "if_modified_since": told["last-modified"]}
    assert ask(server, SCRIPT, **known)[0] == 304
    assert ask(server, SCRIPT, accept_encoding=accepted, if_none_match='"other"')[0] == 200


def test_a_part_of_a_script_is_a_part_of_its_plain_text(server):
    _, plain, _ = ask(server, SCRIPT)
    asked = {"accept_encoding": "gzip", "range": "bytes=10-19"}
    status, told, body = ask(server, SCRIPT, **asked)
    assert (status, body) == (206, CONTENT[SCRIPT][10:20])
    assert "content-encoding" not in told
    _, packed, whole = ask(server, SCRIPT, accept_encoding="gzip")
    status, _, body = ask(server, SCRIPT, **asked, if_range=packed["etag"])
    assert (status, body) == (200, whole), "what was begun in gzip does not go on in plain"
    assert ask(server, SCRIPT, **asked, if_range=plain["etag"])[0] == 206


def test_a_font_is_sent_as_it_is(server):
    font = next((FOLDER / "static/media").glob("SourceSans*.woff2"))
    _, told, body = ask(server, f"static/media/{font.name}", accept_encoding="gzip, br")
    assert body == font.read_bytes()
    assert "content-encoding" not in told
    assert "vary" not in told


def test_unknown_scripts_are_not_kept_under_their_names(server):
    _, told, body = ask(server, "static/js/none.js", accept_encoding="gzip")
    assert b"<title>Streamlit</title>" in gzip.decompress(body)
    assert told["cache-control"] == "no-cache"


def test_plotly_is_served_whole(server):
    _, _, body = ask(server, address(PLOTLY.name))
    assert body == PLOTLY.read_bytes()


def test_an_asset_is_kept_for_ever(server):
    _, told, _ = ask(server, MODULES)
    assert "immutable" in told["cache-control"]
    assert told["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        f"assets/000000000000/{BUNDLE}",
        f"assets/{version()}x/{BUNDLE}",
        f"assets/{version()}/none.js",
        f"assets/{version()}/",
        f"assets/{version()}/scene/arrays.js",
        f"assets/{version()}/x/{BUNDLE}",
        f"assets/{version()}/style.css",
        f"assets/{version()}/" + "x" * 2000,
        f"assets/{version()}/segview%2ejs%20",
    ],
)
def test_what_is_not_there_is_not_remembered(server, path):
    status, told, _ = ask(server, path)
    assert status == 404
    assert told["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    [
        "..%2fserver%2fassets.py",
        "%2e%2e/server/assets.py",
        "../server/assets.py",
        "x/../../server/assets.py",
        "x/..%2f..%2fserver%2fassets.py",
        "..%5cserver%5cassets.py",
        "/segview.js",
        "./segview.js",
        "x/../segview.js",
        "..%5csegview.js",
        "segview.js%00",
    ],
)
def test_no_name_leads_out_of_the_folder(server, name):
    status, _, body = ask(server, f"assets/{version()}/{name}")
    assert status in (400, 404)
    assert b"import" not in body


def test_other_methods_and_ranges(server):
    status, told, body = ask(server, MODULES, "HEAD")
    assert (status, body, told["content-length"]) == (200, b"", str(len(CONTENT[MODULES])))
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "NONSENSE"):
        status, told, _ = ask(server, MODULES, method)
        assert (status, told["allow"]) == (405, "GET, HEAD")
    status, told, body = ask(server, MODULES, range="bytes=0-9")
    assert (status, body) == (200, CONTENT[MODULES])


def lessons_work(open_lesson, page, at):
    """Open a lesson by its address, one by a click, and the start."""
    view = open_lesson("threshold", at=at, threshold=0.3)
    dice = view["dice"]
    view.press("threshold")
    assert view["dice"] != dice
    title = curriculum.page_of("clustering-2d").title
    list_of_pages(page).get_by_text(title).click()
    page.wait_for_url(f"{at}/clustering-2d")
    View(page).slider("sigma").wait_for()
    View(page).ready().press("sigma")
    page.goto(f"{at}/")
    View(page).ready()
    expect(page.locator(".segview-reload")).to_have_count(0)


@pytest.fixture
def probes(complaints):
    """Forget that Streamlit looked for the server's base path where it is not."""
    yield
    looked = [text for text in complaints if "_stcore/" in text and "404" in text]
    for text in looked:
        complaints.remove(text)


def test_the_course_runs_under_a_base_path(open_lesson, page, probes):
    with serve(STREAMLIT_SERVER_BASE_URL_PATH="/a/b/") as based:
        assert based.url.endswith("/a/b")
        _, told, body = ask(based.url, SCRIPT, accept_encoding="gzip")
        assert told["content-encoding"] == "gzip"
        assert gzip.decompress(body) == CONTENT[SCRIPT]
        lessons_work(open_lesson, page, based.url)
        page.goto("about:blank")


def test_the_course_runs_behind_a_proxy_that_strips_a_prefix(open_lesson, page, probes, server):
    with proxy(server, "/course") as outside:
        lessons_work(open_lesson, page, outside.url)
        page.goto("about:blank")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "threshold",
        MODULES,
        "assets/0/x.js",
        "favicon.png",
        "_stcore/health",
        "%2e%2e/x",
    ],
)
def test_every_answer_says_what_may_be_done_with_it(server, path):
    _, told, _ = ask(server, path)
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    rules = dict(rule.split(" ", 1) for rule in told["content-security-policy"].split("; "))
    assert rules["default-src"] == "'self'"
    assert "unsafe" not in rules["script-src"]
    assert not any("http" in rule or "*" in rule for rule in rules.values())
    assert "frame-ancestors" not in rules
    assert "x-frame-options" not in told


def stream(server):
    """Address of the server's WebSocket."""
    return server.replace("http", "ws", 1) + "/_stcore/stream"


@pytest.fixture
def session(server):
    """A session's id, and what the server takes a browser's own request by."""
    _, told, _ = ask(server, "_stcore/health")
    token = told["set-cookie"].partition("=")[2].partition(";")[0]
    with connect(stream(server), subprotocols=["streamlit"], max_size=None) as socket:
        message = BackMsg()
        message.rerun_script.page_name = "glossary"
        socket.send(message.SerializeToString())
        while (new := ForwardMsg.FromString(socket.recv())).WhichOneof("type") != "new_session":
            pass
        yield (
            new.new_session.initialize.session_id,
            {"cookie": f"_streamlit_xsrf={token}", "x_xsrftoken": token},
        )


FILE = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nfile\r\n--x--\r\n'
FORM = {"content_type": "multipart/form-data; boundary=x"}


def upload(server, name, own, body=FILE, **size):
    size = size or {"content_length": str(len(body))}
    return ask(server, f"_stcore/upload_file/{name}/f", "PUT", body, **own, **size, **FORM)[0]


def test_who_has_the_page_open_can_bring_files_of_64_megabytes(server, session):
    """More is refused by what it declares, before any of it has come."""
    name, own = session
    assert upload(server, name, own) == 204
    assert upload(server, name, own, None, content_length=str(64 * 2**20 + 1)) == 413
    assert upload(server, name, {}) == 403


@pytest.mark.parametrize("name", ["nobody", "%2e%2e", "00000000-0000-0000-0000-000000000000"])
def test_nobody_else_can(server, session, name):
    assert upload(server, name, session[1]) in (400, 404, 405)


def test_pages_of_other_sites_get_no_connection(server):
    for origin in ("https://elsewhere.example", "null", "http://localhost:1", f"{server}.example"):
        with pytest.raises(InvalidStatus):
            connect(stream(server), origin=origin, subprotocols=["streamlit"])
    with connect(stream(server), origin=server, subprotocols=["streamlit"]) as ours:
        assert ours.subprotocol == "streamlit"


def test_a_huge_query_does_no_harm(server):
    status, _, _ = ask(server, "threshold?" + "threshold=1&" * 4000)
    assert status in (200, 400, 431)
    assert ask(server, "_stcore/health")[0] == 200


FRAME = """<!doctype html>
<link rel=icon href='data:,'>
<iframe src='{}/threshold?embed=true' width=1200 height=900></iframe>"""


def test_other_sites_may_show_the_course(page, server):
    with serve_files() as elsewhere:
        elsewhere.files["frame.html"] = FRAME.format(server).encode()
        page.goto(f"{elsewhere.url}frame.html")
        View(page.frame_locator("iframe")).root.wait_for(timeout=60_000)
        page.goto("about:blank")


def test_a_page_asks_once_for_all_modules(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/threshold")
    View(page).ready()
    ours = [url for url in asked if "/assets/" in url]
    assert ours == [f"{server}/{address(name)}" for name in (BUNDLE, PLOTLY.name)]


def test_a_page_names_what_it_needs_and_nothing_comes_twice(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{server}/")))
    page.goto(f"{server}/threshold?threshold=0.3")
    View(page).ready()
    files = [url for url in asked if url.startswith(("static/", "assets/", "scene/"))]
    assert len(files) == len(set(files))
    early = asked[: asked.index("_stcore/health")]
    assert {MODULES, *(f"static/js/{name}" for name in scripts())} <= {*early}


def test_plotly_comes_after_the_pictures(page, server):
    asked, held = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/scene/**", lambda route: held.append(route))
    page.goto(f"{server}/class-overlap")
    expect(page.locator("[data-view=linked]")).to_have_count(1)
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=30_000
    )
    page.wait_for_timeout(500)
    assert not any(url.endswith(PLOTLY.name) for url in asked)
    for route in held:
        route.continue_()
    page.unroute("**/scene/**")
    View(page).ready()
    assert any(url.endswith(PLOTLY.name) for url in asked)


def test_a_page_does_not_look_for_its_server_where_it_is_not(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{server}/")))
    page.goto(f"{server}/threshold")
    View(page).ready()
    assert [url for url in asked if "_stcore" in url] == ["_stcore/health", "_stcore/host-config"]


def test_a_page_is_sent_whole_to_whoever_had_one_before(server):
    _, told, body = ask(server, "threshold")
    assert not {"etag", "last-modified"} & set(told)
    assert told["cache-control"] == "no-cache"
    known = {"if_none_match": "*", "if_modified_since": "Thu, 31 Dec 2099 00:00:00 GMT"}
    for headers in (known, {"range": "bytes=0-9"}):
        assert ask(server, "threshold", **headers)[::2] == (200, body)


def test_a_setting_is_asked_for_together_with_what_all_settings_share(page, server):
    shared = "**/scene/*/threshold?image=age-25"
    page.route("**/scene/**", lambda route: None)
    with page.expect_request(shared), page.expect_request("**/threshold?threshold=0.3&image=*"):
        page.goto(f"{server}/threshold?threshold=0.3")
    page.unroute("**/scene/**")  # lets them all go on
    assert View(page).ready()["dice"]


def test_errors_name_our_files(server):
    _, _, modules = ask(server, MODULES)
    _, told, body = ask(server, address(MAP))
    assert modules.decode().rpartition("//# sourceMappingURL=")[2].strip() == MAP
    assert told["content-type"] == "application/json"
    assert "scene/linked.js" in json.loads(body)["sources"]


def test_a_page_older_than_the_server_offers_to_reload(page, server, complaints):
    page.goto(f"{server}/glossary")
    page.locator(".segview-progress").wait_for(state="attached")
    page.evaluate("window.segview.version = 'before'")
    title = curriculum.page_of("threshold").title
    list_of_pages(page).get_by_text(title).click()
    notice = page.get_by_role("alert").filter(has_text="Reload it")
    expect(notice).to_have_count(1, timeout=20_000)
    notice.get_by_role("button", name="Reload").click()
    View(page).ready()
    expect(notice).to_have_count(0)
    assert all("The page is of version before" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.parametrize("missing", [f"**/assets/*/{BUNDLE}", f"**/assets/*/{PLOTLY.name}"])
def test_a_page_whose_code_is_gone_offers_to_reload(page, server, complaints, missing):
    page.route(missing, lambda route: route.fulfill(status=404))
    page.goto(f"{server}/threshold")
    notice = page.get_by_role("alert").filter(has_text="Reload it")
    notice.wait_for()
    page.unroute(missing)
    notice.get_by_role("button", name="Reload").click()
    View(page).ready()
    complaints.clear()
