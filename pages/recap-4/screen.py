"""Recap of chapter 4: classifiers, tested on a person who is in no lesson."""

from segcore import dice_multiclass, subjects
from segview import theme
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider
from segview.scene import Bars, Scene, image, result, scatter, truth

from .other_settings import fewer_features, other_neighbours, other_people, other_scanner, weakest
from .testing import SPECS, dice_of_neighbours, tested

FEATURES = {
    "all": "All three",
    "intensity": "Intensity",
    "gaussian:5": "Blur",
    "gradient:5": "Gradient",
}
CLASSIFIERS = {"nearest neighbours": "Nearest neighbours", "nearest mean": "Nearest mean"}
(HELD_OUT,) = (subject.id for subject in subjects(held_out=True))
TEACHERS = {
    "age-25": "A person of 25",
    "other-scanner": "A person of 40, other scanner",
    HELD_OUT: "This very person",
}
SHORT = ("back-<br>ground", "CSF", "grey<br>matter", "white<br>matter")
CONTROLS = (
    Choice("train", "Train on", TEACHERS, default="age-25"),
    Choice("classifier", "Classifier", CLASSIFIERS, default="nearest neighbours"),
    Choice("features", "Features", FEATURES, default="all"),
    Slider("neighbours", "Neighbours k", 1, 31, 2, default=3),
)


def view(subject, values):
    """Choose what is trained, on whom, and with what."""
    teacher, classifier, which = values["train"], values["classifier"], values["features"]
    found = tested(teacher, classifier, values["neighbours"], which, subject.id)
    scores = dict(zip(SHORT, dice_multiclass(subject.truth, found), strict=True))
    colours = theme.class_colours(len(SHORT))
    lonely = classifier == "nearest mean"
    return Scene(
        space=features(subject.id, SPECS),
        classes=subject.classes,
        truth=subject.truth,
        result=found,
        rows=[
            [image(), truth(), result()],
            [
                scatter(*SPECS[:2], title="Feature space", equal=True),
                scatter(*SPECS[:2], colour="result", title="Feature space, by result", equal=True),
            ],
        ],
        hint="The number over the result is the mean Dice of the four classes, on this person.",
        beside=[Bars(key="per-class", values=scores, title="Dice on this person", colours=colours)],
        share=1 / 3.6,
        idle={"neighbours": "Nearest mean asks none."} if lonely else {},
    )


def facts(subject):
    """Dice by class from two teachers; mean Dice for few and many neighbours, and by feature."""
    usual = dice_of_neighbours(subject.id)
    return {
        "usual": usual,
        "together": usual.mean(),
        **other_scanner(subject.id, usual),
        **other_neighbours(subject.id),
        **other_people(subject.id),
        **fewer_features(subject.id, FEATURES),
        **weakest(subject.id, usual),
    }
