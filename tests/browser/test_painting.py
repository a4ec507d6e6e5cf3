"""Painting labels in the lab, as learners do it; results against scikit-learn."""

import json
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from accessible import Axe
from fingers import Fingers, touched_page
from playwright.sync_api import expect
from sklearn.metrics import f1_score
from sklearn.neighbors import NearestCentroid
from view import READY, View

from segcore import feature_space, load_subject
from segcore.strokes import UNLABELLED, Stroke, painted, strokes_of, strokes_text
from segview.lesson import folder

SUBJECT, OTHER, *_ = folder.picker(folder.text("lab")).options
REST = [(8, 20), (8, 100), (20, 190)]
BRAIN = [(60, 70), (110, 80), (100, 140)]
PAINTED = "0r3:8,20_8,100_20,190;1r3:60,70_110,80_100,140"
ALONE = {"method": "nearest mean", "teacher": "painting", "known": "true"}


class Painting:
    """The lab while somebody paints."""

    def __init__(self, page):
        self.page = page
        self.view = View(page)
        self.root = self.view.root

    @property
    def text(self):
        """What the control of the lab keeps."""
        return self.page.locator(".st-key-painting input").input_value()

    @property
    def strokes(self):
        return strokes_of(self.text)

    @contextmanager
    def followed(self):
        """Wait until the result has followed what is done meanwhile."""
        before = self.text
        yield
        self.page.wait_for_function(
            "before => document.querySelector('.st-key-painting input').value !== before",
            arg=before,
        )
        self.view.settled()

    def choose(self, label):
        self.root.locator(f'[data-label="{label}"]').click()

    def use(self, tool):
        self.root.locator(f'[data-tool="{tool}"]').click()

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def paint(self, *places):
        """Go through pixels with the mouse down."""
        with self.followed():
            self.view.drag(*[self.view.pixel("image", *place) for place in places])

    def expect_what_they_teach(self):
        """The Dice on screen is that of nearest means of the pixels painted."""
        subject = load_subject(SUBJECT)
        values = feature_space(subject.image, ["intensity", "gaussian:5"]).values
        labels = painted(subject.image.shape, self.strokes).ravel()
        known = labels != UNLABELLED
        scaled = (values - values[known].mean(axis=0)) / values[known].std(axis=0)
        found = NearestCentroid().fit(scaled[known], labels[known]).predict(scaled)
        dice = f1_score(subject.binary_truth.ravel(), found)
        assert float(self.view["dice"]) == pytest.approx(dice, abs=1e-4)


@pytest.fixture
def lab(page, open_lesson):
    def open_lab(**params):
        open_lesson("lab", **ALONE, **params)
        return Painting(page)

    return open_lab


def test_the_result_follows_what_is_painted(lab):
    lab = lab()
    expect(lab.root.locator('[data-tool="brush"]')).to_have_attribute("aria-checked", "true")
    lab.paint(*REST)
    lab.choose(1)
    lab.paint(*BRAIN)
    assert [stroke.label for stroke in lab.strokes] == [0, 1]
    lab.expect_what_they_teach()
    both = lab.text

    lab.use("eraser")
    lab.paint((60, 70), (85, 75))
    assert lab.strokes[-1].label == UNLABELLED
    lab.expect_what_they_teach()
    with lab.followed():
        lab.page.keyboard.press("Control+z")
    assert lab.text == both
    with lab.followed():
        lab.page.keyboard.press("Control+Shift+Z")
    lab.expect_what_they_teach()

    lab.use("bucket")
    lab.choose(0)
    lab.use("bucket")
    with lab.followed():
        lab.page.mouse.click(*lab.view.pixel("image", 110, 80))
    assert lab.strokes[-1] == Stroke(0, None, ((110, 80),))
    with lab.followed():
        lab.press("Undo")
    with lab.followed():
        lab.press("Clear all")
    assert not lab.strokes
    lab.page.wait_for_function("() => !document.querySelector('[data-view]').dataset.dice")


def test_painting_without_a_mouse(lab):
    lab = lab()
    lab.root.focus()
    radius = float(lab.root.locator(".size output").text_content())
    lab.page.keyboard.press("]")
    for _ in range(3):
        lab.page.keyboard.press("Shift+ArrowUp")
    with lab.followed():
        lab.page.keyboard.press(" ")
    row, column = divmod(int(lab.view["probe"]), lab.view.shape[1])
    assert lab.strokes == (Stroke(0, radius + 0.5, ((row, column),)),)


