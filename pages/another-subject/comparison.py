"""Everything that the page says of two subjects, and of a hypothesis about them."""

from segcore import train
from segview import theme
from segview.cache.remembering import features, remember
from segview.images import load_subject
from segview.scene import Bars, Note

from .clouds import shared_part
from .transfer import SPECS, dice_per_class, mean_dice, reasons

CLOUD = SPECS[:2]
NAMES = {"intensity": "Intensity", "gaussian:5": "Blurred intensity", "gradient:5": "Gradient"}
ALIKE = 0.7  # shared part of two clouds from which on we call them alike
SHORT = {
    "background": "back-<br>ground",
    "CSF": "CSF",
    "grey matter": "grey<br>matter",
    "white matter": "white<br>matter",
}


@remember
def compared(train_id, test_id):
    """Everything that the page says of two subjects, by name."""
    dice = dice_per_class(train_id, test_id)
    alone = {spec: mean_dice(train_id, test_id, (spec,)) for spec in SPECS}
    easiest, hardest = max(dice, key=dice.get), min(dice, key=dice.get)
    shared = shared_part(features(train_id, CLOUD).values, features(test_id, CLOUD).values)
    means = zip(dice, greys(train_id), greys(test_id), strict=True)
    return {
        "own": mean_dice(train_id, train_id),
        "mean": mean_dice(train_id, test_id),
        "dice": dice,
        "alone": alone,
        "best": max(alone, key=alone.get),
        "easiest": easiest,
        "hardest": hardest,
        **{f"easiest_{name.split()[0].lower()}": name == easiest for name in dice},
        **{f"hardest_{name.split()[0].lower()}": name == hardest for name in dice},
        "missed": f"truth = {list(dice).index(hardest)}, truth != result",
        "reason": reasons(train_id, test_id),
        "shared": shared,
        "alike": shared >= ALIKE,
        "moved": shared < ALIKE,
        "same_place": "A dot in the same place mostly means the same tissue in both."
        if shared >= ALIKE
        else "The clouds of the tissues lie elsewhere.",
        "greys": ", ".join(f"{name} {a:.2f} → {b:.2f}" for name, a, b in means),
    }


@remember
def greys(subject_id):
    """Mean intensity of each class."""
    labels = load_subject(subject_id).truth
    return train("nearest mean", features(subject_id, CLOUD).values, labels).means[:, 0].tolist()


def judged(values, told):
    """Scores of the test subject, and whether each part of the hypothesis held."""
    dice, alone = told["dice"], told["alone"]
    easiest, hardest, best = told["easiest"], told["hardest"], told["best"]
    scores = ", ".join(f"{NAMES[spec].lower()} {each:.2f}" for spec, each in alone.items())
    parts = (
        ("Best class", "easiest", easiest, f"{easiest}, {dice[easiest]:.2f}."),
        ("Worst class", "hardest", hardest, f"{hardest}, {dice[hardest]:.2f}."),
        ("Best feature", "feature", best, f"mean Dice {scores}; all three {told['mean']:.2f}."),
    )
    signs = {True: "✓ held", False: "✗ did not hold"}
    return [
        Bars(
            key="per-class",
            values={SHORT[name]: each for name, each in dice.items()},
            title="Dice on the test subject",
            colours=theme.class_colours(len(dice)),
        ),
        *(
            Note(f"**{part}** {signs[values[key] == right]}: {detail}")
            for part, key, right, detail in parts
        ),
    ]


def hint(whose, committed, told):
    """What there is to see of the subject on screen."""
    if whose == "train":
        return (
            "The classifier has learnt these very pixels: its result here flatters."
            if committed
            else "What the classifier learns: these pixels with their ground truth."
        )
    if not committed:
        return "Somebody new: no ground truth, no result. Commit to a hypothesis, or show the training subject."
    return f"Mean Dice: {told['own']:.3f} on the subject it learnt from, {told['mean']:.3f} on this one."
