"""Real files brought into the lab: what is understood, what is shown, and what stays."""

import gzip

import nibabel
import numpy as np
import pytest
from image_files import dicom_file, nifti_file, pillow_file, tiff_file
from playwright.sync_api import expect
from view import View

DISC = np.add.outer((np.arange(48) - 24) ** 2, (np.arange(64) - 32) ** 2) < 200
NOISE = np.random.default_rng(0).normal(0, 400, DISC.shape)
GREY = (9000 + 30000 * DISC + NOISE).astype(np.uint16)  # k-means tells the disc from the rest


@pytest.fixture(scope="module")
def lab(browser, server):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{server}/lab")
    yield View(page).ready()
    page.close()


def bring(lab, what, name, data):
    place = lab.page.locator(f".st-key-own-{what}")
    while place.get_by_role("button", name="Remove").count():
        place.get_by_role("button", name="Remove").first.click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    place.locator("input[type=file]").set_input_files(file)


def understood(lab):
    return lab.page.locator(".st-key-own-understood")


def scores(lab, dice, tolerance=0.01):
    """Wait until the view tells about this Dice."""
    lab.page.wait_for_function(
        """([dice, tolerance]) => Math.abs(
          Number(document.querySelector("[data-view]")?.dataset.dice ?? NaN) - dice) < tolerance""",
        arg=[dice, tolerance],
    )


def test_a_png_in_colour_and_its_mask_in_colours(lab):
    colour = np.stack([GREY >> 8, GREY >> 9, 255 - (GREY >> 8)], -1).astype(np.uint8)
    bring(lab, "image", "disc*.png", pillow_file(colour))
    expect(understood(lab)).to_contain_text("disc*.png")
    expect(understood(lab)).to_contain_text("luminance, 0.2126 R")
    lab.expect(pixels=DISC.size)
    assert lab["dice"] is None
    mask = np.array([(0, 0, 0), (255, 0, 0)], np.uint8)[DISC.astype(int)]
    bring(lab, "mask", "mask.png", pillow_file(mask))
    expect(understood(lab).get_by_role("row", name="#ff0000")).to_contain_text(
        f"{100 * DISC.mean():.3g} %"
    )
    scores(lab, 1)
    lab.page.get_by_role("button", name="Swap rest and foreground").click()
    expect(understood(lab).get_by_role("row", name="#ff0000")).to_contain_text("rest")
    lab.settled()
    truth = lab.colours("truth")
    assert (truth[24, 32] != truth[0, 0]).any()


def test_what_cannot_be_read_changes_nothing(lab):
    before = lab.page.locator(".st-key-image select").input_value()
    bring(lab, "image", "![x](y).png", b"Dear diary")
    alert = lab.page.get_by_role("alert").filter(has_text="is not an image this course can read")
    expect(alert).to_contain_text("![x](y).png")
    expect(understood(lab)).to_contain_text("disc*.png")
    assert lab.page.locator(".st-key-image select").input_value() == before


def test_a_tiff_of_16_bits(lab):
    bring(lab, "image", "disc.tif", tiff_file(GREY[:40]))
    expect(understood(lab)).to_contain_text("TIFF, 40 × 64 pixels, uint16, grey")
    lab.expect(pixels=40 * 64)


def test_a_volume_moves_through_its_slices(lab):
    volume = np.stack([np.roll(GREY, 4 * k, axis=1) for k in range(6)], -1).astype(np.int32)
    labels = np.stack([np.roll(DISC, 4 * k, axis=1) for k in range(6)], -1).astype(np.uint8)
    bring(lab, "image", "head.nii.gz", gzip.compress(nifti_file(volume), mtime=0))
    expect(understood(lab)).to_contain_text("NIfTI, 48 × 64 × 6 voxels, int32, grey")
    expect(understood(lab)).to_contain_text("Orientation RAS")
    bring(lab, "mask", "labels.nii", nibabel.Nifti1Image(labels, np.eye(4)).to_bytes())
    scores(lab, 1)
    picker = lab.page.locator(".st-key-image select option:checked")
    expect(picker).to_have_text("head.nii.gz, axial slice 4 of 6")
    slider = lab.page.locator(".st-key-own-slice").get_by_role("slider")
    slider.press("ArrowRight")
    expect(picker).to_have_text("head.nii.gz, axial slice 5 of 6")
    scores(lab, 1)
    lab.page.locator(".st-key-own-axis").get_by_text("coronal").click()
    expect(picker).to_have_text("head.nii.gz, coronal slice 33 of 64")
    lab.expect(pixels=48 * 6)


def test_a_dicom_file_through_its_window(lab):
    stored = (GREY // 10).astype(np.uint16)
    data = dicom_file(stored, WindowCenter=2000, WindowWidth=500, PixelSpacing=[0.5, 0.75])
    bring(lab, "image", "scan.dcm", data)
    expect(understood(lab)).to_contain_text("Spacing 0.5 × 0.75 mm")
    expect(understood(lab)).to_contain_text("all values")
    bring(lab, "mask", "mask.png", pillow_file(DISC))
    scores(lab, 1)
    lab.page.locator(".st-key-own-window").get_by_role("combobox").click()
    lab.page.get_by_role("option", name="centre 2000, width 500").click()
    expect(understood(lab)).to_contain_text("values within 1750 to 2250")
    lab.settled()
    image = lab.colours("image")
    assert image[24, 32].tolist() == [255] * 3
    assert image[0, 0].tolist() == [0] * 3
    assert lab.page.locator(".st-key-image select option", has_text="disc.tif").count() == 1
