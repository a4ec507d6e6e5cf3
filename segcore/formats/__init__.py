"""Decode PNG, JPEG, TIFF, NIfTI and DICOM without trusting what the file declares.

One module per format. Each checks the declared size in the header before it decodes pixels,
and returns what the file stores, with all that is needed to understand it.
"""

import logging

from segcore.formats.contents import Axis, Contents, Page
from segcore.formats.dicom import decode_dicom, describe_dicom, is_dicom
from segcore.formats.jpeg import decode_jpeg, describe_jpeg
from segcore.formats.nifti import decode_nifti, describe_nifti, nifti_slices, unpacked
from segcore.formats.png import decode_png, describe_png
from segcore.formats.stored import Pick, Stored, Unreadable
from segcore.formats.tiff import TIFF, decode_tiff, describe_tiff

__all__ = [
    "Axis",
    "Contents",
    "Page",
    "Pick",
    "Stored",
    "Unreadable",
    "decode",
    "describe",
    "slices",
    "unpacked",
]

ZIP = b"PK\x03\x04"

for library in ("pydicom", "tifffile", "nibabel"):  # their messages quote from the file
    logging.getLogger(library).addHandler(logging.NullHandler())
    logging.getLogger(library).propagate = False


def decode(data, pick):
    """Decode one image, or one slice of a volume.

    Parameters
    ----------
    data : bytes
    pick : Pick
        Which of the pictures in it.

    Returns
    -------
    Stored

    Raises
    ------
    Unreadable
        If the content is none of the formats, is too large, or cannot be understood.
    Exception
        Whatever the format's library raises on a damaged file.
    """
    match _format(data):
        case "DICOM":
            return decode_dicom(data, pick)
        case "PNG":
            return decode_png(data)
        case "JPEG":
            return decode_jpeg(data)
        case "TIFF":
            return decode_tiff(data, pick)
        case _:
            return decode_nifti(data, pick)


def slices(data):
    """Decode all slices of a volume along its last axis, one after the other.

    Parameters
    ----------
    data : bytes

    Yields
    ------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `decode`.
    """
    if _format(data) == "NIfTI":
        yield from nifti_slices(data)
        return
    axes = describe(data).axes
    for index in range(axes[-1].length if axes else 1):
        yield decode(data, Pick(index=index))


def describe(data, page=None):
    """Say what a file holds, without decoding it.

    Parameters
    ----------
    data : bytes
    page : int, optional
        Which of the pages to describe, where there are several.

    Returns
    -------
    Contents

    Raises
    ------
    Unreadable, Exception
        As `decode`.
    """
    match _format(data):
        case "DICOM":
            return describe_dicom(data)
        case "PNG":
            return describe_png(data)
        case "JPEG":
            return describe_jpeg(data)
        case "TIFF":
            return describe_tiff(data, page)
        case _:
            return describe_nifti(data)


def _format(data):
    if is_dicom(data):  # first: the 128 bytes before its mark may look like anything
        return "DICOM"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(ZIP):
        raise Unreadable(
            "is an archive; unpack it and choose one file in it, or save a series of slices as one "
            "NIfTI volume"
        )
    return "TIFF" if data.startswith(TIFF) else "NIfTI"
