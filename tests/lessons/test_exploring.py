"""Images that nobody has labelled: nothing pretends to know what is in them."""

import re

import numpy as np
import pytest
from screens import flat, strict

from segcore import load_subject, subjects
from segcore.samples import samples
from segcore.strokes import Stroke, strokes_text
from segview import images
from segview.course import curriculum
from segview.lab import explore
from segview.lesson import folder, scenes
from segview.scene import Note

HERE = [one for one in samples() if not one.downloaded]
SPEAKS_OF_TRUTH = re.compile(r"\bdice\b|\berrors?\b|confus|accurac|ground truth$", re.IGNORECASE)
LAB = folder.module("lab")


def settings():
    """The lab as it opens, and with each option of each choice."""
    yield {}
    for control in LAB.CONTROLS:
        if control.key in ("method", "target", "teacher", "known"):
            yield from ({control.key: end} for end in control.ends())


@pytest.mark.parametrize("subject", HERE, ids=lambda subject: subject.id)
def test_it_is_grey_and_somebody_is_thanked(subject):
    image = images.load_subject(subject.id).image
    assert image.ndim == 2 and image.dtype == np.float64 and not image.flags.writeable
    assert image.min() >= 0 and image.max() == 1
    assert "scikit-image" in subject.source
    assert subject.truth is None and subject.binary_truth is None


def test_only_the_lab_offers_them_in_a_group_of_their_own():
    every = {one.id for one in samples()}
    assert not every & {one.id for one in subjects()}
    picker = folder.picker(curriculum.LAB)
    assert set(picker.describe()["groups"]["More to explore"]) == every <= set(picker.options)
    for page in curriculum.IN_ORDER:
        assert page.image or not every & set(folder.picker(page).options)


@pytest.mark.parametrize("values", list(settings()), ids=str)
def test_no_screen_speaks_of_a_ground_truth_that_is_not_there(values):
    shown = scenes.message("lab", "microaneurysms", values).data
    view, scene = shown["view"], scenes.scene("lab", "microaneurysms", values)
    assert view["truth"] is None and view.get("dice") is None
    panels = [panel for row in strict(view["rows"]) for panel in row]
    assert not {"truth", "errors"} & {panel["kind"] for panel in panels}
    titles = [panel.get("title", "") for panel in panels]
    notes = [
        p.text for p in flat([*scene.above, *scene.beside, *scene.below]) if isinstance(p, Note)
    ]
    for text in (*titles, *notes, *view["classes"]):
        assert not SPEAKS_OF_TRUTH.search(str(text)), text


@pytest.mark.bare
def test_what_is_not_here_says_so_and_another_image_is_shown(open_page, downloads, monkeypatch):
    (far,) = (one for one in samples() if one.downloaded)

    def fail(*_):
        raise ConnectionError

    monkeypatch.setattr("segcore.download._download", fail)
    screen = open_page("lab", f"image={far.id}")
    assert screen.complaints == []
    assert "could not be downloaded" in screen.app.warning[0].value


def test_what_is_painted_becomes_the_ground_truth(open_page):
    strokes = Stroke(0, 3.0, ((50, 50),)), Stroke(1, 5.0, ((20, 20), (20, 40)))
    screen = open_page("lab", f"image=microaneurysms&painting={strokes_text(strokes)}")
    assert explore.NONE in [one.value for one in screen.app.markdown]
    screen.app.button(key="own-truth").click().run()
    assert screen.complaints == [] and explore.NONE not in [
        one.value for one in screen.app.markdown
    ]
    view = screen.data("screen")[0]["sent"]["view"]
    assert view["truth"] and 0 <= view["dice"] <= 1
    (mine,) = screen.app.session_state["segview-brought"].subjects.values()
    row, column = np.indices(mine.image.shape)
    reach = np.hypot(row - 20, column - np.clip(column, 20, 40)) <= 5
    assert np.array_equal(mine.truth, reach) and mine.classes == ("rest", "foreground")
    assert mine.image is images.load_subject("microaneurysms").image


def test_nothing_painted_is_no_ground_truth(open_page):
    screen = open_page("lab", "image=microaneurysms")
    screen.app.button(key="own-truth").click().run()
    assert [one.value for one in screen.app.error] == [explore.NOTHING]
    assert screen.values["image"] == "microaneurysms"


def test_an_image_with_a_ground_truth_offers_none(open_page):
    screen = open_page("lab")
    assert load_subject(screen.values["image"]).truth is not None
    assert not [button for button in screen.app.button if button.key == "own-truth"]
