"""Another subject: Full Exercise 2 of the course, train on one person and test on another."""

import streamlit as st

from segcore import (
    class_fates,
    confusion_matrix,
    dice_multiclass,
    feature_space,
    load_subject,
    shared_part,
    subjects,
    thin,
    train,
)
from segcore.classifiers import NearestNeighbours
from segview import theme
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as exercise
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import image, result, scatter, truth

SPECS = ("intensity", "gaussian:5", "gradient:5")
CLOUD = ("intensity", "gaussian:5")
NAMES = {"intensity": "Intensity", "gaussian:5": "Blurred intensity", "gradient:5": "Gradient"}
NEIGHBOURS = 3
STEP = 6  # every sixth pixel of every sixth row is enough for a small plot
ALIKE = 0.7  # shared part of two clouds from which on we call them alike
SHORT = {
    "background": "back-<br>ground",
    "CSF": "CSF",
    "grey matter": "grey<br>matter",
    "white matter": "white<br>matter",
}
OPEN = {"": "I have not decided yet"}
BRAINS = {one.id: one.title for one in subjects() if one.foreground == "brain"}
SHIPPED = [one.id for one in subjects() if one.foreground == "brain" and not one.downloaded]
CAUSES = {
    "background": "Much of it is air, dark in dark surroundings, where there is hardly any tissue.",
    "CSF": "On average it is about as dark as the background.",
    "grey matter": "In brightness it lies between fluid and white matter, so it can be mistaken for either.",
    "white matter": "It is the brightest tissue and lies in large pieces, so its surroundings are the brightest as well.",
}

picked = lesson.subject()


@remember(saying="Training on one subject, testing on another")
def transferred(train_id: str, test_id: str, specs: tuple):
    """Labels of all pixels of one subject, from the neighbours in another."""
    known = load_subject(train_id)
    model = train(
        "nearest neighbours",
        features(train_id, specs).values,
        known.truth,
        neighbours=NEIGHBOURS,
    )
    space = features(test_id, specs)
    return space.to_image(model.predict(space.values))


@remember(saying="Training with each feature alone")
def alone(train_id: str, test_id: str) -> dict:
    """Mean Dice with each feature on its own."""
    unseen = load_subject(test_id).truth
    return {
        spec: dice_multiclass(unseen, transferred(train_id, test_id, (spec,))).mean()
        for spec in SPECS
    }


@remember
def reasons(train_id: str, test_id: str) -> list:
    """Why each class is hard or easy: what can be said of any brain, and what happened to this one."""
    unseen = load_subject(test_id)
    table = confusion_matrix(unseen.truth, transferred(train_id, test_id, SPECS))
    return [
        f"{CAUSES[name]} Here {found:.0%} of its pixels were found; those that were not are mostly "
        f"called {unseen.classes[called]}."
        for name, (found, called) in zip(unseen.classes, class_fates(table), strict=True)
    ]


@remember
def alike(train_id: str, test_id: str) -> float:
    """Shared part of the clouds of intensity and blurred intensity."""
    return shared_part(features(train_id, CLOUD).values, features(test_id, CLOUD).values)


@remember
def greys(subject_id: str) -> list:
    """Mean intensity of each class."""
    truth = load_subject(subject_id).truth
    return train("nearest mean", features(subject_id, CLOUD).values, truth).means[:, 0].tolist()


@remember
def thinned(subject_id: str) -> tuple:
    """Some pixels: features and labels."""
    return thin(features(subject_id, SPECS), STEP).values, load_subject(subject_id).truth[
        ::STEP, ::STEP
    ].ravel()


first, second, third = st.columns([3, 3, 2.4], vertical_alignment="bottom")
with first:
    same = {"picked": "The image chosen above"}
    choice = controls.choice(
        "train", "Train on", same | BRAINS, "picked", help="Whose pixels and ground truth it learns"
    )
    learnt = picked if choice == "picked" else lesson.load(choice, picked.id, control="train")
with second:
    usual = next(id for id in ("age-50", "age-75") if id != learnt.id)
    choice = controls.choice(
        "test", "Test on", BRAINS, usual, help="Whose pixels it labels, without their ground truth"
    )
    tested = lesson.load(choice, picked.id, control="test")

found = transferred(learnt.id, tested.id, SPECS)
own = transferred(learnt.id, learnt.id, SPECS)
per_class = dict(zip(tested.classes, dice_multiclass(tested.truth, found), strict=True))
own_dice, mean_dice = (
    dice_multiclass(one.truth, labels).mean() for one, labels in ((learnt, own), (tested, found))
)
easiest, hardest = max(per_class, key=per_class.get), min(per_class, key=per_class.get)
lone = alone(learnt.id, tested.id)
best = max(lone, key=lone.get)
shared = alike(learnt.id, tested.id)
why = reasons(learnt.id, tested.id)