def test_classes_are_added_and_named(lab):
    lab = lab()
    lab.press("+ class")
    expect(lab.root.locator('[data-label="2"]')).to_have_attribute("aria-checked", "true")
    name = lab.root.get_by_label("Name of this class")
    name.fill("<b>scalp</b>, bone")
    name.press("Enter")
    expect(lab.root.locator('[data-label="2"]')).to_have_text("<b>scalp</b>  bone")
    lab.paint(*BRAIN)
    assert lab.strokes[0].label == 2


def test_a_link_shows_the_same_strokes(lab, page):
    lab = lab(painting=PAINTED)
    lab.expect_what_they_teach()
    dice = lab.view["dice"]
    lab.press("Share")
    link = page.get_by_label("Link to this view").input_value()
    assert parse_qs(urlsplit(link).query)["painting"] == [PAINTED]
    page.goto(link)
    View(page).ready().expect(dice=dice)


def test_what_is_painted_stays_with_its_image(lab, page):
    lab = lab(painting=PAINTED)
    images = page.locator(".st-key-image select")
    with lab.followed():
        images.select_option(OTHER)
    assert lab.text == ""
    with lab.followed():
        images.select_option(SUBJECT)
    assert lab.text == PAINTED
    lab.expect_what_they_teach()


def test_strokes_are_saved_and_loaded(lab, page, tmp_path):
    lab = lab(painting=PAINTED)
    with page.expect_download() as told:
        lab.press("Save strokes")
    file = tmp_path / told.value.suggested_filename
    told.value.save_as(file)
    content = json.loads(file.read_text())
    assert content["image"] == lab.view.shape and content["strokes"] == PAINTED

    with lab.followed():
        lab.press("Clear all")
    field = lab.root.locator("input[type=file]")
    with lab.followed():
        field.set_input_files(file)
    assert lab.text == PAINTED

    file.write_text(json.dumps(content | {"image": [9, 9]}))
    field.set_input_files(file)
    expect(lab.root.locator(".note")).to_contain_text("for an image of 9 by 9 pixels")
    file.write_text("no strokes")
    field.set_input_files(file)
    expect(lab.root.locator(".note")).to_contain_text("holds no strokes")
    assert lab.text == PAINTED


def test_two_thousand_strokes_reach_the_result(lab):
    lab = lab(painting=PAINTED)
    rng = np.random.default_rng(3)
    places = rng.integers(20, 150, (1998, 4)).tolist()
    many = [Stroke(n % 2, 0.5, ((a, b), (c, d))) for n, (a, b, c, d) in enumerate(places)]
    text = f"{strokes_text(many)};{PAINTED}"
    content = json.dumps({"image": lab.view.shape, "classes": ["rest", "brain"], "strokes": text})
    with lab.followed():
        lab.root.locator("input[type=file]").set_input_files(
            {"name": "strokes.json", "mimeType": "application/json", "buffer": content.encode()}
        )
    assert lab.text == text
    lab.expect_what_they_teach()
    assert "painting=" not in lab.page.url
    lab.press("Share")
    expect(lab.page.get_by_role("dialog")).to_contain_text("What you painted is not in the link")


@pytest.fixture
def touched(browser):
    """A large window of a browser that knows touch."""
    with touched_page(browser, 1100, 900) as page:
        yield page


def test_a_finger_paints_and_two_do_not(touched, server):
    touched.goto(f"{server}/lab?method=nearest+mean&teacher=painting")
    touched.wait_for_selector(READY)
    lab, fingers = Painting(touched), Fingers(touched)
    lab.view.settled()
    lab.root.locator('[data-tool="brush"]').tap()
    places = [lab.view.pixel("image", *place) for place in BRAIN]
    with lab.followed():
        fingers.drag(*places)
    assert len(lab.strokes) == 1
    kept = lab.text
    fingers.two(places[:2], places[1:])
    assert lab.text == kept


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_somebody_paints(lab):
    lab = lab(painting=PAINTED)
    assert Axe(lab.page).check('[data-view="linked"]') == []
