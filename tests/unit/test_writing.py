"""Labels that are saved open elsewhere: same labels, spacing and orientation in every format."""

import gzip
import io

import nibabel
import numpy as np
import pytest
import tifffile
from PIL import Image

from segcore import read_mask
from segcore.grids import Grid
from segcore.writing import SUFFIXES, formats_for, write_labels

random = np.random.default_rng(0)
TURNED = np.array([[0, -0.9375, 0, 12.5], [1.5, 0, 0, -7], [0, 0, 3, 4], [0, 0, 0, 1]])
SHEARED = np.array([[1, 0.3, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 0, 0, 1.0]])
VOLUME = Grid((5, 6, 4), axis=2, index=3, spacing=(1.5, 0.9375), unit="mm", affine=TURNED)


def labels(*shape, highest=3):
    found = random.integers(0, highest + 1, shape)
    found.flat[0] = highest
    return found


def opened(content):
    return nibabel.Nifti1Image.from_bytes(gzip.decompress(content))


@pytest.mark.parametrize(
    ("highest", "mode"), [(1, "L"), (255, "L"), (256, "I;16"), (65535, "I;16")]
)
def test_a_png_has_as_many_bits_as_its_labels_need(highest, mode):
    wanted = labels(5, 7, highest=highest)
    content = write_labels(wanted, "png")
    image = Image.open(io.BytesIO(content))
    assert image.mode == mode
    assert np.array_equal(np.asarray(image), wanted)
    assert np.array_equal(read_mask(content), wanted)


@pytest.mark.parametrize("highest", [3, 300])
@pytest.mark.parametrize(
    ("unit", "inches"), [("mm", 1 / 25.4), ("cm", 1 / 2.54), ("um", 1 / 25400), ("µm", 1 / 25400)]
)
def test_a_tiff_has_the_spacing(highest, unit, inches):
    wanted = labels(5, 7, highest=highest)
    content = write_labels(wanted, "tiff", Grid((5, 7), spacing=(1.5, 0.9375), unit=unit))
    with tifffile.TiffFile(io.BytesIO(content)) as file:
        page = file.pages[0]
        assert np.array_equal(page.asarray(), wanted)
        per_inch = page.get_resolution(tifffile.RESUNIT.INCH)
    assert per_inch == pytest.approx((1 / (0.9375 * inches), 1 / (1.5 * inches)), rel=1e-6)
    assert np.array_equal(read_mask(content), wanted)


def test_a_tiff_without_unit_keeps_the_proportions():
    content = write_labels(labels(5, 7), "tiff", Grid((5, 7), spacing=(2.0, 1.0)))
    page = tifffile.TiffFile(io.BytesIO(content)).pages[0]
    assert page.resolutionunit == tifffile.RESUNIT.NONE
    across, down = page.resolution
    assert across / down == pytest.approx(2)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_tiff_has_a_page_for_each_slice(axis):
    grid = Grid((5, 6, 4), axis=axis)
    wanted = labels(5, 6, 4)
    with tifffile.TiffFile(io.BytesIO(write_labels(wanted, "tiff", grid))) as file:
        pages = [page.asarray() for page in file.pages]
    assert np.array_equal(pages, np.moveaxis(wanted, axis, 0))


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_slice_lies_at_its_place_in_the_volume(axis):
    grid = Grid((5, 6, 4), axis=axis, index=2, unit="mm", affine=TURNED)
    wanted = labels(*np.delete(grid.shape, axis))
    found = opened(write_labels(wanted, "nifti", grid))
    assert found.shape == grid.shape
    stored = np.asarray(found.dataobj)
    assert np.array_equal(stored.take(2, axis), wanted)
    assert not np.delete(stored, 2, axis).any()


@pytest.mark.parametrize("affine", [TURNED, SHEARED, np.diag([-2.0, -2, 2, 1])])
@pytest.mark.parametrize("unit", ["mm", "um", ""])
def test_a_nifti_opens_beside_its_image(affine, unit, tmp_path):
    image = nibabel.Nifti1Image(random.random((5, 6, 4), np.float32), affine)
    nibabel.save(image, tmp_path / "image.nii.gz")
    wanted = labels(5, 6, 4)
    grid = Grid((5, 6, 4), axis=2, unit=unit, affine=image.affine)
    (tmp_path / "labels.nii.gz").write_bytes(write_labels(wanted, "nifti", grid))
    theirs, ours = (nibabel.load(tmp_path / f"{name}.nii.gz") for name in ("image", "labels"))
    assert np.array_equal(ours.affine, theirs.affine)
    assert nibabel.aff2axcodes(ours.affine) == nibabel.aff2axcodes(theirs.affine)
    assert np.allclose(ours.header.get_zooms(), theirs.header.get_zooms())
    assert np.array_equal(ours.dataobj, wanted)
    assert ours.get_data_dtype() == np.uint8
    assert ours.header.get_xyzt_units()[0] == {"mm": "mm", "um": "micron", "": "unknown"}[unit]
    if ours.header["qform_code"]:
        assert np.allclose(ours.get_qform(), theirs.affine, atol=1e-4)


@pytest.mark.parametrize("shape", [(5, 6), (5, 6, 1), (5, 1, 6)])
def test_a_nifti_that_is_no_volume_keeps_its_shape(shape):
    wanted = labels(5, 6, highest=300)
    found = opened(write_labels(wanted, "nifti", Grid(shape, affine=TURNED)))
    assert found.shape == shape
    assert found.get_data_dtype() == np.uint16
    assert np.array_equal(np.squeeze(found.dataobj), wanted)


def test_the_same_labels_are_the_same_file():
    wanted = labels(5, 6)
    for format in SUFFIXES:
        assert write_labels(wanted, format, VOLUME) == write_labels(wanted, format, VOLUME)


def test_formats_fit_what_came_in():
    assert formats_for(None) == formats_for(Grid((5, 6))) == ("png", "tiff")
    assert formats_for(VOLUME) == ("png", "tiff", "nifti")


@pytest.mark.parametrize(
    ("wrong", "format", "grid", "why"),
    [
        (np.array([[0, -1]]), "png", None, "from 0 to 65535"),
        (np.array([[0, 65536]]), "tiff", None, "from 0 to 65535"),
        (np.zeros((0, 3), int), "png", None, "at least one"),
        (np.array([[0, 0.5]]), "png", None, "whole number"),
        (np.zeros((2, 2, 2), int), "png", None, "one slice"),
        (np.zeros((2, 2), int), "bmp", None, "choose from png"),
        (np.zeros((2, 2), int), "nifti", Grid((2, 2)), "no affine"),
        (np.zeros((2, 2), int), "nifti", None, "no affine"),
        (np.zeros((6, 5), int), "nifti", VOLUME, "do not fit"),
        (np.zeros((5, 6, 3), int), "nifti", VOLUME, "do not fit"),
    ],
)
def test_what_cannot_be_saved_is_refused(wrong, format, grid, why):
    with pytest.raises(ValueError, match=why):
        write_labels(wrong, format, grid)