def judge(part: str, guess: str, right: str, detail: str) -> None:
    """Say whether a part of the hypothesis held."""
    sign = "✓ held" if guess == right else "✗ did not hold"
    st.markdown(f"**{part}** {sign}: {detail}")


view, side = st.columns([2.3, 1], gap="medium")
with side:
    options = OPEN | {name: name.capitalize() for name in tested.classes if name != "CSF"}
    options["CSF"] = "CSF (fluid)"
    st.markdown("**Commit first: on somebody new …**")
    top = controls.choice("easiest", "… the best class will be", options, "")
    low = controls.choice("hardest", "… the worst class will be", options, "")
    feature = controls.choice("feature", "… the best single feature will be", OPEN | NAMES, "")
    committed = bool(top and low and feature)
    if not committed:
        st.info("Decide on all three: then ground truth, result and scores appear here.")
    else:
        figures.bars(
            "per-class",
            {SHORT[name]: dice for name, dice in per_class.items()},
            title="Dice on the test subject",
            colours=theme.class_colours(len(per_class)),
        )
        judge("Best class", top, easiest, f"{easiest}, {per_class[easiest]:.2f}.")
        judge("Worst class", low, hardest, f"{hardest}, {per_class[hardest]:.2f}.")
        scores = ", ".join(f"{NAMES[spec].lower()} {dice:.2f}" for spec, dice in lone.items())
        judge("Best feature", feature, best, f"mean Dice {scores}; all three {mean_dice:.2f}.")


@st.fragment
def explore() -> None:
    """Flip between the two subjects; before the learner commits, the new one has no labels."""
    with third:
        whose = controls.choice(
            "whose",
            "Show",
            {"test": "The test subject", "train": "The training subject"},
            "test" if committed else "train",
            help="Flip between the two: do their scatterplots look alike?",
        )
    shown, labels = (tested, found) if whose == "test" else (learnt, own)
    hidden = whose == "test" and not committed
    colour = "density" if hidden else "truth"
    if hidden:
        hint = "Somebody new: no ground truth, no result. Commit to a hypothesis, or show the training subject."
    elif whose == "test":
        hint = (
            f"Mean Dice: {own_dice:.3f} on the subject it learnt from, {mean_dice:.3f} on this one."
        )
    elif committed:
        hint = "The classifier has learnt these very pixels: its result here flatters."
    else:
        hint = "What the classifier learns: these pixels with their ground truth."
    with view:
        linked_view(
            features(shown.id, SPECS),
            None if hidden else shown.truth,
            labels if committed else None,
            classes=shown.classes,
            rows=[
                [image(), *(() if hidden else (truth(),)), *((result(),) if committed else ())],
                [
                    scatter(*CLOUD, colour=colour, title="Feature space"),
                    scatter(*SPECS[1:], colour=colour, title="Blur and gradient"),
                ],
            ],
            hint=hint,
        )
    controls.listing(train=learnt.id, test=tested.id, committed=committed)


explore()
with st.container():
    if tested is learnt:
        st.warning("Trained and tested on the same pixels: this says nothing about anybody else.")
st.subheader("Both subjects, all three features", anchor=False)
figures.scatters(
    "both",
    {
        "training subject": thinned(learnt.id),
        "test subject": (thinned(tested.id)[0], thinned(tested.id)[1] if committed else None),
    },
    titles=list(NAMES.values()),
    colours=theme.class_colours(len(tested.classes)),
)
st.caption(
    "Every sixth pixel of every sixth row, on the same axes. "
    + (
        "Colours: ground truth."
        if committed
        else "The new subject's dots have no colours before you commit."
    )
)
if committed:
    st.subheader("One classifier, several subjects", anchor=False)
    company = [load_subject(id) for id in dict.fromkeys((tested.id, *SHIPPED)) if id != learnt.id]
    answers = {one.id: transferred(learnt.id, one.id, SPECS) for one in company}
    for one, place in zip(company, st.columns(len(company)), strict=True):
        with place:
            st.image(one.image, caption=one.title, width="stretch")
            figures.labels(answers[one.id], theme.class_colours(len(one.classes)), "Result")
    by_class = [dice_multiclass(one.truth, answers[one.id]) for one in company]
    figures.bars(
        "company",
        {
            name: {one.title: float(dice[at]) for one, dice in zip(company, by_class, strict=True)}
            for at, name in enumerate(picked.classes)
        },
        title="Dice of each class",
        colours=theme.class_colours(len(picked.classes)),
    )
    means = {one.title: float(dice.mean()) for one, dice in zip(company, by_class, strict=True)}
    worst = min(means, key=means.get)
    st.markdown(
        "Mean Dice: " + ", ".join(f"{name} {dice:.3f}" for name, dice in means.items()) + ". "
        f"One test says little: on “{worst}” the same classifier reaches {means[worst]:.3f}, elsewhere up to {max(means.values()):.3f}."
    )
