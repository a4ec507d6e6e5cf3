"""Overfitting: results that are too good to be true, and how to notice."""

from statistics import fmean

import streamlit as st

from segcore import (
    best_cuts,
    best_threshold,
    dice_multiclass,
    load_subject,
    predict_unseen,
    shuffle_pixels,
    split_half,
    split_pixels,
    subjects,
    thin,
    threshold_multi,
    train,
    try_threshold,
)
from segview import theme
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import image, result, scatter, truth

BASE = ("intensity", "gaussian:5", "gradient:5")
STEP = 2  # every second row and column: a quarter of the pixels
SPLITS = {
    "same": "The very pixels it learnt",
    "pixels": "Other pixels, at random",
    "half": "The other half of the image",
    "subject": "Another subject",
}
SHORT = {"same": "same", "pixels": "random", "half": "half", "subject": "subject"}
BAR_COLOURS = (theme.FALSE_POSITIVE, "#0072b2", "#0072b2", "#0072b2")  # one bar deceives
NEIGHBOURS = (1, 3, 7, 15, 31, 61, 101)
MOST_NOISE = 6
NEAR = 0.03  # a Dice that falls by no more than this has been carried over
FEATURES = (*((real, 0) for real in (1, 2, 3)), *((3, noise) for noise in range(1, MOST_NOISE + 1)))

subject = lesson.subject()
shipped = [one for one in subjects() if one.foreground == "brain" and not one.downloaded]
teacher, newcomer = [one for one in shipped if one.id != subject.id][:2]
EXPLAINED = {
    "same": "Trained and tested on the same pixels of this image.",
    "pixels": "A random half of the pixels trains and the other half is tested, then the other way round.",
    "half": "The left half of the image trains and the right half is tested, then the other way round.",
    "subject": f"Trained on “{teacher.title}”, tested on this image.",
}


@remember
def pixels(subject_id: str, real: int, noise: int, shuffled: bool, first_seed: int) -> tuple:
    """Thinned feature space, real features and then random ones, and labels to learn."""
    seeds = range(first_seed, first_seed + noise)
    specs = (*BASE[:real], *(f"noise:{seed}" for seed in seeds))
    labels = load_subject(subject_id).truth[::STEP, ::STEP]
    if shuffled:
        (labels,) = shuffle_pixels(first_seed, labels)
    return thin(features(subject_id, specs), STEP), labels


@remember(saying="Training and testing")
def tested(
    subject_id: str, teacher_id: str, split: str, k: int, real=3, noise=0, shuffled=False
) -> tuple:
    """Labels of all pixels of the subject, by classifiers trained as the split says; mean Dice."""
    space, labels = pixels(subject_id, real, noise, shuffled, 1)
    how = {"name": "nearest neighbours", "neighbours": k}
    if split in ("pixels", "half"):
        parts = split_half(space.shape) if split == "half" else split_pixels(space.shape)
        found = predict_unseen(parts, values=space.values, labels=labels, **how)
    else:
        known = (space, labels)
        if split == "subject":
            known = pixels(teacher_id, real, noise, shuffled, 1001)
        found = train(values=known[0].values, labels=known[1], **how).predict(space.values)
    found = space.to_image(found)
    return found, float(dice_multiclass(labels, found).mean())


def mean_dice(split: str, k: int, real: int = 3, noise: int = 0, shuffled: bool = False) -> float:
    """Mean Dice over the classes for one way to test the image on screen."""
    return tested(subject.id, teacher.id, split, k, real, noise, shuffled)[1]


@st.fragment
def explore() -> None:
    """Test in four ways, add nonsense, compare."""
    first, second, third, fourth, fifth = st.columns(
        [2.8, 2, 1.8, 1.8, 1.6], vertical_alignment="bottom"
    )
    with first:
        split = controls.choice(
            "split",
            "Test on",
            SPLITS,
            "same",
            help="Which pixels are scored, compared with those that trained. The line under the images says how.",
        )
    with second:
        k = controls.slider("neighbours", "Neighbours k", 1, 31, 2, 1)
    with third:
        real = controls.slider("features", "Real features", 1, len(BASE), 1, len(BASE))
    with fourth:
        noise = controls.slider("noise_features", "Random features", 0, MOST_NOISE, 1, 0)
    with fifth:
        shuffled = controls.toggle(
            "shuffled", "Shuffled labels", help="Give every pixel the label of another one"
        )
    space, labels = pixels(subject.id, len(BASE), 0, shuffled, 1)
    found, dice = tested(subject.id, teacher.id, split, k, real, noise, shuffled)
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
            hint=f"{EXPLAINED[split]} Every second row and column is used, to be quick.",
        )
    with side:
        if split == "same":
            st.metric("Mean Dice of your segmentation", f"{dice:.3f}")
            st.info("Would you publish this? Decide, then choose something else under *Test on*.")
        else:
            scores = {name: mean_dice(name, k, real, noise, shuffled) for name in SPLITS}
            figures.bars(
                "splits",
                {SHORT[name]: score for name, score in scores.items()},
                title="mean Dice, by what it is tested on",
                colours=BAR_COLOURS,
            )
            st.markdown(
                f"**{scores['same']:.3f}** on the pixels it has learnt, **{scores['subject']:.3f}** on a "
                "subject it has not. The first is the one in the advertisement."
            )
            figures.curves(
                "by-features",
                range(1, len(FEATURES) + 1),
                {
                    SHORT[name]: [mean_dice(name, 1, *counts) for counts in FEATURES]
                    for name in ("same", "subject")
                },
                titles=("features: 3 real, then random", "mean Dice, k = 1"),
                lowest=0,
            )
    controls.listing(teacher=teacher.id)


