"""What every step says must hold at its own values: pairs differ, what is meant is there."""

import numpy as np
import pytest

from segcore import dice_coefficient, dice_multiclass, subjects
from segview.course import curriculum
from segview.lesson import folder, scenes
from segview.lesson.controls import parsed
from segview.lesson.steps import Check, Draw, Find, Predict, Question, Reach
from segview.scene.where import pixels, triples

SLUGS = [page.slug for chapter in curriculum.CHAPTERS for page in chapter.pages]
HERE = {one.id for one in subjects() if not one.downloaded}


def images(slug):
    """Images of a lesson that are here."""
    text = folder.text(slug)
    return [text.image] if text.image else sorted(HERE & set(folder.picker(text.shows).options))


EVERY = [(slug, image) for slug in SLUGS for image in images(slug)]
every_page = pytest.mark.parametrize(("slug", "image"), EVERY)


def seen(slug, image, setting):
    """The scene of a lesson at a query string with fields."""
    values = parsed(folder.controls(slug), setting.format_map(scenes.facts(slug, image)))
    return scenes.scene(slug, values.pop("image", image), values)


def meant(slug, image, setting, where):
    """The pixels that a condition with fields means in that scene."""
    scene = seen(slug, image, setting)
    arrays = dict(zip(scene.space.names, scene.space.images, strict=True))
    arrays |= {"truth": scene.truth, "result": scene.result}
    rows, columns = np.indices(scene.space.shape)
    known = {name: np.asarray(one) for name, one in arrays.items() if one is not None}
    where = triples(where.format_map(scenes.facts(slug, image)))
    return pixels(where, known | {"row": rows, "column": columns})


def dice(truth, result, count):
    """The Dice that the view shows: of the foreground, or with several classes their mean."""
    if count == 2:
        return dice_coefficient(truth, result)
    return dice_multiclass(truth, result).mean()


@every_page
def test_pixels_meant_are_some_and_not_all(slug, image):
    for step in folder.text(slug).of(Find, Draw):
        setting = step.then if isinstance(step, Draw) else step.set
        assert 0.002 < meant(slug, image, setting, step.where).mean() < 0.75, step.key


@every_page
def test_pixels_that_questions_show_are_there(slug, image):
    for step in folder.text(slug).of(Check, Predict):
        if step.show:
            setting = step.then if isinstance(step, Predict) else step.set
            assert meant(slug, image, setting, step.show).any(), step.key


@every_page
def test_nothing_is_there_before_it_is_drawn(slug, image):
    for step in folder.text(slug).of(Draw):
        assert step.set != step.then, step.key


@every_page
def test_pairs_differ(slug, image):
    for step in folder.text(slug).steps:
        if step.pin:
            now, pinned = (seen(slug, image, setting) for setting in (step.set, step.pin))
            assert now.result.shape != pinned.result.shape or (now.result != pinned.result).any()
            assert isinstance(step, Question), f"{step.key} asks what the difference is"


@every_page
def test_what_is_to_be_reached_is_not_there_at_the_start(slug, image):
    facts = scenes.facts(slug, image)
    for step in folder.text(slug).of(Reach):
        enough, best = (float(part.format_map(facts)) for part in (step.enough, step.best))
        assert enough <= best, step.key
        scene = seen(slug, image, step.set)
        assert dice(scene.truth, scene.result, len(scene.classes)) < enough, step.key


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_has_a_short_title(slug):
    for step in folder.text(slug).steps:
        assert len(step.title.split()) <= 4, step.key
