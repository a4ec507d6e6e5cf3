"""What is saved in the lab is what is on the screen."""

import csv
import io
import xml.etree.ElementTree as ElementTree
import zipfile

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from view import colours_of

from segcore import dice_coefficient, load_subject
from segview import theme


@pytest.fixture
def save(page):
    """Return a function that presses the button with this name and returns what is saved."""

    def save(name):
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        return started.value.path().read_bytes()

    return save


@pytest.fixture
def view(open_lesson):
    return open_lesson("lab", method="nearest mean", teachers="age-50")


def rows_of(content):
    return {row[0]: row[1:] for row in csv.reader(io.StringIO(content.decode()))}


def colours(picture):
    """Which colours there are in a picture, as numbers."""
    return set(np.unique(picture.astype(int) @ [65536, 256, 1]))


def test_the_result_and_its_scores_follow_the_screen(view, page, save):
    truth = load_subject("age-25").binary_truth
    for method in ("nearest mean", "linear discriminant"):
        page.locator(".st-key-method select").select_option(method)
        expect(page.locator(".st-key-method select")).to_have_value(method)
        view.settled()
        labels = np.asarray(Image.open(io.BytesIO(save("Result (PNG)"))))
        dice = float(view.root.get_attribute("data-dice"))
        assert dice_coefficient(truth, labels) == pytest.approx(dice, abs=1e-6)
        rows = rows_of(save("Scores (CSV)"))
        assert float(rows["Dice of brain"][0]) == pytest.approx(dice, abs=1e-6)
        assert rows["setting method"] == [method]


def test_figures_are_as_on_the_screen(view, save):
    drawing = ElementTree.fromstring(save("Figures (SVG)"))
    texts = [text for element in drawing.iter() if (text := (element.text or "").strip())]
    for title in ("Image", "Ground truth", "Errors", "Feature space, result", "brain", "Intensity"):
        assert title in texts
    painting = np.asarray(Image.open(io.BytesIO(save("Figures (PNG)"))).convert("RGB"))
    assert painting.shape[0] == 2 * int(drawing.get("height"))
    result = colours_of(view.pictures.nth(2))
    assert colours(result) <= colours(painting)
    assert int(theme.BRAIN[1:], 16) in colours(result)


def test_a_method_is_applied_to_others(view, page, save):
    page.locator(".st-key-apply-images input").click()
    for title in (load_subject(id).title for id in ("age-50", "age-75")):
        page.get_by_role("option", name=title, exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_text("2 done.")).to_be_visible()
    with zipfile.ZipFile(io.BytesIO(save("Results (zip)"))) as zipped:
        assert zipped.namelist() == ["age-50-labels.png", "age-75-labels.png"]
        labels = np.asarray(Image.open(zipped.open("age-50-labels.png")))
    assert labels.shape == load_subject("age-50").image.shape
