import gzip
import io
import struct
import tracemalloc
import warnings
import zlib

import nibabel
import numpy as np
import pydicom
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from image_files import (
    FILES,
    SMOOTH,
    dicom_file,
    nifti_file,
    pillow_file,
    png16,
    png_chunks,
    tiff_file,
)
from PIL import Image, ImageFile
from pydicom.uid import HTJ2K, DeflatedExplicitVRLittleEndian, JPEGBaseline8Bit

from segcore import reading
from segcore.reading import ImageError, read_image, read_mask

GREY8 = np.array([[0, 50, 100], [150, 200, 250]], dtype=np.uint8)
GREY16 = np.array([[0, 1, 257], [40000, 65534, 65535]], dtype=np.uint16)
LABELS = np.array([[0, 1, 2], [3, 3, 0]], dtype=np.uint8)
VOLUME = np.arange(2 * 3 * 5, dtype=np.int16).reshape(2, 3, 5)
MEGABYTE = 2**20


def peak_memory(function):
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def grey_of(rgb):
    red, green, blue = np.moveaxis(np.asarray(rgb, dtype=float), -1, 0)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# What good files hold


@pytest.mark.parametrize("kind", FILES)
def test_every_format_gives_the_same_image(kind):
    image = read_image(FILES[kind])
    assert image.dtype == np.float64
    assert image.max() == 1
    tolerance = 0.02 if "jpeg" in kind else 1e-12
    if kind != "palette":
        np.testing.assert_allclose(image, SMOOTH / SMOOTH.max(), atol=tolerance)


@pytest.mark.parametrize(
    "kind", [kind for kind in FILES if "jpeg" not in kind and "rgb" not in kind]
)
def test_every_lossless_format_gives_the_same_labels(kind):
    scale = 256 if kind == "png 16" else 1
    if kind != "palette":
        np.testing.assert_array_equal(read_mask(FILES[kind]), SMOOTH.astype(int) * scale)


def test_sources_can_be_bytes_paths_and_open_files(tmp_path):
    path = tmp_path / "no-extension"
    path.write_bytes(FILES["png"])
    expected = SMOOTH / SMOOTH.max()
    with open(path, "rb") as file:
        for source in (path, str(path), file, io.BytesIO(FILES["png"]), bytearray(FILES["png"])):
            np.testing.assert_array_equal(read_image(source), expected)


@pytest.mark.parametrize(
    "data",
    [
        pillow_file(GREY16),
        png16(GREY16[..., None]),
        png16(np.stack([GREY16, GREY16[::-1] | 1], axis=-1)),
        tiff_file(GREY16),
        tiff_file(GREY16, byteorder=">", compression="zlib", predictor=True),
        tiff_file(GREY16, compression="lzma"),
        pillow_file(GREY16, "TIFF", compression="tiff_lzw"),
        nifti_file(GREY16),
        gzip.compress(nifti_file(GREY16), mtime=0),
        dicom_file(GREY16),
    ],
)
def test_16_bits_stay_exact(data):
    np.testing.assert_array_equal(read_image(data), GREY16 / 65535)
    mask = read_mask(data)
    assert mask.dtype == np.uint16
    np.testing.assert_array_equal(mask, GREY16)


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("write", [png16, tiff_file, lambda a: tiff_file(a, compression="lzw")])
def test_colour_of_16_bits_is_not_cut_to_8(write, channels):
    rng = np.random.default_rng(0)
    colours = rng.integers(0, 65536, (5, 7, channels), dtype=np.uint16)
    grey = grey_of(colours[..., :3])
    np.testing.assert_allclose(read_image(write(colours)), grey / grey.max(), rtol=1e-14)


def test_colour_of_16_bits_in_separate_planes():
    planes = np.random.default_rng(0).integers(0, 65536, (3, 5, 7), dtype=np.uint16)
    grey = grey_of(np.moveaxis(planes, 0, -1))
    data = tiff_file(planes, photometric="rgb", planarconfig="separate")
    np.testing.assert_allclose(read_image(data), grey / grey.max(), rtol=1e-14)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK"])
