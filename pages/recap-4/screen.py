"""Recap of chapter 4: classifiers, tested on a person who is in no lesson."""

from segcore import dice_multiclass, load_subject, subjects, train
from segview import theme
from segview.cache.remembering import features, remember
from segview.lesson.controls import Choice, Slider
from segview.scene import Bars, Scene, image, result, scatter, truth

SPECS = ("intensity", "gaussian:5", "gradient:5")
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
FEW, MANY = 1, 15
LINE = 0.6
SHORT = ("back-<br>ground", "CSF", "grey<br>matter", "white<br>matter")
CONTROLS = (
    Choice("train", "Train on", TEACHERS, default="age-25"),
    Choice("classifier", "Classifier", CLASSIFIERS, default="nearest neighbours"),
    Choice("features", "Features", FEATURES, default="all"),
    Slider("neighbours", "Neighbours k", 1, 31, 2, default=3),
)


def view(subject, values):
    """Choose what is trained, on whom, and with what."""
    found = tested(
        values["train"], values["classifier"], values["neighbours"], values["features"], subject.id
    )
    scores = dice_multiclass(subject.truth, found)
    lonely = values["classifier"] == "nearest mean"
    return Scene(
        space=features(subject.id, SPECS),
        classes=subject.classes,
        truth=subject.truth,
        result=found,
        rows=[
            [image(), truth(), result()],
            [
                scatter(*SPECS[:2], title="Feature space"),
                scatter(*SPECS[:2], colour="result", title="Feature space, by result"),
            ],
        ],
        hint="The number over the result is the mean Dice of the four classes, on this person.",
        beside=[
            Bars(
                key="per-class",
                values=dict(zip(SHORT, scores, strict=True)),
                title="Dice on this person",
                colours=theme.class_colours(len(SHORT)),
            )
        ],
        share=1 / 3.6,
        idle={"neighbours": "Nearest mean asks none."} if lonely else {},
    )


@remember(saying="Training and testing")
def tested(teacher_id, classifier, neighbours, which, subject_id):
    """Labels of all pixels of one subject, by a classifier that has learnt another one."""
    specs = SPECS if which == "all" else (which,)
    asked = {"neighbours": neighbours} if classifier == "nearest neighbours" else {}
    known = load_subject(teacher_id).truth
    model = train(classifier, features(teacher_id, specs).values, known, **asked)
    space = features(subject_id, specs)
    return space.to_image(model.predict(space.values))


def facts(subject):
    """Dice by class from two teachers; mean Dice for few and many neighbours, and by feature."""

    def scores(teacher="age-25", neighbours=3, which="all", on=subject.id):
        found = tested(teacher, "nearest neighbours", neighbours, which, on)
        return dice_multiclass(load_subject(on).truth, found)

    usual, foreign = scores(), scores("other-scanner")
    few, many = (scores(neighbours=k).mean() for k in (FEW, MANY))
    own, abroad = scores(subject.id, FEW).mean(), scores(subject.id, FEW, on="age-25").mean()
    alone = [scores(which=spec).mean() for spec in SPECS]
    strongest = SPECS[alone.index(max(alone))]
    return {
        "usual": usual,
        "foreign": foreign,
        "few": few,
        "many": many,
        "falls": many < few,
        "rises_below": few <= many < 0.9,
        "rises_above": few < 0.9 <= many,
        "own": own,
        "abroad": abroad,
        "both_high": own == 1 and abroad > 0.9,
        "by_heart": own == 1 and abroad <= 0.9,
        "both_low": own <= 0.9 and abroad <= 0.9,
        "alone": alone,
        "strongest": strongest,
        "strongest_title": FEATURES[strongest],
        "together": usual.mean(),
    } | {
        f"{what}_{at}": holds
        for what, each in (
            ("crosses", (usual > LINE) & (foreign < LINE)),
            ("best", [spec == strongest for spec in SPECS]),
        )
        for at, holds in enumerate(each)
    }
