"""Read an image or a mask that a learner brings, or say in one sentence what to do instead."""

import warnings
from pathlib import Path

import numpy as np

from segcore.formats import Pick, Unreadable, decode, describe

MAX_BYTES = 64 * 2**20 + 4096  # of pixels, and a header


class ImageError(ValueError):
    """A file that cannot serve as an image or mask; the message tells a learner what to do."""


def describe_file(source, name="", page=None):
    """Say what a file holds, before anything is chosen and without decoding it.

    Parameters
    ----------
    source : bytes, path or open binary file
    name : str
        What to call the file in an error; by default the file name of a path.
    page : int, optional
        Which of its pages to describe, where there are several; the first by default.

    Returns
    -------
    Contents

    Raises
    ------
    ImageError
        If its header is damaged, or not that of an image.
    """
    return carefully(source, name, lambda data: describe(data, page))


def read_image(
    source, name="", position=0.5, *, page=None, axis=None, index=None, channel=None, window=None
):
    """Read a grey image, scaled so that its brightest pixel is 1.

    The format is recognised by content: PNG, JPEG, TIFF, NIfTI (.nii, .nii.gz) or DICOM.
    Every stored value keeps its full precision. Colour becomes grey as
    0.2126 R + 0.7152 G + 0.0722 B (ITU-R BT.709); transparency is ignored. The image is as
    the file wants it seen: upright by its orientation tag, inverted where white is zero.
    DICOM and NIfTI values are rescaled with their slope and intercept. If the smallest value
    is negative, as in CT, it is subtracted first.

    Parameters
    ----------
    source : bytes, path or open binary file
        At most 64 MB. An open file is read from its current position.
    name : str
        What to call the file in an error; by default the file name of a path.
    position : float in [0, 1]
        Which slice of a volume, where ``index`` does not say: 0 is the first along the last
        stored axis (page, frame), 1 the last, 0.5 the middle one. NIfTI slices keep the stored
        axis order. Thumbnails are no slices, and a stack with more axes, or of channels, is
        refused.
    page : int, optional
        Which of the pages that `describe_file` lists.
    axis, index : int, optional
        Along which stored axis to take the slice, and which, from 0.
    channel : int, optional
        Which of the channels that `describe_file` lists, instead of the luminance.
    window : (float, float), optional
        Centre and width of the values to tell apart, after slope and intercept (DICOM PS3.3,
        C.11.2.1.2); what is beyond becomes black or white.

    Returns
    -------
    (H, W) float64 array in [0, 1]
        Divided by its maximum; an image of zeros stays zeros.

    Raises
    ------
    ImageError
        If the file is not such an image, is damaged, declares more than 16 million
        pixels (checked before they are decoded), holds NaN or infinity, or lacks what was
        chosen.
    """
    name = name or _name_of(source)
    pick = Pick(_within(position), index, axis, page, channel, window)
    values = carefully(source, name, lambda data: decoded(data, pick).grey(channel, window))
    with np.errstate(over="ignore"):
        values -= min(values.min(), 0)
    brightest = values.max()
    if not np.isfinite(brightest):
        raise ImageError(f"{name} holds values too large for an image; rescale them and try again.")
    return np.divide(values, brightest, out=values) if brightest > 0 else values


def read_mask(source, name="", shape=None, position=0.5, *, page=None, axis=None, index=None):
    """Read a mask: one whole number, the label, per pixel.

    Takes the same sources and formats as `read_image`, and turns them upright alike. Labels are
    the stored numbers, also where the file says that white is zero (but 1 bit per pixel is as
    seen). A palette image gives its indices, or its grey levels if all its colours are grey in
    another order. A picture of one colour gives its transparency. JPEG is read, but its
    compression invents labels along the borders. `segcore.masks.read_labels` takes colours too.

    Parameters
    ----------
    source : bytes, path or open binary file
    name : str
        What to call the file in an error; by default the file name of a path.
    shape : (H, W), optional
        Shape of the image that the mask belongs to.
    position : float in [0, 1]
        Which slice of a volume, as in `read_image`.
    page, axis, index : int, optional
        As in `read_image`.

    Returns
    -------
    (H, W) array of the smallest unsigned integer dtype that holds the labels

    Raises
    ------
    ImageError
        As `read_image`, and if the mask is coloured, hides labels by transparency, has labels
        that are not whole numbers from 0 up, or has another shape than ``shape``.
    """
    name = name or _name_of(source)
    pick = Pick(_within(position), index, axis, page)
    values = carefully(source, name, lambda data: whole(decoded(data, pick).labels()))
    check_shape(values, shape, name)
    return values.astype(np.min_scalar_type(int(values.max())))


