"""The course around the lessons: addresses, navigation, the chosen image, colour schemes."""

import re

import pytest
from playwright.sync_api import expect
from sklearn.metrics import f1_score
from view import View, list_of_pages

from benchmarks.harness import serve
from segcore import load_subject, subjects
from segview.course import curriculum

SIZES = [{"width": 1366, "height": 768}, {"width": 1920, "height": 1080}]
TITLES = {lesson.slug: lesson.title for lesson in curriculum.LESSONS}


def no_traceback(page):
    expect(page.get_by_test_id("stException")).to_have_count(0)


def address_of(subject, default):
    """Addresses that show `subject`: the default is not spelled out."""
    return re.compile(
        "^[^?]*\\?threshold=0.2" + f"&image={subject.id}" * (subject.id != default) + "$"
    )


@pytest.mark.parametrize("slug", ["threshold", "clustering-2d"])
def test_a_deep_link_works_for_the_very_first_visitor_of_a_server(open_lesson, page, slug):
    with serve() as fresh:
        open_lesson(slug, at=fresh.url)
        current = list_of_pages(page).locator('a[aria-current="page"]')
        expect(current).to_be_visible()
        expect(current).to_have_text(TITLES[slug])
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLES[slug])
        no_traceback(page)
        page.goto("about:blank")


def test_every_image_can_be_picked(open_lesson, page):
    view = open_lesson("threshold", threshold=0.2)
    picker = page.locator(".st-key-image select")
    options = picker.locator("option").evaluate_all("options => options.map((o) => o.value)")
    shipped = [one for one in subjects() if one.foreground == "brain" and not one.downloaded]
    assert {subject.id for subject in shipped} < set(options)
    for subject in shipped:
        picker.select_option(subject.id)
        dice = f1_score(subject.binary_truth.ravel(), subject.image.ravel() > 0.2)
        view.expect(pixels=subject.image.size, dice=f"{dice:.6f}")
        expect(page).to_have_url(address_of(subject, options[0]))
        no_traceback(page)


@pytest.fixture
def no_agreement(page):
    """A browser that remembers no agreement to any terms."""
    page.context.clear_cookies()
    yield
    page.context.clear_cookies()


