"""Write small image files of every format, for tests to read."""

import gzip
import io
import struct
import zlib

import nibabel
import numpy as np
import pydicom
import tifffile
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit


def pillow_file(array, file_format="PNG", **options):
    buffer = io.BytesIO()
    image = array if isinstance(array, Image.Image) else Image.fromarray(array)
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def tiff_file(array, **options):
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, array, **options)
    return buffer.getvalue()


def nifti_file(array, kind=nibabel.Nifti1Image):
    return kind(array, np.eye(4)).to_bytes()


def dicom_file(array, syntax=ExplicitVRLittleEndian, frames=None, preamble=bytes(128), **tags):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    dataset = FileDataset("", {}, file_meta=meta, preamble=preamble)
    bits = array.dtype.itemsize * 8
    dataset.SOPClassUID = meta.MediaStorageSOPClassUID
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    colour = tags.get("SamplesPerPixel") == 3
    dataset.Rows, dataset.Columns = array.shape[:2] if colour else array.shape[-2:]
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = bits
    dataset.HighBit = bits - 1
    dataset.PixelRepresentation = int(array.dtype.kind == "i")
    dataset.PixelData = encapsulate(frames) if frames else array.tobytes()
    dataset["PixelData"].VR = "OB" if frames or bits == 8 else "OW"
    for tag, value in tags.items():
        setattr(dataset, tag, value)
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, dataset, enforce_file_format=True)
    return buffer.getvalue()


def png_chunks(width, height, bits, colour_type, rows):
    """Write a PNG by hand: the unfiltered bytes of each row, most significant byte first."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def png16(array):
    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[array.shape[2]]
    rows = [row.astype(">u2").tobytes() for row in array]
    return png_chunks(array.shape[1], array.shape[0], 16, colour_type, rows)


SMOOTH = np.add.outer(np.arange(16), np.arange(16)).astype(np.uint8) * 8
FILES = {
    "png": pillow_file(SMOOTH),
    "png 16": pillow_file(SMOOTH.astype(np.uint16) * 256),
    "png rgb 16": png16(np.stack([SMOOTH.astype(np.uint16) * 257] * 3, axis=-1)),
    "palette": pillow_file(Image.fromarray(SMOOTH).convert("P")),
    "jpeg": pillow_file(SMOOTH, "JPEG", quality=95),
    "tiff": tiff_file(SMOOTH),
    "tiff float": tiff_file(SMOOTH.astype(np.float32), byteorder=">"),
    "tiff deflate": tiff_file(SMOOTH.astype(np.uint16), compression="zlib", predictor=True),
    "tiff lzw": pillow_file(SMOOTH, "TIFF", compression="tiff_lzw"),
    "tiff pages": tiff_file(np.stack([SMOOTH] * 3), photometric="minisblack"),
    "nifti": nifti_file(SMOOTH),
    "nifti 2": nifti_file(np.stack([SMOOTH] * 3, axis=-1), nibabel.Nifti2Image),
    "nifti gz": gzip.compress(nifti_file(SMOOTH), mtime=0),
    "dicom": dicom_file(SMOOTH.astype(np.uint16)),
    "dicom jpeg": dicom_file(
        SMOOTH, JPEGBaseline8Bit, [pillow_file(SMOOTH, "JPEG", quality=95)], NumberOfFrames=1
    ),
}
