"""Image and mask: what a computer sees when you see a brain."""

from segcore import feature_space, shuffle_pixels
from segview.images import load_subject
from segview.lesson.controls import Toggle
from segview.scene import Code, Note, Scene, histogram, image, truth

SHUFFLE = "Shuffle: give every pixel another place"
CONTROLS = (Toggle("shuffled", SHUFFLE, help="Its number goes with it"),)


def view(subject, values):
    """Show the image beside its mask, and some of its numbers; shuffled, if wanted."""
    pixels, labels = subject.image, subject.binary_truth
    if values["shuffled"]:
        pixels, labels = shuffle_pixels(0, pixels, labels)
    rows, columns = pixels.shape
    return Scene(
        space=feature_space(pixels, ("intensity",)),
        classes=("rest", subject.foreground),
        truth=labels,
        rows=[
            [
                image(),
                truth("Mask"),
                histogram("intensity", title="Histogram: the numbers without their places"),
            ]
        ],
        hint="Point at a pixel: its row, its column, its number and its label appear here.",
        below=[
            Note(
                f"What the computer gets: {rows} rows × {columns} columns = **{pixels.size:,} numbers**, "
                "0 for black, 1 for white. Here are 40 of them, from rows 80 to 83 and columns 60 to 69."
            ),
            Code(f">>> image[80:84, 60:70].round(2)\n{pixels[80:84, 60:70].round(2)}"),
        ],
    )


def facts(subject):
    """The part of two slices of one head that is brain."""
    middle, upper = (load_subject(name).binary_truth.mean() for name in ("age-25", "upper-slice"))
    return {"middle": middle, "upper": upper}
