"""What a file holds, and reading what was chosen of it, against the libraries that wrote it."""

import gzip
import io

import nibabel
import numpy as np
import pydicom
import pytest
import tifffile
from image_files import FILES, SMOOTH, dicom_file, pillow_file, png16, tiff_file
from PIL import Image
from pydicom.pixels import apply_modality_lut, apply_windowing

from segcore.reading import ImageError, describe_file, read_image, read_mask

VOLUME = np.random.default_rng(0).integers(0, 1000, (5, 6, 7), dtype=np.int16)
RGB = np.random.default_rng(1).integers(0, 256, (8, 9, 3), dtype=np.uint8)


def scaled(values):
    values = np.asarray(values, float) - min(np.min(values), 0)
    return values / (values.max() or 1)


@pytest.mark.parametrize("kind", FILES)
def test_format_and_shape(kind):
    contents = describe_file(FILES[kind])
    said = {"palette": "PNG"}.get(kind, kind.split()[0].upper().replace("NIFTI", "NIfTI"))
    assert contents.format == said
    assert set(SMOOTH.shape) <= set(contents.shape)
    assert not contents.pages


def test_nothing_is_decoded():
    huge = tiff_file(np.zeros((5000, 5000), np.uint8), compression="zlib")
    assert describe_file(huge).shape == (5000, 5000)
    with pytest.raises(ImageError, match="16 million"):
        read_image(huge)


# Channels


@pytest.mark.parametrize(
    "data",
    [
        pillow_file(RGB),
        tiff_file(RGB),
        png16(RGB.astype(np.uint16)),
        dicom_file(RGB, SamplesPerPixel=3, PlanarConfiguration=0, PhotometricInterpretation="RGB"),
    ],
)
def test_a_channel_of_a_colour_picture(data):
    assert describe_file(data).channels == ("red", "green", "blue")
    for channel in range(3):
        np.testing.assert_array_equal(read_image(data, channel=channel), scaled(RGB[..., channel]))
    with pytest.raises(ImageError, match="no channel 4"):
        read_image(data, channel=3)