@pytest.mark.bare
def test_terms_are_agreed_to_once_in_a_browser(open_lesson, page, no_agreement):
    """Another image is shown until then; a reload asks no more."""
    view = open_lesson("threshold", image="oasis-0001", threshold=0.2)
    terms = page.get_by_role("region", name="OASIS")
    expect(terms.get_by_role("listitem")).to_have_count(3)
    expect(terms.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    view.expect(pixels=load_subject("age-25").image.size)
    terms.get_by_role("button", name="I agree").press("Enter")
    expect(terms).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_contain_text("could not be downloaded")
    page.reload()
    expect(page.get_by_test_id("stAlert")).to_contain_text("could not be downloaded")
    expect(terms).to_have_count(0)


@pytest.mark.bare
def test_an_image_that_cannot_be_downloaded_can_be_tried_again(open_lesson, page, no_agreement):
    view = open_lesson("threshold", image="oasis-0001", threshold=0.2)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    page.get_by_role("button", name="I agree").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("could not be downloaded")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("could not be downloaded")
    page.locator(".st-key-image select").select_option("age-75")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    view.expect(pixels=load_subject("age-75").image.size)
    no_traceback(page)


def test_an_unknown_page_leads_to_the_start(page, server, complaints):
    page.goto(f"{server}/no-such-lesson")
    expect(page.get_by_text("Page not found")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav").locator("a").first).to_have_attribute(
        "aria-current", "page"
    )
    no_traceback(page)
    streamlits_own = [text for text in complaints if "does not seem to exist" in text]
    complaints.remove(*streamlits_own)


@pytest.mark.parametrize(
    "params",
    [
        {"threshold": "abc", "image": "nobody"},
        {"threshold": "-7"},
        {"threshold": "1e999"},
        {"threshold": "nan"},
        {"image": "", "threshold": "", "nonsense": "<b>"},
    ],
)
def test_parameters_that_make_no_sense_fall_back_to_the_default(open_lesson, page, params):
    view = open_lesson("threshold", **params)
    no_traceback(page)
    assert view.slider("threshold").input_value() == "0.1"


def test_back_and_forward_restore_the_lessons(open_lesson, page):
    view = open_lesson("threshold", threshold=0.3)
    dice = view["dice"]
    list_of_pages(page).get_by_text(TITLES["clustering-2d"]).click()
    expect(view.slider("sigma")).to_have_count(1)
    view.ready().settled()
    view.press("sigma")
    expect(page).to_have_url(re.compile("sigma=5.5"))
    view.settled()
    clusters = view["dice"]
    page.go_back()
    expect(view.slider("threshold")).to_have_value("0.3")
    view.ready().expect(dice=dice)
    page.go_forward()
    expect(view.slider("sigma")).to_have_value("5.5")
    view.ready().expect(dice=clusters)


def test_a_change_just_before_leaving_stays_with_its_lesson(open_lesson, page):
    view = open_lesson("threshold", threshold=0.3)
    list_of_pages(page).get_by_text(TITLES["clustering-2d"]).click()
    expect(view.slider("sigma")).to_have_count(1)
    view.ready().press("sigma")
    page.go_back()
    expect(view.slider("threshold")).to_have_value("0.3")
    view.ready()
    page.go_forward()
    expect(view.slider("sigma")).to_have_value("5.5")
    page.go_back()
    expect(view.slider("threshold")).to_have_value("0.3")
    expect(page).to_have_url(re.compile(r"/threshold\?threshold=0.3$"))


def test_the_chosen_image_comes_along_to_the_next_lesson(open_lesson, page):
    lessons = iter(curriculum.LESSONS)
    first, second = next(lessons), next(lessons)
    open_lesson(first.slug)
    page.locator(".st-key-image select").select_option("age-75")
    expect(page).to_have_url(re.compile("image=age-75"))
    page.get_by_role("link", name=f"Next: {second.title}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(second.title)
    View(page).ready()
    expect(page.locator(".st-key-image select")).to_have_value("age-75")
    expect(page).to_have_url(re.compile(rf"/{second.slug}\?.*image=age-75"))


def luminance(page, script):
    """Mean of red, green and blue of a CSS colour on the page."""
    red, green, blue = re.findall(r"[\d.]+", page.evaluate(script))[:3]
    return (float(red) + float(green) + float(blue)) / 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lesson_follows_the_colour_scheme_of_the_system(open_lesson, page, scheme):
    open_lesson("clustering-2d")
    paper = luminance(page, "getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    ink = luminance(page, "getComputedStyle(document.querySelector('.xtick text')).fill")
    assert (paper > 128) == (scheme == "light")
    assert abs(paper - ink) > 128


def test_the_first_page_marks_one_pixel_in_both_views(page, server):
    page.goto(server)
    view = View(page).ready()
    _, width = load_subject("age-25").image.shape
    view.expect(probe=100 * width + 19)
    expect(view.marks.first).to_be_visible()
    expect(view.root.locator(".picture .mark").first).to_be_visible()
    page.mouse.move(*view.pixel("image", 50, 60))
    view.expect(probe=50 * width + 60)
    page.mouse.move(5, 5)
    view.expect(probe=100 * width + 19)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_title_question_ways_and_image_stand_in_one_row_that_stays(open_lesson, page, size):
    open_lesson("multi-class")
    header = page.locator(".st-key-segview-header")
    parts = [
        header.get_by_role("heading", level=1),
        header.get_by_text(curriculum.page_of("multi-class").question),
        header.get_by_role("link", name="Back: Class overlap"),
        header.get_by_role("link", name="Next: Recap of chapter 1"),
        header.get_by_label("Image"),
    ]
    boxes = [part.bounding_box() for part in parts]
    assert all(box["y"] + box["height"] / 2 < 50 for box in boxes)
    assert all(box["x"] + box["width"] <= size["width"] for box in boxes)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 400)")
    for part, box in zip(parts, boxes, strict=True):
        assert part.bounding_box() == box


def test_the_list_of_pages_is_closed_at_first_and_opens(open_lesson, page):
    open_lesson("threshold")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    entry = list_of_pages(page).get_by_text("Histogram", exact=True)
    entry.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.2 Histogram")
