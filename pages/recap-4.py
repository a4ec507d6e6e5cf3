"""Recap of chapter 4: classifiers, tested on a person who is in no lesson."""

import streamlit as st

from segcore import dice_multiclass, load_subject, train
from segview import theme
from segview.cache.remembering import features, remember
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, ask, find, linked_view
from segview.scene import image, result, scatter, truth

SPECS = ("intensity", "gaussian:5", "gradient:5")
FEATURES = {
    "all": "All three",
    "intensity": "Intensity",
    "gaussian:5": "Blur",
    "gradient:5": "Gradient",
}
CLASSIFIERS = {"nearest neighbours": "Nearest neighbours", "nearest mean": "Nearest mean"}
FEW, MANY = 1, 15
LINE = 0.6
SHORT = ("back-<br>ground", "CSF", "grey<br>matter", "white<br>matter")

subject = lesson.subject()
TEACHERS = {
    "age-25": "A person of 25",
    "other-scanner": "A person of 40, other scanner",
    subject.id: "This very person",
}


@remember(saying="Training and testing")
def tested(teacher_id: str, classifier: str, neighbours: int, which: str, subject_id: str):
    """Labels of all pixels of one subject, by a classifier that has learnt another one."""
    specs = SPECS if which == "all" else (which,)
    asked = {"neighbours": neighbours} if classifier == "nearest neighbours" else {}
    model = train(
        classifier, features(teacher_id, specs).values, load_subject(teacher_id).truth, **asked
    )
    space = features(subject_id, specs)
    return space.to_image(model.predict(space.values))


def scores(
    teacher_id: str = "age-25", neighbours: int = 3, which: str = "all", on: str = subject.id
):
    """Dice of each class, by nearest neighbours."""
    found = tested(teacher_id, "nearest neighbours", neighbours, which, on)
    return dice_multiclass(load_subject(on).truth, found)


@st.fragment
def explore() -> None:
    """Choose what is trained, on whom, and with what."""
    first, second, third, fourth = st.columns([2.6, 2.2, 2, 2.2], vertical_alignment="bottom")
    with first:
        teacher = controls.choice("train", "Train on", TEACHERS, "age-25")
    with second:
        classifier = controls.choice("classifier", "Classifier", CLASSIFIERS, "nearest neighbours")
    with third:
        which = controls.choice("features", "Features", FEATURES, "all")
    with fourth:
        k = controls.slider(
            "neighbours",
            "Neighbours k",
            1,
            31,
            2,
            3,
            disabled="Nearest mean asks none." if classifier == "nearest mean" else "",
        )
    found = tested(teacher, classifier, k, which, subject.id)
    view, side = st.columns([2.6, 1], gap="medium")
    with view:
        linked_view(
            features(subject.id, SPECS),
            subject.truth,
            found,
            classes=subject.classes,
            rows=[
                [image(), truth(), result()],
                [
                    scatter(*SPECS[:2], title="Feature space"),
                    scatter(*SPECS[:2], colour="result", title="Feature space, by result"),
                ],
            ],
            hint="The number over the result is the mean Dice of the four classes, on this person.",
        )
    with side:
        per_class = dict(zip(SHORT, dice_multiclass(subject.truth, found), strict=True))
        figures.bars(
            "per-class",
            per_class,
            title="Dice on this person",
            colours=theme.class_colours(len(per_class)),
        )


controls.recap_show(
    "Classifiers that learnt from others segment a person of 60 who is in no lesson. Before you move a control, "
    "decide what you expect."
)
explore()

usual, foreign = (
    dict(zip(subject.classes, scores(teacher), strict=True))
    for teacher in ("age-25", "other-scanner")
)
few, many = (scores(neighbours=k).mean() for k in (FEW, MANY))
own, abroad = scores(subject.id, FEW).mean(), scores(subject.id, FEW, on="age-25").mean()
alone = {name: scores(which=name).mean() for name in SPECS}
strongest = max(alone, key=alone.get)
start = {"train": "age-25", "classifier": "nearest neighbours", "features": "all", "neighbours": 3}

left, right = st.columns(2)
with left:
    ask(
        "scanner",
        f"Predict: you train on the other scanner instead. Which class falls from above Dice {LINE:g} to below it?",
        [
            Answer(
                name.capitalize() if name != "CSF" else "CSF (fluid)",
                f"It goes from {usual[name]:.3f} to {foreign[name]:.3f}. On the other scanner the same tissue has other greys.",
                usual[name] > LINE > foreign[name],
            )
            for name in subject.classes
        ],
        then=start | {"train": "other-scanner"},
    )
    ask(
        "neighbours",
        f"Predict: {MANY} neighbours are asked instead of {FEW}. What does mean Dice on this person do?",
        [
            Answer(
                text,
                f"It goes from {few:.3f} to {many:.3f}. Chance neighbours are outvoted, but overlapping classes still overlap.",
                right,
            )
            for text, right in {
                "It falls.": many < few,
                "It rises, but stays below 0.9.": few <= many < 0.9,
                "It rises above 0.9.": few < 0.9 <= many,
            }.items()
        ],
        then=start | {"neighbours": MANY},
    )
    find(
        "scalp",
        "Nearest mean calls the bright scalp white matter. Let it, and select that scalp.",
        [("intensity", ">", 0.6), ("result", "=", 3)],
        why="Scalp is nearer to the mean of white matter than to that of the background, which is mostly dark air. "
        "Nearest neighbours remembers that bright dots were background.",
        hint="Choose Nearest mean as the classifier. Then draw around the right end of the cloud.",
    )
with right:
    ask(
        "own",
        f"You train on this very person, with {FEW} neighbour. Which mean Dice does that give here, and which on the person of 25?",
        [
            Answer(
                text,
                f"Here {own:.3f}, on the person of 25 {abroad:.3f}. Only the second number tells what somebody new may expect.",
                right,
            )
            for text, right in {
                "1 on both: it has learnt what a brain looks like.": own == 1 and abroad > 0.9,
                "1 here, below 0.9 there: it has learnt these pixels by heart.": own == 1
                and abroad <= 0.9,
                "Below 0.9 on both.": own <= 0.9 and abroad <= 0.9,
            }.items()
        ],
        then=start | {"train": subject.id, "neighbours": FEW},
    )
    ask(
        "alone",
        "Train on the person of 25 with a single feature. Which one gives the highest mean Dice here?",
        [
            Answer(
                FEATURES[name],
                f"Mean Dice {dice:.3f}. {FEATURES[strongest]} does best, and all three together reach {scores().mean():.3f}.",
                name == strongest,
            )
            for name, dice in alone.items()
        ],
        then=start | {"features": strongest},
    )
