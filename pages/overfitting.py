"""Overfitting: results that are too good to be true, and how to notice."""

import streamlit as st

from segcore import (
    best_threshold,
    dice_coefficient,
    dice_multiclass,
    load_subject,
    predict_unseen,
    shuffle_pixels,
    split_half,
    split_pixels,
    subjects,
    thin,
    threshold,
    train,
)
from segview import code, controls, figures, glossary, lesson, theme
from segview.caching import features, remember
from segview.linked import linked_view
from segview.panels import image, result, scatter, truth
from segview.presets import Preset, offer
from segview.quiz import Answer, ask, find

BASE = ("intensity", "gaussian:5", "gradient:5")
STEP = 2  # every second row and column: a quarter of the pixels
SPLITS = {
    "same": "The very pixels it learnt",
    "pixels": "Other pixels, at random",
    "half": "The other half of the image",
    "subject": "Another subject",
}
SHORT = {"same": "same", "pixels": "random", "half": "half", "subject": "subject"}
BAR_COLOURS = (theme.FALSE_POSITIVE, *["#0072b2"] * 3)  # one bar deceives
NEIGHBOURS = (1, 3, 7, 15, 31)
MOST_NOISE = 6

subject = lesson.subject()
shipped = [one for one in subjects() if one.foreground == "brain" and not one.downloaded]
teacher = next(one for one in shipped if one.id != subject.id)


@remember
def pixels(subject_id: str, noise: int, shuffled: bool, first_seed: int) -> tuple:
    """Thinned feature space with random features besides the real ones, and labels to learn."""
    seeds = range(first_seed, first_seed + noise)
    space = thin(features(subject_id, (*BASE, *(f"noise:{seed}" for seed in seeds))), STEP)
    labels = load_subject(subject_id).truth[::STEP, ::STEP]
    return space, shuffle_pixels(first_seed, labels)[0] if shuffled else labels


@remember(saying="Training and testing")
def tested(subject_id: str, teacher_id: str, split: str, k: int, noise: int, shuffled: bool):
    """Labels of all pixels of the subject, by classifiers trained as the split says."""
    space, labels = pixels(subject_id, noise, shuffled, 1)
    how = {"name": "nearest neighbours", "neighbours": k}
    if split == "pixels":
        found = predict_unseen(split_pixels(space.shape), values=space.values, labels=labels, **how)
    elif split == "half":
        found = predict_unseen(split_half(space.shape), values=space.values, labels=labels, **how)
    else:
        known = (space, labels)
        if split == "subject":
            known = pixels(teacher_id, noise, shuffled, 1001)
        found = train(values=known[0].values, labels=known[1], **how).predict(space.values)
    return space.to_image(found)


def mean_dice(split: str, k: int, noise: int = 0, shuffled: bool = False) -> float:
    """Mean Dice over the classes for one way to test."""
    labels = pixels(subject.id, noise, shuffled, 1)[1]
    found = tested(subject.id, teacher.id, split, k, noise, shuffled)
    return float(dice_multiclass(labels, found).mean())


@remember
def tuned(subject_id: str, teacher_id: str) -> tuple:
    """Dice on every shipped subject with a threshold chosen here, and with one chosen elsewhere."""
    here, elsewhere = load_subject(subject_id), load_subject(teacher_id)
    cuts = [best_threshold(one.image, one.binary_truth)[0] for one in (here, elsewhere)]
    others = [one for one in shipped if one.id not in (subject_id, teacher_id)]
    tables = [
        {
            one.id: dice_coefficient(one.binary_truth, threshold(one.image, cut))
            for one in (here, *others)
        }
        for cut in cuts
    ]
    return cuts, tables


