"""Class overlap: how good can any rule be?"""

from statistics import quantiles

import streamlit as st

from segcore import best_threshold, ceiling, feature_space, threshold
from segcore.overlap import best_dice_rule, cell_of_each_pixel
from segview.cache.remembering import features, picture, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import errors, histogram, image, result, truth

BINS = (64, 256, 1024, 4096, 65536, 1_000_000)
DRAWN = 256  # a histogram of more bins would have bars narrower than a dot

subject = lesson.subject()


@remember
def best_cut(subject_id: str, noise: float) -> tuple[float, float]:
    """Best threshold of the noisy image, and its Dice."""
    return best_threshold(picture(subject_id, noise), subject.binary_truth)


@remember
def best_rule(subject_id: str, noise: float, bins: int):
    """Best rule that gives all pixels of a bin of intensity the same label."""
    return ceiling(features(subject_id, ("intensity",), noise).values, subject.binary_truth, bins)


@remember
def from_nothing(subject_id: str, bins: int) -> float:
    """What the best rule seems to reach on random numbers, which know nothing about the pixels."""
    return ceiling(
        feature_space(subject.image, ("noise:1",)).values, subject.binary_truth, bins
    ).dice


@remember
def greys(subject_id: str) -> tuple[float, float]:
    """Intensities between which four fifths of the grey matter lie."""
    low, *_, high = quantiles(subject.image[subject.truth == 2].tolist(), n=10)
    return round(low, 2), round(high, 2)


@st.fragment
def explore() -> None:
    """Add noise, choose the rule and the bins."""
    first, second, third = st.columns([3, 3, 3], vertical_alignment="bottom")
    with first:
        noise = controls.slider("noise", "Noise", 0.0, 0.15, 0.01, 0.0)
    with second:
        bins = int(
            controls.choice(
                "bins",
                "Bins of the ceiling",
                {str(count): f"{count:,} bins" for count in BINS},
                "64",
            )
        )
    with third:
        rule = controls.choice(
            "rule",
            "Result",
            {"threshold": "best threshold", "best": "best label for every bin"},
            "threshold",
        )
    t, cut_dice = best_cut(subject.id, noise)
    best = best_rule(subject.id, noise, bins)
    space = features(subject.id, ("intensity",), noise)
    by_cut = threshold(picture(subject.id, noise), t)
    st.markdown(
        f"Best threshold: Dice **{cut_dice:.3f}**. Best of *all* rules that read intensity in {bins:,} bins, the ceiling: "
        f"**{best.dice:.3f}**, with {best.pixels_per_cell:,.1f} pixels in a bin that is not empty."
    )
    linked_view(
        space,
        subject.binary_truth,
        by_cut if rule == "threshold" else space.to_image(best.result),
        classes=("rest", subject.foreground),
        rows=[
            [
                image(),
                truth(),
                result(f"image > {t:.3f}" if rule == "threshold" else "Best label per bin"),
                errors(),
            ],
            [
                histogram(
                    "intensity",
                    width=1 / 64 if bins == 64 else 1 / 256,
                    title=f"{bins} bins: where blue and yellow share one, they overlap"
                    if bins <= DRAWN
                    else f"Drawn in {DRAWN} bins; the ceiling reads {bins:,}",
                )
            ],
        ],
        ceiling=best.dice,
        hint="The upright mark on the bar above the result is the ceiling. Drag over mixed bins: where are their pixels?",
    )
    figures.curves(
        "ceiling",
        BINS,
        {
            "ceiling on intensity": [best_rule(subject.id, noise, n).dice for n in BINS],
            "ceiling on random numbers": [from_nothing(subject.id, n) for n in BINS],
            "best threshold": [cut_dice for _ in BINS],
        },
        titles=("bins", "Dice"),
        now=bins,
        log=True,
        lowest=0.5,
    )
    controls.listing()


