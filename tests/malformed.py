"""Files that cannot serve as images or masks, each with what is to be said about it."""

import gzip
import io
import struct
import zlib

import nibabel
import numpy as np
import pydicom
import tifffile
from image_files import (
    FILES,
    SMOOTH,
    dicom_file,
    nifti_file,
    pillow_file,
    png_chunks,
    tiff_file,
)
from PIL import Image
from pydicom.uid import (
    HTJ2K,
    DeflatedExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

VOLUME = np.stack([SMOOTH] * 5, axis=-1)
RGB = np.stack([SMOOTH, SMOOTH.T, SMOOTH[::-1]], axis=-1)


def changed(data, *changes):
    """The same bytes with values of these layouts at these offsets."""
    data = bytearray(data)
    for offset, layout, *values in changes:
        struct.pack_into(layout, data, offset, *values)
    return bytes(data)


def tagged(data, **values):
    """A little-endian TIFF with other numbers in its tags."""
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        tags = file.pages[0].tags
        places = [(tags[name].offset + 2, "<HII", 4, 1, value) for name, value in values.items()]
    return changed(data, *places)


def without(*keywords, **tags):
    """A DICOM file that lacks elements."""
    dataset = pydicom.dcmread(io.BytesIO(dicom_file(SMOOTH, **tags)))
    for keyword in keywords:
        del dataset[keyword]
    buffer = io.BytesIO()
    dataset.save_as(buffer)
    return buffer.getvalue()


def header(data, *changes):
    """A NIfTI header with other values, and nothing behind it."""
    return changed(data, *changes)[:352]


def encapsulated(syntax, frame, **tags):
    return dicom_file(SMOOTH, syntax, [frame], NumberOfFrames=1, **tags)


def run_lengths(*segments):
    starts = np.cumsum([64, *map(len, segments)])[:-1]
    return struct.pack("<16I", len(segments), *starts, *[0] * (15 - len(segments))) + b"".join(
        segments
    )


def jpeg_ls(array):
    import imagecodecs

    return imagecodecs.jpegls_encode(array)


def lossless_jpeg(array):
    import imagecodecs

    return imagecodecs.jpeg8_encode(array, lossless=True)


def gif():
    return pillow_file(SMOOTH, "GIF")


def tiff_bomb():
    strip = zlib.compress(bytes(2**26), 1)
    small = tiff_file(SMOOTH, compression="zlib")
    return tagged(small, StripOffsets=len(small), StripByteCounts=len(strip)) + strip


NIFTI, NIFTI_VOLUME = FILES["nifti"], nifti_file(VOLUME)
PNG, TIFF = FILES["png"], tiff_file(SMOOTH, bigtiff=False)
UNKNOWN, DAMAGED = "choose a PNG, JPEG, TIFF, NIfTI or DICOM file", "damaged or incomplete"
LARGE, EARLY = "million", "ends before"

MALFORMED = {
    "nothing": (b"", "is empty"),
    "one byte": (b"\0", UNKNOWN),
    "a text called .png": (b"Dear diary, today I segmented a brain.\n" * 20, UNKNOWN),
    "a web page": (b"<!DOCTYPE html><title>Not found</title>" * 20, UNKNOWN),
    "zeros": (bytes(5000), UNKNOWN),
    "a GIF": (gif(), UNKNOWN),
    "a BMP": (pillow_file(SMOOTH, "BMP"), UNKNOWN),
    "a PDF": (b"%PDF-1.7\n" + bytes(600), UNKNOWN),
    "a zip": (b"PK\x03\x04" + bytes(600), "is an archive; unpack it"),
    "an archive of a PNG": (gzip.compress(PNG), UNKNOWN),
    "the mark of PNG alone": (PNG[:8], DAMAGED),
    "PNG cut in its header": (PNG[:20], DAMAGED),
    "PNG cut in its pixels": (PNG[:-30], DAMAGED),
    "PNG with a wrong checksum": (changed(PNG, (29, ">I", 0)), DAMAGED),
    "PNG without pixels": (png_chunks(4, 4, 8, 0, []), DAMAGED),
    "PNG of no width": (png_chunks(0, 4, 8, 0, [b"\0"] * 4), DAMAGED),
    "PNG of a depth that is none": (png_chunks(4, 4, 7, 0, [b"\0" * 4] * 4), DAMAGED),
    "PNG bomb": (png_chunks(30_000, 30_000, 8, 0, [b"\0" * 99]), LARGE),
    "PNG of 17 million": (png_chunks(4250, 4000, 1, 0, [b"\0" * 9]), LARGE),
    "the mark of JPEG alone": (b"\xff\xd8\xff\xe0", DAMAGED),
    "JPEG cut in its pixels": (FILES["jpeg"][:-60] + b"\xff\xd9", EARLY),
    "JPEG without a frame": (b"\xff\xd8\xff\xe0\0\x04ab\xff\xd9", DAMAGED),
    "JPEG bomb": (pillow_file(Image.new("L", (8000, 8000)), "JPEG"), LARGE),
    "JPEG of 12 bits": (
        changed(FILES["jpeg"], (FILES["jpeg"].index(b"\xff\xc0") + 4, "B", 12)),
        "12 bits",
    ),
    "the mark of TIFF alone": (b"II*\0", DAMAGED),
    "TIFF whose directory is elsewhere": (changed(TIFF, (4, "<I", 10**9)), "lists no picture"),
    "TIFF cut in its pixels": (TIFF[:-40], EARLY),
    "TIFF of no width": (tagged(TIFF, ImageWidth=0), "without pixels"),
    "TIFF bomb by declaration": (tagged(TIFF, ImageWidth=30_000, ImageLength=30_000), LARGE),
    "TIFF bomb by compression": (tiff_bomb(), "more than it declares"),
    "TIFF whose strip is missing": (tagged(TIFF, StripByteCounts=0), "leaves out"),
    "TIFF in Lab colours": (tiff_file(RGB, photometric="cielab"), "CIELAB"),
    "TIFF in JPEG 2000": (tiff_file(SMOOTH, compression="jpeg2000"), "JPEG2000"),
    "TIFF of complex numbers": (tiff_file(SMOOTH.astype(complex)), "complex"),
    "TIFF with NaN": (tiff_file(np.where(SMOOTH > 9, SMOOTH, np.nan)), "NaN"),
    "TIFF with infinity": (tiff_file(np.where(SMOOTH > 9, SMOOTH, np.inf)), "infinite"),
    "TIFF beyond all bounds": (tiff_file(np.array([[-1.7e308, 1.7e308]])), "too large"),
    "TIFF of cubes": (
        tiff_file(np.ones((16, 16, 16), np.uint8), volumetric=True, tile=(16, 16, 16)),
        "one image per page",
    ),
    "TIFF of thumbnails": (tiff_file(SMOOTH, subfiletype=1), "thumbnails"),
    "TIFF with planes that are not there": (
        tiff_file(SMOOTH, metadata=None, description='{"shape": [7, 16, 16]}'),
        "7 planes but has 1",
    ),
    "the mark of NIfTI alone": (NIFTI[:348], EARLY),
    "half of a NIfTI pair": (changed(NIFTI, (344, "4s", b"ni1\0")), "half of a NIfTI pair"),
    "NIfTI cut in its pixels": (NIFTI[:-10], EARLY),
    "NIfTI cut behind the middle slice": (NIFTI_VOLUME[:-10], EARLY),
    "NIfTI of no dimension": (changed(NIFTI, (40, "<h", 0)), "array of shape"),
    "NIfTI of eight dimensions": (changed(NIFTI, (40, "<h", 9)), "array of shape"),
    "NIfTI of one dimension": (nifti_file(np.ones(7, np.uint8)), "array of shape"),
    "NIfTI cut in its last volume": (
        nifti_file(np.stack([VOLUME] * 3, -1))[:-10],
        "ends before its last",
    ),
    "NIfTI of no volumes": (
        changed(nifti_file(np.ones((4, 4, 4, 4), np.uint8)), (48, "<h", 0)),
        "without pixels",
    ),
    "NIfTI of five dimensions": (nifti_file(np.ones((4, 4, 2, 2, 3), np.uint8)), "array of shape"),
    "NIfTI of size zero": (changed(NIFTI, (42, "<h", 0)), "without pixels"),
    "NIfTI of negative size": (changed(NIFTI, (42, "<h", -5)), "without pixels"),
    "NIfTI of no known type": (changed(NIFTI, (70, "<h", 77)), DAMAGED),
    "NIfTI of complex numbers": (nifti_file(SMOOTH.astype(np.complex64)), "complex"),
    "NIfTI with NaN": (nifti_file(np.where(SMOOTH > 9, SMOOTH, np.nan)), "NaN"),
    "NIfTI with infinity": (nifti_file(np.where(SMOOTH > 9, SMOOTH, -np.inf)), "infinite"),
    "NIfTI bomb by declaration": (header(NIFTI, (40, "<3h", 2, 20_000, 20_000)), LARGE),
    "NIfTI volume bomb": (header(NIFTI, (40, "<4h", 3, 4000, 4000, 30_000)), "MB"),
    "NIfTI whose pixels are elsewhere": (changed(NIFTI, (108, "<f", 1e9)), "MB|ends before"),
    "NIfTI cut in its archive": (FILES["nifti gz"][:-20], "inside its compressed data"),
    "NIfTI with a wrong checksum": (changed(FILES["nifti gz"], (-8, "<I", 7)), "checksum"),
    "archive bomb": (gzip.compress(bytes(2**26), 1), UNKNOWN),
    "the mark of DICOM alone": (bytes(128) + b"DICM", "without an image|damaged"),
    "DICOM without pixels": (without("PixelData"), "without an image"),
    "DICOM without a size": (without("Rows"), DAMAGED),
    "DICOM without its colours": (without("PhotometricInterpretation"), DAMAGED),
    "DICOM cut in its pixels": (dicom_file(SMOOTH)[:-50], DAMAGED),
    "DICOM of size zero": (dicom_file(SMOOTH, Rows=0), "without pixels"),
    "DICOM bomb": (dicom_file(SMOOTH, Rows=20_000, Columns=20_000), LARGE),
    "DICOM with a million frames": (dicom_file(SMOOTH, NumberOfFrames=10**6), "frames"),
    "DICOM with palette colours": (
        dicom_file(SMOOTH, PhotometricInterpretation="PALETTE COLOR"),
        "palette",
    ),
    "DICOM deflated": (dicom_file(SMOOTH, DeflatedExplicitVRLittleEndian), "deflated"),
    "DICOM in HTJ2K": (encapsulated(HTJ2K, b"\0" * 64), "High-Throughput JPEG 2000"),
    "DICOM with half a JPEG": (
        encapsulated(JPEGBaseline8Bit, FILES["jpeg"][:-60] + b"\xff\xd9"),
        EARLY,
    ),
    "DICOM with half a lossless JPEG": (
        encapsulated(JPEGLosslessSV1, lossless_jpeg(SMOOTH)[:-30] + b"\xff\xd9"),
        "ends before|damaged",
    ),
    "DICOM with half a JPEG-LS": (encapsulated(JPEGLSLossless, jpeg_ls(SMOOTH)[:-5]), EARLY),
    "DICOM with a larger JPEG-LS": (encapsulated(JPEGLSLossless, jpeg_ls(RGB[:9, :, 0])), "holds"),
    "DICOM with half a JPEG 2000": (
        encapsulated(JPEG2000Lossless, pillow_file(SMOOTH, "JPEG2000", no_jp2=True)[:-60]),
        DAMAGED,
    ),
    "DICOM whose run lengths are short": (
        encapsulated(RLELossless, run_lengths(b"\x81\x07")),
        "does not unpack",
    ),
    "DICOM whose run lengths never end": (
        encapsulated(RLELossless, run_lengths(b"\x81\x07" * 10**5)),
        "does not unpack|damaged",
    ),
    "DICOM with other run lengths": (
        encapsulated(RLELossless, run_lengths(b"\x81\x07", b"\x81\x07")),
        "bytes per pixel",
    ),
}
"""Content of each file, and a pattern in what is said."""


def palette_with_gaps():
    picture = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(16, 16), "P")
    picture.putpalette(np.random.default_rng(0).permutation(768) % 256)
    return pillow_file(picture)


