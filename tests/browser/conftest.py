"""A server, a browser, and lessons to open; every test in this folder is marked ``browser``."""

import os
import re
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import expect, sync_playwright
from view import View

from benchmarks.harness import WINDOW, chromium, launch, serve
from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.places import Places
from segview.server.assets import BUNDLE
from segview.server.assets import address as asset

HERE = Path(__file__).parent
expect.set_options(timeout=30_000)  # a page that computes at first may take long on a busy machine
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")
NO_WEBGL = """for (const canvas of [HTMLCanvasElement, OffscreenCanvas]) {
  const getContext = canvas.prototype.getContext;
  canvas.prototype.getContext = function (kind, ...options) {
    if (kind.includes("webgl")) console.error("A WebGL context was created.");
    return getContext.call(this, kind, ...options);
  };
}"""

LEAVE = """() => {
  localStorage.clear();
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
  document.querySelectorAll("[data-view]").forEach(({ dataset }) => (dataset.left = ""));
}"""
LEFT = "() => !document.querySelector('[data-view][data-left]')"
ENTER = """(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
AT_REST = """() =>
  document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "notRunning"
"""
LESSONS = {page.slug for page in curriculum.IN_ORDER}
HALFWAY = "glossary"  # a page without a picture, which is there at once


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server():
    """Address of a running app."""
    with serve() as running:
        yield running.url


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    if chromium() is None:
        tell = pytest.fail if "CI" in os.environ else pytest.skip
        tell("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def blank(browser, server):
    """A page of the server without any of our code, for running single modules."""
    page = browser.new_page()
    page.goto(f"{server}/_stcore/health")
    yield page
    page.close()


def plain(value):
    """A value as JSON has it."""
    return value.tolist() if isinstance(value, np.ndarray) else value


@pytest.fixture
def run_module(blank, server):
    """Run a JavaScript expression that may use what modules export, as `scene`, and values."""

    def run(*modules, **values):
        *modules, expression = modules
        names = ", ".join(values)
        return blank.evaluate(
            f"""async ([address, modules, {{ {names} }}]) => {{
              const {{ use }} = await import(address);
              const scene = Object.assign({{}}, ...modules.map(use));
              const answer = {expression};
              return ArrayBuffer.isView(answer) ? Array.from(answer) : answer;
            }}""",
            [
                f"{server}/{asset(BUNDLE)}",
                [f"scene/{name}.js" for name in modules],
                {key: plain(value) for key, value in values.items()},
            ],
        )

    return run


@pytest.fixture(scope="session")
def tab(browser):
    """The browser window that all tests use in turn, and what its console complained about."""
    complaints = []
    window = browser.new_context(viewport=WINDOW).new_page()
    window.add_init_script(NO_WEBGL)
    window.on("console", lambda message: complaints.extend(_complaint(message)))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    return window, complaints


@pytest.fixture(scope="session")
def tell_browser(tab):
    """Send the browser window a command of Chromium's own protocol."""
    return tab[0].context.new_cdp_session(tab[0]).send


@pytest.fixture
def looking_ahead():
    """Whether the page may fetch what a learner may want next; else their data are dear."""
    return False


@pytest.fixture
def complaints(tab):
    """What the browser's console complained about; what a test expects, it takes out of here."""
    return tab[1]


@pytest.fixture
def scheme():
    """Colour scheme of the learner's system."""
    return "light"


@pytest.fixture
def size():
    """Width and height of the window."""
    return WINDOW


@pytest.fixture
def page(tab, tell_browser, scheme, size, looking_ahead, complaints):
    """The browser window, which must not have complained by the end of the test."""
    window, _ = tab
    tell_browser("Emulation.setDataSaverOverride", {"dataSaverEnabled": not looking_ahead})
    window.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    window.set_viewport_size(size)
    yield window
    window.mouse.up()  # else a drag that failed swallows the next test's click
    said = complaints.copy()
    complaints.clear()
    assert not said


def _complaint(message):
    """Return the text of a console error that is the app's, in a list."""
    address = message.location.get("url", "")
    # A picture that Streamlit serves is gone when its page is left before it was fetched.
    probe_or_picture = address.endswith(STREAMLITS_OWN) or "/media/" in address
    known = "404" in message.text and probe_or_picture
    offline = "ERR_NAME_NOT_RESOLVED" in message.text
    return [] if message.type != "error" or known or offline else [f"{message.text} {address}"]


def address(server, slug, params):
    """Address of a lesson with these parameters."""
    return f"{server}/{slug}" + f"?{urlencode(params)}" * bool(params)


def default_view(slug, params):
    """Parameters that show a lesson as its controls begin: with one named, no step sets any."""
    if params or slug not in LESSONS:
        return params
    first = next(
        control for control in folder.module(slug).CONTROLS if not isinstance(control, Places)
    )
    return {first.key: first.shown(first.start)}


def shown(page, server):
    """Name of the page of this server that is open with the usual image, and at rest; or None."""
    open_now = re.fullmatch(rf"{re.escape(server)}/([\w-]+)([?].*)?", page.url)
    if open_now and "image=" not in page.url and page.evaluate(AT_REST):
        return open_now[1] if page.locator("[data-view]").count() else None
    return None


@pytest.fixture
def open_lesson(page, server):
    """Open a lesson, with its parameters, and return its linked view once it can be used."""

    def open_lesson(slug, at=server, **params):
        page.goto(address(at, slug, default_view(slug, params)))
        page.evaluate("localStorage.clear()")
        return View(page).ready()

    return open_lesson


@pytest.fixture
def go_to_lesson(page, server, open_lesson):
    """Like `open_lesson`, but goes there inside the app, as links do, where the app is open.

    A lesson that is left and entered anew knows nothing of what was moved before.
    """

    def go(slug, params):
        page.evaluate(LEAVE)
        page.evaluate(ENTER, address(server, slug, default_view(slug, params)))
        page.wait_for_function(LEFT)

    def go_to_lesson(slug, **params):
        now = shown(page, server)
        if now is None:
            return open_lesson(slug, **params)
        page.mouse.move(5, 5)
        View(page).settled()
        if now == slug:
            go(HALFWAY, {})
            page.wait_for_function(AT_REST)
        go(slug, params)
        view = View(page).ready()
        view.settled()
        return view

    return go_to_lesson


@pytest.fixture
def same_lesson(page, server, go_to_lesson):
    """Like `go_to_lesson`, for tests that move no control: goes on with what is open already."""

    def same_lesson(slug, **params):
        if page.url == address(server, slug, params):
            return View(page).ready().reset()
        return go_to_lesson(slug, **params)

    return same_lesson
