"""What the learner commits to before the test: the best class, the worst, the best feature."""

from segview.lesson.controls import Choice

from .comparison import NAMES

OPEN = {"": "I have not decided yet"}
CLASSES = OPEN | {
    "background": "Background",
    "grey matter": "Grey matter",
    "white matter": "White matter",
    "CSF": "CSF (fluid)",
}
GUESS = {"default": "", "group": "Commit first: on somebody new …"}
GUESSES = (
    Choice("easiest", "… the best class will be", CLASSES, **GUESS),
    Choice("hardest", "… the worst class will be", CLASSES, **GUESS),
    Choice("feature", "… the best single feature will be", OPEN | NAMES, **GUESS),
)


def is_complete(values):
    """Whether the learner has decided on all three."""
    return all(values[guess.key] for guess in GUESSES)
