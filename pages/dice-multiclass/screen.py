"""Dice for several classes: every class in turn is the foreground."""

from segcore import dice_multiclass, threshold_multi
from segview import theme
from segview.cache.remembering import features, picture
from segview.images import load_subject
from segview.lesson.controls import Choice, Slider
from segview.scene import Bars, Note, Scene, errors, image, result, truth
from segview.wording import in_order, mean_dice

from .usual_cuts import CUTS, dice_per_class, mistaken_for_worst

CLASSES = ("background", "CSF", "grey matter", "white matter")
FOREGROUNDS = {"all": "All classes"} | {str(i): f"Only {n}" for i, n in enumerate(CLASSES)}
CONTROLS = (
    Choice("foreground", "Foreground", FOREGROUNDS, default="all"),
    Slider("cut1", "CSF from", 0.0, 1.0, 0.01, default=CUTS["cut1"]),
    Slider("cut2", "Grey matter from", 0.0, 1.0, 0.01, default=CUTS["cut2"]),
    Slider("cut3", "White matter from", 0.0, 1.0, 0.01, default=CUTS["cut3"]),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
)


def view(subject, values):
    """Choose cuts and a foreground; one Dice per class."""
    names, noise = subject.classes, values["noise"]
    cuts = [values[key] for key in CUTS]
    found = threshold_multi(picture(subject.id, noise), cuts)
    scores = dict(zip(names, dice_multiclass(subject.truth, found), strict=True))
    low, colours = min(scores.values()), theme.class_colours(len(names))
    lowest = ", ".join(name for name, score in scores.items() if score == low)
    said = f"Mean Dice = {mean_dice(scores)}. Lowest: **{lowest}**, Dice {low:.3f}. "
    classes, known = names, subject.truth
    if values["foreground"] != "all":
        label = int(values["foreground"])
        classes, known, found = ("rest", names[label]), known == label, found == label
    return Scene(
        space=features(subject.id, ("intensity",), noise),
        classes=classes,
        truth=known,
        result=found,
        rows=[[image(), truth()], [result(), errors()]],
        hint="Choose another foreground: yellow is that class, blue the rest. Point at a pixel to see both labels.",
        beside=[
            Bars(key="scores", values=scores, title="Dice", colours=colours),
            Note(said + in_order(cuts, names[1:])),
        ],
        share=5 / 11,
    )


def facts(subject):
    """Dice of each class with the usual cuts, here and elsewhere; the hardest class, and why."""
    names, dice = subject.classes, dice_per_class(subject)
    worst, best = int(dice.argmin()), int(dice.argmax())
    other, share = mistaken_for_worst(subject, worst)
    here, there = load_subject("age-25"), load_subject("other-scanner")
    return {
        "dice": dice,
        "worst": names[worst],
        "worst_label": worst,
        "worst_dice": dice[worst],
        "easy": names[best],
        "easy_dice": dice[best],
        "other": other,
        "share": share,
        "here": here.title,
        "there": there.title,
        "mean_here": dice_per_class(here).mean(),
        "mean_there": dice_per_class(there).mean(),
    } | {f"hardest_{label}": label == worst for label in range(len(names))}
