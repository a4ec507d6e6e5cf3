"""Valid files of every format, damaged at random: an image, or a sentence."""

import gzip
import random
from contextlib import suppress

import nibabel
import numpy as np
import pytest
from image_files import FILES, SMOOTH, dicom_file, nifti_file, pillow_file, tiff_file
from malformed import encapsulated, jpeg_ls, lossless_jpeg, run_lengths
from PIL import Image
from pydicom.uid import JPEG2000Lossless, JPEGLosslessSV1, JPEGLSLossless, RLELossless

from segcore.masks import read_labels
from segcore.reading import ImageError, describe_file, read_image, read_mask

NOISE = np.random.default_rng(0).integers(0, 256, (64, 48, 3), dtype=np.uint8)
STACK = np.stack([SMOOTH] * 3)
MORE = {
    "tiff palette": pillow_file(Image.fromarray(SMOOTH).convert("P"), "TIFF"),
    "tiff jpeg": tiff_file(NOISE, compression="jpeg", photometric="ycbcr"),
    "tiff 12 bits": tiff_file(SMOOTH.astype(np.uint16), bitspersample=12),
    "tiff imagej": tiff_file(STACK, imagej=True, truncate=True),
    "tiff channels": tiff_file(STACK, imagej=True, metadata={"axes": "CYX", "mode": "composite"}),
    "tiff samples": tiff_file(
        np.stack([SMOOTH] * 5, -1), photometric="minisblack", planarconfig="contig"
    ),
    "tiff ome": tiff_file(STACK, ome=True, metadata={"axes": "ZYX"}),
    "tiff tiles": tiff_file(SMOOTH, tile=(16, 16), compression="packbits"),
    "tiff zstd": tiff_file(SMOOTH, compression="zstd", predictor=True),
    "tiff lzma": tiff_file(SMOOTH, compression="lzma", photometric="miniswhite"),
    "png alpha": pillow_file(Image.fromarray(NOISE).convert("RGBA")),
    "png colours": pillow_file(NOISE // 128 * 255),
    "jpeg colour": pillow_file(NOISE, "JPEG", progressive=True),
    "nifti scaled": nibabel.Nifti1Image(SMOOTH / 3, np.eye(4), dtype=np.int16).to_bytes(),
    "nifti volume": gzip.compress(nifti_file(np.moveaxis(STACK, 0, -1)), mtime=0),
    "dicom window": dicom_file(SMOOTH, WindowCenter=99, WindowWidth=50, PixelSpacing=[1, 2]),
    "dicom frames": dicom_file(STACK, NumberOfFrames=3),
    "dicom jpeg-ls": encapsulated(JPEGLSLossless, jpeg_ls(SMOOTH)),
    "dicom lossless": encapsulated(JPEGLosslessSV1, lossless_jpeg(SMOOTH)),
    "dicom runs": encapsulated(
        RLELossless, run_lengths(b"".join(b"\x0f" + row.tobytes() for row in SMOOTH))
    ),
    "dicom jpeg 2000": encapsulated(JPEG2000Lossless, pillow_file(SMOOTH, "JPEG2000", no_jp2=True)),
}
VALID = FILES | MORE
UNNAMED = {"tiff channels": "page", "tiff samples": "channel"}


def mutants(n, seed):
    """Valid files with a few bytes changed, removed, doubled or taken from another file."""
    rng = random.Random(seed)
    files = list(VALID.values())
    for _ in range(n):
        data = bytearray(rng.choice(files))
        for _ in range(rng.randint(1, 5)):
            at = rng.randrange(min(len(data), rng.choice([64, 400, len(data)])))
            kind = rng.randrange(6)
            if kind == 0:
                data[at] ^= 1 << rng.randrange(8)
            elif kind == 1:
                data[at : at + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x80\0\0\0"])
            elif kind == 2:
                data[at] = rng.randrange(256)
            elif kind == 3 and len(data) > 64:
                del data[at : at + rng.randint(1, 16)]
            elif kind == 4:
                data[at:at] = data[at : at + rng.randint(1, 32)]
            else:
                other = rng.choice(files)
                data[at : at + 16] = other[at : at + 16]
        yield bytes(data)


def image_of(data, **choices):
    try:
        image = read_image(data, **choices)
    except ImageError:
        return None
    assert image.ndim == 2
    assert 0 <= image.min() <= image.max() <= 1
    return image


def outcome(data):
    """Whether there is an image in it, after all was asked that the lab asks."""
    for read in (read_mask, read_labels):
        with suppress(ImageError):
            read(data)
    image = image_of(data)
    with suppress(ImageError):
        contents = describe_file(data)
        image_of(
            data,
            channel=0 if contents.channels else None,
            page=len(contents.pages) - 1 if contents.pages else None,
            axis=contents.axes[0].number if contents.axes else None,
            window=contents.windows[0] if contents.windows else None,
        )
    return image is not None


@pytest.mark.parametrize("kind", VALID)
def test_the_files_are_valid(kind):
    assert describe_file(VALID[kind]).shape
    assert outcome(VALID[kind]) is (kind not in UNNAMED)
    assert kind not in UNNAMED or image_of(VALID[kind], **{UNNAMED[kind]: 1}) is not None


@pytest.mark.parametrize("seed", range(8))
def test_mutants_give_an_image_or_an_image_error(seed):
    read = [outcome(data) for data in mutants(500, seed)]
    assert 20 < sum(read) < 480
