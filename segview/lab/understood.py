"""What was understood of a file that was brought, as short text and a small picture."""

import base64
import io
from collections.abc import Iterator
from html import escape

import numpy as np
from PIL import Image

from segcore import Subject
from segcore.formats.contents import TURNS
from segcore.formats.stored import LUMA
from segcore.masks import Found
from segview.lab.opened import Mask, Opened
from segview.theme import class_colours

SMALL = 96  # pixels


def lines(opened: Opened) -> Iterator[str]:
    """What a file holds and how it is shown, one sentence each."""
    contents, pick = opened.contents, opened.pick
    shape = " × ".join(map(str, contents.shape))
    unit = "voxels" if len(contents.shape) > 2 else "pixels"
    colour = f", {len(contents.channels)} channels" if contents.channels else ", grey"
    yield f"{contents.format}, {shape} {unit}, {contents.dtype}{colour}"
    if contents.notes:
        yield ", ".join(contents.notes).capitalize()
    if contents.turned in TURNS:
        yield f"Shown upright: the file says it is to be {TURNS[contents.turned]}"
    if contents.spacing:
        steps = " × ".join(f"{step:.4g}" for step in contents.spacing)
        yield f"Spacing {steps} {contents.unit}".rstrip()
    if contents.orientation:
        yield f"Orientation {contents.orientation}"
    elif len(contents.axes) > 1:
        yield "The file does not say where its axes lead"
    if contents.channels:
        weights = " + ".join(f"{weight} {c}" for weight, c in zip(LUMA, "RGB", strict=True))
        yield (
            f"Shown: luminance, {weights}"
            if pick.channel is None
            else f"Shown: {contents.channels[pick.channel]} only"
        )
    if contents.windows:
        yield (
            "Shown: all values, from the darkest to the brightest"
            if pick.window is None
            else f"Shown: values within {_ends(pick.window)}; beyond is black or white"
        )


def mask_line(mask: Mask) -> str:
    """How a mask was understood."""
    by = {
        "numbers": "the numbers it stores",
        "colours": "their colours",
        "palette": "their place in its palette",
        "transparency": "transparency",
    }[mask.kind]
    said = f"{mask.name}: {len(mask.found)} labels, told apart by {by}"
    n_classes = len(set(mask.of.values()))
    if n_classes < len(mask.found):
        said += f", taken as {n_classes} classes"
    return said


def mask_table(mask: Mask) -> str:
    """Each label of a mask with its share of all pixels and its class, as HTML."""
    colours = class_colours(len(mask.classes))
    rows = "".join(
        f"<tr><td>{_swatch(one.colour)}{label(one)}</td><td>{100 * one.share:.3g} %</td>"
        f"<td>{_swatch(colours[mask.of[one.key]])}{escape(mask.classes[mask.of[one.key]])}</td></tr>"
        for one in mask.found
    )
    head = "<tr><th>In the file</th><th>Pixels</th><th>Taken as</th></tr>"
    return f'<table class="segview-labels">{head}{rows}</table>'


def label(one: Found) -> str:
    """What a label of a mask is called: its number, or its colour."""
    return str(one.key) if one.colour is None else "#{:02x}{:02x}{:02x}".format(*one.colour)


def picture(subject: Subject) -> str:
    """A small picture of an image, and of its mask in the colours of its classes, as HTML."""
    step = max(1, -(-max(subject.image.shape) // SMALL))
    grey = np.round(255 * subject.image[::step, ::step]).astype(np.uint8)
    shown = [_img(grey, f"{subject.title}, small")]
    if subject.truth is not None:
        colours = [bytes.fromhex(colour[1:]) for colour in class_colours(len(subject.classes))]
        table = np.array([list(colour) for colour in colours], np.uint8)
        shown.append(_img(table[subject.truth[::step, ::step]], "its mask, by class"))
    return f'<div class="segview-brought">{"".join(shown)}</div>'


def _img(pixels: np.ndarray, says: str) -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{escape(says)}">'


def _swatch(colour: str | tuple[int, int, int] | None) -> str:
    if colour is None:
        return ""
    css = colour if isinstance(colour, str) else "rgb({} {} {})".format(*colour)
    return f'<span class="segview-swatch" style="background: {css}"></span>'


def _ends(window: tuple[float, float]) -> str:
    centre, width = window
    return f"{centre - width / 2:g} to {centre + width / 2:g}"