MALFORMED_MASKS = {
    "mask of another shape": (pillow_file(SMOOTH[:9] > 9), r"has shape \(9, 16\)"),
    "mask on its side": (pillow_file(np.zeros((16, 9), bool)), r"has shape \(16, 9\)|nothing but"),
    "mask with negative labels": (tiff_file(SMOOTH.astype(np.int16) - 9), "not labels"),
    "mask with halves": (tiff_file(SMOOTH / 2 + 0.25), "not labels"),
    "mask of 300 labels": (tiff_file(np.arange(256, dtype=np.uint16).reshape(16, 16)), "64"),
    "mask of 256 colours": (palette_with_gaps(), "64"),
    "mask with soft borders": (pillow_file(RGB), "64"),
    "mask of one colour": (pillow_file(SMOOTH * 0), "nothing but 0"),
    "mask hidden by transparency": (
        pillow_file(Image.fromarray(np.stack([SMOOTH, 240 - SMOOTH], -1).astype("u1"), "LA")),
        "transparency",
    ),
    "mask with NaN": (tiff_file(np.where(SMOOTH > 9, 1, np.nan)), "NaN"),
    "mask that is a volume": (nifti_file(VOLUME // 99), r"has shape \(16, 16, 5\)"),
    "mask of several volumes": (nifti_file(np.stack([VOLUME // 99] * 3, -1)), "has shape"),
    "mask that is a text": (b"0 0 0 1 1 1\n" * 60, UNKNOWN),
}
"""The same for masks of a picture of 16 × 16 pixels."""

NAMES = (
    "../../etc/passwd",
    "C:\\scans\\brain.png",
    "a\nb\r\0c.png",
    "![x](http://y/z.png)",
    "é" * 999,
    "",
    " ",
)
"""Names that a browser would hardly send."""


def turned_mask():
    """A mask of `VOLUME` that is stored from left to right instead of from right to left."""
    affine = np.diag([-1.0, 1, 1, 1])
    return nibabel.Nifti1Image((VOLUME > 99).astype(np.uint8), affine).to_bytes()
