"""Filters: two features of your choice, and how well they could separate the classes."""

import streamlit as st

from segcore import FILTERS, ceiling, decision_regions, rank_pairs
from segcore.features import spec_title
from segview import theme
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import Regions, feature, image, result, scatter, truth

TITLES = {name: entry.title for name, entry in FILTERS.items()}
WIDTHS = (("sigma", "σ", 0.5, 30.0, 0.5, 5.0), ("size", "Window", 3, 15, 2, 7))
OF_THE_PIXEL = tuple(name for name in FILTERS if name not in ("row", "column", "noise"))
START = ("intensity", "gaussian")
OTHERS = (("intensity", "std"), ("mean", "std"), ("gaussian", "gradient"))

subject = lesson.subject()


@remember
def separate(subject_id: str, x: str, y: str):
    """The majority rule on two features, each known to 1/32 of its range, and its regions."""
    values = features(subject_id, (x, y)).values
    found = ceiling(values, subject.truth)
    if x == y:
        return found, None
    regions = decision_regions(found, found.ranges, found.bins)
    return found, Regions(x, y, regions, found.ranges)


@remember(saying="Trying all pairs of filters")
def ranked(subject_id: str) -> dict:
    """Every pair of filters that measure the image, best first."""
    return rank_pairs(features(subject_id, OF_THE_PIXEL), subject.truth)


def axis(key: str, label: str, default: str) -> str:
    """Let the learner choose a filter and its parameter; returns the spec."""
    chosen = FILTERS[name := controls.choice(key, label, TITLES, default)]
    st.caption(chosen.explanation)
    widths = {}
    for column, (parameter, text, low, high, step, usual) in zip(
        st.columns(2), WIDTHS, strict=True
    ):
        fits = chosen.parameter == parameter
        with column:
            widths[parameter] = controls.slider(
                f"{key}-{parameter}",
                text,
                low,
                high,
                step,
                chosen.default if fits else usual,
                unit=" px",
                disabled="" if fits else f"{chosen.title} has no {text.lower()}.",
            )
    if chosen.parameter is None:
        return name
    return f"{name}:{widths.get(chosen.parameter, chosen.default):g}"


def setting(x: str, y: str) -> dict:
    """Control values that show these two filters as usual."""
    widths = {
        f"{key}-{parameter}": FILTERS[name].default
        for key, name in (("x", x), ("y", y))
        for parameter, *_ in WIDTHS
        if FILTERS[name].parameter == parameter
    }
    return {"x": x, "y": y} | widths


def reached(*names: str) -> float:
    """Mean Dice of the majority rule on one or two filters as usual."""
    return separate(subject.id, names[0], names[-1])[0].dice


pairs = {
    tuple(spec.partition(":")[0] for spec in pair): d for pair, d in ranked(subject.id).items()
}
best, *_, worst = pairs


def named(pair: tuple) -> str:
    """Both filters of a pair, for people."""
    return " and ".join(TITLES[name] for name in pair)


@st.fragment
def explore() -> None:
    """Choose two filters, see them as pictures and as a plane."""
    first, second = st.columns(2)
    with first:
        x = axis("x", "Horizontal axis", START[0])
    with second:
        y = axis("y", "Vertical axis", START[1])
    found, regions = separate(subject.id, x, y)
    others = [spec for spec in dict.fromkeys((x, y)) if spec != "intensity"]
    linked_view(
        features(subject.id, ("intensity", *others)),
        subject.truth,
        found.result.reshape(subject.truth.shape),
        classes=subject.classes,
        rows=[
            [
                image(),
                *(feature(spec, spec_title(spec)) for spec in others),
                truth(),
                result("Majority"),
            ],
            [
                scatter(x, y, colour="truth", title="Ground truth: do the colours mix?"),
                scatter(
                    x,
                    y,
                    colour="errors",
                    title="Majority rule: its errors",
                ),
            ],
        ],
        regions=regions,
        hint=f"The majority rule on these two features reaches mean Dice {found.dice:.3f}. The best pair of filters, at usual widths: {pairs[best]:.3f}.",
    )
    filters = (FILTERS[spec.partition(":")[0]].function for spec in (x, y))
    code.show(*dict.fromkeys(filters), ceiling, rank_pairs)
    controls.listing()


explore()
by_chance = reached("intensity", "noise")
useless = f"{by_chance:.3f}, and {reached('intensity'):.3f} with intensity alone." + (
    " What they seem to add is chance: in a cell with few pixels the majority is an accident."
    if by_chance > reached("intensity")
    else ""
)
offer(
    [
        Preset(
            "The best pair",
            setting(*best),
            f"Of all pairs of filters with their usual widths, the majority rule does best on this one: {pairs[best]:.3f}.",
        ),
        Preset(
            "The worst pair",
            setting(*worst),
            f"These two mix the colours most: {pairs[worst]:.3f}. Is there a colour with a place of its own?",
        ),
        Preset(
            "A useless partner",
            setting("intensity", "noise"),
            f"Random numbers spread the dots, but do not sort them: {useless}",
        ),
        Preset(
            "Where, not what",
            setting("column", "row"),
            f"The ground truth itself as a scatterplot, upside down, for rows count downwards. Position reaches {reached('column', 'row'):.3f}, for this one image.",
        ),
    ]
)

