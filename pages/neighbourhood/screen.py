"""Neighbourhood: what the pixels around a pixel tell about it."""

from segcore import threshold
from segview.cache.remembering import best_possible, features, picture
from segview.lesson.controls import Slider
from segview.lesson.places import Marks
from segview.scene import Note, Scene, Square, feature, image, result, scatter

from .best_cut import best_cut
from .two_pixels import close_up, greys_like_first, marked, means, pair

CONTROLS = (
    Slider("zoom", "How much you see", 1, 101, 2, default=41, unit=" px"),
    Slider("size", "Averaging window", 1, 31, 2, default=9, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
    Marks("pixels", "Pixels to compare", default=((0, 0, 1), (0, 1, 0)), single=True),
)
MEANT = "A and B among all pixels: own intensity, mean of the window"


def starts(subject, values):
    """A is a brain pixel of the image, B another pixel of the same grey."""
    brain, other = pair(subject.id)
    return {"pixels": ((*brain, 1), (*other, 0))}


def view(subject, values):
    """Step back from two pixels, average their surroundings."""
    size, noise, places = values["size"], values["noise"], marked(subject, values["pixels"])
    specs, shown = ("intensity", f"mean:{size}"), picture(subject.id, noise)
    space = features(subject.id, specs, noise)
    own, around = (space.to_image(column) for column in space.values.T)
    a, b = ((own[at], around[at]) for at in places)
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(around, best_cut(subject.id, size, noise)[0]),
        rows=[
            [image(), feature(specs[1], f"Mean of {size} × {size}"), result("Best cut of it")],
            [scatter(*specs, title=MEANT, centres=True, equal=True)],
        ],
        centres=[b, a],
        ceiling=best_possible(subject.id, specs, noise),
        footprint=Square(size),
        labelling="pixels",
        hint="A is the yellow square and disc, B the blue one. With the tool Label you move them.",
        above=[means(size, *a, *b)],
        beside=[*close_up(shown, places, 1), Note(""), *close_up(shown, places, values["zoom"])],
        share=4 / 11,
    )


def facts(subject):
    """Best Dice without and with a window, with and without noise; greys about as dark as A."""
    return {
        "clean": {size: best_cut(subject.id, size, 0.0)[1] for size in (1, 5)},
        "noisy": {size: best_cut(subject.id, size, 0.15)[1] for size in (1, 5)},
        "near": greys_like_first(subject, tolerance=0.01),
        "about": greys_like_first(subject, tolerance=0.05),
    }