@st.fragment
def explore() -> None:
    """Test in four ways, add nonsense, compare."""
    first, second, third, fourth = st.columns([3, 2.4, 2.4, 2], vertical_alignment="bottom")
    with first:
        split = controls.choice("split", "Test on", SPLITS, "same")
    with second:
        k = controls.slider("neighbours", "Neighbours k", 1, 31, 2, 1)
    with third:
        noise = controls.slider("noise_features", "Random features", 0, MOST_NOISE, 1, 0)
    with fourth:
        shuffled = controls.toggle(
            "shuffled", "Shuffled labels", help="Give every pixel the label of another one"
        )
    space, labels = pixels(subject.id, noise, shuffled, 1)
    found = tested(subject.id, teacher.id, split, k, noise, shuffled)
    scores = {name: mean_dice(name, k, noise, shuffled) for name in SPLITS}
    view, side = st.columns([2.3, 1], gap="medium")
    with view:
        linked_view(
            space,
            labels,
            found,
            classes=subject.classes,
            rows=[
                [image(), truth("Truth, shuffled" if shuffled else "Ground truth"), result()],
                [
                    scatter(*BASE[:2], title="Feature space"),
                    scatter(*BASE[:2], colour="errors", title="Where the errors are"),
                ],
            ],
            hint="Every second row and column is used, to be quick. "
            + (f"Trained on: {teacher.title}." if split == "subject" else "Trained on this image."),
        )
    with side:
        figures.bars(
            "splits",
            {SHORT[name]: score for name, score in scores.items()},
            title="mean Dice, by what it is tested on",
            colours=BAR_COLOURS,
        )
        st.markdown(
            f"**{scores['same']:.3f}** on the pixels it has learnt; **{scores['subject']:.3f}** on a subject "
            f"it has not. The first is the one in the advertisement."
        )


explore()
best_k = max(NEIGHBOURS, key=lambda k: mean_dice("subject", k))
plain = {"noise_features": 0, "shuffled": False}
offer(
    [
        Preset(
            "Too good to be true",
            plain | {"split": "same", "neighbours": 1},
            "The nearest neighbour of a pixel it has learnt is that pixel itself. It looks up the answer.",
        ),
        Preset(
            "The same classifier, elsewhere",
            plain | {"split": "subject", "neighbours": 1},
            "Nothing has changed but the pixels it is asked about.",
        ),
        Preset(
            "Learning nonsense",
            {"split": "same", "neighbours": 1, "noise_features": 3, "shuffled": True},
            "Shuffled labels, random features: there is nothing to learn, and still the score is nearly perfect. Now test on anything else.",
        ),
        Preset(
            "Drowned in random numbers",
            {"split": "subject", "neighbours": 1, "noise_features": MOST_NOISE, "shuffled": False},
            "Pixels now are neighbours by accident.",
        ),
    ]
)

(cut_here, cut_there), (promised, honest) = tuned(subject.id, teacher.id)
others = [name for name in promised if name != subject.id]
delivered = sum(promised[name] for name in others) / len(others)
worst = min(others, key=promised.get)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
With one neighbour and the pixels it has learnt, a [[classifier]] is always right: it has learnt them by heart. That is
[[overfitting]], and a score on the same pixels cannot see it. Other pixels of the same image are a better test, but a
random pixel still has its neighbour in the training set. The test that counts is the one you will face: another person.

