"""Neighbourhood: what the pixels around a pixel tell about it."""

from segcore import best_threshold, feature_space, load_subject, threshold
from segview.cache.remembering import best_possible, features, picture, remember
from segview.lesson.controls import Marks, Slider
from segview.scene import Note, Picture, Scene, feature, image, result, scatter

from .windows import crop, grey_range, look_alikes, magnify

WIDTH = 160  # of an enlarged window, in pixels
CONTROLS = (
    Slider("zoom", "How much you see", 1, 101, 2, default=41, unit=" px"),
    Slider("size", "Averaging window", 1, 31, 2, default=9, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
    Marks("pixels", "Pixels to compare", default=((0, 0, 1), (0, 1, 0)), single=True),
)


def starts(subject, values):
    """A is a brain pixel of the image, B another pixel of the same grey."""
    brain, other = pair(subject.id)
    return {"pixels": ((*brain, 1), (*other, 0))}


def view(subject, values):
    """Step back from two pixels, average their surroundings."""
    size, noise = values["size"], values["noise"]
    places = marked(subject, values["pixels"])
    specs = ("intensity", f"mean:{size}")
    space = features(subject.id, specs, noise)
    own, around = (space.to_image(column) for column in space.values.T)
    (own_a, own_b), (mean_a, mean_b) = ([each[at] for at in places] for each in (own, around))
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(around, best(subject.id, size, noise)[0]),
        rows=[
            [image(), feature(specs[1], f"Mean of {size} × {size}"), result("Best cut of it")],
            [
                scatter(
                    *specs,
                    title="A and B among all pixels: own intensity, mean of the window",
                    centres=True,
                )
            ],
        ],
        centres=[(own_b, mean_b), (own_a, mean_a)],
        ceiling=best_possible(subject.id, specs, noise),
        labelling="pixels",
        hint="A is the yellow square and disc, B the blue one. With the tool Label you move them.",
        above=[
            Note(
                f"Pixel A: intensity **{own_a:.2f}**; the {size} × {size} pixels of its window add up to "
                f"{mean_a * size**2:.2f}, so their mean is {mean_a * size**2:.2f} / {size}² = **{mean_a:.2f}**  \n"
                f"Pixel B: intensity **{own_b:.2f}**; mean {mean_b * size**2:.2f} / {size}² = **{mean_b:.2f}**"
            )
        ],
        beside=[
            *close_up(picture(subject.id, noise), places, 1),
            Note(""),
            *close_up(picture(subject.id, noise), places, values["zoom"]),
        ],
        share=4 / 11,
    )


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


@remember
def pair(subject_id):
    """A brain pixel and another pixel of the same grey."""
    subject = load_subject(subject_id)
    return look_alikes(subject.image, subject.binary_truth)


@remember
def best(subject_id, size, noise):
    """Best threshold on the mean of a window of this size, and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"mean:{size}",))
    return best_threshold(space.to_image(space.values[:, 0]), load_subject(subject_id).binary_truth)


def facts(subject):
    """Best Dice without and with a window, with and without noise; greys about as dark as A."""
    first, _ = pair(subject.id)
    near, about = (grey_range(subject.image, first, tolerance) for tolerance in (0.01, 0.05))
    return {
        "clean": {size: best(subject.id, size, 0.0)[1] for size in (1, 5)},
        "noisy": {size: best(subject.id, size, 0.15)[1] for size in (1, 5)},
        "near": near,
        "about": about,
    }