explore()
plain = {"features": 3, "noise_features": 0, "shuffled": False}
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
            f"Nothing has changed but the pixels it is asked about: {mean_dice('subject', 1):.3f}.",
        ),
        Preset(
            "Learning nonsense",
            {
                "split": "same",
                "neighbours": 1,
                "features": 3,
                "noise_features": 3,
                "shuffled": True,
            },
            "Shuffled labels, random features: there is nothing to learn, and still the score is nearly perfect. Now test on anything else.",
        ),
        Preset(
            "Drowned in random numbers",
            plain | {"split": "subject", "neighbours": 1, "noise_features": MOST_NOISE},
            f"Pixels now are neighbours by accident: {mean_dice('subject', 1):.3f} without the random features, {mean_dice('subject', 1, 3, MOST_NOISE):.3f} with them.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
With one neighbour and the pixels it has learnt, a [[classifier]] is always right: it has learnt them by heart. That is
[[overfitting]], and a score on the same pixels cannot see it. Other pixels of the same image are a better test, but a
random pixel still has its neighbour in the training set. The test that counts is the one you will face: another person.

**Try**

1. Go through the four ways to test. Which one flatters most?
2. Take away real features, add random ones. Which score notices?
3. Shuffle the labels. Which score still looks good?
"""
    )
    code.show(predict_unseen, split_pixels, split_half, try_threshold)
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
                f"That is what it is on other pixels: {mean_dice('pixels', 1, shuffled=True):.3f}. On the learnt ones it is {mean_dice('same', 1, shuffled=True):.3f}.",
            ),
            Answer(
                "Still about 1.",
                f"It is {mean_dice('same', 1, shuffled=True):.3f}, and {mean_dice('pixels', 1, shuffled=True):.3f} on other pixels. A score on learnt pixels cannot tell knowledge from memory.",
                True,
            ),
        ],
        then=plain | {"split": "same", "neighbours": 1, "shuffled": True},
    )
    find(
        "called-brain",
        "Test on another subject. Nearly all background that it calls brain looks like brain: find the background with "
        "intensity 0.08 to 0.5 and blurred intensity above 0.1.",
        [
            ("truth", "=", 0),
            ("intensity", ">", 0.08),
            ("intensity", "<", 0.5),
            ("gaussian:5", ">", 0.1),
        ],
        why="Skull and the rims of scalp and brain lie among the dots of brain. What overlaps there in one head overlaps in the next.",
        hint="Click the word background above the view. Then hold Shift and Alt and draw a box in the feature space.",
    )


st.subheader("Challenge: choose k, honestly", anchor=False)


@st.fragment
def challenge() -> None:
    """Commit to a k with the training image alone, then see the score on somebody new."""
    told, chart = st.columns([2, 3], gap="large")
    with told:
        glossary.tell(
            f"Now your image trains, and **{newcomer.title}** will be the test. Which k will do best there? You may use all of "
            "your image to find out, but not the new one: who looks at its [[ground truth]] to choose k has no test left. "
            "Two curves can help you, and one of them lies."
        )
        options = {"": "I have not decided yet"} | {str(k): f"k = {k}" for k in NEIGHBOURS}
        mine = controls.choice("mine", "My k", options, "")
    lines = {
        "the pixels it learnt": [mean_dice("same", k) for k in NEIGHBOURS],
        "the other half": [mean_dice("half", k) for k in NEIGHBOURS],
    }
    if mine:
        new = {k: tested(newcomer.id, subject.id, "subject", k)[1] for k in NEIGHBOURS}
        lines["somebody new"] = list(new.values())
        mine = int(mine)
        best, honest = max(new, key=new.get), max(NEIGHBOURS, key=lambda k: mean_dice("half", k))
        with told:
            st.success(
                f"Your k = {mine} reaches **{new[mine]:.3f}** on somebody new. k = 1, best on the learnt pixels, reaches "
                f"{new[1]:.3f}; k = {honest}, best on the other half, {new[honest]:.3f}. "
                f"No k gets beyond {new[best]:.3f} (k = {best}). "
                "If you change your k now, you choose it by the test image, and its score flatters."
            )
    with chart:
        figures.curves(
            "by-neighbours",
            NEIGHBOURS,
            lines,
            titles=("neighbours k", "mean Dice"),
            now=mine or None,
            log=True,
        )


challenge()
st.subheader("The same trap, by hand", anchor=False)
others = [one for one in shipped if one.id not in (subject.id, teacher.id)]


@remember
def best_cut(subject_id: str) -> float:
    """Threshold with the highest Dice on one image."""
    one = load_subject(subject_id)
    return best_threshold(one.image, one.binary_truth)[0]


@remember
def carried(t: float, subject_id: str) -> dict:
    """Dice of a threshold here and on images that play no part in choosing one, by image."""
    tried = (load_subject(subject_id), *others)
    scores = try_threshold(t, [one.image for one in tried], [one.binary_truth for one in tried])
    return dict(zip((one.title for one in tried), map(float, scores), strict=True))


@remember
def cuts_carried(subject_id: str) -> tuple:
    """Mean Dice of three thresholds tuned here, by image; and of those tuned on that image."""
    tried = [load_subject(subject_id), *others]
    tuned = [best_cuts(one.image, one.truth) for one in tried]
    mine = [dice_multiclass(one.truth, threshold_multi(one.image, tuned[0][0])) for one in tried]
    return (
        {one.title: float(dice.mean()) for one, dice in zip(tried, mine, strict=True)},
        {one.title: float(dice) for one, (_, dice) in zip(tried, tuned, strict=True)},
    )


def elsewhere(scores: dict) -> float:
    """Mean Dice on the other images."""
    return fmean(scores[one.title] for one in others)


def told_of(scores: dict) -> str:
    """Tell on how many other images a promise holds, and where it fails most."""
    promise = scores[subject.title]
    there = {one.title: scores[one.title] for one in others}
    kept = sum(dice >= promise - NEAR for dice in there.values())
    worst = min(there, key=there.get)
    return (
        f"On {kept} of {len(there)} other images it keeps that promise, to within {NEAR:g}; "
        f"on “{worst}” it reaches {there[worst]:.3f}."
    )


cut_here, cut_there = best_cut(subject.id), best_cut(teacher.id)
promised, honest = carried(cut_here, subject.id), carried(cut_there, subject.id)
three, three_there = cuts_carried(subject.id)
lost = min((one.title for one in others), key=three.get)


@st.fragment
def tune() -> None:
    """Tune a threshold on this image, then see what it is worth on others."""
    told, chart = st.columns([2, 3], gap="large")
    with told:
        glossary.tell(
            "You have the [[ground truth]] of your image. Move t until Dice is as high as you can get it: "
            "what will this [[threshold]] be worth on the next person?"
        )
        t = controls.slider("threshold", "Threshold t", 0.0, 1.0, 0.01, 0.1)
        mine = carried(t, subject.id)
        st.metric("Dice on your image", f"{mine[subject.title]:.3f}")
        done = controls.toggle("reveal", "I am done: show the next subjects")
    if not done:
        return
    with told:
        st.markdown(
            f"Your t = {t:.2f} reaches {mine[subject.title]:.3f} here and **{elsewhere(mine):.3f}** on average on "
            f"{len(others)} images that had no part in choosing it. Chosen on “{teacher.title}”, t = {cut_there:.3f} reaches "
            f"{honest[subject.title]:.3f} here and {elsewhere(honest):.3f} there.\n\n"
            f"The best t for your image, {cut_here:.3f}, reaches {promised[subject.title]:.3f} here. {told_of(promised)} "
            "Tuning one number does little harm on images like this one. Which images those are, this one cannot tell.\n\n"
            f"Three thresholds, for the four classes, have more freedom. Tuned here they reach mean Dice {three[subject.title]:.3f}. "
            f"{told_of(three)} Tuned there, they would reach {three_there[lost]:.3f}."
        )
    with chart:
        figures.bars(
            "tuned",
            {"your t": mine, "best t here": promised, f"best t on “{teacher.title}”": honest},
            title="Dice for brain, one threshold",
        )
        figures.bars(
            "three",
            {"tuned here": three, "tuned on that very image": three_there},
            title="mean Dice, three thresholds",
        )


tune()
left, right = st.columns(2)
with left:
    ask(
        "misconception",
        "You have the ground truth of the test image, to evaluate your result. May you use it to pick the threshold that works best there?",
        [
            Answer(
                "Yes: better results are better.",
                f"Picked here, t = {cut_here:.3f} promises Dice {promised[subject.title]:.3f}. Chosen on “{teacher.title}”, "
                f"t = {cut_there:.3f} gives {honest[subject.title]:.3f} here. No choice from elsewhere can beat yours, so yours proves nothing.",
            ),
            Answer(
                "Yes, as long as the classifier is not trained on it.",
                "Choosing a threshold, k or features by the score on an image is training on that image, only by hand.",
            ),
            Answer(
                "No: then it is no longer a test.",
                f"Picked here, one threshold promises {promised[subject.title]:.3f}. {told_of(promised)} Three thresholds for the tissues "
                f"promise {three[subject.title]:.3f}, and reach {three[lost]:.3f} on “{lost}”. An image may be used to improve a method or to judge it, not both.",
                True,
            ),
        ],
    )
with right:
    st.markdown(
        "**In real life.** Compare enough pairs of numbers and some will agree by accident: ice cream sold and people drowned, "
        "storks and births. Such *spurious correlations* are true of the data they were found in, and useless for the next. "
        "A method tuned until it fits one image has found some, too."
    )
