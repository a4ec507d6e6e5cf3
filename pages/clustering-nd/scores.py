"""Mean Dice by number of features, and Dice by class, as bars and in words."""

from segview import theme
from segview.scene import Bars


def by_count(scores):
    """Mean Dice by number of features."""
    return Bars(
        key="counts",
        values={plural(n): score for n, score in scores.items()},
        title="Mean Dice",
    )


def by_class(per_class, count):
    """Dice of each class with this number of features."""
    return Bars(
        key="classes",
        values=per_class,
        title="Dice",
        colours=theme.class_colours(len(per_class)),
    )


def told(scores, per_class):
    """The mean over the classes in numbers, and which number of features did best so far."""
    count, best = max(scores), max(scores, key=scores.get)
    terms = " + ".join(f"{dice:.2f}" for dice in per_class.values())
    lost = " or ".join(name for name, dice in per_class.items() if dice == 0)
    return (
        f"Mean Dice with {plural(count)}: ({terms}) / {len(per_class)} = **{scores[count]:.2f}**. "
        + (
            f"So far **{plural(best)}** did best."
            if count > 1
            else "What will another feature do to it?"
        )
        + (f" No cluster is named {lost}." if lost else "")
    )


def plural(count):
    """So many features, in words."""
    return f"{count} feature{'s' * (count > 1)}"
