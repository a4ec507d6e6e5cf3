"""Feature selection: commit to a guess, then see which features are worth having."""

import streamlit as st

from segcore import (
    dice_multiclass,
    feature_space,
    forward_selection,
    split_half,
    subjects,
    train,
)
from segcore.features import spec_title
from segview import theme
from segview.cache.remembering import features, picture, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import errors, image, result, scatter_grid, truth

CLASSIFIER = "quadratic discriminant"
SPECS = (
    "intensity",
    "gaussian:2",
    "gaussian:5",
    "std:7",
    "gradient:2",
    "laplacian:3",
    "row",
    "noise:1",
)
SHORT = ("Intensity", "Blur 2", "Blur 5", "Spread", "Gradient", "Laplacian", "Row", "Random")
NAMES = dict(zip(SPECS, SHORT, strict=True))
MOST = 6
LITTLE = 0.01  # a difference in Dice that is not worth a feature
UNDECIDED = "Guess first: two different features."
FIRST_LOOK = ("intensity", "gaussian:5", "std:7", "gradient:2")
EVERY = tuple(range(len(SPECS)))

subject = lesson.subject()
alike = [
    other
    for other in subjects()
    if other.foreground == subject.foreground and other.id != subject.id and not other.downloaded
]
LEARNS = {"half": "the left half of this image"}
TESTS = {"half": "the right half of this image", "other": f"the image above ({subject.title})"}
TEACHERS = {"half": "Left half, test on the right"}
if alike:
    LEARNS = {"other": f"another image ({alike[0].title})"} | LEARNS
    TEACHERS = {"other": alike[0].title} | TEACHERS


@remember
def examples(subject_id: str, where: str, specs: tuple = SPECS) -> tuple:
    """What trains and what tests: two feature spaces, each with its ground truth.

    A half is an image of its own: no filter on one of them sees anything of the other.
    """
    if where == "half":
        image, truth = picture(subject_id), subject.truth
        left = split_half(truth.shape).train.reshape(truth.shape)[0]
        return tuple((feature_space(image[:, h], specs), truth[:, h]) for h in (left, ~left))
    tests = alike[1] if where == "third" else subject
    return tuple((features(one.id, specs), one.truth) for one in (alike[0], tests))


@remember
def predicted(subject_id: str, where: str, columns: tuple) -> tuple:
    """What a classifier trained on some of the features says about the test image; its mean Dice."""
    (known, labels), (unknown, right) = examples(subject_id, where)
    model = train(CLASSIFIER, known.values[:, columns], labels)
    found = model.predict(unknown.values[:, columns]).reshape(unknown.shape)
    return found, float(dice_multiclass(right, found).mean())


@remember(saying="Choosing features one by one")
def selected(subject_id: str, where: str, most: int = MOST) -> tuple:
    """Forward selection by mean Dice on the test image."""
    return forward_selection(
        SPECS, lambda columns: predicted(subject_id, where, tuple(columns))[1], most
    )


@remember
def own_scores(subject_id: str, where: str) -> dict:
    """Mean Dice on the test image with each feature on its own, best first."""
    scores = {spec: predicted(subject_id, where, (at,))[1] for at, spec in enumerate(SPECS)}
    return {spec: scores[spec] for spec in sorted(scores, key=scores.get, reverse=True)}


def verdict(guess: set, where: str) -> str:
    """Tell whether the learner's pair is as good as the pair that selection found."""
    _, mine = predicted(subject.id, where, tuple(map(SPECS.index, guess)))
    first, second = selected(subject.id, where)[:2]
    yours = f"Your pair alone reaches **{mine:.2f}**"
    if guess == {first.name, second.name}:
        return f"{yours}: it is the pair that selection chose. Your hypothesis was **right**."
    if mine > second.score:
        return f"{yours} and **beats** the two chosen first: step by step is not always best."
    return f"{yours}, the two chosen first {second.score:.2f}: your hypothesis was **not right**."


guesses = [
    Preset(
        "Guess: two blurs",
        {"guess": "gaussian:2", "and": "gaussian:5"},
        "Two widths of the same filter know much of the same.",
    ),
    Preset(
        "Guess: place and chance",
        {"guess": "row", "and": "noise:1"},
        "Neither looks at the image.",
    ),
    Preset(
        "Guess: grey and edges",
        {"guess": "intensity", "and": "gradient:2"},
        "How bright a pixel is, and how steeply the brightness changes there.",
    ),
]


