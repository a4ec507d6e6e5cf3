"""What a learner sees of the scores: the one that deceives, then all four."""

from segview import theme
from segview.scene import Bars, Curves, Note

from .testing import mean_dice

SPLITS = {
    "same": "The very pixels it learnt",
    "pixels": "Other pixels, at random",
    "half": "The other half of the image",
    "subject": "Another subject",
}
EXPLAINED = {
    "same": "Trained and tested on the same pixels of this image.",
    "pixels": "A random half of the pixels trains and the other half is tested, then the other way round.",
    "half": "The left half of the image trains and the right half is tested, then the other way round.",
    "subject": "Trained on “{}”, tested on this image.",
}
SHORT = {"same": "same", "pixels": "random", "half": "half", "subject": "subject"}
BAR_COLOURS = (theme.WARNING_BAR, *[theme.BAR] * 3)  # one bar deceives
MOST_NOISE = 6
FEATURES = (*((real, 0) for real in (1, 2, 3)), *((3, noise) for noise in range(1, MOST_NOISE + 1)))


def deceived(dice):
    """The score in the advertisement, alone."""
    ask = "Would you publish this? Decide, then choose something else under *Test on*."
    return [Note(f"Mean Dice of your segmentation\n## {dice:.3f}"), Note(ask, "info")]


def exposed(subject, setting):
    """All four scores, and what random features do to two of them."""
    scores = {name: mean_dice(subject.id, name, *setting) for name in SPLITS}
    return [
        Bars(
            key="splits",
            values={SHORT[name]: score for name, score in scores.items()},
            title="mean Dice, by what it is tested on",
            colours=BAR_COLOURS,
        ),
        Note(
            f"**{scores['same']:.3f}** on the pixels it has learnt, **{scores['subject']:.3f}** on a "
            "subject it has not. The first is the one in the advertisement."
        ),
        Curves(
            key="by-features",
            x=range(1, len(FEATURES) + 1),
            lines={
                SHORT[name]: [mean_dice(subject.id, name, 1, *counts) for counts in FEATURES]
                for name in ("same", "subject")
            },
            titles=("features: 3 real, then random", "mean Dice, k = 1"),
            lowest=0,
        ),
    ]
