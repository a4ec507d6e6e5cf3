"""What a learner answered: kept in the browser, carried as a file, looked back on, printed."""

import json
import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from view import list_of_pages

from benchmarks.harness import WINDOW
from segview.course import curriculum
from segview.server.assets import BUNDLE
from segview.server.assets import address as asset

PLACE = "segmentation-course-progress"
CHAPTER = curriculum.CHAPTERS[0]
COUNTS = {page.slug: len(page.asks) for page in curriculum.IN_ORDER}
ALL = sum(COUNTS[page.slug] for page in CHAPTER.pages)
PRINT = """() => {
  window.print = () => {
    window.printed = true;
    dispatchEvent(new Event("beforeprint"));
  };
}"""
REFUSED = "This file holds no progress of this course; nothing was changed."


def open_step(page, key):
    """Open a step of the guide and return what it shows."""
    heading = page.locator(f'[data-step-key="{key}"]')
    if heading.get_attribute("aria-expanded") == "false":
        heading.click()
    return page.locator(f'[data-step-body="{key}"]')


def choose(page, question, option):
    """Choose the option of a question that begins with these words, once more if need be."""
    step = open_step(page, question)
    again = step.get_by_role("button", name="Ask me again")
    if again.is_visible():
        again.click()
    step.locator(".option", has_text=re.compile(f"^{re.escape(option)}")).click()
    step.locator("[data-check]").click()
    verdict, seen = step.locator(".verdict[data-verdict]"), step.locator("[data-observed]").first
    expect(verdict.or_(seen)).to_be_visible()
    if seen.is_visible() and seen.is_enabled():
        seen.click()
    expect(verdict).to_have_attribute("data-verdict", re.compile("right|wrong"))


def stored(page):
    """What the browser keeps."""
    return json.loads(page.evaluate("place => localStorage.getItem(place)", PLACE))["lessons"]


def keep(page, lessons, version=3):
    """Let the browser keep something else from the next page on."""
    page.evaluate(
        "([place, kept]) => localStorage.setItem(place, kept)",
        [PLACE, json.dumps({"version": version, "lessons": lessons})],
    )


def beside(page, title):
    """The entry of a lesson in the list of pages."""
    return page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{title}$"))


def chapter_header(page):
    return page.get_by_test_id("stNavSectionHeader").filter(has_text=CHAPTER.title)


def press(page, name):
    """Press a button under the list of pages."""
    list_of_pages(page)
    page.locator(".segview-progress").get_by_role("button", name=name).click()


def hand_in(page, content, name="progress.json"):
    """Give a file to the import button."""
    file = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    page.get_by_label("Progress file").set_input_files(file)


@pytest.fixture
def threshold(open_lesson, page):
    """The lesson on thresholds, where "raise" was missed twice and then mended."""
    open_lesson("threshold")
    for option in ("The scalp", "It gets better", "The brain loses"):
        choose(page, "raise", option)


@pytest.fixture
def open_recap(page, server, open_lesson):
    """Open the recap of the first chapter with this progress."""

    def open_recap(lessons):
        page.goto(server)
        keep(page, lessons)
        page.goto(f"{server}/recap-1")
        expect(page.locator(".segview-recap .count").last).to_be_visible()
        return page.locator(".segview-recap")

    return open_recap


def test_an_answer_survives_a_reload(threshold, page):
    for _ in range(2):
        expect(beside(page, "Threshold")).to_have_attribute(
            "data-progress", f"1/{COUNTS['threshold']}"
        )
        expect(chapter_header(page)).to_have_attribute("data-progress", f"1/{ALL}")
        page.reload()
    expect(page.locator('[data-step-key="raise"]')).to_have_attribute("data-done", "")


def test_misses_are_counted_until_it_is_right(threshold, page):
    choose(page, "raise", "The scalp")
    kept = stored(page)["threshold"]["raise"]
    (question,) = (s.text for s in curriculum.page_of("threshold").steps if s.key == "raise")
    assert kept == {"verdict": "right", "misses": 2, "text": question}


