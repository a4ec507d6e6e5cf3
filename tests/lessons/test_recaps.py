"""Recaps open, stay up, and look back on their chapter; one image, which nobody can change."""

from urllib.parse import urlencode

import numpy as np
import pytest
from sklearn.metrics import f1_score
from streamlit.util import calc_hash

from segcore import load_subject
from segview.course import curriculum

RECAPS = [chapter.recap.slug for chapter in curriculum.CHAPTERS]
every_recap = pytest.mark.parametrize("slug", RECAPS)
SUBJECT = load_subject(curriculum.HELD_OUT)


@every_recap
def test_a_recap_opens_on_the_image_that_is_held_out(open_page, visit, unpack, slug):
    page, screen = open_page(slug, "image=age-25"), visit(slug, "image=age-25")
    assert page.complaints == []
    assert "image" not in page.controls
    assert not page.app.expander, "a recap has no program and no code"
    (asked,) = page.data("screen")
    assert "image" not in asked["chosen"], "the only one there is"
    (view,) = screen.data("linked")
    levels = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    sent = levels[view["features"]["intensity"]["id"]] / 65535
    np.testing.assert_allclose(sent, SUBJECT.image, atol=0.5 / 65535)


@every_recap
def test_a_recap_survives_its_controls(visit, open_page, slug):
    start = visit(slug)
    for key in start.controls:
        for end in start.positions(key):
            screen = visit(slug, moved={key: end})
            assert screen.data("linked"), (key, end)
            assert screen.values[key] == end
    for at in (0, -1):
        moved = {key: start.positions(key)[at] for key in start.controls}
        assert open_page(slug, moved=moved).complaints == []


@every_recap
@pytest.mark.parametrize("raw", ["nonsense", "", "-1e9", "nan", "<script>"])
def test_nonsense_becomes_the_default(visit, slug, raw):
    defaults = {key: control["default"] for key, control in visit(slug).controls.items()}
    screen = visit(slug, urlencode(dict.fromkeys(defaults, raw)))
    assert screen.data("linked")
    assert screen.values == defaults


@every_recap
def test_values_come_from_the_url(visit, slug):
    start = visit(slug)
    wanted = {key: start.positions(key)[-1] for key in start.controls}
    assert visit(slug, urlencode(wanted)).values == wanted


@every_recap
def test_the_live_dice_is_right(visit, unpack, slug):
    screen = visit(slug)
    (view,) = screen.data("linked")
    levels = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    truth, result = (levels[view[name]].ravel() for name in ("truth", "result"))
    average = "binary" if len(view["classes"]) == 2 else "macro"
    assert view["dice"] == pytest.approx(f1_score(truth, result, average=average))


@every_recap
def test_a_recap_lists_its_chapter(open_page, slug):
    chapter = curriculum.chapter_of(slug)
    (recap,) = open_page(slug).data("recap")
    assert recap["chapter"] == curriculum.heading(chapter)
    assert [part["slug"] for part in recap["parts"]] == [page.slug for page in chapter.pages]
    for part, page in zip(recap["parts"], chapter.pages, strict=True):
        assert part["questions"] == list(page.asks)
        assert part["learnt"]


@every_recap
def test_the_test_is_short_and_can_be_answered(visit, slug):
    screen = visit(slug)
    questions, tasks = screen.data("quiz"), screen.data("task")
    assert screen.asked == sorted(curriculum.page_of(slug).asks)
    assert 4 <= len(questions) + len(tasks) <= 7
    for question in questions:
        assert sum(answer["right"] for answer in question["answers"]) == 1, question["key"]
        assert len({answer["text"] for answer in question["answers"]}) > 1
        assert all(answer["why"] for answer in question["answers"])
        assert set(question["then"]) <= set(screen.controls), question["key"]
        for key, value in question["then"].items():
            shown = visit(slug, moved={key: value})
            assert shown.values[key] == value, question["key"]


@every_recap
def test_the_way_on_leads_through_the_recap(open_page, slug):
    page = curriculum.chapter_of(slug).recap
    labels = [link.label for link in open_page(slug).app.page_link]
    before, after = curriculum.neighbours(page)
    assert f"Back: {before.title}" in labels
    assert not after or f"Next: {after.title}" in labels
    assert f"Next: {page.title}" in [link.label for link in open_page(before.slug).app.page_link]


def test_the_chosen_image_survives_a_recap(open_page):
    screen = open_page("multi-class", moved={"image": "age-75"})
    for slug in ("recap-1", "accuracy"):
        screen.app._page_hash = calc_hash(slug)
        screen.app.run()
    assert screen.values["image"] == "age-75"


def test_no_lesson_shows_the_image_that_is_held_out(visit):
    assert curriculum.HELD_OUT not in visit("threshold").positions("image")
    screen = visit("threshold", f"image={curriculum.HELD_OUT}")
    assert screen.values["image"] == screen.controls["image"]["default"]
