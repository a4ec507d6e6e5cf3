"""What stands around a linked view: notes, code, pictures and charts; one class per kind."""

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import numpy as np
from markdown_it import MarkdownIt
from PIL import Image, ImageColor

from segview.parsing import source
from segview.scene.figures import Figure

Tone = Literal["plain", "caption", "info", "success", "warning"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Note:
    """Text, in Markdown with tables.

    Attributes
    ----------
    text : str
        What it says; an empty note takes no room.
    tone : str
        How it looks.
    """

    text: str
    tone: Tone = "plain"

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "note", "tone": self.tone, "html": _MARKDOWN.render(self.text)}


@dataclass(frozen=True)
class Code:
    """Python as it is typed, with what it answers."""

    text: str

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "code", "text": self.text}


@dataclass(frozen=True)
class Functions:
    """Functions behind what is on screen, whose source can be read."""

    functions: Sequence[Callable]

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "functions", "sources": list(map(source, self.functions))}


@dataclass(frozen=True)
class Picture:
    """An image, (H, W) in [0, 1], with a caption; those that follow one another share a row.

    Attributes
    ----------
    width : int or None
        Width on screen, in pixels; None: that of its column.
    """

    image: np.ndarray
    caption: str
    width: int | None = None

    def pixels(self) -> np.ndarray:
        """What is painted, uint8."""
        return np.rint(self.image * 255).astype(np.uint8)

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return _shown(self.pixels(), self.caption, self.width)


@dataclass(frozen=True)
class Labels:
    """A picture of labels, (H, W), each in its colour; `width` as for `Picture`."""

    labels: np.ndarray
    colours: Sequence[str]
    caption: str
    width: int | None = None

    def pixels(self) -> np.ndarray:
        """What is painted, uint8 with three channels."""
        return np.array(list(map(ImageColor.getrgb, self.colours)), dtype=np.uint8)[self.labels]

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return _shown(self.pixels(), self.caption, self.width)


@dataclass(frozen=True)
class Columns:
    """Parts in columns of the same width, each from top to bottom."""

    columns: Sequence[Sequence["Part"]]

    def describe(self) -> dict[str, Any]:
        """What the browser is told."""
        return {"kind": "columns", "columns": [describe(column) for column in self.columns]}


Part = Note | Code | Functions | Picture | Labels | Columns | Figure


def describe(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Describe parts that stand beneath one another to the browser.

    Parameters
    ----------
    parts : sequence of Part
        In order; pictures that follow one another stand side by side.

    Returns
    -------
    list of dict
        In plain JSON.
    """
    found = []
    shown = (part for part in parts if part != Note(""))
    for pictures, together in groupby(shown, lambda part: isinstance(part, Picture | Labels)):
        described = [part.describe() for part in together]
        found += [{"kind": "pictures", "pictures": described}] if pictures else described
    return found


def _shown(pixels: np.ndarray, caption: str, width: int | None) -> dict[str, Any]:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "png")
    address = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
    return {"kind": "picture", "address": address, "caption": caption, "width": width}
