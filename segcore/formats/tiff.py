"""Decode TIFF by tifffile, after checking what it declares."""

import io

import numpy as np

from segcore.formats.contents import RGB, Axis, Contents, Page
from segcore.formats.jpeg import check_complete, read_frame
from segcore.formats.planes import pictures_of, plane_of, stack_of
from segcore.formats.stored import MAX_PIXELS, Stored, Unreadable, check_size, chosen

TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
PACKED = {"LZW", "ADOBE_DEFLATE", "DEFLATE", "PACKBITS", "LZMA", "ZSTD"}
GREY = {"MINISBLACK", "MINISWHITE"}
COLOUR = {"RGB", "YCBCR", "SEPARATED"}
ALPHA = (1, 2)  # associated or not, among the values of the tag ExtraSamples
MAX_SEGMENTS = 100_000
ORIENTATION = 274
MILLIMETRES = {2: 25.4, 3: 10.0}  # by the values of the tag ResolutionUnit


def decode_tiff(data, pick):
    """Decode one plane of a TIFF.

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
    Adobe, TIFF revision 6.0 (1992).
    """
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        plane = plane_of(file, pick, _check)
        page, values = plane.page, plane.values(file)
        if values is None:
            _check_segments(file, page)
            values = page.asarray(maxworkers=1)
        orientation = int(page.tags.valueof(ORIENTATION, 1))
        stored = _stored(page, values)
        stored.orientation = orientation
        return stored


def describe_tiff(data, page):
    """Say what a TIFF holds.

    Parameters
    ----------
    data : bytes
    page : int, optional
        Which of its pages to describe, where there are several.

    Returns
    -------
    Contents

    Raises
    ------
    Unreadable, Exception
        As `segcore.formats.decode`.
    """
    import tifffile

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        pictures = pictures_of(file)
        shown = chosen(page or 0, pictures, "page").page
        try:
            stack = len(stack_of(file))
        except Unreadable:
            stack = 0
        plain = stack == len(pictures)
        kind = pictures[0].name.rsplit(" ", 1)[0]
        size = (shown.imagelength, shown.imagewidth)
        unnamed = _channels_without_name(shown)
        colour = shown.photometric in (2, 3, 5, 6) and not unnamed
        grey = (f"channel {number + 1}" for number in range(unnamed))
        return Contents(
            "TIFF",
            (stack, *size) if plain and stack > 1 else size,
            str(shown.dtype),
            channels=RGB if colour else tuple(grey),
            notes=tuple(_notes(shown)),
            pages=() if plain else tuple(_pages(pictures)),
            axes=(Axis(0, kind, stack),) if plain and stack > 1 else (),
            turned=int(shown.tags.valueof(ORIENTATION, 1)),
            **_spacing(file, shown),
        )


def _pages(pictures):
    for picture in pictures:
        yield Page(picture.name, (picture.page.imagelength, picture.page.imagewidth))


def _notes(page):
    if page.photometric == 3:
        yield "palette"
    if page.photometric == 0:
        yield "white is zero"
    if any(sample in ALPHA for sample in page.extrasamples or ()):
        yield "transparency"


def _spacing(file, page):
    """Millimetres from row to row and column to column, if the file says what they are."""
    factor = MILLIMETRES.get(int(page.tags.valueof(296, 1)))
    if file.is_imagej:
        units = {"mm": 1.0, "cm": 10.0, "um": 1e-3, "µm": 1e-3, "micron": 1e-3, "inch": 25.4}
        factor = units.get(str(file.imagej_metadata.get("unit", "")).replace("\\u00B5", "µ"))
    rates = page.tags.valueof(283), page.tags.valueof(282)
    if factor is None or None in rates or not all(pair[0] > 0 and pair[1] > 0 for pair in rates):
        return {}
    return {"spacing": tuple(factor * pair[1] / pair[0] for pair in rates), "unit": "mm"}


def _check(page):
    """Refuse a page that cannot be decoded, or only in part."""
    check_size(page.imagelength, page.imagewidth, page.samplesperpixel, most=4 * MAX_PIXELS)
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
    if photometric in COLOUR:
        fits = n == 4 or (n == 3 and photometric != "SEPARATED")
    else:
        fits = n == 1 or photometric in GREY
    if not fits:
        raise Unreadable(f"holds {n} channels where there is no room for them; save it as RGB")


def _channels_without_name(page):
    """How many channels there are that are called neither grey, colour nor transparency."""
    n = page.samplesperpixel
    with_alpha = n == 2 and page.extrasamples and page.extrasamples[0] in ALPHA
    return n if page.photometric in (0, 1) and n > 1 and not with_alpha else 0


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
    if _channels_without_name(page):
        return Stored(values, named=False)
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
