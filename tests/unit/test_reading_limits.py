"""Files that end too early or want too much memory."""

import gzip
import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from image_files import FILES, SMOOTH, dicom_file, nifti_file, pillow_file, tiff_file
from malformed import run_lengths
from PIL import Image
from pydicom.uid import (
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from segcore.formats import nifti
from segcore.reading import ImageError, read_image

NOISE = np.random.default_rng(0).integers(0, 256, (64, 48, 3), dtype=np.uint8)
STRIP_COMPRESSIONS = ["lzw", "packbits", "zlib", "lzma", "zstd"]


def refused(data, advice, read=read_image):
    with pytest.raises(ImageError, match=advice):
        read(data)


# JPEG that ends too early, where libjpeg puts grey


JPEGS = [
    {},
    {"progressive": True},
    {"restart_marker_blocks": 1},
    {"restart_marker_rows": 1, "subsampling": 0},
    {"optimize": True},
]


@pytest.mark.parametrize("options", JPEGS, ids=str)
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_that_is_cut_and_closed_again(mode, options):
    data = pillow_file(Image.fromarray(NOISE).convert(mode), "JPEG", quality=90, **options)
    assert read_image(data).shape == (64, 48)
    assert read_image(data + b"behind the end").shape == (64, 48)
    start = data.index(b"\xff\xda") + 20
    for end in range(start, len(data) - 8, (len(data) - start) // 20):
        refused(data[:end] + b"\xff\xd9", "ends before its last pixel|damaged")


def test_a_small_jpeg_that_declares_a_large_picture():
    data = bytearray(pillow_file(SMOOTH, "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 4000, 4000)
    assert len(data) < 700
    refused(bytes(data), "ends before its last pixel")


def test_a_cut_jpeg_inside_dicom_and_tiff():
    frame = pillow_file(NOISE[..., 0], "JPEG", quality=90)
    cut = frame[: len(frame) // 2] + b"\xff\xd9"
    for frames in (frame, cut):
        data = dicom_file(NOISE[..., 0], JPEGBaseline8Bit, [frames], NumberOfFrames=1)
        if frames is frame:
            assert read_image(data).shape == (64, 48)
        else:
            refused(data, "ends before its last pixel")
    data = bytearray(tiff_file(NOISE, compression="jpeg", photometric="ycbcr", rowsperstrip=64))
    assert read_image(bytes(data)).shape == (64, 48)
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = file.pages[0]
        offset, count = page.dataoffsets[0], page.databytecounts[0]
        tag = page.tags["StripByteCounts"]
    data[offset + count // 2 : offset + count // 2 + 2] = b"\xff\xd9"
    struct.pack_into("<I", data, tag.offset + 8, count // 2 + 2)
    refused(bytes(data), "ends before its last pixel")


def test_jpeg_of_12_bits_is_not_called_damaged():
    data = bytearray(FILES["jpeg"])
    data[data.index(b"\xff\xc0") + 4] = 12
    refused(bytes(data), "12 bits")


# NIfTI that is cut, or not what its checksum says


VOLUME = np.random.default_rng(0).integers(0, 1000, (8, 9, 5), dtype=np.int16)


@pytest.mark.parametrize("position", [0, 0.5, 1])
def test_compressed_nifti_is_checked_to_its_end(position):
    data = gzip.compress(nifti_file(VOLUME))
    assert read_image(data, position=position).shape == (8, 9)
    for end in (-1, -4, -9, -100):
        with pytest.raises(ImageError, match="ends inside its compressed data"):
            read_image(data[:end], position=position)
    for wrong in (-1, -5):
        damaged = bytearray(data)
        damaged[wrong] ^= 1
        with pytest.raises(ImageError, match="checksum"):
            read_image(bytes(damaged), position=position)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_volume_that_is_cut_behind_the_wanted_slice(pack):
    with pytest.raises(ImageError, match="ends before its last slice"):
        read_image(pack(nifti_file(VOLUME)[:-2]), position=0)


def test_compressed_nifti_with_an_endless_tail(monkeypatch):
    monkeypatch.setattr(nifti, "MAX_VOLUME_BYTES", 2**21)
    refused(gzip.compress(nifti_file(VOLUME) + bytes(2**23)), "more than it declares")


# TIFF that unpacks to more than it declares, or lacks a part


@pytest.mark.parametrize("tile", [None, (16, 16)])
@pytest.mark.parametrize("compression", STRIP_COMPRESSIONS)
def test_strips_and_tiles_that_unpack_to_more(compression, tile):
    large = np.zeros((2048, 2048), np.uint8)
    data = bytearray(tiff_file(large, compression=compression, rowsperstrip=2048))
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = file.pages[0]
        strip = bytes(data[page.dataoffsets[0] :][: page.databytecounts[0]])
    small = bytearray(tiff_file(SMOOTH, compression=compression, tile=tile))
    with tifffile.TiffFile(io.BytesIO(small)) as file:
        tags = file.pages[0].tags
        offsets, counts = (
            tags[("Tile" if tile else "Strip") + name] for name in ("Offsets", "ByteCounts")
        )
        assert len(file.pages[0].dataoffsets) == 1
    for tag, value in ((offsets, len(small)), (counts, len(strip))):
        struct.pack_into("<HII", small, tag.offset + 2, 4, 1, value)
    refused(bytes(small) + strip, "unpacks to more than it declares")


def test_a_missing_strip_is_not_filled():
    data = bytearray(tiff_file(SMOOTH, rowsperstrip=16))
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        tag = file.pages[0].tags["StripByteCounts"]
    struct.pack_into("<HII", data, tag.offset + 2, 4, 1, 0)
    refused(bytes(data), "leaves out some of its strips")


# Memory


SIZE = 2000
SLACK = 16 * 2**20
MEASURE = """
import sys
from contextlib import suppress
from pathlib import Path
from segcore.masks import read_labels
from segcore.reading import read_image

def memory(name):
    return int(Path("/proc/self/status").read_text().split(name + ":")[1].split()[0]) * 1024

for path in sys.argv[1:]:
    peaks = []
    for read in (read_image, read_labels):
        Path("/proc/self/clear_refs").write_text("5")  # forgets the peak
        before = memory("VmRSS")
        with suppress(ValueError):
            read(path)
        peaks.append(memory("VmHWM") - before)
    print(max(peaks))
"""


def large_files():
    """Name, content, and bytes of the samples as stored, of large pictures."""
    import imagecodecs

    def array(channels, dtype=np.uint8):
        return np.zeros((SIZE, SIZE, channels)[: 2 + (channels > 1)], dtype)

    for channels, name in ((1, "grey"), (3, "colour"), (4, "colour, alpha")):
        for dtype in (np.uint8, np.uint16):
            values = array(channels, dtype)
            png = imagecodecs.png_encode(values, level=1)
            yield f"PNG {name} {values.itemsize * 8}", png, values.nbytes
    yield "JPEG", pillow_file(array(3), "JPEG"), array(3).nbytes
    values = array(3, np.uint16)
    yield "TIFF", tiff_file(values, compression="lzw"), values.nbytes
    values = array(1, np.uint16)
    yield "NIfTI", gzip.compress(nifti_file(values), 1), values.nbytes
    colour = {"SamplesPerPixel": 3, "PlanarConfiguration": 0, "PhotometricInterpretation": "RGB"}
    yield "DICOM", dicom_file(array(3), **colour), array(3).nbytes
    values = array(1, np.uint16)
    for syntax, encode in {
        JPEGLSLossless: imagecodecs.jpegls_encode,
        JPEGLosslessSV1: lambda a: imagecodecs.jpeg8_encode(a, lossless=True, bitspersample=16),
        JPEG2000Lossless: lambda a: imagecodecs.jpeg2k_encode(a, codecformat="j2k", level=0),
        RLELossless: lambda _: run_lengths(*[b"\x81\0" * (SIZE * SIZE // 128)] * 2),
    }.items():
        data = dicom_file(values, syntax, [encode(values)], NumberOfFrames=1)
        yield f"DICOM {syntax.keyword}", data, values.nbytes


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs Linux's /proc")
def test_memory_of_the_largest_pictures(tmp_path):
    """At the peak four times the float64 image: the samples twice at most, and that image."""
    names, stored, paths = [], [], []
    small = ("png rgb 16", "jpeg", "tiff lzw", "nifti gz", "dicom")  # they load the decoders
    for kind in small:
        paths.append(tmp_path / kind)
        paths[-1].write_bytes(FILES[kind])
    for number, (name, data, n_bytes) in enumerate(large_files()):
        paths.append(tmp_path / str(number))
        paths[-1].write_bytes(data)
        names.append(name)
        stored.append(n_bytes)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *paths],
        env=os.environ | {"MALLOC_MMAP_THRESHOLD_": str(2**20)},  # what is freed is given back
        capture_output=True,
        text=True,
        check=True,
    )
    peaks = [int(line) for line in done.stdout.split()][len(small) :]
    result = SIZE * SIZE * 8
    for name, n_bytes, peak in zip(names, stored, peaks, strict=True):
        print(f"{name:24}{n_bytes / 1e6:6.0f} MB as stored, {peak / 1e6:6.0f} MB at the peak")
        assert result / 2 < peak < 4 * result, (name, peak)
        assert peak < 2 * n_bytes + result + SLACK, (name, peak)
