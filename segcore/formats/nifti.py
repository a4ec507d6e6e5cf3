"""Decode NIfTI, compressed or not, without keeping more than one slice."""

import gzip
import io
import zlib
from math import prod

import numpy as np

from segcore.formats.stored import Stored, Unreadable, check_size, slice_at

GZIP = b"\x1f\x8b"
MAX_VOLUME_BYTES = 2**29
CHUNK = 2**20
LARGEST_STEP = 0.02


def decode_nifti(data, position):
    """Decode one slice of a NIfTI file, compressed with gzip or not.

    Parameters
    ----------
    data : bytes
    position : float in [0, 1]
        Which slice along the last axis; 0 is the first, 1 the last.

    Returns
    -------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.

    References
    ----------
    R. W. Cox and others, "A (sort of) new image data format standard: NIfTI-1", NeuroImage 22
    (2004) e1440.
    """
    with io.BytesIO(data) as plain:
        if not data.startswith(GZIP):
            return _decode(plain, position)
        try:
            return _decode(gzip.GzipFile(fileobj=plain), position)
        except EOFError as error:
            raise Unreadable("ends inside its compressed data; download it again") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(
                "does not match its own checksum, so its compressed data are damaged; "
                "download it again"
            ) from error


def _decode(stream, position):
    header = _header(stream.read(540))
    shape = _shape(header)
    check_size(*shape[:2])
    dtype = header.get_data_dtype()
    offset = int(header.get_data_offset())
    n_bytes = prod(shape) * dtype.itemsize
    if offset < 0 or offset + n_bytes > MAX_VOLUME_BYTES:
        raise Unreadable(
            f"declares more than {MAX_VOLUME_BYTES // 2**20} MB; crop it or save one slice"
        )
    n_slices = shape[2] if len(shape) == 3 else 1
    slice_bytes = n_bytes // n_slices
    stream.seek(offset + slice_at(position, n_slices) * slice_bytes)
    content = stream.read(slice_bytes)
    if _length(stream) < offset + n_bytes:
        raise Unreadable("ends before its last slice; save or download it again")
    return _stored(np.frombuffer(content, dtype).reshape(shape[:2], order="F"), header)


def _header(head):
    import nibabel

    if head[344:348] == b"n+1\0":
        return nibabel.Nifti1Header(head[:348], check=False)
    if head[4:8] == b"n+2\0":
        return nibabel.Nifti2Header(head, check=False)
    if head[344:348] == b"ni1\0" or head[4:8] == b"ni2\0":
        raise Unreadable("is half of a NIfTI pair (.hdr and .img); save both as one .nii file")
    raise Unreadable(
        "is not an image this course can read; choose a PNG, JPEG, TIFF, NIfTI or DICOM file"
    )


def _shape(header):
    """Give the shape without the axes of length 1 that a single slice may have anywhere."""
    shape = [int(length) for length in header.get_data_shape()]
    while len(shape) > 2 and shape[-1] == 1:
        shape.pop()
    if len(shape) == 3 and 1 in shape:
        shape.remove(1)
    if len(shape) not in (2, 3) or shape[-1] < 1:
        raise Unreadable(f"holds an array of shape {tuple(shape)}; save one image or one volume")
    return shape


def _length(stream):
    """Read to the end, which is where gzip keeps its checksum."""
    while stream.read(CHUNK):
        if stream.tell() > MAX_VOLUME_BYTES + CHUNK:
            raise Unreadable("unpacks to more than it declares; save or download it again")
    return stream.tell()


def _stored(values, header):
    if values.dtype.names:
        alpha = values["A"] if "A" in values.dtype.names else None
        return Stored(np.stack([values[channel] for channel in "RGB"], axis=-1), alpha=alpha)
    slope, intercept = header.get_slope_inter()
    if (slope, intercept) in ((None, None), (1, 0)):
        return Stored(values)
    if np.iscomplexobj(values):
        return Stored(values)
    step = abs(slope) if values.dtype.kind in "iu" and abs(slope) <= LARGEST_STEP else 0.0
    return Stored(values.astype(float) * slope + intercept, step=step)