def test_an_exercise_solved_with_the_keyboard_counts(open_lesson, page):
    open_lesson("threshold")
    open_step(page, "exercise-threshold")
    page.get_by_label("Blank 1 of 3").focus()
    for at, text in enumerate(("im", "np.sum(segmentation)", "segmentation")):
        if at:
            page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    exercise = page.locator('[data-exercise="threshold"]')
    expect(exercise).to_have_attribute("data-verdict", "wrong")
    page.keyboard.press("Enter")
    page.get_by_label("Blank 1 of 3").focus()
    page.keyboard.press("End")
    page.keyboard.type(" > 0.1")
    page.keyboard.press("Enter")
    expect(exercise).to_have_attribute("data-verdict", "right")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", f"1/{COUNTS['threshold']}")
    title = exercise.get_attribute("aria-label")
    kept = stored(page)["threshold"]["exercise-threshold"]
    assert kept == {"verdict": "right", "misses": 1, "text": title}


def test_another_image_notes_no_verdict(open_lesson, page):
    """The answer is checked again on the new image, but nobody has answered anew."""
    open_lesson("threshold")
    open_step(page, "exercise-threshold")
    page.get_by_label("Blank 1 of 3").fill("im")
    page.keyboard.press("Enter")
    exercise = page.locator('[data-exercise="threshold"]')
    expect(exercise).to_have_attribute("data-verdict", "wrong")
    before = exercise.get_by_role("img").last.get_attribute("src")
    page.locator(".st-key-image select").select_option("age-75")
    expect(exercise.get_by_role("img").last).not_to_have_attribute("src", before)
    assert stored(page)["threshold"]["exercise-threshold"]["misses"] == 1


def test_a_file_brings_progress_to_another_browser(threshold, page, browser, server, tmp_path):
    with page.expect_download() as download:
        press(page, "Export")
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    kept = stored(page)
    other = browser.new_context(viewport=WINDOW).new_page()
    other.goto(f"{server}/histogram")
    expect(chapter_header(other)).to_have_attribute("data-progress", f"0/{ALL}")
    choose(other, "enough", "At both ends")
    other.get_by_label("Progress file").set_input_files(file)
    expect(beside(other, "Threshold")).to_have_attribute(
        "data-progress", f"1/{COUNTS['threshold']}"
    )
    expect(beside(other, "Histogram")).to_have_attribute(
        "data-progress", f"1/{COUNTS['histogram']}"
    )
    assert stored(other)["threshold"] == kept["threshold"]
    other.context.close()


def test_erase(threshold, page):
    open_step(page, "exercise-threshold").get_by_label("Blank 1 of 3").fill(
        "im > t"
    )  # what was typed is forgotten, too
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Erase")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", f"1/{COUNTS['threshold']}")
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Erase")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", "")
    expect(chapter_header(page)).to_have_attribute("data-progress", f"0/{ALL}")
    kept = page.evaluate("Object.keys(localStorage)")
    assert not [key for key in kept if key.startswith("segmentation-course")]


def entry(**change):
    return {"threshold": {"raise": {"verdict": "right", "misses": 0, "text": "?"} | change}}


WRONG_FILES = {
    "empty": "",
    "no JSON": "{",
    "null": "null",
    "list": "[]",
    "no lessons": '{"version": 3}',
    "no version": '{"lessons": {}}',
    "version in words": '{"version": "constructor", "lessons": {"threshold": {"raise": {}}}}',
    "lessons as list": '{"version": 3, "lessons": [{}]}',
    "answers as text": '{"version": 3, "lessons": {"threshold": "right"}}',
    "large": json.dumps({"version": 3, "lessons": {}, "more": "a" * 1_000_000}),
} | {
    name: json.dumps({"version": 3, "lessons": lessons})
    for name, lessons in {
        "unknown verdict": entry(verdict="perfect"),
        "verdict as list": entry(verdict=["right"]),
        "negative count": entry(misses=-1),
        "half a miss": entry(misses=0.5),
        "count as text": entry(misses="1"),
        "text as number": entry(text=5),
        "text as object": entry(text={"toString": "a"}),
        "no text": entry(text=None),
    }.items()
}


def test_a_wrong_file_is_refused_and_changes_nothing(threshold, page):
    kept = stored(page)
    said = page.locator(".segview-progress p")
    for name, content in WRONG_FILES.items():
        hand_in(page, json.dumps({"version": 3, "lessons": {}}))
        expect(said).not_to_have_text(REFUSED)
        hand_in(page, content)
        expect(said, name).to_have_text(REFUSED)
        assert stored(page) == kept, name