def test_colour_becomes_grey_by_its_luminance(mode):
    colours = np.random.default_rng(0).integers(0, 256, (4, 4, 3), dtype=np.uint8)
    picture = Image.fromarray(colours).convert(mode)
    if mode == "RGBA":
        picture.putalpha(7)
    grey = grey_of(colours)
    data = pillow_file(picture, "TIFF" if mode == "CMYK" else "PNG")
    np.testing.assert_allclose(read_image(data), grey / grey.max(), rtol=1e-14)


def test_alpha_beside_grey_is_ignored():
    both = np.stack([GREY8, GREY8[::-1]], axis=-1)
    np.testing.assert_array_equal(read_image(pillow_file(Image.fromarray(both, "LA"))), GREY8 / 250)
    data = tiff_file(both, photometric="minisblack", planarconfig="contig", extrasamples=[2])
    np.testing.assert_array_equal(read_image(data), GREY8 / 250)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_a_palette_gives_colours_to_an_image_and_indices_to_a_mask(file_format):
    picture = Image.fromarray(LABELS, "P")
    picture.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
    data = pillow_file(picture, file_format)
    np.testing.assert_array_equal(read_mask(data), LABELS)
    grey = np.array([0, 0.2126, 0.7152, 0.0722])[LABELS] / 0.7152
    np.testing.assert_allclose(read_image(data), grey, rtol=1e-12)


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_1_bit(file_format):
    data = pillow_file(LABELS > 1, file_format)
    np.testing.assert_array_equal(read_image(data), LABELS > 1)
    mask = read_mask(data)
    assert mask.dtype == np.uint8
    np.testing.assert_array_equal(mask, LABELS > 1)


@pytest.mark.parametrize(("bits", "row"), [(2, b"\x1b"), (4, b"\x01\x23")])
def test_labels_of_2_and_4_bits_are_not_spread_over_8(bits, row):
    assert read_mask(png_chunks(4, 1, bits, 0, [row])).tolist() == [[0, 1, 2, 3]]


def test_white_is_zero():
    data = tiff_file(GREY8, photometric="miniswhite")
    np.testing.assert_array_equal(read_image(data), (255.0 - GREY8) / 255)


def test_zeros_stay_zeros_and_negative_values_are_lifted():
    assert not read_image(pillow_file(np.zeros((3, 4), np.uint8))).any()
    hounsfield = np.array([[-1000, 0], [500, 1000]], dtype=np.int16)
    for data in (tiff_file(hounsfield), nifti_file(hounsfield), dicom_file(hounsfield)):
        np.testing.assert_array_equal(read_image(data), [[0, 0.5], [0.75, 1]])


def test_slope_and_intercept():
    stored = np.array([[0, 1000], [1500, 2000]], dtype=np.uint16)
    dicom = dicom_file(stored, RescaleSlope=1, RescaleIntercept=-1000)
    image = nibabel.Nifti1Image(stored, np.eye(4))
    image.header.set_slope_inter(0.5, 100)
    nifti = bytearray(image.to_bytes())
    nifti[112:120] = struct.pack("<ff", 0.5, 100)
    np.testing.assert_array_equal(read_image(dicom), stored / 2000)
    np.testing.assert_allclose(read_image(bytes(nifti)), (stored / 2 + 100) / 1100)


