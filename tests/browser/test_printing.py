"""What comes out of the printer: hand-outs, records and pages of prose, black on white."""

import io
import re

import numpy as np
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from view import View

from benchmarks.harness import WINDOW
from segview.course import curriculum
from segview.lesson import folder, scenes
from segview.lesson.steps import Exercise, Predict, Question, Task, Try, title

MARKS = ("✓", "✗", "Next step", "Check\n", "Hint", "Show the solution", "Ask me again")
OUTSIDE = """(sheet) => {
  const { left, right } = sheet.getBoundingClientRect();
  const outside = ({ left: l, right: r, width }) => width && (l < left - 1 || r > right + 1);
  return [...sheet.querySelectorAll("*:not(svg *, .layer *, .overlay *, .mark)")]
    .filter((part) => outside(part.getBoundingClientRect()))
    .map(({ tagName, className }) => `${tagName} ${className}`);
}"""
INKS = "(texts, of) => texts.map((text) => getComputedStyle(text)[of])"
WIDTHS = {"A4": 680, "Letter": 703}  # CSS px between the margins


def printed(page, paper="A4"):
    """What a printer gets, as text, with single spaces."""
    text = "".join(
        sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    )
    assert page.locator(".segview-sheet").count() == 0, "it is taken away"
    return re.sub(r"\s+", " ", text)


def plain(text):
    """Markdown as it reads on paper."""
    text = re.sub(r"\[\[(?:[^\[\]|]+\|)?([^\[\]]+)\]\]", r"\1", text)
    return re.sub(r"[*`]", "", " ".join(text.split()))


@pytest.fixture
def on_paper(page):
    """The sheet, laid out as on paper of this width."""

    def on_paper(width):
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": width, "height": WINDOW["height"]})
        return page.locator(".segview-sheet")

    yield on_paper
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")


@pytest.mark.parametrize("scheme", ["dark"])
@pytest.mark.parametrize("slug", ["threshold", "dice", "gaussian-blur"])
def test_a_lesson_prints_its_screen_and_all_its_steps_without_answers(go_to_lesson, page, slug):
    lesson = curriculum.page_of(slug)
    image = folder.picker(lesson).default
    go_to_lesson(slug)
    expect(page.locator(f'[data-step-key="{lesson.steps[0].key}"]')).to_be_visible()
    text = printed(page)
    assert f"{curriculum.full_title(lesson)} {lesson.question}" in text
    assert page.url in text.replace(" ", "")
    steps = [step for step in lesson.steps if not isinstance(step, Try | Exercise)]
    at = 0
    for step in steps:
        at = text.index(title(step), at)
    facts = scenes.facts(slug, image)
    for question in lesson.of(Question):
        for option in question.options:
            assert plain(option.text.format_map(facts)) in text
            assert plain(option.why.format_map(facts)) not in text
    for task in lesson.of(Task):
        assert plain(task.why) not in text
    for step in lesson.of(Predict):
        if step.observe:
            assert step.observe.split(" |")[0] in text
    assert not [mark for mark in MARKS if mark in text]


def test_values_are_printed_as_text_and_gaps_as_lines(go_to_lesson, page, on_paper):
    go_to_lesson("threshold", threshold=0.35, two="true")
    expect(page.locator('[data-step-key="as-high"]')).to_be_visible()
    text = printed(page)
    for said in ("Threshold t 0.35", "Upper threshold 1.00", "Two cuts on", "0.35"):
        assert said in text
    sheet = on_paper(WIDTHS["A4"])
    (exercise,) = curriculum.page_of("threshold").of(Exercise)
    code = folder.module("threshold", "exercise").EXERCISES[exercise.key].code
    expect(sheet.locator("pre .gap")).to_have_count(code.count("____"))
    expect(sheet.locator("input, select, button, textarea, nav")).to_have_count(0)


def test_lines_of_ones_own_have_room(go_to_lesson, page, on_paper):
    go_to_lesson("dice")
    expect(page.locator('[data-step-key="exercise-dice-coefficient"]')).to_be_visible()
    own = on_paper(WIDTHS["A4"]).locator("[data-kind=exercise]").last
    expect(own.locator(".line")).to_have_count(7)
    assert own.locator(".line").first.bounding_box()["height"] > 25


@pytest.mark.parametrize("scheme", ["dark"])
@pytest.mark.parametrize("paper", WIDTHS)
def test_paper_is_white_ink_is_black_and_nothing_is_cut(go_to_lesson, page, on_paper, paper):
    for slug in ("clustering-2d", "overfitting"):
        view = go_to_lesson(slug, step=folder.text(slug).steps[0].key)
        expect(page.locator("[data-guide]")).to_be_visible()
        shown = view.colours("truth")
        sheet = on_paper(WIDTHS[paper])
        assert sheet.evaluate(OUTSIDE) == []
        assert (
            page.evaluate("() => getComputedStyle(document.body).backgroundColor")
            == "rgb(255, 255, 255)"
        )
        inks = sheet.locator("h1, p, li, figcaption").evaluate_all(INKS, "color")
        assert set(inks) == {"rgb(0, 0, 0)"}
        ticks = sheet.locator(".plots svg text").evaluate_all(INKS, "fill")
        assert set(ticks) == {"rgb(0, 0, 0)"}
        copy = View(page)
        copy.root = sheet
        assert np.array_equal(copy.colours("truth"), shown)
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="null")
        page.set_viewport_size(WINDOW)


def test_a_recap_prints_the_record_or_its_steps_whichever_is_open(open_lesson, page):
    recap = curriculum.CHAPTERS[0].recap
    open_lesson(recap.slug, step="results")
    expect(page.locator(".segview-recap")).to_be_visible()
    text = printed(page)
    assert "1.3 Threshold 0 of 8" in text and recap.question not in text
    page.locator(f'[data-step-key="{recap.asks[0]}"]').click()
    expect(page.locator(".segview-recap")).to_have_count(0)
    text = printed(page, "Letter")
    assert f"{recap.title} {recap.question}" in text and "0 of 8" not in text


def test_the_lecturers_page_prints_with_its_addresses(page, server):
    page.goto(f"{server}/lecture")
    expect(page.locator(".segview-prose h3").first).to_be_visible()
    text = printed(page)
    assert f"{curriculum.LECTURE.title} {curriculum.LECTURE.question}" in text
    for link in page.locator(".segview-prose h3 a").all():
        assert link.inner_text() in text
        assert link.evaluate("link => link.href") in text.replace(" ", "")