explore()
cut_dice = best_cut(subject.id, 0.0)[1]
clean, noisy = best_rule(subject.id, 0.0, BINS[0]).dice, best_rule(subject.id, 0.1, BINS[0]).dice
flattered = best_rule(subject.id, 0.05, BINS[-1]).dice
lucky = from_nothing(subject.id, BINS[-1])
darkest, brightest = greys(subject.id)
offer(
    [
        Preset(
            "The clean image",
            {"noise": 0.0, "bins": "64", "rule": "threshold"},
            f"The threshold reaches {cut_dice:.3f}, the best rule {clean:.3f}. No rule on intensity in these bins gets near 1.",
        ),
        Preset(
            "The best rule there is",
            {"noise": 0.0, "bins": "64", "rule": "best"},
            "It drops the scalp as well, which a single threshold cannot. The errors that remain are overlap.",
        ),
        Preset(
            "Noisy",
            {"noise": 0.15, "bins": "64", "rule": "best"},
            "Noise spreads every class along the axis. The ceiling falls, and with it every rule.",
        ),
        Preset(
            "Too good to be true",
            {"noise": 0.05, "bins": str(BINS[-1]), "rule": "best"},
            f"Most pixels have a bin to themselves, so the “best rule” reaches {flattered:.3f}: it has learnt the pixels by heart.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
Two pixels with the same [[intensity]] get the same [[label]], whatever the rule. If one is brain and the other is not, one
of them will be wrong: this is [[class overlap]]. It belongs to image and feature, not to the rule.

How good can a rule be, then? Cut the axis into [[bin|bins]] and look up in the [[ground truth]] how many pixels of each bin
are brain. Then call bins *brain*, the one with the largest share of brain first, and stop where the
[[Dice coefficient|Dice]] is highest. No rule that reads intensity in these bins can do better: this is the [[ceiling]].

The ceiling looks at the ground truth, so it is no method. It only tells whether looking for a better rule is worth it.

**Why fine bins flatter.** Make the bins so narrow that a pixel has one to itself. Its bin is then labelled right, always, even
when the feature is a random number. Trust a ceiling only when many pixels share a bin.

**Try**

1. Add [[noise]] (you set its [[standard deviation]]) and watch the two hills of yellow melt into the blue.
2. Show the best label for every bin. Which errors are gone, which stay?
3. Increase the number of bins. When does the curve for random numbers begin to rise?
"""
    )
    code.show(best_dice_rule, cell_of_each_pixel)
with right:
    ask(
        "noise",
        "Predict: the image gets noisy. What happens to the ceiling?",
        [
            Answer(
                "It stays: a cleverer rule can make up for the noise.",
                "A rule only sees intensities, and noise has made those of brain and rest more alike.",
            ),
            Answer(
                "It falls.",
                f"Noise moves pixels of one class to intensities of the other. With noise 0.1 the ceiling is {noisy:.3f} instead of {clean:.3f}.",
                True,
            ),
            Answer(
                "It rises: there are more different intensities.",
                "More different numbers do not tell more. Only a ceiling with far too many bins is fooled by them.",
            ),
        ],
        then={"noise": 0.1, "bins": "64"},
    )
    ask(
        "which",
        f"On the clean image the best threshold reaches Dice {cut_dice:.3f}. Is the threshold bad, or are the classes overlapping?",
        [
            Answer(
                "The threshold is bad: another rule would come close to 1.",
                f"The best rule on intensity reaches {clean:.3f} with 64 bins. Most of what is missing stays missing.",
            ),
            Answer(
                "The classes overlap, and the threshold loses only a little more.",
                f"From {cut_dice:.3f} to {clean:.3f} is the threshold's fault, from {clean:.3f} to 1 is overlap. To do better takes another feature.",
                True,
            ),
            Answer(
                "Neither: the ground truth must be wrong.",
                "The mask is right. Brightness alone does not say enough about a pixel.",
            ),
        ],
        show=[("truth", "!=", "result")],
        then={"noise": 0.0, "bins": "64", "rule": "threshold"},
    )
    ask(
        "flatter",
        f"With a million bins and a little noise the ceiling is {flattered:.3f}. Has the task become easy?",
        [
            Answer(
                "Yes: with fine bins a rule sees more.",
                "It sees single pixels. On the next image their intensities would be others, and the rule would be worth nothing.",
            ),
            Answer(
                "No: most pixels have a bin to themselves.",
                f"Then even random numbers reach {lucky:.3f}. The number says how few pixels share a bin, not how good the feature is.",
                True,
            ),
            Answer(
                "No: the noise has helped.",
                "Noise never helps here. It only makes nearly equal intensities different.",
            ),
        ],
        then={"noise": 0.05, "bins": str(BINS[-1])},
    )
    find(
        "look-alikes",
        f"Select the pixels outside the brain that are as grey as most of the grey matter: between {darkest:.2f} and {brightest:.2f}.",
        [("truth", "=", 0), ("intensity", ">", darkest), ("intensity", "<", brightest)],
        why="They lie around the brain, in skull and scalp. Their number is that of brain; their place is not.",
        hint=f"Click the word rest above the view. Then hold Shift and Alt, and drag over the histogram from {darkest:.2f} to {brightest:.2f}.",
    )