def choices_of(mine: dict, steps: tuple) -> list:
    """Presets that make sense once the learner has committed to these two features."""
    return [
        Preset(
            "One feature",
            mine | {"features": 1},
            f"{NAMES[steps[0].name]} is the best single feature for the test image: {steps[0].score:.3f}.",
        ),
        Preset(
            "Three features",
            mine | {"features": 3},
            f"Two more take test Dice from {steps[0].score:.3f} to {steps[2].score:.3f}.",
        ),
        Preset(
            "Six features",
            mine | {"features": MOST},
            f"The last three change it from {steps[2].score:.3f} to {steps[-1].score:.3f}. Look at the curve: where would you stop?",
        ),
        Preset(
            "Half an image to learn from",
            mine | {"train": "half", "features": 3},
            "The left half trains, the right half tests. Which features are chosen now?",
        ),
        *guesses,
    ]


def compare(mine: dict, steps: tuple, count: int) -> None:
    """Show what selection chose, how good the guess was, and every feature's own score."""
    where, guess = mine["train"], {mine["guess"], mine["and"]}
    alone = own_scores(subject.id, where)
    ranks = {spec: rank for rank, spec in enumerate(alone, start=1)}
    winner = next(iter(alone))
    useless = [
        NAMES[spec]
        for spec in alone
        if spec != "noise:1" and alone[spec] < alone["noise:1"] + LITTLE
    ]
    as_bad = f" No better on their own: {', '.join(useless)}." if useless else ""
    st.markdown(
        "Chosen one by one, with test Dice: "
        + " → ".join(f"{NAMES[step.name]} **{step.score:.2f}**" for step in steps[:count])
        + ". "
        + verdict(guess, where)
    )
    offer(choices_of(mine, steps))
    own, together = st.columns(2)
    with own:
        figures.bars(
            "own",
            {NAMES[spec]: score for spec, score in alone.items()},
            title="mean Dice of one feature, test image",
            colours=[theme.CLUSTER_COLOURS[6]] * len(SPECS),
        )
        glossary.tell(
            f"The best feature on its own is *{NAMES[winner]}* with {alone[winner]:.2f}, so it is chosen first. *Random* knows nothing and scores "
            f"{alone['noise:1']:.2f}, about what calling every pixel {subject.classes[0]} gives.{as_bad} *Row* ({alone['row']:.2f}) knows where a "
            "pixel lies, not what it is: that can help only while everything lies in the same place."
        )
    with together:
        figures.curves(
            "selection",
            range(1, MOST + 1),
            {"test Dice": [step.score for step in steps]},
            titles=("features chosen", "mean Dice on the test image"),
            now=count,
        )
        glossary.tell(
            f"All numbers here are from {TESTS[where]}; the classifier learns from {LEARNS[where]}. Chosen first: "
            + ", ".join(
                f"*{NAMES[step.name]}* (on its own number {ranks[step.name]})" for step in steps[:3]
            )
            + "."
            + "".join(
                f" *Random*, which knows nothing, was number {place}: luck."
                for place, step in enumerate(steps, start=1)
                if step.name == "noise:1"
            )
        )


@st.fragment
def explore() -> None:
    """Commit to two features, then compare with what selection finds."""
    first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
    choices = {"none": "…"} | {spec: spec_title(spec) for spec in SPECS}
    with first:
        one = controls.choice("guess", "My guess: these two", choices, "none")
    with second:
        two = controls.choice("and", "and", choices, "none")
    with third:
        where = controls.choice(
            "train",
            "Train on",
            TEACHERS,
            next(iter(TEACHERS)),
            help="Where the classifier learns. It is tested on the image shown, or on its right half.",
        )
    with fourth:
        committed = "none" not in (one, two) and one != two
        count = controls.slider(
            "features", "Features chosen", 1, MOST, 1, 3, disabled="" if committed else UNDECIDED
        )
    steps = selected(subject.id, where) if committed else ()
    shown = tuple(step.name for step in steps[:count]) or FIRST_LOOK
    columns = tuple(step.column for step in steps[:count]) or EVERY
    found, _ = predicted(subject.id, where, columns)
    (_, _), (space, right) = examples(
        subject.id, where, tuple(dict.fromkeys(("intensity", *shown)))
    )
    linked_view(
        space,
        right,
        found,
        classes=subject.classes,
        rows=[
            [
                image("Test image"),
                truth(),
                result("Result" if committed else "All eight"),
                errors(),
            ],
            *scatter_grid(shown),
        ],
        hint=f"In the plots, coloured by ground truth: {', '.join(spec_title(spec) for spec in shown)}.",
    )
    with st.container():
        if committed:
            compare({"guess": one, "and": two, "train": where}, steps, count)
        else:
            st.info(
                "Commit to two features above: then you see how good each is, and which are chosen."
            )
            offer(guesses)
    controls.listing(teacher=alike[0].id if alike else subject.id, committed=committed)


