"""Files that say one thing and are often taken for another: the right value, or a refusal."""

import gzip
import io
import json
from pathlib import Path

import nibabel
import numpy as np
import pydicom
import pytest
import tifffile
from image_files import SMOOTH, dicom_file, nifti_file, pillow_file, png16, tiff_file
from PIL import Image, ImageOps
from pydicom.pixels import apply_modality_lut, pixel_array

from segcore.reading import ImageError, read_image, read_mask

MASK = np.zeros((12, 20), np.uint8)
MASK[3:8, 5:15] = 255
RAMP = np.arange(12, dtype=np.uint16).reshape(3, 4)


PYDICOMS = Path(pydicom.__file__).parent / "data" / "test_files"


def scaled(values):
    values = np.asarray(values, float) - min(np.min(values), 0)
    return values / values.max()


def refused(data, advice, read=read_mask, **options):
    with pytest.raises(ImageError, match=advice):
        read(data, **options)


# What the first bytes say


@pytest.mark.parametrize(
    "preamble",
    [b"II*\0", b"MM\0*", b"II+\0", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\x1f\x8b\x08"],
)
def test_dicom_whatever_its_free_bytes_look_like(preamble):
    data = dicom_file(RAMP, preamble=preamble.ljust(128, b"\1"))
    np.testing.assert_allclose(read_image(data), RAMP / 11)


def test_pydicom_reads_its_own_files_alike():
    """Every file that has a preamble of its own, and every other that is not refused."""
    read = 0
    for path in sorted(PYDICOMS.glob("*.dcm")):
        try:
            image = read_image(path)
        except ImageError as error:
            assert path.read_bytes()[128:132] != b"DICM" or "choose a PNG" not in str(error)
            continue
        dataset = pydicom.dcmread(path)
        try:
            values = pixel_array(dataset, index=int(dataset.get("NumberOfFrames") or 1) // 2)
        except RuntimeError:  # it has no decoder at hand
            continue
        if values.ndim == 3:
            values = values @ np.array([0.2126, 0.7152, 0.0722])
        else:
            values = apply_modality_lut(values, dataset)
        sign = -1 if dataset.PhotometricInterpretation == "MONOCHROME1" else 1
        values = sign * np.asarray(values, float)
        values -= min(values.min(), 0)
        np.testing.assert_allclose(image, values / (values.max() or 1), atol=1e-12)
        read += 1
    assert read > 30


@pytest.mark.parametrize("kind", ["RLE", "jp2klossless", "jpeg_ls_lossless", "bigendian"])
def test_dicom_compressions_without_loss(kind):
    plain = pydicom.dcmread(PYDICOMS / "MR_small.dcm").pixel_array
    np.testing.assert_array_equal(read_image(PYDICOMS / f"MR_small_{kind}.dcm"), scaled(plain))


@pytest.mark.parametrize("kind", ["jpeg_gdcm", "jls_lossy_line", "jpeg_dcmtk", "rle", "rle_16bit"])
def test_dicom_compressions_of_colour(kind):
    """All of these hold ten stripes of ten rows, whose colours are known."""
    stripes = [(1, 0, 0), (1, 0.5, 0.5), (0, 1, 0), (0.5, 1, 0.5), (0, 0, 1), (0.5, 0.5, 1)]
    stripes += [(0, 0, 0), (0.25, 0.25, 0.25), (0.75, 0.75, 0.75), (1, 1, 1)]
    for channel in range(3):
        image = read_image(PYDICOMS / f"SC_rgb_{kind}.dcm", channel=channel)
        found = image[5::10, 50]
        np.testing.assert_allclose(found, [stripe[channel] for stripe in stripes], atol=0.02)


# Which plane


def pages(*specs):
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        for array, options in specs:
            file.write(array, metadata=None, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", [1, 4, 5])
@pytest.mark.parametrize("position", [0, 0.5, 1])
def test_thumbnails_and_transparency_pages_are_no_planes(kind, position):
    # A transparency page has one bit per pixel.
    other = MASK[::2, ::2] if kind == 1 else MASK[::2, ::2] > 0
    small = pages((MASK, {}), (other, {"subfiletype": kind}))
    first = pages((other, {"subfiletype": kind}), (MASK, {}))
    for data in (small, first):
        np.testing.assert_array_equal(read_mask(data, position=position), MASK)


def test_the_older_mark_of_a_thumbnail():
    tag = {"extratags": [(255, 3, 1, 2, True)]}
    np.testing.assert_array_equal(read_mask(pages((MASK, {}), (MASK[::2, ::2], tag))), MASK)


def test_pages_of_different_sizes_are_not_a_stack():
    refused(pages((MASK, {}), (MASK[::2, ::2], {})), "different sizes")
    refused(pages((MASK, {"subfiletype": 1})), "thumbnails")


@pytest.mark.parametrize("byteorder", "<>")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("writer", ["imagej", "shaped"])
def test_a_stack_behind_one_directory(writer, dtype, byteorder):
    volume = np.stack([np.full((8, 9), k, dtype) for k in range(5)])
    options = {"imagej": True} if writer == "imagej" else {"photometric": "minisblack"}
    data = tiff_file(volume, truncate=True, byteorder=byteorder, **options)
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        assert len(file.pages) == 1
    for position, plane in ((0, 0), (0.5, 2), (1, 4)):
        np.testing.assert_array_equal(read_mask(data, position=position), volume[plane])


@pytest.mark.parametrize(
    "options",
    [{"imagej": True, "metadata": {"axes": axes}} for axes in ("ZCYX", "TZYX", "TCYX")]
    + [{"ome": True, "metadata": {"axes": axes}} for axes in ("CZYX", "TZYX")]
    + [{"photometric": "minisblack"}],
)
def test_stacks_with_more_axes_than_one_are_refused(options):
    refused(tiff_file(np.ones((2, 3, 8, 9), np.uint8), **options), "holds a stack with")


def test_channels_are_not_slices():
    for options in ({"imagej": True}, {"ome": True}):
        notes = {"axes": "CYX", "mode": "composite"}
        data = tiff_file(np.ones((2, 8, 9), np.uint8), metadata=notes, **options)
        refused(data, "channel")


@pytest.mark.parametrize("axes", ["ZYX", "TYX"])
def test_ome_stacks(axes):
    volume = np.stack([np.full((8, 9), k, np.uint8) for k in range(5)])
    data = tiff_file(volume, ome=True, metadata={"axes": axes})
    np.testing.assert_array_equal(read_mask(data, position=1), volume[4])


def test_a_stack_that_has_fewer_planes_than_it_says():
    description = json.dumps({"shape": [7, 3, 4]})
    refused(tiff_file(RAMP, metadata=None, description=description), "7 planes but has 1")


@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_one_slice_of_nifti_in_any_direction(axis, pack):
    plane = np.arange(600, dtype=np.int16).reshape(20, 30)
    data = pack(nifti_file(np.expand_dims(plane, axis)))
    np.testing.assert_array_equal(read_mask(data), plane)


# Which way up


@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_orientation_is_obeyed_everywhere(orientation):
    stored = np.arange(48, dtype=np.uint8).reshape(6, 8)
    exif = Image.Exif()
    exif[274] = orientation
    picture = Image.fromarray(stored)
    picture.getexif()[274] = orientation
    upright = np.array(ImageOps.exif_transpose(picture)) if 1 < orientation < 9 else stored
    palette = picture.convert("P")
    palette.putpalette([channel for k in range(256) for channel in (k, k, k)])
    tag = {"extratags": [(274, 3, 1, orientation, True)]}
    for data in (
        pillow_file(picture, exif=exif),
        pillow_file(palette, exif=exif),
        tiff_file(stored, **tag),
        tiff_file(stored, compression="lzw", **tag),
        tiff_file(stored, tile=(16, 16), compression="packbits", **tag),
    ):
        np.testing.assert_array_equal(read_mask(data), upright)
        np.testing.assert_allclose(read_image(data), upright / 47)
    jpeg = read_image(pillow_file(picture, "JPEG", exif=exif, quality=100))
    np.testing.assert_allclose(jpeg, upright / 47, atol=0.05)


# Which number is an object


def with_palette(indices, colours):
    picture = Image.fromarray(np.asarray(indices, np.uint8), "P")
    picture.putpalette(np.ravel(colours).tolist())
    return picture


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_a_grey_palette_in_any_order(file_format):
    objects = MASK > 0
    white_first = with_palette(~objects, [(255, 255, 255), (0, 0, 0)])
    np.testing.assert_array_equal(read_mask(pillow_file(white_first, file_format)) > 0, objects)
    in_order = with_palette(objects, [(0, 0, 0), (9, 9, 9)])
    np.testing.assert_array_equal(read_mask(pillow_file(in_order, file_format)), objects)


def test_a_colour_palette_in_which_black_comes_late():
    refused(pillow_file(with_palette(MASK > 0, [(255, 0, 0), (0, 0, 0)])), "black")
    plain = with_palette(MASK > 0, [(0, 0, 0), (255, 0, 0)])
    np.testing.assert_array_equal(read_mask(pillow_file(plain)), MASK > 0)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32])
@pytest.mark.parametrize("compression", [None, "zlib", "lzw"])
def test_labels_do_not_turn_round_where_white_is_zero(dtype, compression):
    data = tiff_file(MASK.astype(dtype), photometric="miniswhite", compression=compression)
    np.testing.assert_array_equal(read_mask(data), MASK)
    image = read_image(data)
    np.testing.assert_array_equal(image == image.min(), MASK == 255)


def test_one_bit_is_what_is_seen_where_white_is_zero():
    data = tiff_file(MASK == 0, photometric="miniswhite")
    np.testing.assert_array_equal(read_mask(data), MASK > 0)
    np.testing.assert_array_equal(read_image(data), MASK > 0)


def test_labels_do_not_turn_round_in_monochrome1():
    data = dicom_file(MASK, PhotometricInterpretation="MONOCHROME1")
    np.testing.assert_array_equal(read_mask(data), MASK)


@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_white_is_zero_with_negative_or_broken_numbers(dtype):
    stored = np.array([[-100, 0], [500, 1000]], dtype)
    data = tiff_file(stored, photometric="miniswhite")
    np.testing.assert_allclose(read_image(data), (1000.0 - stored) / 1100)


@pytest.mark.parametrize("colour", [0, 255, (255, 0, 0)])
def test_a_mask_that_is_only_in_the_transparency(colour):
    picture = np.zeros((*MASK.shape, 4), np.uint8)
    picture[..., :3], picture[..., 3] = colour, MASK
    for data in (
        pillow_file(Image.fromarray(picture)),
        png16(picture.astype(np.uint16)),
        tiff_file(picture, photometric="rgb", extrasamples=["unassalpha"]),
    ):
        np.testing.assert_array_equal(read_mask(data), MASK)
    both = np.ascontiguousarray(picture[..., 2:])
    np.testing.assert_array_equal(read_mask(pillow_file(Image.fromarray(both, "LA"))), MASK)


def test_transparency_that_hides_labels():
    hidden = np.stack([255 - MASK, MASK], axis=-1)
    refused(pillow_file(Image.fromarray(hidden, "LA")), "transparency")
    agreeing = np.stack([MASK // 255, MASK], axis=-1)
    np.testing.assert_array_equal(
        read_mask(pillow_file(Image.fromarray(agreeing, "LA"))), MASK // 255
    )
    refused(pillow_file(Image.fromarray(255 - MASK), transparency=255), "transparency")
    np.testing.assert_array_equal(
        read_mask(pillow_file(Image.fromarray(MASK), transparency=0)), MASK
    )


@pytest.mark.parametrize("n", [2, 3, 4])
@pytest.mark.parametrize("planarconfig", ["contig", "separate"])
def test_channels_that_are_not_called_colour_do_not_vanish(n, planarconfig):
    values = np.ones((9, 8, n) if planarconfig == "contig" else (n, 9, 8), np.uint8)
    data = tiff_file(values, photometric="minisblack", planarconfig=planarconfig, metadata=None)
    for read in (read_image, read_mask):
        refused(data, f"{n} channels", read)


# Which numbers


def group(**tags):
    values, outer = pydicom.Dataset(), pydicom.Dataset()
    for name, value in tags.items():
        setattr(values, name, value)
    outer.PixelValueTransformationSequence = [values]
    return outer


def test_rescale_of_enhanced_dicom():
    stored = np.stack([RAMP + 1000, RAMP + 2000])
    shared = dicom_file(
        stored,
        NumberOfFrames=2,
        SharedFunctionalGroupsSequence=[group(RescaleSlope=1, RescaleIntercept=-1024)],
    )
    per_frame = dicom_file(
        stored,
        NumberOfFrames=2,
        PerFrameFunctionalGroupsSequence=[
            group(RescaleSlope=1, RescaleIntercept=-1024),
            group(RescaleSlope=2, RescaleIntercept=-2000),
        ],
    )
    np.testing.assert_allclose(read_image(shared, position=0), scaled(stored[0] - 1024.0))
    np.testing.assert_allclose(read_image(per_frame, position=0), scaled(stored[0] - 1024.0))
    np.testing.assert_allclose(read_image(per_frame, position=1), scaled(stored[1] * 2.0 - 2000))


def test_float_dicom_is_not_called_empty():
    values = np.array([[0.5, 1.5], [2.5, 3]], np.float32)
    dataset = pydicom.dcmread(io.BytesIO(dicom_file(values.view(np.uint32))))
    del dataset.PixelData, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation
    dataset.FloatPixelData = values.tobytes()
    buffer = io.BytesIO()
    dataset.save_as(buffer)
    np.testing.assert_allclose(read_image(buffer.getvalue()), values / 3)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16])
def test_labels_that_nibabel_scaled(dtype):
    labels = np.arange(4, dtype=float).repeat(5).reshape(4, 5)
    header = nibabel.Nifti1Header()
    header.set_data_dtype(dtype)
    data = nibabel.Nifti1Image(labels, np.eye(4), header).to_bytes()
    np.testing.assert_array_equal(read_mask(data), labels)


def test_probabilities_are_not_rounded_to_labels():
    header = nibabel.Nifti1Header()
    header.set_data_dtype(np.uint8)
    data = nibabel.Nifti1Image(np.linspace(0, 1, 20).reshape(4, 5), np.eye(4), header).to_bytes()
    refused(data, "not labels")


@pytest.mark.parametrize("bits", [2, 4, 6, 10, 12, 14])
def test_packed_samples(bits):
    stored = np.random.default_rng(bits).integers(0, 2**bits, (5, 7), dtype=np.uint16)
    stored = stored.astype(np.uint8) if bits < 8 else stored
    data = tiff_file(stored, bitspersample=bits)
    np.testing.assert_array_equal(read_mask(data), stored)


@pytest.mark.parametrize("byteorder", "<>")
@pytest.mark.parametrize("compression", ["lzw", "packbits", "zlib", "lzma", "zstd"])
@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int16, np.uint32, np.int32, np.float32])
def test_byte_order_and_sign_survive_compression(dtype, compression, byteorder):
    stored = np.random.default_rng(0).integers(0, 100, (16, 18)).astype(dtype)
    stored[0, 0] = 0 if np.dtype(dtype).kind == "u" else -50
    data = tiff_file(stored, compression=compression, byteorder=byteorder)
    np.testing.assert_allclose(read_image(data), scaled(stored))


@pytest.mark.parametrize("shift", [0, 8])
@pytest.mark.parametrize("compression", [None, "lzw", "packbits"])
def test_colour_maps_of_8_and_16_bits(compression, shift):
    grey = np.arange(256, dtype=np.uint16)[::-1] << shift
    indices = np.arange(240, dtype=np.uint8).reshape(12, 20)
    data = tiff_file(indices, photometric="palette", colormap=[grey] * 3, compression=compression)
    np.testing.assert_allclose(read_image(data), grey[indices] / grey[0])


def test_what_cannot_be_read_is_called_by_its_name():
    refused(tiff_file(SMOOTH, compression="jpeg2000"), "JPEG2000")
    refused(tiff_file(np.stack([SMOOTH] * 3, -1), photometric="cielab"), "CIELAB")
    header = bytearray(nifti_file(SMOOTH)[:352])
    header[344:348] = b"ni1\0"
    refused(bytes(header), "half of a NIfTI pair")