def test_a_file_of_a_newer_version_is_refused_with_its_reason(threshold, page):
    kept = stored(page)
    hand_in(page, json.dumps({"version": 4, "lessons": entry(verdict="wrong")}))
    expect(page.locator(".segview-progress p")).to_contain_text("a newer version of this course")
    assert stored(page) == kept


def test_of_a_file_only_what_the_course_knows_is_taken(open_recap, page):
    recap = open_recap({})
    markup = "<img src=x onerror=alert(1)>" + "a" * 1000
    answer = {"verdict": "wrong", "misses": 10**9, "text": markup}
    lessons = {
        "threshold": {"raise": answer | {"more": 1}, "no-such-question": answer},
        "no-such-lesson": {"raise": answer},
        "__proto__": {"raise": answer},
    }
    hand_in(page, json.dumps({"version": 3, "lessons": lessons}))
    item = recap.locator("li")
    expect(item).to_have_count(1)
    expect(item.locator("span")).to_have_text(markup[:400])
    expect(item).to_contain_text("missed 99 times")
    assert recap.locator("img").count() == 0
    assert stored(page) == {
        "threshold": {"raise": {"verdict": "wrong", "misses": 99, "text": markup[:400]}}
    }
    assert page.evaluate("({}).raise === undefined")


def test_an_import_never_takes_anything_away(threshold, page):
    hand_in(page, json.dumps({"version": 3, "lessons": entry(verdict="wrong", misses=1)}))
    expect(page.locator(".segview-progress p")).to_contain_text("1 of")
    kept = stored(page)["threshold"]["raise"]
    assert (kept["verdict"], kept["misses"]) == ("right", 2)


def test_progress_of_the_first_version_is_understood(page, server):
    page.goto(server)
    keep(page, {"threshold": {"raise": "right", "why-not-one": "wrong"}}, version=1)
    page.goto(f"{server}/recap-1")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", f"1/{COUNTS['threshold']}")
    expect(page.locator(".segview-recap li")).to_contain_text("A question of this lesson")


def test_progress_of_the_second_version_is_understood_and_kept_as_the_third(page, server):
    page.goto(server)
    keep(page, entry(), version=2)
    page.goto(f"{server}/threshold")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", f"1/{COUNTS['threshold']}")
    choose(page, "why-not-one", "The image is too small")
    kept = json.loads(page.evaluate("place => localStorage.getItem(place)", PLACE))
    assert kept["version"] == 3
    assert kept["lessons"]["threshold"].keys() == {"raise", "why-not-one"}


def text_of(lessons, version=3, **more):
    return json.dumps({"version": version, "lessons": lessons} | more)


GOOD = {"verdict": "right", "misses": 2, "text": "Why?"}
NEW = {"verdict": "wrong", "misses": 1, "text": "?"}


@pytest.fixture
def window(page, server):
    """A tab without the course's pages, in which scripts can be tried."""
    window = page.context.new_page()
    window.goto(f"{server}/_stcore/health")
    yield window
    window.evaluate("localStorage.clear()")
    window.close()


@pytest.fixture
def after_an_answer(window, server, page):
    """Return a function: what is kept when a question is answered where this was kept before."""
    page.goto("about:blank")  # a page of the course would add what it knows

    def after_an_answer(kept):
        return window.evaluate(
            """async ([address, place, kept]) => {
              localStorage.setItem(place, kept);
              const progress = (await import(address)).use("course/progress.js");
              progress.note("dice", "thin", "wrong", "?");
              return localStorage.getItem(place);
            }""",
            [f"{server}/{asset(BUNDLE)}?{uuid4()}", PLACE, kept],
        )

    return after_an_answer


@pytest.mark.parametrize(
    "bad",
    [None, 5, "right", [], {}, GOOD | {"verdict": "perfect"}, GOOD | {"misses": -1}, {"text": ""}],
    ids=repr,
)
def test_what_is_malformed_goes_and_all_else_stays(after_an_answer, bad):
    sound = {"threshold": {"raise": GOOD}, "dice": {"baseline": NEW}}
    wanted = sound | {"dice": {"baseline": NEW, "thin": NEW}}
    for lesson in ("threshold", "dice"):
        kept = sound | {lesson: {"bad": bad} | sound[lesson]}
        assert json.loads(after_an_answer(text_of(kept))) == json.loads(text_of(wanted, best={}))
    if bad != {}:
        kept = sound | {"histogram": bad if bad != GOOD else None}
        after = json.loads(after_an_answer(text_of(kept)))["lessons"]
        assert {lesson: answers for lesson, answers in after.items() if answers} == wanted