explore()
default = next(iter(TEACHERS))
first, second, third = selected(subject.id, default)[:3]
chosen = (first.column, second.column, third.column)
with_chance = predicted(subject.id, default, (*chosen, SPECS.index("noise:1")))[1]
*_, (last, last_class) = enumerate(subject.classes)
alone = own_scores(subject.id, default)
winner, runner_up, *_ = alone
honest = ""
if alike:
    elsewhere = selected(subject.id, "third", 2)
    reached = predicted(subject.id, "other", tuple(step.column for step in elsewhere))[1]
    theirs = f" Let a third image, “{alike[1].title}”, choose two features: "
    honest = theirs + (
        f"it takes the same two, {NAMES[first.name]} and {NAMES[second.name]}, and Dice is the same {second.score:.3f}. "
        "The choice did not flatter this time. Only the third image could tell."
        if {step.name for step in elsewhere} == {first.name, second.name}
        else f"it takes {' and '.join(NAMES[step.name] for step in elsewhere)}, which reach {reached:.3f} here. Those chosen "
        f"by the test image itself reach {second.score:.3f}."
    )

left, right = st.columns(2)
with left:
    glossary.tell(
        f"""
You can choose among eight [[feature|features]]: *Intensity*; {"; ".join(f"*{NAMES[spec]}*, in full {spec_title(spec)}" for spec in SPECS[1:6])}; [[row|*Row*]]; and [[random numbers|*Random* numbers]].

Each number is the mean [[Dice coefficient|Dice]] of a [[classifier]] on a test image that it has not learnt from. **On its own** is its score
with one feature. **Together** is another question: [[forward selection]] takes the best feature, then the one that adds most to it, and so on.
The classifier is a [[quadratic discriminant]], which describes each [[class]] by one bell-shaped cloud.

**Beware of luck.** *Random* knows nothing. Try enough features, and one that knows no more than it does looks good by chance.

**Try**

1. Look at the scatterplots, then commit to your guess above.
2. Add features one at a time. When do the pictures stop changing?
3. Train on half of the image. Are the same features chosen?
"""
    )
    code.show(forward_selection)
with right:
    ask(
        "best-alone",
        "Predict: which of these features separates the classes of the test image best on its own?",
        [
            Answer(
                spec_title(spec),
                f"Its own score is {alone[spec]:.2f}"
                + (
                    ", the highest of all eight."
                    if spec == winner
                    else f". {spec_title(winner)} has {alone[winner]:.2f}."
                ),
                spec == winner,
            )
            for spec in ("intensity", "gaussian:2", "std:7", "noise:1")
        ],
        then={"guess": winner, "and": runner_up, "features": 1},
    )
    ask(
        "order",
        "Why does selection not simply take the features with the highest own scores, in that order?",
        [
            Answer(
                "It asks what a feature adds to those already chosen.",
                "A feature that repeats what is known adds little, however good it is alone.",
                True,
            ),
            Answer(
                "The own scores are wrong.",
                "They come from the same test image, but answer another question: how good is a feature without company?",
            ),
            Answer(
                "It tries features at random.",
                "It tries every remaining feature at every step, and takes the best.",
            ),
        ],
    )
    ask(
        "chance",
        f"Added to the first three features, random numbers change test Dice by {with_chance - third.score:+.4f}. What do you learn from that?",
        [
            Answer(
                "Random numbers know something about the classes.",
                "They were drawn without looking at the image. Other random numbers would give another small change.",
            ),
            Answer(
                "Changes of this size are chance.",
                "A feature that is known to be useless is a yardstick: what gains no more than it does is not worth having.",
                True,
            ),
            Answer(
                "The classifier is broken.",
                "Every classifier is disturbed a little by numbers that mean nothing, and now and then the disturbance helps.",
            ),
        ],
    )
    ask(
        "used-up",
        "The features were chosen by their Dice on the test image. Is that Dice still an honest forecast for a new image?",
        [
            Answer(
                "Yes: the classifier was not trained on the test image.",
                "But the choice was made with it. The best of many tries on these pixels is partly luck with these pixels.",
            ),
            Answer(
                "No, it can flatter: an honest forecast needs an image that played no part in the choice.",
                "Choosing is learning too: keep one more image aside, and look at it only at the very end."
                + honest,
                True,
            ),
            Answer(
                "No, because more features always overfit.",
                "More features can be a real gain. The point is with which pixels the choice was made.",
            ),
        ],
    )
    find(
        "called-last",
        f"Find the pixels that the result calls {last_class}.",
        [("result", "=", last)],
        why="The classifier drew its border through feature space, around dots. In the image it looks as if it had found a shape.",
        hint=f"Draw a lasso around the {last_class} in the result, or around its dots in one of the plots; with Shift you add more.",
    )
