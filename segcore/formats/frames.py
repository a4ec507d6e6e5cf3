"""Decode one compressed frame of a DICOM file, after checking what it declares by itself."""

import numpy as np

from segcore.formats.jpeg import INCOMPLETE, check_complete, read_frame
from segcore.formats.pillow import open_with_pillow
from segcore.formats.stored import Unreadable, check_size

START_OF_SCAN, END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"


def decode_frame(dataset, index, n_frames):
    """Decode a compressed frame.

    Parameters
    ----------
    dataset : pydicom.Dataset
    index, n_frames : int
        Which frame of how many.

    Returns
    -------
    (H, W) or (H, W, 3) array

    Raises
    ------
    Unreadable
        If it is compressed in a way that cannot be read, too large, or cut.

    References
    ----------
    NEMA PS3.5, section 8.2 and annexes A.4 and G.
    """
    from pydicom import uid
    from pydicom.encaps import get_frame
    from pydicom.pixels import pixel_array

    frame = get_frame(dataset.PixelData, index, number_of_frames=n_frames)
    match dataset.file_meta.TransferSyntaxUID:
        case uid.JPEGBaseline8Bit:
            _check_jpeg(frame, lambda data: np.array(open_with_pillow(data, "JPEG")))
            return pixel_array(dataset, index=index)
        case uid.JPEG2000 | uid.JPEG2000Lossless:
            open_with_pillow(frame, "JPEG2000")
            return pixel_array(dataset, index=index)
        case uid.JPEGExtended12Bit | uid.JPEGLossless | uid.JPEGLosslessSV1:
            values = _check_jpeg(frame, _jpeg)
        case uid.JPEGLSLossless | uid.JPEGLSNearLossless:
            if not frame.rstrip(b"\0").endswith(END_OF_IMAGE):  # or the decoder takes 20 s
                raise Unreadable(INCOMPLETE)
            declared = read_frame(frame[: frame.index(START_OF_SCAN)])
            check_size(declared.height, declared.width)
            values = _jpeg_ls(frame)
        case uid.RLELossless:
            values = _run_lengths(frame, dataset)
        case other:
            raise Unreadable(f"is a DICOM file with {other.name}; save it without compression")
    return _as_meant(values, dataset)


def _check_jpeg(frame, decode):
    declared = read_frame(frame)
    check_size(declared.height, declared.width)
    values = decode(frame)
    check_complete(frame, declared, values, decode)
    return values


def _jpeg(frame):
    import imagecodecs

    return imagecodecs.jpeg_decode(frame)


def _jpeg_ls(frame):
    import imagecodecs

    return imagecodecs.jpegls_decode(frame)


def _run_lengths(frame, dataset):
    """Bytes of each sample, from the most significant, one plane per byte and channel."""
    import imagecodecs

    shape = (int(dataset.SamplesPerPixel), int(dataset.Rows), int(dataset.Columns))
    dtype = np.dtype(f"<u{int(dataset.BitsAllocated) // 8}")
    starts = np.frombuffer(frame[:64], "<u4")
    n_planes = shape[0] * dtype.itemsize
    ends = [*starts[2 : n_planes + 1], len(frame)]
    if len(starts) < 16 or starts[0] != n_planes:
        raise Unreadable("has a frame with another number of bytes per pixel than it declares")
    n_pixels = shape[1] * shape[2]
    planes = np.empty((n_planes, n_pixels), np.uint8)
    for plane, start, end in zip(planes, starts[1 : n_planes + 1], ends, strict=True):
        unpacked = imagecodecs.packbits_decode(frame[start:end], out=n_pixels + 2)
        if not n_pixels <= len(unpacked) <= n_pixels + 1:  # some writers fill up to an even number
            raise Unreadable("does not unpack to the size that it declares; download it again")
        plane[:] = np.frombuffer(unpacked, np.uint8, n_pixels)
    samples = planes.reshape(shape[0], dtype.itemsize, n_pixels)[:, ::-1]
    values = np.ascontiguousarray(np.moveaxis(samples, 1, -1)).view(dtype).reshape(shape)
    return values[0] if shape[0] == 1 else np.moveaxis(values, 0, -1)


def _as_meant(values, dataset):
    """Numbers with their sign, and red, green and blue."""
    from pydicom.pixels import convert_color_space

    if values.shape[:2] != (dataset.Rows, dataset.Columns):
        raise Unreadable(
            f"declares {dataset.Rows} × {dataset.Columns} pixels but holds "
            f"{' × '.join(map(str, values.shape[:2]))}; save or download it again"
        )
    if values.ndim == 3 and str(dataset.PhotometricInterpretation) == "YBR_FULL":
        return convert_color_space(values, "YBR_FULL", "RGB")
    if dataset.get("PixelRepresentation"):
        unused = values.dtype.itemsize * 8 - int(dataset.BitsStored)
        return (values << unused).view(f"i{values.dtype.itemsize}") >> unused
    return values