def whole(values):
    """Give the values if all of them are labels: whole numbers from 0 up.

    Parameters
    ----------
    values : (H, W) array

    Returns
    -------
    (H, W) array
        The same.

    Raises
    ------
    Unreadable
    """
    if np.any(values < 0) or np.any(values % 1 != 0) or values.max() >= 2.0**64:
        raise Unreadable(
            "holds values that are not labels; save it with whole numbers 0, 1, 2, ..."
        )
    return values


def check_shape(values, shape, name):
    """Refuse a mask of another shape than its image.

    Parameters
    ----------
    values : (H, W) array
    shape : (H, W), optional
    name : str
        Of the mask.

    Raises
    ------
    ImageError
    """
    if shape is not None and values.shape != tuple(shape):
        raise ImageError(
            f"{name} has shape {values.shape} but its image has shape {tuple(shape)}; "
            "choose the mask that was drawn on this image."
        )


def _within(position):
    if not 0 <= position <= 1:
        raise ValueError(f"position must be in [0, 1], not {position}")
    return position


def _name_of(source):
    return Path(source).name if isinstance(source, str | Path) else "This file"


def carefully(source, name, use):
    """Do something with the content of a file; any failure becomes an ImageError.

    Parameters
    ----------
    source : bytes, path or open binary file
    name : str
        What to call the file in an error; by default the file name of a path.
    use : callable
        From bytes to anything; may raise `Unreadable`, and whatever format libraries raise.

    Returns
    -------
    object
        What ``use`` gives.

    Raises
    ------
    ImageError
    """
    name = name or _name_of(source)
    data = _bytes_of(source, name)
    if not data:
        raise ImageError(f"{name} is empty; choose another file.")
    if len(data) > MAX_BYTES:
        raise ImageError(
            f"{name} is larger than {MAX_BYTES // 2**20} MB; crop it or choose a smaller file."
        )
    try:
        with warnings.catch_warnings(), np.errstate(over="ignore"):
            warnings.simplefilter("ignore")
            return use(data)
    except Unreadable as error:
        raise ImageError(f"{name} {error}.") from error
    except MemoryError:
        raise
    except Exception as error:  # what the format libraries raise on damaged files is open-ended
        raise ImageError(f"{name} is damaged or incomplete; save or download it again.") from error


def decoded(data, pick):
    """Decode a picture, and refuse numbers that are none.

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
    """
    return checked(decode(data, pick))


def checked(stored):
    """Give a picture whose numbers are fit to be looked at.

    Parameters
    ----------
    stored : Stored

    Returns
    -------
    Stored
        The same.

    Raises
    ------
    Unreadable
    """
    values = stored.values
    if values.size == 0 or (stored.named and values.shape[2:] not in ((), (3,))):
        raise Unreadable(f"holds an array of shape {values.shape}; save one image per file")
    if np.iscomplexobj(values):
        raise Unreadable("holds complex numbers; save their magnitude")
    if not (np.isfinite(values.min()) and np.isfinite(values.max())):
        raise Unreadable("holds NaN or infinite values; replace them and save it again")
    return stored


def _bytes_of(source, name):
    """Return the content of the source, but never more than one byte above the limit."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source[: MAX_BYTES + 1])
    try:
        if hasattr(source, "read"):
            data = source.read(MAX_BYTES + 1)
        else:
            with open(source, "rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ImageError(f"{name} cannot be opened; check the path and try again.") from error
    if not isinstance(data, bytes):
        raise ImageError(f"{name} was opened as text; open it in binary mode.")
    return data