partners = {name: reached("intensity", name) for name in ("gaussian", "std", "noise")}
partner = max(partners, key=partners.get)
*_, (last, last_class) = enumerate(subject.classes)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
A [[filter]] computes a new number for every [[pixel]] from the pixels around it: how bright they are ([[Gaussian blur]], [[window mean]],
[[window median]]), how much they differ ([[window standard deviation]]), how steeply they rise ([[gradient magnitude]]), whether there is a spot or
a line ([[difference of Gaussians]], [[Laplacian of Gaussian]], [[larger Hessian eigenvalue|Hessian eigenvalues]]). Every number is a [[feature]], every pair of features a plane, and you can see at once
whether the [[class|classes]] lie apart in it.

How *well* they lie apart is a number too. Cut the plane into 32 × 32 cells and give each cell the class that most of its
pixels have: the [[majority rule]]. No rule that treats the pixels of a cell alike gets more of them right, so what it gets wrong is [[class overlap]].
The rule needs the [[ground truth]]. It is no segmentation method, only a measure of the two features. The right-hand plot
shows its regions behind the dots; where no pixel lies, the answer of the nearest cell.

**Try**

1. Find a pair of filters that mixes all the colours.
2. Keep intensity on the horizontal axis. Which filter pulls the classes apart best, and which width?
3. Choose *Gravel, brick and grass* as the image. What use is intensity there?
"""
    )
with right:
    ask(
        "best-pair",
        "Predict: which of these pairs separates the classes of this image best?",
        [
            Answer(
                named(pair),
                f"The majority rule reaches {pairs[pair]:.3f} on it"
                + (
                    ", more than on any other pair of filters."
                    if pair == best
                    else f", and {pairs[best]:.3f} on {named(best)}."
                ),
                pair == best,
            )
            for pair in sorted({START, best, *OTHERS})
        ],
        then=setting(*best),
    )
    ask(
        "partner",
        "Predict: which of these is the best partner for intensity on this image?",
        [
            Answer(
                FILTERS[name].title,
                f"With intensity it reaches {partners[name]:.3f}"
                + (
                    ", the most of the three. "
                    if name == partner
                    else f", less than {partners[partner]:.3f}. "
                )
                + FILTERS[name].explanation,
                name == partner,
            )
            for name in partners
        ],
        then=setting("intensity", partner),
    )
    ask(
        "together",
        "Two features may separate the classes far better together than either of them alone. How can that be?",
        [
            Answer(
                "Two features are always much better than one.",
                f"Intensity and random numbers are two features as well: {useless}",
            ),
            Answer(
                "Each tells apart pixels that the other confuses.",
                f"Here intensity alone reaches {reached('intensity'):.3f}, window standard deviation alone {reached('std'):.3f}, both {partners['std']:.3f}: "
                "pixels of the same brightness may lie in even or in busy surroundings. Look at pairs, not only at single features.",
                True,
            ),
            Answer(
                "The second one is a sharper picture than the first.",
                "Window standard deviation is blurrier than the image: every number comes from 7 × 7 pixels.",
            ),
        ],
    )
    ask(
        "position",
        f"Row and column know nothing about brightness, yet the majority rule on them reaches {reached('row', 'column'):.3f}. Why are they left out of the ranking?",
        [
            Answer(
                "Because they are not computed by a filter.",
                "That is true, but a feature may come from anywhere, as long as it helps on images that the rule has not seen.",
            ),
            Answer(
                "Because the rule learns where things lie in this very image.",
                "Shift the picture a little and the rule is wrong at every border. It has drawn a map, and knows nothing about tissue or texture.",
                True,
            ),
            Answer(
                "Because position can never help.",
                "It can, when all images are taken in the same way. But then it must prove itself on another image.",
            ),
        ],
    )
    find(
        "last-class",
        f"Find the {last_class} with as few lassos as you can.",
        [("truth", "=", last)],
        why="A good pair of features gathers a class in one place, wherever its pixels lie in the image.",
        hint="Choose The best pair under the view. Then draw a lasso around the dots of this class in the left scatterplot; with Shift you add another one.",
        enough=0.65,
    )

shown = [*list(pairs)[:4], START, worst]
heights = {"<br>".join(pair): pairs[pair] for pair in shown}
heights |= {
    "<br>".join(pair): reached(*pair) for pair in (("intensity", "noise"), ("row", "column"))
}
figures.bars(
    "pairs",
    heights,
    title="Mean Dice of the majority rule",
    colours=[theme.CLUSTER_COLOURS[6] for _ in heights],
)
