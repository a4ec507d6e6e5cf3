"""Which plane of a TIFF to read: its pages are planes, thumbnails, or the start of a stack."""

import re

import numpy as np

from segcore.formats.stored import Unreadable, slice_at

MAX_PAGES = 4096
REDUCED, TRANSPARENCY = 1, 4  # bits of the tag NewSubfileType


def plane_of(file, position, check):
    """Give the page at a position, and its values where they do not lie in the page itself.

    Parameters
    ----------
    file : tifffile.TiffFile
    position : float in [0, 1]
    check : function
        Raises `Unreadable` for a page that cannot be decoded.

    Returns
    -------
    page : tifffile.TiffPage
    values : array or None

    Raises
    ------
    Unreadable
        If planes are declared that are not there, or `check` raises it.
    """
    pages = _full_pages(file)
    check(pages[0])
    n_planes = _declared_planes(file, pages[0])
    if n_planes <= len(pages):
        page = pages[slice_at(position, len(pages))]
        check(page)
        return page, None
    page = pages[0]
    n_bytes = page.nbytes
    start = page.dataoffsets[0]
    plain = page.compression.name == "NONE" and page.bitspersample in (8, 16, 32, 64)
    if len(pages) > 1 or not plain or start + n_planes * n_bytes > file.filehandle.size:
        raise Unreadable(
            f"says that it holds {n_planes} planes but has {len(pages)}; save it again as a stack"
        )
    file.filehandle.seek(start + slice_at(position, n_planes) * n_bytes)
    dtype = page.dtype.newbyteorder(file.byteorder)
    values = np.frombuffer(file.filehandle.read(n_bytes), dtype).reshape(page.shape)
    return page, values


def _full_pages(file):
    """Give the pages that are pictures of their own, all of one size."""
    if len(file.pages) > MAX_PAGES:
        raise Unreadable(f"has more than {MAX_PAGES} pages; save a part of them")
    pages = [page for page in file.pages if not _subfile(page) & (REDUCED | TRANSPARENCY)]
    if not pages:
        raise Unreadable("holds nothing but thumbnails; save the full picture")
    if any((page.shape, page.dtype) != (pages[0].shape, pages[0].dtype) for page in pages):
        raise Unreadable("has pages of different sizes; save the one that matters by itself")
    return pages


def _subfile(page):
    """Read NewSubfileType, or the older SubfileType, where 2 means reduced."""
    old = page.tags.valueof(255, 1) == 2
    return int(page.subfiletype) if 254 in page.tags else REDUCED * old


def _declared_planes(file, page):
    """Count the planes that the writer's notes tell of; refuse more than one kind of axis."""
    axes = {}
    if file.is_imagej:
        notes = file.imagej_metadata
        axes = {name: int(notes.get(name, 1)) for name in ("channels", "slices", "frames")}
        if notes.get("mode") not in ("composite", "color"):  # volumes by many writers
            axes["grey planes"] = axes.pop("channels")
        if max(axes.values()) == 1:
            axes = {"slices": int(notes.get("images", 1))}
    elif file.is_ome:
        for axis, size in re.findall(r'\bSize([CZT])="(\d+)"', file.ome_metadata or ""):
            axes.setdefault({"C": "channels", "Z": "slices", "T": "frames"}[axis], int(size))
        axes["channels"] = max(1, axes.get("channels", 1) // page.samplesperpixel)
    elif file.is_shaped:
        shape = re.search(r"shape\W+([\d, ]+)", page.shaped_description)[1].split(",")
        leading = [int(size) for size in shape if size.strip()][: -len(page.shape)]
        axes = {f"axis {number}": size for number, size in enumerate(leading)}
    elif file.is_stk:
        axes = {"slices": int(file.stk_metadata["NumberPlanes"])}
    long = {name: size for name, size in axes.items() if size > 1}
    if len(long) > 1 or "channels" in long:
        sizes = ", ".join(f"{size} {name}" for name, size in axes.items())
        raise Unreadable(f"holds a stack with {sizes}; save one channel of it as a plain stack")
    return max(long.values(), default=1)
