"""Overfitting: results that are too good to be true, and how to notice."""

from segview.lesson.controls import Choice, Slider, Toggle
from segview.scene import Scene, image, result, scatter, truth

from .promises import promises
from .scores import EXPLAINED, MOST_NOISE, SPLITS, deceived, exposed
from .testing import BASE, company, mean_dice, pixels, tested

SCORED = (
    "Which pixels are scored, compared with those that trained. The line under the images says how."
)
CONTROLS = (
    Choice("split", "Test on", SPLITS, default="same", help=SCORED),
    Slider("neighbours", "Neighbours k", 1, 31, 2, default=1),
    Slider("features", "Real features", 1, 3, 1, default=3),
    Slider("noise_features", "Random features", 0, MOST_NOISE, 1, default=0),
    Toggle("shuffled", "Shuffled labels", help="Give every pixel the label of another one"),
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
                scatter(*BASE[:2], title="Feature space", equal=True),
                scatter(*BASE[:2], colour="errors", title="Where the errors are", equal=True),
            ],
        ],
        hint=f"{explained} Every second row and column is used, to be quick.",
        beside=deceived(dice) if split == "same" else exposed(subject, setting),
        share=1 / 3.3,
        settings={"teacher": teacher.id},
    )


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
