"""Decode TIFF by tifffile, after checking what it declares."""

import io

import numpy as np

from segcore.formats.jpeg import check_complete, read_frame
from segcore.formats.planes import plane_of
from segcore.formats.stored import MAX_PIXELS, Stored, Unreadable, check_size

TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
PACKED = {"LZW", "ADOBE_DEFLATE", "DEFLATE", "PACKBITS", "LZMA", "ZSTD"}
GREY = {"MINISBLACK", "MINISWHITE"}
COLOUR = {"RGB", "YCBCR", "SEPARATED"}
ALPHA = (1, 2)  # associated or not, among the values of the tag ExtraSamples
MAX_SEGMENTS = 100_000
ORIENTATION = 274


def decode_tiff(data, position):
    """Decode one plane of a TIFF.

    Parameters
    ----------
    data : bytes
    position : float in [0, 1]
        Which page or plane; 0 is the first, 1 the last.

    Returns
    -------
    Stored

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.

    References
    ----------
    Adobe, TIFF revision 6.0 (1992).
    """
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page, values = plane_of(file, position, _check)
        if values is None:
            _check_segments(file, page)
            values = page.asarray(maxworkers=1)
        orientation = int(page.tags.valueof(ORIENTATION, 1))
        stored = _stored(page, values)
        stored.orientation = orientation
        return stored


def _check(page):
    """Refuse a page that cannot be decoded, or only in part."""
    check_size(page.imagelength, page.imagewidth)
    photometric = getattr(page.photometric, "name", str(page.photometric))
    compression = getattr(page.compression, "name", str(page.compression))
    if page.axes not in ("YX", "YXS", "SYX"):
        raise Unreadable(f"holds an array of shape {page.shape}; save one image per page")
    _check_depth(page)
    _check_compression(page, compression, photometric)
    if photometric not in GREY | COLOUR | {"PALETTE"}:
        raise Unreadable(f"is a TIFF in {photometric} colours; save it as grey or RGB")
    _check_channels(page, photometric)
    if np.prod(page.chunks, dtype=float) > max(4 * MAX_PIXELS / 16, np.prod(page.shape)):
        raise Unreadable("declares tiles that are too large; save it again in strips")
    if len(page.dataoffsets) > MAX_SEGMENTS:
        raise Unreadable("is cut into too many strips or tiles; save it again in larger ones")


def _check_depth(page):
    bits, kind = page.bitspersample, getattr(page.dtype, "kind", None)
    if kind is None and page.sampleformat not in (1, 2, 3, 5, 6):
        raise Unreadable("declares samples that hold no numbers; save or download it again")
    whole = bits in (8, 16, 32, 64, 128)
    packed = isinstance(bits, int) and 1 <= bits <= 16 and kind in ("u", "b")
    if kind is None or not (whole or (packed and page.predictor == 1)):
        raise Unreadable(f"has samples of {bits} bits; save it with 8, 16 or 32 bits")
    if page.predictor not in (1, 2, 3):
        raise Unreadable("is a TIFF with an uncommon predictor; save it without compression")


def _check_compression(page, compression, photometric):
    if compression == "JPEG":
        fits = page.bitspersample == 8 and photometric in ("MINISBLACK", "RGB", "YCBCR")
    else:
        fits = compression in PACKED | {"NONE"} and photometric != "YCBCR"
    if not fits:
        raise Unreadable(
            f"is a TIFF with {compression} compression and {photometric} colours, which this "
            "course cannot read; save it as RGB or grey, without compression"
        )


def _check_channels(page, photometric):
    n = page.samplesperpixel
    with_alpha = n == 2 and page.extrasamples and page.extrasamples[0] in ALPHA
    if photometric in COLOUR:
        fits = n == 4 or (n == 3 and photometric != "SEPARATED")
    else:
        fits = n == 1 or (photometric in GREY and with_alpha)
    if not fits:
        raise Unreadable(
            f"holds {n} channels that are not called grey, colour or transparency; save one "
            "image per page"
        )


def _check_segments(file, page):
    """Refuse a strip or tile that is missing, or unpacks to more than it declares."""
    import tifffile

    compression = page.compression.name
    if 0 in page.databytecounts or 0 in page.dataoffsets:
        raise Unreadable("leaves out some of its strips or tiles; save or download it again")
    if sum(page.databytecounts) > 2 * file.filehandle.size:
        raise Unreadable("declares strips or tiles that are not in it; download it again")
    declared = int(np.prod(page.chunks)) * page.dtype.itemsize
    for offset, count in zip(page.dataoffsets, page.databytecounts, strict=True):
        if offset + count > file.filehandle.size:
            raise Unreadable("ends before its last pixel; save or download it again")
        if compression in PACKED:
            file.filehandle.seek(offset)
            segment = _in_order(page, file.filehandle.read(count))
            try:
                unpacked = tifffile.TIFF.DECOMPRESSORS[page.compression](segment, out=declared + 1)
            except Exception as error:  # what the decoders raise is open-ended
                raise Unreadable(
                    "has a strip or tile that is damaged or unpacks to more than it declares; "
                    "save or download it again"
                ) from error
            if len(unpacked) > declared:
                raise Unreadable("unpacks to more than it declares; save or download it again")
        elif compression == "JPEG":
            file.filehandle.seek(offset)
            _check_jpeg(page, file.filehandle.read(count))


def _in_order(page, segment):
    import imagecodecs

    return imagecodecs.bitorder_decode(segment) if page.fillorder == 2 else segment


def _check_jpeg(page, segment):
    import imagecodecs

    def decode(data):
        return imagecodecs.jpeg8_decode(data, tables=page.jpegtables)

    frame = read_frame(segment)
    rows, columns = page.chunks[:2] if page.axes != "SYX" else page.chunks[1:3]
    if frame.height > rows or frame.width > columns:
        raise Unreadable("unpacks to more than it declares; save or download it again")
    check_complete(segment, frame, decode(segment), decode)


def _stored(page, values):
    if page.axes == "SYX":
        values = np.moveaxis(values, 0, -1)
    photometric = page.photometric.name
    if photometric == "PALETTE":
        return Stored(values, palette=page.colormap.T)
    if photometric == "SEPARATED":
        top = _top(page)
        return Stored((top - values[..., :3].astype(float)) * (top - values[..., 3:]) / top)
    if photometric in COLOUR:
        return Stored(values[..., :3], alpha=values[..., 3] if values.shape[2] == 4 else None)
    alpha = None
    if values.ndim == 3:
        values, alpha = values[..., 0], values[..., 1]
    if photometric == "MINISBLACK":
        return Stored(values, alpha=alpha)
    if page.bitspersample == 1:  # as fax machines have it, and never a mask's own numbers
        return Stored(values == 0, alpha=alpha)
    return Stored(values, alpha=alpha, white=_top(page) if values.dtype.kind == "u" else 0)


def _top(page):
    return 2.0**page.bitspersample - 1
