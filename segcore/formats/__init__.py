"""Decode PNG, JPEG, TIFF, NIfTI and DICOM without trusting what the file declares.

One module per format. Each checks the declared size in the header before it decodes pixels,
and returns what the file stores, with all that is needed to understand it.
"""

from segcore.formats.dicom import decode_dicom, is_dicom
from segcore.formats.jpeg import decode_jpeg
from segcore.formats.nifti import decode_nifti
from segcore.formats.png import decode_png
from segcore.formats.stored import Unreadable
from segcore.formats.tiff import TIFF, decode_tiff

__all__ = ["Unreadable", "decode"]


def decode(data, position=0.5):
    """Decode one image, or the slice of a volume at a position in [0, 1].

    Parameters
    ----------
    data : bytes
    position : float

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
    if is_dicom(data):  # first: the 128 bytes before its mark may look like anything
        return decode_dicom(data, position)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return decode_png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return decode_jpeg(data)
    if data.startswith(TIFF):
        return decode_tiff(data, position)
    return decode_nifti(data, position)
