"""A connection that breaks while a control moves: the screen ends on the last value by itself."""

import pytest
from clusters import dice_of_clusters
from playwright.sync_api import expect
from proxy import proxy

from benchmarks.harness import free_port, serve
from segcore import load_subject

SUBJECT = load_subject("age-25")
LONG = 60_000  # ms until a browser has found the server again, and a cold server has answered
STREAMLITS_OWN = ("_stcore/", "ERR_", "disconnected from server", "still running?", "WebSocket")
MOVE = """([key, value]) => {
  const input = document.querySelector(`.st-key-${key} input[type=range]`);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture
def breaks(complaints):
    """Forget that Streamlit told the console about the break."""
    yield
    complaints[:] = [text for text in complaints if not any(own in text for own in STREAMLITS_OWN)]


def move(page, *values):
    for value in values:
        page.evaluate(MOVE, ["sigma", float(value)])


def ends_on(view, sigma):
    expect(view.root).to_have_attribute(
        "data-dice", f"{dice_of_clusters(SUBJECT, sigma):.6f}", timeout=LONG
    )
    expect(view.slider("sigma")).to_have_value(f"{sigma:g}")


def disconnected(page):
    page.wait_for_selector('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])')


def test_the_server_starts_anew_in_the_middle_of_a_drag(open_lesson, page, breaks):
    port = {"STREAMLIT_SERVER_PORT": str(free_port())}
    with serve(**port) as first:
        view = open_lesson("clustering-2d", at=first.url)
        view.settled()
        move(page, 6, 6.5)
    disconnected(page)
    move(page, 7, 8)
    with serve(**port):
        ends_on(view, 8)
        move(page, 3)
        ends_on(view, 3)
        page.goto("about:blank")


def test_the_server_starts_anew_under_a_page_at_rest(open_lesson, page, breaks):
    port = {"STREAMLIT_SERVER_PORT": str(free_port())}
    with serve(**port) as first:
        view = open_lesson("clustering-2d", at=first.url)
        view.press("sigma")
        view.settled()
    disconnected(page)
    with serve(**port):
        page.wait_for_selector('[data-test-connection-state="CONNECTED"]', timeout=LONG)
        move(page, 8)
        ends_on(view, 8)
        page.goto("about:blank")


def test_the_network_breaks_for_a_moment(open_lesson, page, server, breaks):
    with proxy(server) as network:
        view = open_lesson("clustering-2d", at=network.url)
        view.settled()
        move(page, 6)
        network.cut()
        disconnected(page)
        move(page, 7, 9)
        network.mend()
        ends_on(view, 9)
        page.goto("about:blank")
