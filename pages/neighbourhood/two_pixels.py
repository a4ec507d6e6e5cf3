"""Two pixels of the same grey, one of the brain and one not, and what surrounds them."""

from segview.cache.remembering import remember
from segview.images import load_subject
from segview.scene import Note, Picture

from .windows import crop, grey_range, look_alikes, magnify

WIDTH = 160  # of an enlarged window, in pixels


@remember
def pair(subject_id):
    """A brain pixel and another pixel of the same grey."""
    subject = load_subject(subject_id)
    return look_alikes(subject.image, subject.binary_truth)


def greys_like_first(subject, tolerance):
    """Range of intensities about as grey as the brain pixel."""
    first, _ = pair(subject.id)
    return grey_range(subject.image, first, tolerance)


def marked(subject, marks):
    """Where A and B are; outside the image, where they begin."""
    height, width = subject.image.shape
    found = {
        label: (row, column) for row, column, label in marks if row < height and column < width
    }
    return [found.get(label, first) for label, first in zip((1, 0), pair(subject.id), strict=True)]


def close_up(shown, places, seen):
    """The surroundings of A and of B, so many pixels wide, enlarged."""
    return [
        Picture(magnify(crop(shown, *place, seen), WIDTH), f"{name}, {seen} × {seen} px", WIDTH)
        for name, place in zip("AB", places, strict=True)
    ]


def means(size, own_a, mean_a, own_b, mean_b):
    """How the mean of each window comes about."""
    return Note(
        f"Pixel A: intensity **{own_a:.2f}**; the {size} × {size} pixels of its window add up to "
        f"{mean_a * size**2:.2f}, so their mean is {mean_a * size**2:.2f} / {size}² = **{mean_a:.2f}**  \n"
        f"Pixel B: intensity **{own_b:.2f}**; mean {mean_b * size**2:.2f} / {size}² = **{mean_b:.2f}**"
    )
