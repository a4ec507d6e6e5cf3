"""Decode PNG, JPEG, TIFF, NIfTI and DICOM without trusting what the file declares.

Each decoder checks the declared size in the header before it decodes pixels, and returns
the stored numbers of one slice: ``(H, W)`` grey or ``(H, W, 3)`` red, green, blue.
"""

import gzip
import io
import lzma
import zlib
from math import prod

import numpy as np

MAX_PIXELS = 16_000_000
MAX_VOLUME_BYTES = 2**29
GZIP = b"\x1f\x8b"
TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
DEFLATED_DICOM = b"1.2.840.10008.1.2.1.99"


class Unreadable(Exception):
    """A reason and an advice, worded to follow the name of the file."""


def decode(data, position=0.5, palette_indices=False):
    """Decode one image, or the slice of a volume at a position in [0, 1].

    Parameters
    ----------
    data : bytes
    position : float
    palette_indices : bool
        Give the indices of a palette image instead of its colours.

    Returns
    -------
    (H, W) or (H, W, 3) array of numbers

    Raises
    ------
    Unreadable
        If the content is none of the formats, is too large, or is not 2-D or 3-D.
    Exception
        Whatever the format's library raises on a damaged file.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data, palette_indices)
    if data.startswith(b"\xff\xd8\xff"):
        return _pillow(data, "JPEG")
    if data.startswith(TIFF):
        return _tiff(data, position, palette_indices)
    if data[128:132] == b"DICM":
        return _dicom(data, position)
    with io.BytesIO(data) as plain:
        stream = gzip.GzipFile(fileobj=plain) if data.startswith(GZIP) else plain
        return _nifti(stream, position)


def _check_size(*shape):
    if min(shape) < 1:
        raise Unreadable("declares an image without pixels; save or download it again")
    if prod(shape) > MAX_PIXELS:
        raise Unreadable(
            f"declares {' × '.join(map(str, shape))} pixels; "
            f"crop or shrink it to at most {MAX_PIXELS // 10**6} million"
        )


def _slice_at(position, n_slices):
    return min(int(position * n_slices), n_slices - 1)


def _png(data, palette_indices):
    bits, colour_type = data[24], data[25]
    if bits == 16 and colour_type in (2, 6):
        # Pillow keeps one byte of each sample: the high one, or the low one if it is told
        # that the bytes come in the other order.
        order = {2: "RGB;16L", 6: "RGBA;16L"}[colour_type]
        high = _pillow(data, "PNG").astype(np.uint16)
        return high * 256 + _pillow(data, "PNG", raw_mode=order)
    if bits == 16 and colour_type == 4:
        # Grey and alpha of 16 bits have the layout of red, green, blue and alpha of 8 bits.
        header = data[12:24] + b"\x08\x06" + data[26:29]
        patched = data[:12] + header + zlib.crc32(header).to_bytes(4, "big") + data[33:]
        high_low = _pillow(patched, "PNG").astype(np.uint16)
        return high_low[..., 0] * 256 + high_low[..., 1]
    values = _pillow(data, "PNG", palette_indices)
    if colour_type == 0 and bits in (2, 4):
        return values // (255 // (2**bits - 1))  # Pillow spreads the levels over 0 to 255
    return values


def _open_with_pillow(data, *formats):
    """Open an image without decoding it, and check its size."""
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=formats)
    except Image.DecompressionBombError as error:
        raise Unreadable(
            f"declares far more than {MAX_PIXELS // 10**6} million pixels; crop or shrink it"
        ) from error
    _check_size(image.height, image.width)
    return image


def _pillow(data, file_format, palette_indices=False, page=0, raw_mode=None):
    with _open_with_pillow(data, file_format) as image:
        image.seek(page)
        if raw_mode:
            image.tile = [tile._replace(args=raw_mode) for tile in image.tile]
        if image.mode == "P" and palette_indices:
            return np.array(image)
        if image.mode == "LA":
            return np.array(image)[..., 0]
        if image.mode in ("1", "L", "F", "I") or image.mode.startswith("I;16"):
            return np.array(image)
        return np.array(image.convert("RGB"))


def _tiff(data, position, palette_indices):
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        number = _slice_at(position, len(file.pages))
        page = file.pages[number]
        _check_size(page.imagelength, page.imagewidth)
        if page.axes not in ("YX", "YXS", "SYX") or page.samplesperpixel > 4:
            raise Unreadable(f"holds an array of shape {page.shape}; save one image per page")
        if prod(page.chunks) > 4 * MAX_PIXELS:
            raise Unreadable("declares tiles that are too large; save it again in strips")

        compression = tifffile.COMPRESSION
        unpackers = {
            compression.NONE: None,
            compression.ADOBE_DEFLATE: zlib.decompressobj,
            compression.DEFLATE: zlib.decompressobj,
            compression.LZMA: lzma.LZMADecompressor,
        }
        kinds = ("MINISBLACK", "MINISWHITE", "RGB", "PALETTE")
        decodable = (
            page.compression in unpackers
            and page.photometric in {tifffile.PHOTOMETRIC[kind] for kind in kinds}
            and page.bitspersample in (8, 16, 32, 64, 128)
            and page.predictor in (1, 2)
        )
        if not decodable:
            return _tiff_with_pillow(data, number, page, palette_indices)
        if unpackers[page.compression]:
            _check_segments(file, page, unpackers[page.compression])
        return _samples(page, palette_indices)


def _tiff_with_pillow(data, number, page, palette_indices):
    """Decode what tifffile cannot decode on its own, where Pillow keeps every bit."""
    if page.bitspersample > 8 and page.samplesperpixel > 1:
        raise Unreadable("is a compressed TIFF of more than 8 bits; save it without compression")
    values = _pillow(data, "TIFF", palette_indices, number)
    if page.bitspersample in (2, 4) and values.ndim == 2 and page.photometric.name != "PALETTE":
        return values // (255 // (2**page.bitspersample - 1))
    return values


def _check_segments(file, page, unpacker):
    """Refuse a strip or tile that unpacks to more than it declares, before it fills memory."""
    declared = prod(page.chunks) * page.dtype.itemsize
    for offset, count in zip(page.dataoffsets, page.databytecounts, strict=True):
        file.filehandle.seek(offset)
        unpacked = unpacker().decompress(file.filehandle.read(count), declared + 1)
        if len(unpacked) > declared:
            raise Unreadable("unpacks to more than it declares; save or download it again")


def _samples(page, palette_indices):
    values = page.asarray()
    if page.axes == "SYX":
        values = np.moveaxis(values, 0, -1)
    photometric = page.photometric.name
    if photometric == "PALETTE" and not palette_indices:
        return page.colormap.T[values]
    if photometric == "MINISWHITE":
        values = np.iinfo(values.dtype).max - values
    if values.ndim == 3:
        return values[..., :3] if photometric == "RGB" else values[..., 0]
    return values


def _nifti(stream, position):
    import nibabel

    head = stream.read(540)
    if head[344:348] == b"n+1\0":
        header = nibabel.Nifti1Header(head[:348], check=False)
    elif head[4:8] == b"n+2\0":
        header = nibabel.Nifti2Header(head, check=False)
    else:
        raise Unreadable(
            "is not an image this course can read; choose a PNG, JPEG, TIFF, NIfTI or DICOM file"
        )
    shape = [int(length) for length in header.get_data_shape()]
    while len(shape) > 2 and shape[-1] == 1:
        shape.pop()
    if len(shape) not in (2, 3) or shape[-1] < 1:
        raise Unreadable(f"holds an array of shape {tuple(shape)}; save one image or one volume")
    _check_size(*shape[:2])
    dtype = header.get_data_dtype()
    n_slices = shape[2] if len(shape) == 3 else 1
    offset = int(header.get_data_offset())
    if offset < 0 or offset + prod(shape) * dtype.itemsize > MAX_VOLUME_BYTES:
        raise Unreadable(
            f"declares more than {MAX_VOLUME_BYTES // 2**20} MB; crop it or save one slice"
        )
    slice_bytes = shape[0] * shape[1] * dtype.itemsize
    stream.seek(offset + _slice_at(position, n_slices) * slice_bytes)
    values = np.frombuffer(stream.read(slice_bytes), dtype).reshape(shape[:2], order="F")
    if dtype.names:
        return np.stack([values[channel] for channel in "RGB"], axis=-1)
    slope, intercept = header.get_slope_inter()
    if (slope, intercept) in ((None, None), (1, 0)):
        return values
    return values.astype(float) * slope + intercept


def _dicom(data, position):
    import pydicom
    from pydicom.pixels import apply_rescale, pixel_array
    from pydicom.uid import JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit

    # A deflated data set is unpacked whole, to any size, as soon as it is opened.
    if DEFLATED_DICOM in data:
        raise Unreadable("is a deflated DICOM file; save it without compression")
    dataset = pydicom.dcmread(io.BytesIO(data))
    if "PixelData" not in dataset:
        raise Unreadable("is a DICOM file without an image; choose another file")
    rows, columns = int(dataset.Rows), int(dataset.Columns)
    _check_size(rows, columns)
    n_frames = int(dataset.get("NumberOfFrames") or 1)
    index = _slice_at(position, n_frames)
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax.is_encapsulated:
        if syntax not in (JPEGBaseline8Bit, JPEG2000, JPEG2000Lossless):
            raise Unreadable("is a compressed DICOM file; save it without compression")
        _check_jpeg_frame(dataset.PixelData, index, n_frames)
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        raise Unreadable("is a DICOM file with palette colours; save it as PNG")
    values = pixel_array(dataset, index=index)
    if values.ndim == 3:
        return values
    values = apply_rescale(values, dataset)
    return -values.astype(float) if photometric == "MONOCHROME1" else values


def _check_jpeg_frame(pixel_data, index, n_frames):
    """Check the size that the compressed frame itself declares."""
    from pydicom.encaps import get_frame

    frame = get_frame(pixel_data, index, number_of_frames=n_frames)
    _open_with_pillow(frame, "JPEG", "JPEG2000").close()