def test_dicom_where_the_smallest_value_is_white():
    data = dicom_file(GREY8, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(read_image(data), (250.0 - GREY8) / 250)


def test_dicom_colour():
    colours = np.random.default_rng(0).integers(0, 256, (4, 6, 3), dtype=np.uint8)
    data = dicom_file(
        colours, SamplesPerPixel=3, PlanarConfiguration=0, PhotometricInterpretation="RGB"
    )
    grey = grey_of(colours)
    np.testing.assert_allclose(read_image(data), grey / grey.max(), rtol=1e-14)


@pytest.mark.parametrize(
    "data",
    [
        nifti_file(VOLUME),
        nifti_file(VOLUME[..., None]),
        gzip.compress(nifti_file(VOLUME, nibabel.Nifti2Image), mtime=0),
        nibabel.Nifti1Image(VOLUME, None, nibabel.Nifti1Header(endianness=">")).to_bytes(),
        tiff_file(np.moveaxis(VOLUME, -1, 0), photometric="minisblack"),
        dicom_file(np.moveaxis(VOLUME, -1, 0), NumberOfFrames=5),
    ],
)
def test_one_slice_of_a_volume(data):
    for position, index in ((0, 0), (0.5, 2), (0.79, 3), (1, 4)):
        expected = VOLUME[..., index]
        np.testing.assert_array_equal(read_mask(data, position=position), expected)
        np.testing.assert_array_equal(
            read_image(data, position=position), expected / expected.max()
        )
    np.testing.assert_array_equal(read_mask(data), VOLUME[..., 2])


@pytest.mark.parametrize("position", [-0.1, 1.1, float("nan")])
def test_position_outside_the_volume(position):
    with pytest.raises(ValueError, match=r"position must be in \[0, 1\]"):
        read_image(FILES["nifti"], position=position)


@pytest.mark.parametrize(
    ("top", "dtype"), [(0, np.uint8), (255, np.uint8), (256, np.uint16), (70_000, np.uint32)]
)
def test_masks_take_the_smallest_dtype(top, dtype):
    for stored in (np.int32, np.float64):
        mask = read_mask(nifti_file(np.array([[0, top]], dtype=stored)))
        assert mask.dtype == dtype
        assert mask.tolist() == [[0, top]]


def test_a_grey_mask_saved_as_rgb_is_accepted():
    np.testing.assert_array_equal(read_mask(pillow_file(np.stack([LABELS] * 3, -1))), LABELS)


# What bad files say


def fails(data, advice, read=read_image, **options):
    with pytest.raises(ImageError, match=advice) as caught:
        read(data, name="scan.png", **options)
    message = str(caught.value)
    assert message.startswith("scan.png ")
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("read", [read_image, read_mask])
@pytest.mark.parametrize(
    "data", [b"\0", b"GIF89a" + b"\0" * 600, b"hello " * 200, gzip.compress(FILES["png"], mtime=0)]
)
def test_not_an_image(data, read):
    fails(data, "choose a PNG, JPEG, TIFF, NIfTI or DICOM file", read)


def test_empty_and_oversized_files(monkeypatch, tmp_path):
    fails(b"", "is empty")
    monkeypatch.setattr(reading, "MAX_BYTES", len(FILES["png"]) - 1)
    fails(FILES["png"], "is larger than")
    fails(io.BytesIO(FILES["png"]), "is larger than")


def test_sources_that_cannot_be_opened(tmp_path):
    for source in (tmp_path, tmp_path / "missing.png", "bad\0path"):
        fails(source, "cannot be opened")
    fails(io.StringIO("text"), "binary mode")
    with pytest.raises(ImageError, match=r"^missing\.png cannot"):
        read_image(tmp_path / "missing.png")
    with pytest.raises(ImageError, match=r"^This file is empty; choose another file\.$"):
        read_image(b"")


def test_masks_that_are_not_labels():
    fails(pillow_file(np.arange(12, dtype=np.uint8).reshape(2, 2, 3)), "colour image", read_mask)
    fails(tiff_file(np.array([[0, 0.5]], np.float32)), "whole numbers", read_mask)
    fails(tiff_file(np.array([[0, -1]], np.int16)), "whole numbers", read_mask)
    fails(tiff_file(np.array([[0, 1e30]], np.float64)), "whole numbers", read_mask)


def test_a_mask_of_another_shape_names_both():
    data = pillow_file(LABELS)
    np.testing.assert_array_equal(read_mask(data, shape=(2, 3)), LABELS)
    fails(data, r"\(2, 3\).*\(3, 2\)", read_mask, shape=(3, 2))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("write", [tiff_file, nifti_file])
@pytest.mark.parametrize("read", [read_image, read_mask])
def test_values_that_are_not_finite(bad, write, read):
    fails(write(np.array([[0, bad], [1, 2]], dtype=np.float32)), "NaN or infinite", read)


def test_values_without_a_range():
    fails(tiff_file(np.array([[-1.7e308, 1.7e308]])), "too large")
    for data in (tiff_file(np.ones((3, 3), complex)), nifti_file(np.ones((3, 3), complex))):
        fails(data, "complex")


def test_arrays_that_are_not_one_image_or_one_volume():
    fails(nifti_file(np.ones((2, 3, 4, 2, 5), np.uint8)), r"\(2, 3, 4, 2, 5\)")
    fails(nifti_file(np.ones(7, np.uint8)), r"\(7,\)")
    cube = np.ones((16, 16, 16), np.uint8)
    fails(tiff_file(cube, volumetric=True, tile=(16, 16, 16)), "one image per page")
    for n in (2, 3, 7):
        channels = np.ones((9, 9, n), np.uint8)
        data = tiff_file(channels, photometric="minisblack", planarconfig="contig")
        fails(data, f"{n} channels")


def test_dicom_that_cannot_be_decoded():
    fails(dicom_file(GREY8, HTJ2K, [b"\0" * 64], NumberOfFrames=1), "without compression")
    fails(dicom_file(GREY8, PhotometricInterpretation="PALETTE COLOR"), "palette")
    without_pixels = pydicom.dcmread(io.BytesIO(dicom_file(GREY8)))
    del without_pixels.PixelData
    buffer = io.BytesIO()
    without_pixels.save_as(buffer)
    fails(buffer.getvalue(), "without an image")


# Files that would fill the memory


def tiff_bomb():
    """A TIFF of 3 x 3 pixels whose only strip unpacks to 200 MB."""
    small = tiff_file(np.ones((3, 3), np.uint8), compression="zlib")
    strip = zlib.compress(bytes(200 * MEGABYTE))
    with tifffile.TiffFile(io.BytesIO(small)) as file:
        tags = file.pages[0].tags
        offset, count = tags["StripOffsets"], tags["StripByteCounts"]
    data = bytearray(small) + strip
    for tag, value in ((offset, len(small)), (count, len(strip))):
        data[tag.offset + 2 : tag.offset + 12] = struct.pack("<HII", 4, 1, value)
    return bytes(data)


def declared(data, replacements):
    data = bytearray(data)
    for offset, layout, *values in replacements:
        struct.pack_into(layout, data, offset, *values)
    return bytes(data)


def huge_tiff():
    small = tiff_file(np.ones((3, 3), np.uint8), bigtiff=False)
    with tifffile.TiffFile(io.BytesIO(small)) as file:
        tags = file.pages[0].tags
        offsets = [tags[name].offset for name in ("ImageWidth", "ImageLength")]
    return declared(small, [(offset + 2, "<HII", 4, 1, 20_000) for offset in offsets])


def gzip_bomb(header):
    """A small gzip file that holds the header and 80 MB of zeros."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb") as file:
        file.write(header)
        for _ in range(80):
            file.write(bytes(MEGABYTE))
    return buffer.getvalue()


NIFTI_HEADER = nifti_file(np.ones((4, 4, 4), np.uint8))[:352]
JPEG_BOMB = pillow_file(Image.new("L", (8000, 8000)), "JPEG")
BOMBS = {
    "png": png_chunks(20_000, 20_000, 8, 0, [b"\0" * 100]),
    "jpeg": JPEG_BOMB,
    "tiff": huge_tiff(),
    "tiff strip": tiff_bomb(),
    "nifti": declared(NIFTI_HEADER, [(40, "<3h", 2, 20_000, 20_000)]),
    "nifti volume": declared(NIFTI_HEADER, [(40, "<4h", 3, 4000, 4000, 30_000)]),
    "gzip slice": gzip_bomb(declared(NIFTI_HEADER, [(40, "<3h", 2, 20_000, 20_000)])),
    "gzip volume": gzip_bomb(declared(NIFTI_HEADER, [(40, "<4h", 3, 2000, 2000, 1000)])),
    "gzip of zeros": gzip_bomb(b""),
    "gzip extension": gzip_bomb(declared(NIFTI_HEADER, [(108, "<f", 2e9), (348, "<Bxxx", 1)])),
    "dicom": dicom_file(GREY8, Rows=20_000, Columns=20_000),
    "dicom jpeg": dicom_file(GREY8, JPEGBaseline8Bit, [JPEG_BOMB], NumberOfFrames=1),
    "dicom deflated": dicom_file(np.zeros((8000, 8000), np.uint8), DeflatedExplicitVRLittleEndian),
}


@pytest.mark.parametrize("read", [read_image, read_mask])
@pytest.mark.parametrize("kind", BOMBS)
def test_declared_size_is_checked_before_memory_is_spent(kind, read, monkeypatch):
    def decoded(_):
        raise AssertionError("Pillow decoded, which tracemalloc cannot see")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded)
    advice = "declares|deflated|not an image"
    assert peak_memory(lambda: fails(BOMBS[kind], advice, read)) < 16 * MEGABYTE


def test_a_slice_is_read_without_unpacking_the_whole_volume():
    header = declared(NIFTI_HEADER, [(40, "<4h", 3, 1024, 1024, 80)])
    data = gzip_bomb(header)
    images = []
    assert peak_memory(lambda: images.append(read_image(data))) < 32 * MEGABYTE
    assert images[0].shape == (1024, 1024)


def test_16_million_pixels_are_the_limit():
    assert read_image(pillow_file(Image.new("1", (4000, 4000)))).shape == (4000, 4000)
    fails(pillow_file(Image.new("1", (4000, 4001))), "4001 × 4000 pixels")


# Damaged files


def read_or_fail(data):
    """Return the image, or None after the one error that is allowed; warnings are not."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            image = read_image(data, "scan")
        except ImageError as error:
            assert str(error).startswith("scan ")
            image = None
        try:
            read_mask(data, "scan")
        except ImageError as error:
            assert str(error).startswith("scan ")
    if image is not None:
        assert image.ndim == 2
        assert image.dtype == np.float64
        assert image.min() >= 0
        assert image.max() <= 1
    return image


@pytest.mark.parametrize("kind", FILES)
def test_a_truncated_file_never_gives_another_image(kind):
    """Cut anywhere, a file is refused; cut behind its pixels it may still be read, whole."""
    data = FILES[kind]
    complete = read_image(data)
    outcomes = [read_or_fail(data[:end]) for end in range(0, len(data), 1 + len(data) // 60)]
    refused = [image is None for image in outcomes]
    if kind != "tiff pages":
        assert all(np.array_equal(image, complete) for image in outcomes if image is not None)
    assert refused[0]
    assert sum(refused) >= 20


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60, deadline=None)
@given(choices=st.data())
def test_damage_gives_an_image_or_an_image_error(kind, choices):
    data = bytearray(FILES[kind])
    position = st.one_of(st.integers(0, min(400, len(data) - 1)), st.integers(0, len(data) - 1))
    for where in choices.draw(st.lists(position, min_size=1, max_size=6)):
        data[where] ^= 1 << choices.draw(st.integers(0, 7))
    end = choices.draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))
    read_or_fail(bytes(data[:end]))


@given(st.sampled_from([data[:12] for data in FILES.values()]), st.binary(max_size=600))
def test_noise_behind_a_good_start_gives_an_image_error(start, noise):
    with pytest.raises(ImageError):
        read_image(start + noise)


def test_running_out_of_memory_is_not_called_a_bad_file(monkeypatch):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr(reading, "decode", exhausted)
    with pytest.raises(MemoryError):
        read_image(FILES["png"])


@pytest.mark.parametrize("read", [read_image, read_mask])
def test_a_tiff_without_pixels(read):
    data = FILES["tiff float"]
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        tags = file.pages[0].tags
        width, strips = tags["ImageWidth"].offset, tags["StripOffsets"].offset
    fails(declared(data, [(width + 2, ">HII", 4, 1, 0)]), "without pixels", read)
    fails(declared(data, [(strips, ">H", 339)]), "hold no numbers", read)
