"""A server, a browser, and lessons to open; every test in this folder is marked ``browser``."""

import os
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import sync_playwright
from view import View

from benchmarks.harness import WINDOW, chromium, launch, serve

HERE = Path(__file__).parent
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")


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


@pytest.fixture
def complaints():
    """What the browser's console complained about; what a test expects, it takes out of here."""
    return []


@pytest.fixture
def scheme():
    """Colour scheme of the learner's system."""
    return "light"


@pytest.fixture
def page(browser, scheme, complaints):
    """A new browser window, which must not have complained by the end of the test."""
    context = browser.new_context(viewport=WINDOW, color_scheme=scheme)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints


def _complaint(message):
    """Return the text of a console error that is the app's, in a list."""
    address = message.location.get("url", "")
    known = "404" in message.text and address.endswith(STREAMLITS_OWN)
    offline = "ERR_NAME_NOT_RESOLVED" in message.text
    return [] if message.type != "error" or known or offline else [f"{message.text} {address}"]


@pytest.fixture
def open_lesson(page, server):
    """Open a lesson, with its parameters, and return its linked view once it can be used."""

    def open_lesson(slug, at=server, **params):
        page.goto(f"{at}/{slug}?{urlencode(params)}")
        return View(page).ready()

    return open_lesson