def test_a_channel_of_a_palette():
    picture = Image.fromarray(SMOOTH // 128, "P")
    picture.putpalette([10, 0, 0, 200, 50, 0])
    data = pillow_file(picture)
    assert describe_file(data).channels == ("red", "green", "blue")
    assert describe_file(data).notes == ("palette",)
    found = read_image(data, channel=0)
    np.testing.assert_array_equal(found, np.where(SMOOTH > 127, 1, 10 / 200))


def test_grey_has_no_channels():
    for kind in ("png", "jpeg", "tiff", "nifti", "dicom"):
        assert describe_file(FILES[kind]).channels == ()
        with pytest.raises(ImageError, match="no channel 1"):
            read_image(FILES[kind], channel=0)


@pytest.mark.parametrize("planarconfig", ["contig", "separate"])
def test_channels_without_names(planarconfig):
    stored = RGB if planarconfig == "contig" else np.moveaxis(RGB, -1, 0)
    data = tiff_file(stored, photometric="minisblack", planarconfig=planarconfig, metadata=None)
    assert describe_file(data).channels == ("channel 1", "channel 2", "channel 3")
    np.testing.assert_array_equal(read_image(data, channel=2), scaled(RGB[..., 2]))
    with pytest.raises(ImageError, match="choose one"):
        read_image(data)


# Pages, planes and pyramids


def test_pages_of_different_sizes():
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        for shape in ((4, 5), (6, 7)):
            file.write(np.ones(shape, np.uint8), metadata=None)
    data = buffer.getvalue()
    pages = describe_file(data).pages
    assert [(page.name, page.shape) for page in pages] == [
        ("page 1", (4, 5)),
        ("page 2", (6, 7)),
    ]
    assert describe_file(data, page=1).shape == read_image(data, page=1).shape == (6, 7)
    with pytest.raises(ImageError, match="no page 3"):
        read_image(data, page=2)


@pytest.mark.parametrize("where", ["pages", "subifds"])
def test_a_pyramid_too_large_to_read_offers_its_reduced_copies(where):
    full = np.zeros((4100, 4000), np.uint8)
    copies = [full[::2, ::2] + 7, full[::40, ::40] + 9]
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        options = {"metadata": None, "compression": "zlib"}
        file.write(full, subifds=2 * (where == "subifds"), **options)
        for copy in copies:
            file.write(copy, subfiletype=1, **options)
    data = buffer.getvalue()
    pages = describe_file(data).pages
    assert [page.name for page in pages] == ["page 1", "reduced copy 1", "reduced copy 2"]
    assert [page.shape for page in pages] == [(4100, 4000), (2050, 2000), (103, 100)]
    np.testing.assert_array_equal(read_mask(data, page=2), copies[1])
    with pytest.raises(ImageError, match="16 million"):
        read_image(data, page=0)


@pytest.mark.parametrize("options", [{"imagej": True}, {"ome": True}])
@pytest.mark.parametrize("axes", ["ZCYX", "TZCYX", "CZYX"])
def test_planes_of_several_axes(options, axes):
    if "imagej" in options and axes == "CZYX":
        pytest.skip("ImageJ stores channels behind slices")
    shape = {"T": 2, "Z": 3, "C": 2, "Y": 4, "X": 5}
    stack = np.arange(np.prod([shape[a] for a in axes])).reshape([shape[a] for a in axes])
    notes = {"axes": axes, "mode": "composite"} if "imagej" in options else {"axes": axes}
    data = tiff_file(stack.astype(np.uint16), metadata=notes, **options)
    pages = describe_file(data).pages
    words = {"T": "frame", "Z": "slice", "C": "channel"}
    for page, at in enumerate(np.ndindex(*stack.shape[:-2])):
        name = ", ".join(f"{words[axis]} {n + 1}" for axis, n in zip(axes, at, strict=False))
        assert pages[page].name == name
        np.testing.assert_array_equal(read_mask(data, page=page), stack[at])
    with pytest.raises(ImageError, match="holds a stack"):
        read_image(data)


def test_a_plain_stack_has_an_axis():
    data = tiff_file(np.moveaxis(VOLUME, -1, 0), photometric="minisblack")
    contents = describe_file(data)
    assert contents.shape == (7, 5, 6)
    assert [(axis.name, axis.length) for axis in contents.axes] == [("page", 7)]
    np.testing.assert_array_equal(read_mask(data, index=3), VOLUME[..., 3])
    with pytest.raises(ImageError, match="no slice 8"):
        read_image(data, index=7)


@pytest.mark.parametrize(
    ("options", "spacing"),
    [
        ({"resolution": (100, 50), "resolutionunit": "CENTIMETER"}, (0.2, 0.1)),
        ({"resolution": (254, 254), "resolutionunit": "INCH"}, (0.1, 0.1)),
        ({"imagej": True, "resolution": (2, 4), "metadata": {"unit": "um"}}, (0.00025, 0.0005)),
        ({}, None),
    ],
)
def test_spacing_of_tiff(options, spacing):
    grid = describe_file(tiff_file(SMOOTH, **options)).grid()
    assert grid.spacing == (spacing and pytest.approx(spacing))
    assert grid.unit == ("mm" if spacing else "")


# NIfTI


@pytest.mark.parametrize("codes", ["RAS", "LPS", "ASL"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_nifti_along_any_axis(codes, pack):
    image = nibabel.Nifti1Image(VOLUME, np.diag([1.0, 2, 3, 1]))
    target = nibabel.orientations.axcodes2ornt(codes)
    image = image.as_reoriented(
        nibabel.orientations.ornt_transform(nibabel.io_orientation(image.affine), target)
    )
    image.header.set_xyzt_units("mm")
    data, stored = pack(image.to_bytes()), np.asarray(image.dataobj)
    contents = describe_file(data)
    assert contents.orientation == codes
    assert contents.shape == stored.shape
    np.testing.assert_allclose(contents.affine, image.affine)
    planes = {"R": "sagittal", "L": "sagittal", "A": "coronal", "P": "coronal"}
    zooms = image.header.get_zooms()
    for axis in range(3):
        assert contents.axes[axis].name == planes.get(codes[axis], "axial")
        for index in (0, stored.shape[axis] - 1):
            expected = stored.take(index, axis)
            np.testing.assert_array_equal(read_mask(data, axis=axis, index=index), expected)
            np.testing.assert_allclose(read_image(data, axis=axis, index=index), scaled(expected))
        grid = contents.grid(axis, 2)
        assert grid.spacing == tuple(zooms[k] for k in range(3) if k != axis)
        assert (grid.axis, grid.index, grid.shape, grid.unit) == (axis, 2, stored.shape, "mm")


def test_nifti_that_does_not_say_where_it_is():
    data = nibabel.Nifti1Image(VOLUME, None).to_bytes()
    contents = describe_file(data)
    assert contents.orientation == ""
    assert contents.affine is None
    assert [axis.name for axis in contents.axes] == ["first axis", "second axis", "third axis"]
    with pytest.raises(ImageError, match="no axis 4"):
        read_image(data, axis=3)


# DICOM


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_windows_of_dicom(photometric):
    stored = VOLUME[..., 0]
    data = dicom_file(
        stored,
        PhotometricInterpretation=photometric,
        RescaleSlope=2,
        RescaleIntercept=-1000,
        WindowCenter=[0, 300],
        WindowWidth=[400, 1],
    )
    contents = describe_file(data)
    assert contents.windows == ((0, 400), (300, 1))
    assert "rescaled by 2 and -1000" in contents.notes
    dataset = pydicom.dcmread(io.BytesIO(data))
    for number, window in enumerate(contents.windows):
        expected = apply_windowing(apply_modality_lut(stored, dataset), dataset, number)
        expected = (expected - expected.min()) / np.ptp(expected)
        if photometric == "MONOCHROME1":
            expected = scaled(1 - expected)
        np.testing.assert_allclose(read_image(data, window=window), expected, atol=1e-9)


def test_where_a_dicom_slice_lies():
    """As nibabel and the standard have it: rows lead along the second direction."""
    data = dicom_file(
        SMOOTH,
        PixelSpacing=[2, 3],
        SliceThickness=5,
        ImageOrientationPatient=[1, 0, 0, 0, 1, 0],
        ImagePositionPatient=[-10, -20, 30],
    )
    contents = describe_file(data)
    assert contents.grid().spacing == (2, 3)
    assert contents.orientation == "PLS"
    first, down, right = (contents.affine @ [*at, 0, 1] for at in ((0, 0), (1, 0), (0, 1)))
    np.testing.assert_allclose(first[:3], [10, 20, 30])
    np.testing.assert_allclose((down - first)[:3], [0, -2, 0])
    np.testing.assert_allclose((right - first)[:3], [-3, 0, 0])


def test_a_picture_that_lies_on_its_side():
    exif = Image.Exif()
    exif[274] = 6
    data = pillow_file(SMOOTH[:9], exif=exif)
    assert describe_file(data).turned == 6
    assert read_image(data).shape == (16, 9)
