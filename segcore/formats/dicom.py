"""Decode DICOM: uncompressed, baseline JPEG and JPEG 2000."""

import io

from segcore.formats.jpeg import check_complete, read_frame
from segcore.formats.pillow import open_with_pillow
from segcore.formats.stored import Stored, Unreadable, check_size, slice_at

DEFLATED = b"1.2.840.10008.1.2.1.99"
PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def is_dicom(data):
    """Find the mark of DICOM behind the 128 bytes that are free for anything else.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    return data[128:132] == b"DICM"


def decode_dicom(data, position):
    """Decode one frame of a DICOM file.

    Parameters
    ----------
    data : bytes
    position : float in [0, 1]
        Which frame; 0 is the first, 1 the last.

    Returns
    -------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.

    References
    ----------
    NEMA PS3 / ISO 12052, Digital Imaging and Communications in Medicine (DICOM) Standard.
    """
    import pydicom
    from pydicom.pixels import apply_modality_lut, pixel_array

    # A deflated data set is unpacked whole, to any size, as soon as it is opened.
    if DEFLATED in data:
        raise Unreadable("is a deflated DICOM file; save it without compression")
    dataset = pydicom.dcmread(io.BytesIO(data))
    if not any(keyword in dataset for keyword in PIXELS):
        raise Unreadable("is a DICOM file without an image; choose another file")
    check_size(int(dataset.Rows), int(dataset.Columns))
    n_frames = int(dataset.get("NumberOfFrames") or 1)
    index = slice_at(position, n_frames)
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        raise Unreadable("is a DICOM file with palette colours; save it as PNG")
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        _check_compressed(dataset, index, n_frames)
    values = pixel_array(dataset, index=index)
    if values.ndim == 3:
        return Stored(values)
    values = apply_modality_lut(values, _rescaling(dataset, index))
    return Stored(values, white=0 if photometric == "MONOCHROME1" else None)


def _rescaling(dataset, frame):
    """Find what rescales a frame: an enhanced DICOM says it in a functional group."""
    per_frame = dataset.get("PerFrameFunctionalGroupsSequence") or []
    shared = dataset.get("SharedFunctionalGroupsSequence") or []
    for group in (*per_frame[frame : frame + 1], *shared[:1]):
        for values in group.get("PixelValueTransformationSequence") or []:
            return values
    return dataset


def _check_compressed(dataset, index, n_frames):
    """Check the size that the compressed frame itself declares, and that it is whole."""
    import numpy as np
    from pydicom.encaps import get_frame
    from pydicom.uid import JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit

    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax not in (JPEGBaseline8Bit, JPEG2000, JPEG2000Lossless):
        raise Unreadable("is a compressed DICOM file; save it without compression")
    frame = get_frame(dataset.PixelData, index, number_of_frames=n_frames)
    image = open_with_pillow(frame, "JPEG", "JPEG2000")
    if syntax == JPEGBaseline8Bit:
        check_complete(
            frame,
            read_frame(frame),
            np.array(image),
            lambda probe: np.array(open_with_pillow(probe, "JPEG")),
        )
