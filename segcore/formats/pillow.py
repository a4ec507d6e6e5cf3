"""Open an image with Pillow, without trusting its size."""

import io

from segcore.formats.stored import MAX_PIXELS, Unreadable, check_size

ORIENTATION = 274


def open_with_pillow(data, *formats):
    """Open an image without decoding it, and check its size.

    Parameters
    ----------
    data : bytes
    *formats : str
        What it may be, as Pillow calls it, such as ``"PNG"``.

    Returns
    -------
    PIL.Image.Image

    Raises
    ------
    Unreadable
        If it declares no pixels, or more than `MAX_PIXELS`.
    """
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data), formats=formats)
    except Image.DecompressionBombError as error:
        raise Unreadable(
            f"declares far more than {MAX_PIXELS // 10**6} million pixels; crop or shrink it"
        ) from error
    check_size(image.height, image.width)
    return image


def orientation_of(image):
    """Give the orientation in the EXIF data of an image that was decoded.

    Parameters
    ----------
    image : PIL.Image.Image

    Returns
    -------
    int
        From 1, which is upright, to 8.
    """
    return image.getexif().get(ORIENTATION, 1)
