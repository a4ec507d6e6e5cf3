"""The first page: the way in, a picture that moves, the map of the course and its record."""

import re

import pytest
from playwright.sync_api import expect
from test_progress import entry, keep
from view import View

from segview.course import curriculum

SIZES = [
    {"width": 1366, "height": 768},
    {"width": 1920, "height": 1080},
    {"width": 1024, "height": 768},
]
FIRST = curriculum.LESSONS[0]


@pytest.fixture
def home(page, server):
    """Return a function that opens the first page where this is kept."""

    def home(lessons):
        page.goto(f"{server}/_stcore/health")
        keep(page, lessons)
        page.goto(server)
        return View(page).ready()

    yield home
    page.evaluate("localStorage.clear()")


def solved(*pages):
    """Progress in which everything on these pages is solved."""
    answer = {"verdict": "right", "misses": 0, "text": "?"}
    return {page.slug: dict.fromkeys(page.asks, answer) for page in pages}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_what_it_is_for_the_start_and_the_picture_are_there_at_once(home, page, size):
    view = home({})
    for part in (
        page.get_by_text("How large is this tumour?"),
        page.get_by_role("link", name="Start", exact=True).last,
        view.root.locator('canvas[data-panel="image"]'),
        view.scatters.first,
    ):
        box = part.bounding_box()
        assert box["y"] > 0 and box["y"] + box["height"] <= size["height"]


def test_the_map_is_one_click_away(home, page):
    home({})
    chapter = page.locator(".segview-map").get_by_text(curriculum.heading(curriculum.CHAPTERS[0]))
    expect(chapter).not_to_be_in_viewport()
    page.get_by_role("link", name="See the whole course").click()
    expect(chapter).to_be_in_viewport()


def test_start_leads_to_the_first_lesson(home, page):
    home({})
    page.locator(".segview-start").get_by_role("link", name="Start").click()
    expect(page).to_have_url(re.compile(f"/{FIRST.slug}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"1.1 {FIRST.title}")


def test_it_goes_on_with_the_first_page_that_is_not_finished(home, page):
    way = page.locator(".segview-start")
    home(solved(*curriculum.IN_ORDER[:2]) | entry())
    expect(way.get_by_role("link").first).to_have_text("Go on with 1.3 Threshold")
    home(solved(*curriculum.IN_ORDER))
    expect(way).to_contain_text("You have solved everything")


def test_the_map_leads_to_every_page_and_says_what_is_done(home, page):
    home(solved(*curriculum.IN_ORDER[:2]) | entry())
    rows = page.locator(".segview-map li")
    assert rows.evaluate_all("rows => rows.map((row) => row.dataset.page)") == [
        one.slug for one in curriculum.IN_ORDER
    ]
    done = page.locator(".segview-map li[data-done]")
    assert done.evaluate_all("rows => rows.map((row) => row.dataset.page)") == [
        one.slug for one in curriculum.IN_ORDER[:2]
    ]
    here = page.locator(".segview-map li[data-here]")
    expect(here).to_contain_text("Threshold")
    expect(here).to_contain_text(f"1 of {len(curriculum.page_of('threshold').asks)}")
    rows.nth(8).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2.2 Dice coefficient")


def test_the_record_of_the_course_is_printed_once_there_is_something(home, page):
    record = page.get_by_role("button", name="Print my record")
    home({})
    expect(record).to_be_hidden()
    home(entry())
    page.evaluate("""() => {
      window.print = () => dispatchEvent(new Event("beforeprint"));
    }""")
    page.once("dialog", lambda dialog: dialog.accept("Ada Lovelace"))
    record.click()
    page.emulate_media(media="print")
    for text in ("Ada Lovelace", *map(curriculum.heading, curriculum.CHAPTERS), "Threshold"):
        expect(page.locator(".segview-sheet").get_by_text(text, exact=True)).to_be_visible()
    for hidden in ("h1", "[data-view]", "[data-testid=stSidebar]"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.emulate_media(media="null")
    page.reload()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.default_value), dialog.dismiss()))
    record.click()
    assert asked == ["Ada Lovelace"]


def probes(page, moments):
    """Where the view points at several moments."""
    found = []
    for _ in range(moments):
        found.append(page.locator("[data-view]").get_attribute("data-probe"))
        page.wait_for_timeout(200)
    return found


def test_the_picture_moves_by_itself_until_it_is_touched(home, page):
    page.emulate_media(reduced_motion="no-preference")
    page.mouse.move(5, 5)
    view = home({})
    assert len(set(probes(page, 5))) > 2
    page.mouse.move(*view.pixel("image", 50, 60))
    page.mouse.move(5, 5)
    assert len(set(probes(page, 5))) == 1, "the pixel marked from the start"


def test_it_stands_still_for_those_who_want_no_motion(home, page):
    home({})
    assert len(set(probes(page, 4))) == 1


def test_a_word_explains_itself_where_it_stands(home, page):
    home({})
    word = page.get_by_role("button", name="segmentation", exact=True)
    note = page.locator(".segview-definition:popover-open")
    word.click()
    expect(note).to_contain_text("Giving every pixel of an image a label")
    near, box = note.bounding_box(), word.bounding_box()
    assert 0 <= near["y"] - box["y"] - box["height"] < 20
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    word.click()
    expect(note.get_by_role("link")).to_have_attribute("href", "glossary#segmentation")
    page.mouse.click(5, 400)
    expect(note).to_have_count(0)


def test_a_link_to_a_word_shows_it_below_the_header(page, server):
    page.goto(f"{server}/glossary#threshold")
    word = page.get_by_role("heading", name="threshold", exact=True)
    header = page.locator(".st-key-segview-header")
    room = "word.getBoundingClientRect().top - header.getBoundingClientRect().bottom"
    expect(word).to_be_in_viewport()
    page.wait_for_function(
        f"([word, header]) => Math.abs({room} - 20) < 20",
        arg=[word.element_handle(), header.element_handle()],
    )
