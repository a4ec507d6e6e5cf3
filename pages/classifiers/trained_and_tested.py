"""What a classifier reached on pixels that it learnt and on others, and how its plane falls apart."""

from segview.scene import Note

from .borders import count_patches, dotted, split


def scores(subject, train_dice, test_dice, regions):
    """Mean Dice on the training pixels and on the others; patches of the plane, if there is one."""
    parts = split(subject)
    return Note(
        f"Trained on {parts.train.sum():,} random pixels. Mean Dice there {train_dice:.3f}, "
        f"on the {parts.test.sum():,} others **{test_dice:.3f}**. {patches(subject, regions)}"
    )


def patches(subject, regions):
    """Into how many patches the plane falls, if there is one."""
    if regions is None:
        return (
            "With three features the regions are blocks in space; the plot shows only their shadow."
        )
    everywhere, with_dots = count_patches(regions), count_patches(regions, dotted(subject.id))
    return f"The regions fall into {everywhere} patches; {with_dots} of them hold dots."