**Challenge.** Test on another subject and raise the mean Dice as far as you can. Then go on reading, for there is a catch.
"""
    )
    figures.curves(
        "by-neighbours",
        NEIGHBOURS,
        {SHORT[name]: [mean_dice(name, k) for k in NEIGHBOURS] for name in SPLITS},
        titles=("neighbours k", "mean Dice"),
        log=True,
    )
    figures.curves(
        "by-features",
        [len(BASE) + n for n in range(MOST_NOISE + 1)],
        {
            SHORT[name]: [mean_dice(name, 1, n) for n in range(MOST_NOISE + 1)]
            for name in ("same", "subject")
        },
        titles=("features: 3 real ones, then random ones (k = 1)", "mean Dice"),
        lowest=0,
    )
    with st.expander("How far can one get in the challenge?"):
        glossary.tell(
            f"Of k = {', '.join(map(str, NEIGHBOURS))}, k = {best_k} gives the most: "
            f"{mean_dice('subject', best_k):.3f} after {mean_dice('subject', 1):.3f} with k = 1. "
            "The catch: you chose k by looking at the [[ground truth]] of the test image. "
            "To be honest, choose k on the training subject, and look at the test subject once."
        )
    code.show(predict_unseen, split_pixels, split_half)
with right:
    ask(
        "one-neighbour",
        "A classifier with one neighbour reaches Dice 1 on the pixels it has learnt. Which Dice do you expect on another subject?",
        [
            Answer(
                "1, or very close to it.",
                f"It is {mean_dice('subject', 1):.3f}. There, no pixel is its own neighbour.",
            ),
            Answer(
                "Clearly less than 1.",
                f"It is {mean_dice('subject', 1):.3f}. Having learnt by heart helps only with what one has learnt.",
                True,
            ),
            Answer(
                "About 0: it knows nothing about that person.",
                f"It is {mean_dice('subject', 1):.3f}. The tissues look similar in both heads, so much of what it has learnt holds.",
            ),
        ],
        then=plain | {"split": "subject", "neighbours": 1},
    )
    ask(
        "nonsense",
        "You shuffle the labels, so that there is nothing to learn. What is the Dice with one neighbour on the learnt pixels?",
        [
            Answer(
                "About as bad as guessing.",
                f"That is what it is on other pixels: {mean_dice('pixels', 1, 0, True):.3f}. On the learnt ones it is {mean_dice('same', 1, 0, True):.3f}.",
            ),
            Answer(
                "Still about 1.",
                f"It is {mean_dice('same', 1, 0, True):.3f}, and {mean_dice('pixels', 1, 0, True):.3f} on other pixels. A score on learnt pixels cannot tell knowledge from memory.",
                True,
            ),
        ],
        then={"split": "same", "neighbours": 1, "noise_features": 0, "shuffled": True},
    )
    ask(
        "misconception",
        "You have the ground truth of the test image, to evaluate your result. May you use it to pick the threshold that works best there?",
        [
            Answer(
                "Yes: better results are better.",
                f"Picked here, t = {cut_here:.3f} promises Dice {promised[subject.id]:.3f}. Chosen on {teacher.title.lower()}, "
                f"t = {cut_there:.3f} gives {honest[subject.id]:.3f} here. No choice from elsewhere can beat yours, so yours proves nothing.",
            ),
            Answer(
                "Yes, as long as the classifier is not trained on it.",
                "Choosing a threshold, k or features by the score on an image is training on that image, only by hand.",
            ),
            Answer(
                "No: then it is no longer a test.",
                f"Picked here, the threshold promises {promised[subject.id]:.3f}. On {len(others)} further subjects it delivers {delivered:.3f} on average, "
                f"{promised[worst]:.3f} on “{load_subject(worst).title}”. An image may be used to improve a method or to judge it, not both.",
                True,
            ),
        ],
    )
    figures.bars(
        "tuned",
        {
            f"t chosen here ({subject.id})": promised,
            f"t chosen on {teacher.id}": honest,
        },
        title="Dice for brain, one threshold",
    )
    glossary.tell(
        f"Both thresholds on the same images. The one tuned on **{subject.id}** wins there, by {promised[subject.id] - honest[subject.id]:.3f}, "
        "because it was picked to win there. Nothing makes it win on the others. "
        "Choose the other scanner as your image, and the gap is wide."
    )
    st.markdown(
        "**In real life.** Compare enough pairs of numbers and some will agree by accident: ice cream sold and people drowned, "
        "storks and births. Such *spurious correlations* are true of the data they were found in, and useless for the next. "
        "A method tuned until it fits one image has found some, too."
    )
    find(
        "scalp",
        "Test on another subject. Then select the scalp: pixels brighter than any brain.",
        [("intensity", ">", 0.6)],
        why="They are far from all brain in feature space. Where dots of different classes are well apart, a classifier keeps its word on new subjects.",
        hint="In the feature space, lasso the dots on the right, from intensity 0.6 on.",
    )
