"""Decode NIfTI, compressed or not, without keeping more than two slices."""

import gzip
import io
import zlib
from math import prod

import numpy as np

from segcore.formats.contents import RGB, Axis, Contents, Page
from segcore.formats.stored import Pick, Stored, Unreadable, check_size, chosen

GZIP = b"\x1f\x8b"
MAX_VOLUME_BYTES = 2**29
CHUNK = 2**20
LARGEST_STEP = 0.02
PLANES = {
    **dict.fromkeys("LR", "sagittal"),
    **dict.fromkeys("AP", "coronal"),
    **dict.fromkeys("SI", "axial"),
}
UNITS = {"meter": ("mm", 1000.0), "mm": ("mm", 1.0), "micron": ("mm", 0.001)}


def decode_nifti(data, pick):
    """Decode one slice of a NIfTI file, compressed with gzip or not.

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
    R. W. Cox and others, "A (sort of) new image data format standard: NIfTI-1", NeuroImage 22
    (2004) e1440.
    """
    return _with_stream(data, lambda stream: _decode(stream, pick))


def describe_nifti(data):
    """Say what a NIfTI file holds.

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
    import nibabel

    header = _with_stream(data, lambda stream: _header(stream.read(540)))
    shape, volumes = _shape(header), _volumes(header)
    known = header["qform_code"] > 0 or header["sform_code"] > 0
    affine = header.get_best_affine()
    letters = nibabel.aff2axcodes(affine) if known and np.isfinite(affine).all() else ()
    orientation = "".join(letter or "" for letter in letters)
    names = [PLANES[letter] for letter in orientation]
    if len(names) != len(shape) or len(shape) < 3:
        names = ["first axis", "second axis", "third axis"]
        orientation = orientation if len(orientation) == 3 else ""
    dtype = header.get_data_dtype()
    unit, factor = UNITS.get(header.get_xyzt_units()[0], ("", 1.0))
    slope, intercept = header.get_slope_inter()
    scaled = (slope, intercept) not in ((None, None), (1, 0))
    zooms = [float(step) * factor for step in header.get_zooms()]
    dropped = tuple(header.get_data_shape()[:3]) != tuple(shape)
    return Contents(
        "NIfTI",
        tuple(shape),
        "RGB" if dtype.names else str(dtype),
        channels=RGB if dtype.names else (),
        notes=(f"rescaled by {slope:g} and {intercept:g}",) if scaled else (),
        pages=tuple(Page(f"volume {number + 1}", tuple(shape[:2])) for number in range(volumes))
        if volumes > 1
        else (),
        axes=tuple(Axis(k, names[k], shape[k]) for k in range(3)) if len(shape) == 3 else (),
        spacing=None if dropped else tuple(zooms[: len(shape)]),
        unit="" if dropped else unit,
        affine=affine if known else None,
        orientation=orientation,
    )


def unpacked(data, most):
    """Undo the compression of a NIfTI file, so that each of its slices is at hand.

    Parameters
    ----------
    data : bytes
        Of any format.
    most : int
        How many bytes it may unpack to.

    Returns
    -------
    bytes
        The same where they are not compressed with gzip, or unpack to more.

    Raises
    ------
    Unreadable
        If they are damaged.
    """
    if not data.startswith(GZIP):
        return data
    content = _with_stream(data, lambda stream: stream.read(most + 1))
    return data if len(content) > most else content


def nifti_slices(data):
    """Decode all slices along the last axis, one after the other.

    Parameters
    ----------
    data : bytes

    Yields
    ------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.
    """
    decode_nifti(data, Pick(position=1))  # whole, one volume, of a kind that can be read
    with io.BytesIO(data) as plain:
        stream = gzip.GzipFile(fileobj=plain) if data.startswith(GZIP) else plain
        header = _header(stream.read(540))
        shape = _shape(header)
        stream.seek(int(header.get_data_offset()))
        for _ in range(shape[2] if len(shape) == 3 else 1):
            yield _stored(_plane(stream, header.get_data_dtype(), shape[:2]), header)


def _with_stream(data, use):
    """Give what `use` makes of the unpacked bytes; say what is wrong with the packed ones."""
    with io.BytesIO(data) as plain:
        if not data.startswith(GZIP):
            return use(plain)
        try:
            return use(gzip.GzipFile(fileobj=plain))
        except EOFError as error:
            raise Unreadable("ends inside its compressed data; download it again") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(
                "does not match its own checksum, so its compressed data are damaged; "
                "download it again"
            ) from error


def _decode(stream, pick):
    header = _header(stream.read(540))
    shape = _shape(header)
    axis = len(shape) - 1 if pick.axis is None else pick.axis
    if len(shape) == 3:
        length = chosen(axis, shape, "axis")
        check_size(*(size for k, size in enumerate(shape) if k != axis))
    check_size(*shape[:2])
    dtype = header.get_data_dtype()
    offset, volumes = int(header.get_data_offset()), _volumes(header)
    n_bytes = prod(shape) * dtype.itemsize
    end = offset + volumes * n_bytes
    if offset < 0 or end > MAX_VOLUME_BYTES:
        raise Unreadable(
            f"declares more than {MAX_VOLUME_BYTES // 2**20} MB; crop it or save one slice"
        )
    if volumes > 1 and pick.page is None:
        raise Unreadable(f"holds {volumes} volumes; choose one, or save one volume per file")
    offset += n_bytes * chosen(pick.page or 0, range(volumes), "volume")
    stream.seek(offset)
    if len(shape) == 2:
        values = _plane(stream, dtype, shape)
    elif axis == 2:
        index = pick.slice_of(length)
        stream.seek(offset + index * (n_bytes // length))
        values = _plane(stream, dtype, shape[:2])
    else:
        values = _across(stream, dtype, shape, axis, pick.slice_of(length))
    if _length(stream) < end:
        raise Unreadable("ends before its last slice; save or download it again")
    return _stored(values, header)


def _plane(stream, dtype, shape):
    content = stream.read(prod(shape) * dtype.itemsize)
    if len(content) < prod(shape) * dtype.itemsize:
        raise Unreadable("ends before its last slice; save or download it again")
    return np.frombuffer(content, dtype).reshape(shape, order="F")


def _across(stream, dtype, shape, axis, index):
    """Gather a slice across the order in which the file stores them, plane by plane."""
    found = np.empty((shape[1 - axis], shape[2]), dtype)
    for number in range(shape[2]):
        found[:, number] = np.take(_plane(stream, dtype, shape[:2]), index, axis=axis)
    return found


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
    """Give the shape of one volume, without an axis of length 1 that a single slice may have."""
    stored = [int(length) for length in header.get_data_shape()]
    shape = stored[:3]
    while len(shape) > 2 and shape[-1] == 1:
        shape.pop()
    if len(shape) == 3 and 1 in shape:
        shape.remove(1)
    further = any(length != 1 for length in stored[4:])
    if further or len(shape) not in (2, 3) or shape[-1] < 1:
        raise Unreadable(f"holds an array of shape {tuple(stored)}; save one image or one volume")
    return shape


def _volumes(header):
    """How many volumes there are, such as those that a functional scan took one after another."""
    volumes = int(header.get_data_shape()[3]) if len(header.get_data_shape()) > 3 else 1
    check_size(volumes)
    return volumes


def _length(stream):
    """Read to the end, which is where gzip keeps its checksum."""
    if isinstance(stream, io.BytesIO):
        return stream.seek(0, io.SEEK_END)
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