_, _, grey, white = greys("age-25")
_, _, scanner_grey, _ = greys("other-scanner")
offer(
    [
        Preset(
            "A person of 75",
            {"train": "age-25", "test": "age-75", "whose": "test"},
            "The same scanner, but wide ventricles: their middle is called background. Its surroundings are darker than those of any fluid learnt.",
        ),
        Preset(
            "A lower slice",
            {"train": "age-25", "test": "lower-slice", "whose": "test"},
            "Another part of the head has other shapes. The classifier knows no shapes, only dots.",
        ),
        Preset(
            "Another scanner",
            {"train": "age-25", "test": "other-scanner", "whose": "test"},
            f"On this scanner grey matter has the mean {scanner_grey:.2f}, about halfway between grey matter ({grey:.2f}) and white matter ({white:.2f}) of the training scanner.",
        ),
        Preset(
            "The same subject",
            {"train": "age-25", "test": "age-25", "whose": "test"},
            "Everything looks better. It has seen these very pixels.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        f"""
The [[classifier]] is *{NEIGHBOURS} [[nearest neighbours]]* on three features: intensity, [[Gaussian blur]] (σ = 5) and
[[gradient magnitude]] (σ = 5), computed in the same way for both subjects. It learns all pixels of one subject with their
[[ground truth]], and then labels somebody it has never seen. The ground truth of that person only serves to score it.

**Try**

1. Commit to a hypothesis: which classes, which feature? Then compare the three parts with the scores.
2. Flip *Show* between the two subjects. Where does a cloud move?
3. Train on the other scanner and test on a person of 25. Is it as bad the other way round?
4. Lasso the [[CSF|fluid]] in the scatterplot. What else lights up?
5. Test on the person of 75, whose [[ventricles]] are wide. What becomes of them?
"""
    )
    st.markdown(
        "Mean intensity per class, training → test subject: "
        + ", ".join(
            f"{name} {a:.2f} → {b:.2f}"
            for name, a, b in zip(tested.classes, greys(learnt.id), greys(tested.id), strict=True)
        )
        + "."
    )
    code.show(feature_space, train, NearestNeighbours, dice_multiclass, shared_part)
with right:
    ask(
        "easier",
        "Which class was the easiest to find on the test subject, and why?",
        [
            Answer(name, f"Dice {dice:.3f}. {reason}", name == easiest)
            for (name, dice), reason in zip(per_class.items(), why, strict=True)
        ],
    )
    ask(
        "harder",
        "And the hardest?",
        [
            Answer(name, f"Dice {dice:.3f}. {reason}", name == hardest)
            for (name, dice), reason in zip(per_class.items(), why, strict=True)
        ],
        show=[("truth", "=", tested.classes.index(hardest)), ("truth", "!=", "result")]
        if committed
        else (),
    )
    ask(
        "alike",
        "Flip between the two subjects. Do their scatterplots look alike?",
        [
            Answer(
                "Yes: the same clouds in nearly the same places.",
                f"They overlap by {shared:.0%}. "
                + (
                    "A dot in the same place mostly means the same tissue in both."
                    if shared >= ALIKE
                    else "The clouds of the tissues lie elsewhere."
                ),
                shared >= ALIKE,
            ),
            Answer(
                "No: the clouds of the tissues have moved.",
                f"They overlap by {shared:.0%}. For most pairs of subjects here it is more than {ALIKE:.0%}; with the other scanner it is less.",
                shared < ALIKE,
            ),
        ],
        then={"train": choice, "test": tested.id, "whose": "train"},
    )
    ask(
        "ventricles",
        "You train on the person of 25 with narrow ventricles and test on the person of 75 with wide ones. What becomes of the fluid in the middle of the wide ones?",
        [
            Answer(
                "It is found: fluid is as dark in both heads.",
                "Its own intensity would fit. But blur is a feature, too, and in the middle of so much fluid it is lower than in any fluid of the young brain.",
            ),
            Answer(
                "Most of it is called background: dark in surroundings as dark as that is something else here.",
                "The classifier does not know where ventricles are, nor how wide. It notices the width only through the blur, and no fluid it has learnt is that dark around.",
                True,
            ),
            Answer(
                "It is called white matter, which was there in the young brain.",
                "Neither row nor column is among the features: the classifier has no idea what was where.",
            ),
        ],
        then={"train": "age-25", "test": "age-75", "whose": "test"},
    )
    find(
        "compact",
        "In the feature space, select the cloud of white matter.",
        [("truth", "=", tested.classes.index("white matter"))],
        why="One compact cloud, with little else in it: that is what makes a class easy.",
        hint="Where the truth is hidden, first show the training subject. Draw a lasso around the yellow dots in the left-hand plot, close to where they end.",
    )

exercise.show("full-exercise-2", learnt.id, tested.id)
