"""The pictures of a TIFF: pages, planes of a stack, copies of a pyramid, thumbnails."""

import re
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from segcore.formats.stored import Unreadable, chosen

MAX_PAGES = 4096
REDUCED, TRANSPARENCY = 1, 4  # bits of the tag NewSubfileType


@dataclass(frozen=True)
class Plane:
    """One picture of a TIFF.

    Attributes
    ----------
    name : str
        What it is, such as ``"channel 2, slice 1"``.
    page : tifffile.TiffPage
        What describes it.
    behind : int
        How many planes lie between the page's own pixels and those of this one.
    """

    name: str
    page: Any
    behind: int = 0

    def values(self, file):
        """Values where they do not lie in the page itself, else None."""
        if not self.behind:
            return None
        page = self.page
        file.filehandle.seek(page.dataoffsets[0] + self.behind * page.nbytes)
        dtype = page.dtype.newbyteorder(file.byteorder)
        return np.frombuffer(file.filehandle.read(page.nbytes), dtype).reshape(page.shape)


def plane_of(file, pick, check):
    """Give the plane that was picked.

    Parameters
    ----------
    file : tifffile.TiffFile
    pick : Pick
    check : function
        Raises `Unreadable` for a page that cannot be decoded.

    Returns
    -------
    Plane

    Raises
    ------
    Unreadable
        If the plane is not there, nobody says which one is meant, or `check` raises it.
    """
    if pick.page is not None:
        plane = chosen(pick.page, pictures_of(file), "page")
    else:
        check(_full_pages(file)[0])
        stack = stack_of(file)
        plane = stack[pick.slice_of(len(stack))]
    check(plane.page)
    return plane


def stack_of(file):
    """Give the planes of a plain stack, all of one size; a single picture is one of one plane.

    Parameters
    ----------
    file : tifffile.TiffFile

    Returns
    -------
    list of Plane

    Raises
    ------
    Unreadable
        If it holds pictures of several sizes, or has more than one axis of planes, or channels.
    """
    pages = _full_pages(file)
    if not _alike(pages):
        raise Unreadable("has pages of different sizes; save the one that matters by itself")
    axes = _axes(file, pages[0])
    if len(axes) > 1 or "channel" in axes:
        sizes = ", ".join(f"{size} {name}s" for name, size in axes.items())
        raise Unreadable(f"holds a stack with {sizes}; save one channel of it as a plain stack")
    return _planes(file, pages, axes)


def pictures_of(file):
    """Give all pictures: pages or planes first, then the reduced copies of a pyramid.

    Parameters
    ----------
    file : tifffile.TiffFile

    Returns
    -------
    list of Plane

    Raises
    ------
    Unreadable
        If planes are declared that are not there.
    """
    pages = _full_pages(file)
    alike = _alike(pages)
    full = _planes(file, pages, _axes(file, pages[0]) if alike else {})
    copies = [page for page in file.pages if _subfile(page) & REDUCED]
    for page in file.pages:
        copies += list(page.pages or ())[:MAX_PAGES]
    return full + [
        Plane(f"reduced copy {number}", copy) for number, copy in enumerate(copies, start=1)
    ]


def _planes(file, pages, axes):
    """Name the planes of pages that are alike; some writers store one page for all of them."""
    sizes = [range(1, size + 1) for size in axes.values()]
    names = [
        ", ".join(f"{name} {number}" for name, number in zip(axes, at, strict=True))
        for at in product(*sizes)
    ]
    if len(names) <= len(pages):
        if not axes or len(names) != len(pages):
            names = [f"page {number}" for number in range(1, len(pages) + 1)]
        return [Plane(name, page) for name, page in zip(names, pages, strict=True)]
    page, n_planes = pages[0], len(names)
    plain = page.compression.name == "NONE" and page.bitspersample in (8, 16, 32, 64)
    within = plain and page.dataoffsets[0] + n_planes * page.nbytes <= file.filehandle.size
    if len(pages) > 1 or not within:
        raise Unreadable(
            f"says that it holds {n_planes} planes but has {len(pages)}; save it again as a stack"
        )
    return [Plane(name, page, behind) for behind, name in enumerate(names)]


def _full_pages(file):
    """Give the pages that are pictures of their own."""
    if len(file.pages) > MAX_PAGES:
        raise Unreadable(f"has more than {MAX_PAGES} pages; save a part of them")
    if not len(file.pages):
        raise Unreadable("lists no picture; save or download it again")
    pages = [page for page in file.pages if not _subfile(page) & (REDUCED | TRANSPARENCY)]
    if not pages:
        raise Unreadable("holds nothing but thumbnails; save the full picture")
    return pages


def _alike(pages):
    return all((page.shape, page.dtype) == (pages[0].shape, pages[0].dtype) for page in pages)


def _subfile(page):
    """Read NewSubfileType, or the older SubfileType, where 2 means reduced."""
    old = page.tags.valueof(255, 1) == 2
    return int(page.subfiletype) if 254 in page.tags else REDUCED * old


def _axes(file, page):
    """Lengths of the axes that the writer's notes tell of, by name, from the slowest on."""
    axes = {}
    if file.is_imagej:
        notes = file.imagej_metadata
        axes = {name: int(notes.get(f"{name}s", 1)) for name in ("frame", "slice", "channel")}
        if notes.get("mode") not in ("composite", "color"):  # volumes by many writers
            axes["grey plane"] = axes.pop("channel")
        if max(axes.values()) == 1:
            axes = {"slice": int(notes.get("images", 1))}
    elif file.is_ome:
        notes = file.ome_metadata or ""
        order = re.search(r'DimensionOrder="XY([CZT]{3})"', notes)
        sizes = dict(reversed(re.findall(r'\bSize([CZT])="(\d+)"', notes)))
        for axis in reversed(order[1] if order else "CZT"):
            name = {"C": "channel", "Z": "slice", "T": "frame"}[axis]
            axes[name] = int(sizes.get(axis, 1))
        axes["channel"] = max(1, axes["channel"] // page.samplesperpixel)
    elif file.is_shaped:
        shape = re.search(r"shape\W+([\d, ]+)", page.shaped_description)[1].split(",")
        leading = [int(size) for size in shape if size.strip()][: -len(page.shape)]
        named = "page" if sum(size > 1 for size in leading) == 1 else "axis"
        axes = {
            named if named == "page" else f"axis {number}": size
            for number, size in enumerate(leading)
            if named != "page" or size > 1
        }
    elif file.is_stk:
        axes = {"slice": int(file.stk_metadata["NumberPlanes"])}
    long = {name: size for name, size in axes.items() if size > 1}
    if np.prod(list(long.values()), dtype=float) > MAX_PAGES:
        raise Unreadable(f"has more than {MAX_PAGES} planes; save a part of them")
    return long
