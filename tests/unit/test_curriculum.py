"""The order of the course: chapters of lessons, each followed by its recap."""

import pytest

from segcore import load_subject, subjects
from segview.course import curriculum

RECAPS = [chapter.recap for chapter in curriculum.CHAPTERS]


def test_lessons_are_the_lessons_without_recaps():
    assert len(curriculum.LESSONS) == 20
    assert not set(curriculum.LESSONS) & set(RECAPS)


def test_a_recap_follows_the_last_lesson_of_its_chapter():
    slugs = [page.slug for page in curriculum.IN_ORDER]
    assert [slug for slug in slugs if not slug.startswith("recap-")] == [
        lesson.slug for lesson in curriculum.LESSONS
    ]
    for number, chapter in enumerate(curriculum.CHAPTERS, start=1):
        assert chapter.recap.slug == f"recap-{number}"
        assert slugs[slugs.index(f"recap-{number}") - 1] == chapter.lessons[-1].slug


def test_the_way_leads_through_all_pages_and_back():
    page, way = curriculum.IN_ORDER[0], []
    while page:
        way.append(page)
        before, page = curriculum.neighbours(page)
        assert before == (way[-2] if len(way) > 1 else None)
    assert way == list(curriculum.IN_ORDER)


def test_titles_and_slugs_tell_pages_apart():
    pages = (*curriculum.IN_ORDER, *curriculum.BESIDE)
    assert len({page.slug for page in pages}) == len({page.title for page in pages}) == len(pages)


def test_headings():
    assert curriculum.heading(curriculum.CHAPTERS[1]) == "2. Evaluation"
    assert curriculum.full_title(curriculum.CHAPTERS[2].lessons[1]) == "3.2 Gaussian blur"
    assert curriculum.full_title(RECAPS[0]) == "Recap of chapter 1"


@pytest.mark.parametrize("chapter", curriculum.CHAPTERS, ids=curriculum.heading)
def test_a_page_knows_its_chapter(chapter):
    for page in chapter.pages:
        assert curriculum.chapter_of(page.slug) is chapter


def test_every_lesson_leaves_one_sentence():
    for lesson in curriculum.LESSONS:
        assert lesson.learnt[0].isupper() and lesson.learnt.endswith("."), lesson.slug
        assert ". " not in lesson.learnt and len(lesson.learnt) < 100, lesson.slug


def test_recaps_are_about_the_image_that_is_held_out():
    (held_out,) = subjects(held_out=True)
    assert {recap.image for recap in RECAPS} == {held_out.id}
    assert load_subject(held_out.id).foreground == "brain"
    assert not any(lesson.image for lesson in curriculum.LESSONS)


def test_every_page_declares_what_it_asks():
    for page in curriculum.IN_ORDER:
        assert len(set(page.asks)) == len(page.asks) > 0, page.slug
    assert not any(page.asks for page in curriculum.BESIDE)