BEST = {"dice": 0.75, "ceiling": 0.9}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        1,
        [],
        {},
        BEST | {"dice": "1"},
        BEST | {"dice": 1.5},
        BEST | {"ceiling": -1},
        {"dice": 1},
    ],
    ids=repr,
)
def test_of_the_best_dice_what_is_malformed_goes_and_all_else_stays(after_an_answer, bad):
    sound = {"threshold": BEST, "dice": {"dice": 1, "ceiling": None}}
    lessons = {"dice": {"baseline": GOOD}}
    kept = text_of(lessons, best=sound | {"histogram": bad})
    assert json.loads(after_an_answer(kept))["best"] == sound
    after = json.loads(after_an_answer(text_of(lessons, best=bad)))
    assert after["lessons"] == {"dice": {"baseline": GOOD, "thin": NEW}}
    assert after["best"] == {}


def test_of_two_best_dice_the_better_one_is_kept(threshold, page):
    for dice, wanted in ((0.6, 0.6), (0.7, 0.7), (0.5, 0.7)):
        best = {"dice": {"dice": dice, "ceiling": None}, "no-such-lesson": BEST}
        hand_in(page, text_of({}, best=best))
        page.wait_for_function(
            "([place, dice]) => JSON.parse(localStorage.getItem(place)).best.dice?.dice === dice",
            arg=[PLACE, wanted],
        )
    kept = json.loads(page.evaluate("place => localStorage.getItem(place)", PLACE))
    assert kept["best"] == {"dice": {"dice": 0.7, "ceiling": None}}


@pytest.mark.parametrize(
    "kept", ["", "{", "null", "[]", "{}", '{"version": 3}', '{"version": "a"}']
)
def test_where_nothing_can_be_read_the_answer_is_kept(after_an_answer, kept):
    assert json.loads(after_an_answer(kept))["lessons"] == {"dice": {"thin": NEW}}


@pytest.mark.parametrize("version", [4, 3.5, 1000])
@pytest.mark.parametrize("lessons", [{"threshold": {"raise": GOOD}}, {"a": 5}, "packed", None])
def test_what_is_newer_is_never_written_over(after_an_answer, version, lessons):
    kept = text_of(lessons, version)
    assert after_an_answer(kept) == kept


def test_a_newer_version_is_told(page, server):
    page.goto(server)
    keep(page, {"threshold": {"raise": {"score": 1}}}, version=4)
    page.goto(f"{server}/threshold")
    said = page.locator(".segview-progress p")
    expect(said).to_contain_text("A newer version of this course was used in this browser")
    choose(page, "raise", "The brain loses")
    expect(beside(page, "Threshold")).to_have_attribute("data-progress", f"1/{COUNTS['threshold']}")
    assert stored(page) == {"threshold": {"raise": {"score": 1}}}
    page.evaluate("localStorage.clear()")


BLOCKED = {
    "disabled": "Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })",
    "missing": "Object.defineProperty(window, 'localStorage', { value: null })",
    "full": "Storage.prototype.setItem = () => { throw new Error('QuotaExceededError'); }",
}


@pytest.mark.parametrize("way", BLOCKED)
def test_where_storage_is_blocked_answers_count_until_the_page_goes(window, server, way):
    window.evaluate(f"() => {{ {BLOCKED[way]} }}")
    answers, keeping = window.evaluate(
        """async (address) => {
          const progress = (await import(address)).use("course/progress.js");
          progress.note("dice", "baseline", "right", "Why?");
          progress.note("dice", "thin", "wrong", "?");
          progress.note("dice", "thin", "wrong", "?");
          return [progress.answers(), progress.keeping()];
        }""",
        f"{server}/{asset(BUNDLE)}?{uuid4()}",
    )
    assert answers == {"dice": {"baseline": GOOD | {"misses": 0}, "thin": NEW | {"misses": 2}}}
    assert keeping == "blocked"
    window.reload()


def test_where_storage_is_blocked_it_says_so(page, server):
    window = page.context.new_page()
    window.add_init_script(BLOCKED["full"])
    window.goto(f"{server}/threshold")
    said = window.locator(".segview-progress p")
    expect(said).to_contain_text("kept in this browser only")
    choose(window, "raise", "The brain loses")
    expect(said).to_contain_text("1 of")
    expect(said).to_contain_text("This browser keeps no data for this site")
    window.close()


