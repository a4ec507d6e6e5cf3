"""Histogram: how many pixels have which brightness."""

from segview.cache.remembering import features
from segview.lesson.controls import Choice
from segview.scene import Note, Scene, histogram, image, truth

from .bins import count_per_bin

WIDTHS = {"0.25": 4, "0.1": 10, "0.05": 20, "0.02": 50, "0.01": 100}
BINS = {width: f"{width}: {count} bins from 0 to 1" for width, count in WIDTHS.items()}
CLASSES = {"two": "brain and the rest", "four": "every tissue by itself"}
CONTROLS = (
    Choice("bins", "Width of a bin", BINS, default="0.05"),
    Choice("classes", "Classes", CLASSES, default="two"),
)


def view(subject, values):
    """Pile up all pixels in bins, coloured by class."""
    width, two = values["bins"], values["classes"] == "two"
    return Scene(
        space=features(subject.id, ("intensity",)),
        classes=("rest", subject.foreground) if two else subject.classes,
        truth=subject.binary_truth if two else subject.truth,
        rows=[
            [
                image(),
                truth(),
                histogram(
                    "intensity",
                    width=float(width),
                    title=f"Histogram: every pixel is a dot, in bins of {width}",
                ),
            ]
        ],
        hint="Drag across bars of the histogram: their pixels light up in the image.",
        above=[
            Note(
                f"{subject.image.size:,} pixels in {WIDTHS[width]} bins. "
                f"The tallest pile holds **{tallest(subject, width):,}** of them."
            )
        ],
    )


def tallest(subject, width):
    """Number of pixels in the fullest bin."""
    return count_per_bin(subject.image, WIDTHS[width]).max()


def facts(subject):
    """The tallest pile of the first view, and that in bins five times as narrow."""
    return {"tallest": tallest(subject, "0.05"), "narrow": tallest(subject, "0.01")}
