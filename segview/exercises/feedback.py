"""What differs between a learner's value and the wanted one, in words."""

from typing import Any

import numpy as np

BLURRED = 50  # sigma of the widest blur


def numbers(value: Any) -> np.ndarray | None:
    """Return an array of what a value holds; None where that are no numbers."""
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        return None
    return array if array.dtype.kind in "biuf" else None


def is_numbers(value: Any) -> bool:
    """Whether a value is a number, an array of numbers, or a list of which one can be made."""
    return numbers(value) is not None


def same(yours: Any, wanted: Any) -> bool:
    """Whether two values are the same numbers in the same shape, up to rounding."""
    if (
        isinstance(wanted, (tuple, list))
        and isinstance(yours, (tuple, list))
        and not is_numbers(wanted)
    ):
        return len(yours) == len(wanted) and all(map(same, yours, wanted))
    mine, other = numbers(yours), numbers(wanted)
    if mine is None or other is None:
        return mine is other and type(yours) is type(wanted)
    if mine.shape != other.shape:
        return False
    return bool(np.allclose(mine.astype(float), other.astype(float), equal_nan=True))


def kind_differs(name, yours, wanted):
    """What is wrong with the kind of a value: no number, one, or many."""
    if yours is None:
        return f"{name} is nothing: a function needs return and what it gives back."
    if not is_numbers(wanted):
        return None
    if isinstance(yours, tuple) and len(yours) > 1 and np.ndim(wanted) > 1:
        return (
            f"{name} is an array of shape {np.shape(wanted)}, yours is {len(yours)} values with "
            "commas between them; decimals have a point."
        )
    if not is_numbers(yours):
        return f"{name} has to hold numbers, and yours does not."
    if np.ndim(wanted) == 0 and np.ndim(yours) > 0:
        return f"{name} is one number, yours is an array of shape {np.shape(yours)}."
    if np.ndim(wanted) > 0 and np.ndim(yours) == 0:
        return f"{name} is an array of shape {np.shape(wanted)}, yours is one number."
    return None


def numbers_differ(name, yours, wanted):
    """What is wrong with numbers of which nothing special is known."""
    if np.shape(yours) != np.shape(wanted):
        return f"{name}: the shapes {np.shape(yours)} and {np.shape(wanted)} differ."
    if np.ndim(wanted) == 0:
        return f"{name} is {short(yours)}, it should be {short(wanted)}."
    away = ~np.isclose(np.asarray(yours, float), np.asarray(wanted, float), equal_nan=True)
    return f"{name} has the right shape, but {away.sum():,} of its {away.size:,} values differ."


def short(number):
    """A number for people."""
    return f"{number:,}" if isinstance(number, (int, np.integer)) else f"{float(number):.4g}"


def close(yours, wanted):
    """Whether a value is one number, and this one."""
    return np.ndim(yours) == 0 and bool(np.isclose(float(yours), float(wanted)))


def look_mask(value, names):
    """What is wrong by itself with a mask that is compared with another."""
    array = numbers(value)
    if array is None or array.ndim == 0:
        return "Two masks are compared here, and this is none."
    if (classes := len(np.unique(array))) > 2:
        return f"Your mask has {classes:,} classes, a binary mask has 2: compare with ==, > or <."
    return None


def look_number(what, least, most):
    """Look for one number."""

    def look(value, names):
        if not is_numbers(value) or np.ndim(value) or not least <= value <= most:
            return f"{what} is one number from {least:,} to {most:,}."
        return None

    return look


def look_image(names_of_images):
    """Look for an image: an array of the shape of one that the program starts from."""

    def look(value, names):
        shapes = [np.shape(names[name]) for name in names_of_images]
        if numbers(value) is None or np.shape(value) not in (*shapes, *(s[::-1] for s in shapes)):
            return f"An image is needed here: {' or '.join(names_of_images)}."
        return None

    return look


def look_segmentation(name):
    """Look for labels in the shape of an image; what is no row of labels is another matter."""

    def look(value, names):
        array, image = numbers(value), np.shape(names[name])
        if array is None:
            return "A segmentation is an array of labels."
        if array.shape == (np.prod(image),):
            return (
                f"This is still a row of labels: .reshape gives it the shape of an image, {image}."
            )
        if array.shape == image[::-1]:
            return f"Rows and columns are exchanged: the image has {image[0]} rows."
        if array.shape != image:
            return f"The image has the shape {image}, your segmentation {array.shape}."
        if len(np.unique(array)) > 20:
            return "A segmentation holds a label for every pixel, not its brightness."
        return None

    return look


def look_sigma(value, names):
    parts = value if isinstance(value, (tuple, list)) else [value]
    if isinstance(value, (tuple, list)) and len(value) != 2:
        return "sigma is one number, or one for each axis."
    return next(
        filter(None, (look_number("sigma", 0, BLURRED)(part, names) for part in parts)), None
    )


def about_order(yours, wanted, given):
    if np.shape(yours) == np.shape(wanted) and np.sum(yours) == np.sum(wanted):
        return "The shape is right, but the pixels are in another order: rows come first."
    if same(1 - np.asarray(yours), wanted):
        return "1 should be the brain, and yours is the wrong way round."
    return None


def _about_mask(yours, wanted, given):
    """What is wrong with a binary mask."""
    yours, wanted = np.asarray(yours), np.asarray(wanted).astype(bool)
    classes = len(np.unique(yours))
    if classes > 2:
        return f"Your mask has {classes:,} classes, a binary mask has 2: compare with ==, > or <."
    if yours.shape != wanted.shape:
        return f"The shapes {yours.shape} and {wanted.shape} differ: a mask has the image's shape."
    if np.array_equal(yours.astype(bool), ~wanted):
        return "Your mask is the wrong way round: 1 stands where 0 should, and 0 where 1 should."
    if yours.max() > 1:
        return f"A binary mask holds 0 and 1, yours holds {np.unique(yours)}."
    return None


def _counted(yours, wanted, given):
    if same(yours, wanted):
        return None
    yours, wanted = int(np.count_nonzero(yours)), int(np.count_nonzero(wanted))
    return f"Your mask has {yours:,} pixels, {wanted:,} were asked for."


def complaints(*others):
    """Complaints about a mask: in general, then in particular, at last about its size."""

    def complain(yours, wanted, given):
        for look in (_about_mask, *others, _counted):
            if words := look(yours, wanted, given):
                return words
        return None

    return complain


def about_same_mask(yours, wanted, given):
    """Complain about a Dice that is suspiciously good, or one of other masks."""
    if close(yours, 1):
        return "Dice is 1: you compared a mask with itself. Compare with your segmentation."
    return None
