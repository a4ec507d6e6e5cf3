"""Every step can be done, and shows what it speaks of, at its own values on every image."""

import numpy as np
import pytest
from screens import Screen

from segcore import subjects
from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.steps import Check, Draw, Find, Predict, Question, Reach, Read, Try

PAGES = [page.slug for page in curriculum.IN_ORDER]
LESSONS = [page.slug for page in curriculum.LESSONS]
HERE = {subject.id for subject in subjects() if not subject.downloaded}
ON_IMAGES = [
    (page.slug, image)
    for page in curriculum.IN_ORDER
    for image in ([page.image] if page.image else folder.picker(page).options)
    if image in HERE or page.image
]
on_every_image = pytest.mark.parametrize(("slug", "image"), ON_IMAGES)
on_every_page = pytest.mark.parametrize("slug", PAGES)


def dice(a, b):
    return 2 * np.sum(a & b) / (a.sum() + b.sum())


def steps(slug, image, *kinds):
    screen = Screen(slug, f"image={image}")
    return [(screen, step) for step in screen.text.of(*kinds)]


@on_every_image
def test_what_is_to_be_found_or_drawn_is_there_and_is_not_everything(slug, image):
    for screen, step in steps(slug, image, Find):
        meant = screen.at(step.then if isinstance(step, Draw) else step.set).meant(step.where)
        assert meant.sum() >= 50, step.key
        assert 0.002 < meant.mean() < 0.8, step.key
        everything = np.ones_like(meant)
        both = dice(meant, everything), dice(~meant, ~everything)
        assert min(both) < float(step.enough) < 1, step.key


@on_every_image
def test_what_a_drawing_foretells_is_not_yet_on_screen(slug, image):
    for screen, step in steps(slug, image, Draw):
        if step.then:
            assert screen.at(step.set).values != screen.at(step.then).values, step.key
        else:
            assert "result" not in step.where, step.key


@on_every_image
def test_what_a_question_shows_is_there(slug, image):
    for screen, step in steps(slug, image, Question):
        if step.show:
            shown = screen.at(step.then if isinstance(step, Predict) else step.set)
            assert shown.meant(step.show).any(), step.key


@on_every_image
def test_a_reach_begins_below_what_is_enough_and_can_be_done(slug, image):
    for screen, step in steps(slug, image, Reach):
        (told,) = (told for told in screen.data("goal") if told["key"] == step.key)
        (view,) = screen.at(step.set).data("linked")
        assert view["dice"] < told["enough"] - 0.05, step.key
        assert told["enough"] <= told["best"] <= 1, step.key


@on_every_image
def test_what_is_pinned_differs_from_what_is_beside_it(slug, image):
    for screen, step in steps(slug, image, Question, Read, Find, Reach, Try):
        if step.pin:
            here, there = screen.at(step.set), screen.at(step.pin)
            now, pinned = here.scene().result, there.scene().result
            if now is None or pinned is None:
                (view,), (beside,) = here.data("linked"), there.data("linked")
                assert view != beside, step.key
            else:
                assert now.shape != pinned.shape or (now != pinned).any(), step.key


@on_every_page
def test_whoever_sees_two_settings_is_asked_about_them(slug):
    pairs = [step for step in folder.text(slug).steps if step.pin]
    assert any(step.set for step in pairs)
    assert all(isinstance(step, Check) for step in pairs)


@on_every_page
def test_every_step_has_values_of_its_own(slug):
    for step in folder.text(slug).steps:
        if folder.controls(slug) and step.kind != "screen":
            assert step.set, step.key


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_asks_what_was_seen_in_every_second_prediction(slug):
    predictions = folder.text(slug).of(Predict)
    assert 2 * sum(bool(step.observe) for step in predictions) >= len(predictions)


@on_every_page
def test_steps_have_short_titles_and_texts(slug):
    for step in folder.text(slug).steps:
        if not isinstance(step, Try):
            assert step.title or step.kind == "exercise", step.key
        assert len(step.title.split()) <= 4, step.title
        if isinstance(step, Read):
            assert len(step.text.split()) <= 75, step.title


def test_ten_lessons_begin_with_a_challenge():
    first = [folder.text(slug).steps[0] for slug in LESSONS]
    assert sum(isinstance(step, Find | Reach) for step in first) >= 10


def test_twelve_predictions_are_drawn():
    assert sum(len(folder.text(slug).of(Draw)) for slug in LESSONS) >= 12
