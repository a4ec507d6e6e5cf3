"""Decode DICOM: uncompressed, RLE, and every JPEG in common use."""

import io

import numpy as np

from segcore.formats.contents import RGB, Axis, Contents
from segcore.formats.frames import decode_frame
from segcore.formats.stored import Stored, Unreadable, check_size

DEFLATED = b"1.2.840.10008.1.2.1.99"
PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
MAX_FRAMES = 4096
MIRROR = np.diag([-1.0, -1.0, 1.0])  # DICOM's world leads to the left and back, NIfTI's does not


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


def decode_dicom(data, pick):
    """Decode one frame of a DICOM file.

    Parameters
    ----------
    data : bytes
    pick : Pick

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
    from pydicom.pixels import apply_modality_lut, pixel_array

    dataset = _opened(data)
    n_frames = _frames(dataset)
    index = pick.slice_of(n_frames)
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        raise Unreadable("is a DICOM file with palette colours; save it as PNG")
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        values = decode_frame(dataset, index, n_frames)
    else:
        values = pixel_array(dataset, index=index)
    if values.ndim == 3:
        return Stored(values)
    values = apply_modality_lut(values, _of_frame(dataset, index, "PixelValueTransformation"))
    return Stored(values, white=0 if photometric == "MONOCHROME1" else None)


def describe_dicom(data):
    """Say what a DICOM file holds.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Contents

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.
    """
    dataset = _opened(data)
    n_frames = _frames(dataset)
    size = int(dataset.Rows), int(dataset.Columns)
    colour = int(dataset.get("SamplesPerPixel") or 1) > 1
    sign = "int" if dataset.get("PixelRepresentation") else "uint"
    dtype = "float" if "PixelData" not in dataset else f"{sign}{dataset.get('BitsAllocated')}"
    spacing = _numbers(_of_frame(dataset, 0, "PixelMeasures").get("PixelSpacing"), 2)
    spacing = spacing if spacing and min(spacing) > 0 else None
    affine = _affine(dataset, spacing) if n_frames == 1 else None
    return Contents(
        "DICOM",
        (n_frames, *size) if n_frames > 1 else size,
        dtype,
        channels=RGB if colour else (),
        notes=tuple(_notes(dataset)),
        axes=(Axis(0, "frame", n_frames),) if n_frames > 1 else (),
        spacing=spacing,
        unit="mm" if spacing else "",
        affine=affine,
        orientation=_orientation(affine),
        windows=_windows(dataset),
    )


def _opened(data):
    import pydicom

    # A deflated data set is unpacked whole, to any size, as soon as it is opened.
    if DEFLATED in data:
        raise Unreadable("is a deflated DICOM file; save it without compression")
    dataset = pydicom.dcmread(io.BytesIO(data))
    if not any(keyword in dataset for keyword in PIXELS):
        raise Unreadable("is a DICOM file without an image; choose another file")
    check_size(int(dataset.Rows), int(dataset.Columns))
    return dataset


def _frames(dataset):
    n_frames = int(dataset.get("NumberOfFrames") or 1)
    if not 1 <= n_frames <= MAX_FRAMES:
        raise Unreadable(f"declares {n_frames} frames; save 1 to {MAX_FRAMES} of them")
    return n_frames


def _of_frame(dataset, frame, name):
    """Find what is said of a frame: an enhanced DICOM says it in a functional group."""
    per_frame = dataset.get("PerFrameFunctionalGroupsSequence") or []
    shared = dataset.get("SharedFunctionalGroupsSequence") or []
    for group in (*per_frame[frame : frame + 1], *shared[:1]):
        for values in group.get(f"{name}Sequence") or []:
            return values
    return dataset


def _notes(dataset):
    if dataset.get("PhotometricInterpretation") == "MONOCHROME1":
        yield "white is zero"
    rescaling = _of_frame(dataset, 0, "PixelValueTransformation")
    slope, intercept = rescaling.get("RescaleSlope"), rescaling.get("RescaleIntercept")
    if None not in (slope, intercept) and (slope, intercept) != (1, 0):
        yield f"rescaled by {slope:g} and {intercept:g}"


def _windows(dataset):
    """Centre and width of each window that can be used."""
    said = _of_frame(dataset, 0, "FrameVOILUT")
    centres, widths = (
        [float(number) for number in np.atleast_1d(said.get(f"Window{what}") or [])]
        for what in ("Center", "Width")
    )
    pairs = zip(centres, widths, strict=False)
    return tuple(dict.fromkeys(pair for pair in pairs if np.isfinite(pair).all() and pair[1] >= 1))


def _affine(dataset, spacing):
    """From row and column to the world as NIfTI has it (DICOM PS3.3, C.7.6.2.1.1), or None."""
    cosines = _numbers(dataset.get("ImageOrientationPatient"), 6)
    corner = _numbers(dataset.get("ImagePositionPatient"), 3)
    if not (spacing and cosines and corner):
        return None
    along_row, along_column = np.reshape(cosines, (2, 3))
    thickness = _numbers([dataset.get("SliceThickness") or 1], 1) or (1.0,)
    across = np.cross(along_row, along_column) * thickness[0]
    affine = np.eye(4)
    affine[:3] = MIRROR @ np.column_stack(
        (along_column * spacing[0], along_row * spacing[1], across, corner)
    )
    return affine if abs(np.linalg.det(affine)) > 0 else None


def _orientation(affine):
    import nibabel

    return "" if affine is None else "".join(letter or "" for letter in nibabel.aff2axcodes(affine))


def _numbers(said, length):
    """So many finite numbers, or None."""
    found = tuple(float(number) for number in said or ())
    return found if len(found) == length and np.isfinite(found).all() else None
