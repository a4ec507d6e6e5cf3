"""Overfitting: results that are too good to be true, and how to notice."""

from segview import theme
from segview.lesson.controls import Choice, Slider, Toggle
from segview.scene import Bars, Curves, Note, Scene, image, result, scatter, truth

from .promises import promises
from .testing import BASE, company, mean_dice, pixels, tested

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
BAR_COLOURS = (theme.FALSE_POSITIVE, *["#0072b2"] * 3)  # one bar deceives
MOST_NOISE = 6
FEATURES = (*((real, 0) for real in (1, 2, 3)), *((3, noise) for noise in range(1, MOST_NOISE + 1)))
CONTROLS = (
    Choice(
        key="split",
        label="Test on",
        options=SPLITS,
        default="same",
        help="Which pixels are scored, compared with those that trained. The line under the images says how.",
        width=2.8,
    ),
    Slider(key="neighbours", label="Neighbours k", low=1, high=31, step=2, default=1, width=2),
    Slider(key="features", label="Real features", low=1, high=3, step=1, default=3, width=1.8),
    Slider(
        key="noise_features",
        label="Random features",
        low=0,
        high=MOST_NOISE,
        step=1,
        default=0,
        width=1.8,
    ),
    Toggle(
        key="shuffled",
        label="Shuffled labels",
        help="Give every pixel the label of another one",
        width=1.6,
    ),
)


def view(subject, values):
    """Test in four ways, add nonsense, compare."""
    split, *setting = values.values()
    teacher, _ = company(subject.id)
    space, labels = pixels(subject.id, len(BASE), 0, values["shuffled"], 1)
    found, dice = tested(subject.id, teacher.id, split, *setting)
    known_as = "Truth, shuffled" if values["shuffled"] else "Ground truth"
    explained = EXPLAINED[split].format(teacher.title)
    return Scene(
        space=space,
        classes=subject.classes,
        truth=labels,
        result=found,
        rows=[
            [image(), truth(known_as), result()],
            [
                scatter(*BASE[:2], title="Feature space"),
                scatter(*BASE[:2], colour="errors", title="Where the errors are"),
            ],
        ],
        hint=f"{explained} Every second row and column is used, to be quick.",
        beside=deceived(dice) if split == "same" else exposed(subject, setting),
        share=1 / 3.3,
        settings={"teacher": teacher.id},
    )


def deceived(dice):
    """The score in the advertisement, alone."""
    ask = "Would you publish this? Decide, then choose something else under *Test on*."
    return [Note(f"Mean Dice of your segmentation\n### {dice:.3f}"), Note(ask, "info")]


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


def facts(subject):
    """Mean Dice with one neighbour in several tests, and what thresholds tuned here promise."""
    return {
        "newcomer": company(subject.id)[1][0].title,
        "abroad": mean_dice(subject.id, "subject", 1),
        "drowned": mean_dice(subject.id, "subject", 1, 3, MOST_NOISE),
        "guessing": mean_dice(subject.id, "pixels", 1, 3, 0, True),
        "memory": mean_dice(subject.id, "same", 1, 3, 0, True),
        **promises(subject),
    }
