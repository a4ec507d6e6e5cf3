"""Write labels as files that open beside the image they belong to."""

import gzip
import io

import numpy as np
from PIL import Image

from segcore.validation import check_whole

SUFFIXES = {"png": ".png", "tiff": ".tif", "nifti": ".nii.gz"}
MOST = 65535  # the largest label
PER_CENTIMETRE = {"m": 0.01, "cm": 1, "mm": 10, "um": 10_000, "µm": 10_000}
NIFTI_UNITS = {"m": "meter", "mm": "mm", "um": "micron", "µm": "micron"}
CENTIMETRE, NO_UNIT = 3, 1  # values of the tag ResolutionUnit


def formats_for(grid):
    """Tell in which formats the labels of an image can be saved.

    Parameters
    ----------
    grid : Grid or None
        Where the pixels of the image lie, if its file says so.

    Returns
    -------
    tuple of str
        Some of `SUFFIXES`: NIfTI where there is an affine to write.
    """
    return tuple(name for name in SUFFIXES if name != "nifti" or _has_affine(grid))


def format_for(grid):
    """Tell which of these formats keeps all that is known, and no more.

    Parameters
    ----------
    grid : Grid or None
        Where the pixels of the image lie, if its file says so.

    Returns
    -------
    str
        One of `SUFFIXES`.
    """
    if _has_affine(grid):
        return "nifti"
    return "png" if grid is None or grid.spacing is None else "tiff"


def write_labels(labels, format, grid=None):
    """Write labels as a file.

    Parameters
    ----------
    labels : integer array
        Labels from 0 to 65535 of a slice, (H, W), or of the whole file, in ``grid.shape``.
    format : {"png", "tiff", "nifti"}
        PNG holds one slice, in 8 bits or, if a label needs them, in 16. TIFF holds one slice, or a
        page per slice, and the spacing. NIfTI holds whatever the grid has: a slice lies at its
        place among zeros. It is compressed.
    grid : Grid, optional
        Where the pixels of the image lie.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        If a label is negative, a fraction or above 65535, if the shape does not fit the grid or the
        format, if there is no such format, or no affine for NIfTI.

    References
    ----------
    R. W. Cox and others, "A (sort of) new image data format standard: NIfTI-1", NeuroImage 22
    (2004) e1440. Adobe, TIFF revision 6.0 (1992).
    """
    if format not in SUFFIXES:
        raise ValueError(f'There is no format "{format}": choose from {", ".join(SUFFIXES)}.')
    labels = np.asarray(labels)
    check_whole(labels)
    if labels.size == 0 or labels.min() < 0 or labels.max() > MOST:
        raise ValueError(f"Labels to save are whole numbers from 0 to {MOST}, at least one.")
    labels = labels.astype(np.uint8 if labels.max() < 256 else np.uint16)
    return {"png": _png, "tiff": _tiff, "nifti": _nifti}[format](labels, grid)


def _png(labels, grid):
    if labels.ndim != 2:
        raise ValueError(f"A PNG holds one slice, not labels of shape {labels.shape}.")
    file = io.BytesIO()
    Image.fromarray(labels).save(file, "png")
    return file.getvalue()


def _tiff(labels, grid):
    import tifffile

    if labels.ndim == 3:
        labels = np.moveaxis(labels, grid.axis or 0, 0)
    file = io.BytesIO()
    tifffile.imwrite(
        file,
        labels,
        photometric="minisblack",
        compression="adobe_deflate",
        metadata=None,
        **_resolution(grid),
    )
    return file.getvalue()


def _resolution(grid):
    """Pixels per centimetre, or per whatever the spacing is in, along columns and rows."""
    if grid is None or grid.spacing is None:
        return {}
    per_unit = PER_CENTIMETRE.get(grid.unit, 1)
    row, column = grid.spacing
    known = CENTIMETRE if grid.unit in PER_CENTIMETRE else NO_UNIT
    return {"resolution": (per_unit / column, per_unit / row), "resolutionunit": known}


def _nifti(labels, grid):
    import nibabel

    if not _has_affine(grid):
        raise ValueError("The file of this image has no affine, which NIfTI needs.")
    image = nibabel.Nifti1Image(_in_grid(labels, grid), None)
    image.set_sform(grid.affine, "scanner")
    image.set_qform(grid.affine, "scanner")
    if not np.allclose(image.get_qform(), grid.affine, atol=1e-4):
        image.set_qform(None, "unknown")  # it cannot say that axes are oblique
    if grid.unit in NIFTI_UNITS:
        image.header.set_xyzt_units(NIFTI_UNITS[grid.unit])
    return gzip.compress(image.to_bytes(), mtime=0)


def _in_grid(labels, grid):
    """Labels of the whole file: those of one slice lie at its place, all others are 0."""
    if labels.shape == grid.shape:
        return labels
    whole = np.zeros(grid.shape, labels.dtype)
    place = whole if grid.axis is None else whole[(slice(None),) * grid.axis + (grid.index,)]
    if _long_axes(place) != _long_axes(labels):
        raise ValueError(
            f"Labels of shape {labels.shape} do not fit a file of shape {tuple(grid.shape)}."
        )
    place[...] = labels.reshape(place.shape)
    return whole


def _long_axes(array):
    return [length for length in array.shape if length > 1]


def _has_affine(grid):
    return grid is not None and grid.affine is not None
