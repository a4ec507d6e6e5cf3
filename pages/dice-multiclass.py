"""Dice for several classes: every class in turn is the foreground."""

import numpy as np
import streamlit as st

from segcore import (
    Subject,
    confusion_matrix,
    dice_coefficient,
    dice_multiclass,
    load_subject,
    mistaken_for,
    threshold_multi,
)
from segview import theme
from segview.cache.remembering import features, picture
from segview.course.glossary import tell
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as exercise
from segview.lesson.legacy import Answer, Preset, ask, bars, find, linked_view, offer
from segview.scene import errors, image, result, truth
from segview.wording import in_order, mean_dice

CUTS = (0.1, 0.22, 0.38)

subject = lesson.subject()
names = subject.classes
colours = theme.class_colours(len(names))


def capital(name: str) -> str:
    """A class name as it stands at the beginning of a sentence."""
    return name[0].upper() + name[1:]


def of_rule(subject: Subject) -> np.ndarray:
    """Dice of each class with the usual cuts."""
    return dice_multiclass(subject.truth, threshold_multi(subject.image, CUTS))


@st.fragment
def explore() -> None:
    """Choose cuts and a foreground, watch one Dice per class."""
    choices = {"all": "All classes"} | {str(i): f"Only {name}" for i, name in enumerate(names)}
    columns = st.columns([3, 2, 2, 2, 2])
    with columns[0]:
        chosen = controls.choice("foreground", "Foreground", choices, "all")
    cuts = []
    for column, default, key, upper in zip(
        columns[1:4], CUTS, ("cut1", "cut2", "cut3"), names[1:], strict=True
    ):
        with column:
            cuts.append(controls.slider(key, f"{capital(upper)} from", 0.0, 1.0, 0.01, default))
    with columns[4]:
        noise = controls.slider("noise", "Noise", 0.0, 0.3, 0.05, 0.0)
    found = threshold_multi(picture(subject.id, noise), cuts)
    scores = dict(zip(names, dice_multiclass(subject.truth, found), strict=True))
    view, answers = st.columns([6, 5])
    rows = [[image(), truth()], [result(), errors()]]
    hint = "Choose another foreground: yellow is that class, blue the rest. Point at a pixel to see both labels."
    space = features(subject.id, ("intensity",), noise)
    with view:
        if chosen == "all":
            linked_view(space, subject.truth, found, classes=names, rows=rows, hint=hint)
        else:
            label = int(chosen)
            masks = subject.truth == label, found == label
            linked_view(space, *masks, classes=("rest", names[label]), rows=rows, hint=hint)
    with answers:
        bars("scores", scores, title="Dice", colours=colours)
        low = min(scores, key=scores.get)
        st.markdown(
            f"Mean Dice = {mean_dice(scores)}. Lowest: **{low}**, Dice {scores[low]:.3f}. "
            + in_order(cuts, names[1:])
        )
    controls.listing()


explore()

usual = threshold_multi(subject.image, CUTS)
score = dict(zip(names, of_rule(subject), strict=True))
usual_scanner, another = load_subject("age-25"), load_subject("other-scanner")
worst, easy = min(score, key=score.get), max(score, key=score.get)
at = names.index(worst)
other, share = mistaken_for(confusion_matrix(subject.truth, usual, len(names)), at)
standard = dict(zip(("cut1", "cut2", "cut3"), CUTS, strict=True))
offer(
    [
        Preset(
            "Only the hardest class",
            standard | {"noise": 0.0, "foreground": str(at)},
            f"{share:.0%} of what is called {worst} is really {names[other]}: look at the orange pixels.",
        ),
        Preset(
            "Noise",
            standard | {"noise": 0.1, "foreground": "all"},
            "Every class loses, and not by the same amount. A mean over the classes would hide which.",
        ),
        Preset(
            "Call nothing fluid",
            standard | {"noise": 0.0, "cut1": CUTS[1], "foreground": "all"},
            "Two cuts in one place leave no room for fluid: its Dice is 0, yet the other bars stay up.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    tell(
        f"""
The [[Dice coefficient]] compares two groups: foreground and rest. With four [[class|classes]] you ask it four times. Make *one* class
the foreground, all others together the rest, and write the number down; then the next class.

The result here is a simple rule: three [[threshold|thresholds]] on the [[intensity]], the same for every image. Another scanner can have
other greys: on *{another.title}* the rule reaches mean Dice {of_rule(another).mean():.2f}, on *{usual_scanner.title}* {of_rule(usual_scanner).mean():.2f}.

With this rule **{worst}** is the hardest class of this image, Dice {score[worst]:.2f}, and **{easy}** the easiest,
{score[easy]:.2f}. Of the pixels called {worst}, {share:.0%} are {names[other]}: fluid, skull and the blurred rim of the scalp
share the same dark greys.

**Try**

1. Choose *Only background*, then each of the others: you are the loop that you write at the bottom of the page. Compare
the live Dice with the bars.
2. Move one cut. Which two bars change, and which two never do?
3. Add noise. Which class suffers most?
"""
    )
    code.show(dice_multiclass, dice_coefficient, threshold_multi)
with right:
    reasons = {
        "background": "Much of it is plain air, which is easy to recognise: it is black. Only scalp and skull are missed.",
        "CSF": "Much of it lies in thin seams between folds, and its greys are shared by skull and scalp.",
        "grey matter": "Its greys lie between two other classes, but it has a peak of its own.",
        "white matter": "It is the brightest tissue of the brain; only the scalp is as bright.",
    }
    ask(
        "hardest",
        "Which class is the hard one on this image, and why?",
        [
            Answer(
                capital(name),
                f"{reasons[name]} Its Dice is {score[name]:.3f}.",
                name == worst,
            )
            for name in names
        ],
        then=standard | {"noise": 0.0, "foreground": str(at)},
    )
    ask(
        "one-cut",
        "Predict: you raise the cut between grey and white matter from 0.38 to 0.45. Which scores can change?",
        [
            Answer(
                "All four.",
                "Background and fluid contain the same pixels as before: their masks do not change at all.",
            ),
            Answer(
                "Grey matter and white matter.",
                "The moved cut takes pixels from one and gives them to the other. The masks of the other two stay.",
                True,
            ),
            Answer(
                "Only white matter: its cut was moved.",
                "Every pixel that white matter gains is one that grey matter loses.",
            ),
        ],
        then=standard | {"cut3": 0.45, "noise": 0.0, "foreground": "all"},
    )
    ask(
        "twice",
        "The loop makes four comparisons, one per class. In how many of them is a pixel with a wrong label an error?",
        [
            Answer("In one.", "It is missing in one class and too much in another."),
            Answer(
                "In two: missed by its own class, false in another.",
                "For its true class it is a false negative, for the class it was given a false positive.",
                True,
            ),
            Answer("In all four.", "For the other two classes it is rightly rest."),
        ],
        show=[("truth", "!=", "result")],
    )
    find(
        "wrong",
        "Select the pixels that have the wrong label.",
        [("truth", "!=", "result")],
        why="Most are the rim of the head, skull and scalp, taken for one tissue or another by their grey.",
        hint="They are orange among the errors. Choose All classes and click the word background above the view. Then hold "
        "Shift and Alt, and draw around the head: what is inside it and no brain stays selected.",
        enough=0.6,
    )

exercise.show("dice-multiclass-1")
exercise.show("dice-multiclass-1-function")
exercise.show("dice-multiclass-2")
exercise.show("dice-multiclass-3")
exercise.show("dice-multiclass-3-function")