def test_tabs_that_answer_at_once_lose_nothing(threshold, page, window):
    """Another tab wrote what it knew, and this one's answers were not among that."""
    mine = stored(page)["threshold"]
    keep(window, {"dice": {"thin": NEW}})
    window.wait_for_function(
        "place => Object.keys(JSON.parse(localStorage.getItem(place)).lessons).length === 2",
        arg=PLACE,
    )
    assert stored(window) == {"dice": {"thin": NEW}, "threshold": mine}


def test_what_another_tab_erases_stays_erased(threshold, page, window):
    said = page.locator(".segview-progress p")
    expect(said).to_contain_text("1 of")
    window.evaluate("place => localStorage.removeItem(place)", PLACE)
    expect(said).to_contain_text("0 of")
    choose(page, "why-not-one", "The image is too small")
    assert set(stored(page)["threshold"]) == {"why-not-one"}


def test_a_recap_lists_what_was_missed_and_leads_there(threshold, page):
    choose(page, "why-not-one", "The image is too small")
    list_of_pages(page).get_by_text(CHAPTER.recap.title).click()
    recap = page.locator(".segview-recap")
    expect(recap.locator('[data-part="threshold"] .count')).to_have_text(
        f"1 of {COUNTS['threshold']}"
    )
    wrong, mended = recap.locator("li").all()
    expect(wrong).to_contain_text("No single threshold reaches Dice 1")
    expect(wrong).to_contain_text("✗ missed once")
    expect(mended).to_contain_text("Predict: you raise t from 0.1 to 0.4")
    expect(mended).to_contain_text("✓ missed 2 times, then right")
    wrong.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/threshold(\?|$)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1.3 Threshold")


def test_a_new_learner_finds_friendly_words(open_recap):
    recap = open_recap({})
    expect(recap).to_contain_text("Nothing answered yet.")
    expect(recap.locator("li")).to_have_count(0)


def test_without_a_miss_nothing_is_listed(open_recap):
    recap = open_recap(entry())
    expect(recap).to_contain_text("You have missed nothing so far.")
    expect(recap.locator("li")).to_have_count(0)


def test_the_test_of_a_recap_counts_and_its_misses_are_listed(open_recap, page):
    recap = open_recap({})
    count = recap.locator('[data-part="recap-1"] .count')
    expect(count).to_have_text(f"0 of {COUNTS['recap-1']}")
    choose(page, "room", "0.90 or more")
    open_step(page, "results")
    expect(recap.locator("li")).to_have_count(1)
    choose(page, "room", "From 0.83")
    open_step(page, "results")
    expect(count).to_have_text(f"1 of {COUNTS['recap-1']}")
    expect(recap.locator("li")).to_contain_text("✓ missed once, then right")
    expect(beside(page, CHAPTER.recap.title)).to_have_attribute(
        "data-progress", f"1/{COUNTS['recap-1']}"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_the_summary_and_nothing_else(open_recap, page, scheme):
    recap = open_recap(entry(verdict="wrong", misses=1, text="Which one?"))
    page.evaluate(PRINT)
    page.once("dialog", lambda dialog: dialog.dismiss())
    recap.get_by_role("button", name="Print my record").click()
    assert not page.evaluate("window.printed")
    page.once("dialog", lambda dialog: dialog.accept("Ada <b>"))
    recap.get_by_role("button", name="Print my record").click()
    assert page.evaluate("window.printed")
    expect(recap.get_by_text("Ada <b>").first).to_be_hidden()
    page.emulate_media(media="print")
    sheet = page.locator(".segview-sheet")
    for text in (
        CHAPTER.title,
        "1.3 Threshold",
        f"0 of {COUNTS['threshold']}",
        "Test on somebody new",
        "Which one?",
        "Ada <b>",
    ):
        expect(sheet.get_by_text(text).first).to_be_visible()
    expect(sheet.locator("time")).to_have_text(re.compile(r"^\d{1,2} \w+ \d{4}$"))
    for hidden in ("[data-testid=stSidebar]", "h1", "[data-view]", ".segview-control", "fieldset"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(sheet.locator("button, .learnt")).to_have_count(0)
    ink, paper = (
        page.evaluate(f"getComputedStyle(document.querySelector('{of}'))['{what}']")
        for of, what in ((".segview-sheet a", "color"), ("body", "backgroundColor"))
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
