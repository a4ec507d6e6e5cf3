"""A screen as a program: it opens quietly, follows the controls, and can be taken home."""

import zipfile

import pytest
from playwright.sync_api import expect


@pytest.fixture
def drawer(page):
    return page.get_by_test_id("stExpander").filter(has_text="This screen as a program")


@pytest.fixture
def download(page, drawer):
    """Return a function that presses a button and returns the path of what was downloaded."""

    def download(label):
        with page.expect_download() as started:
            drawer.get_by_role("button", name=label).click()
        return started.value.path()

    return download


def test_the_program_follows_and_can_be_taken_home(go_to_lesson, page, drawer, download):
    view = go_to_lesson("threshold")
    code = drawer.get_by_test_id("stCode")
    expect(code).to_have_count(0)
    drawer.locator("summary").scroll_into_view_if_needed()
    painted, place = view.root.get_attribute("data-painted"), view.root.bounding_box()
    drawer.locator("summary").click()
    expect(code).to_contain_text("threshold = 0.1\n")
    assert view.root.get_attribute("data-painted") == painted
    assert view.root.bounding_box() == place
    page.locator(".st-key-threshold input[type=range]").press("ArrowRight")
    expect(code).to_contain_text("threshold = 0.11\n")
    program = download("The script alone").read_text(encoding="utf-8")
    assert "\nthreshold = 0.11\n" in program
    with zipfile.ZipFile(download("Script, notebook and images")) as folder:
        assert folder.read("threshold/threshold.py").decode() == program
        assert "threshold/threshold.ipynb" in folder.namelist()
        assert "threshold/age-25.png" in folder.namelist()
