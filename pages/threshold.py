"""Threshold: one number turns an image into a segmentation."""

import streamlit as st

from segcore import best_band, best_threshold, dice_coefficient, otsu, threshold, threshold_band
from segview.cache.remembering import best_possible, features, remember
from segview.course import glossary
from segview.lesson import code, controls, exercise
from segview.lesson import frame as lesson
from segview.lesson.presets import Preset, offer
from segview.lesson.quiz import Answer, ask, find
from segview.scene.linked import linked_view
from segview.scene.panels import band, cuts, errors, histogram, image, result, truth

subject = lesson.subject()


@remember
def landmarks(subject_id: str) -> tuple:
    """Otsu's threshold; the best threshold and the best pair, each with Dice, there and at the slider's nearest steps."""
    pixels, brain = subject.image, subject.binary_truth
    t, dice = best_threshold(pixels, brain)
    low, high, band_dice = best_band(pixels, brain)
    by_one = threshold(pixels, round(t, 2))
    by_two = threshold_band(pixels, round(low, 2), round(high, 2))
    return (
        otsu(pixels),
        (t, dice, dice_coefficient(brain, by_one)),
        (low, high, band_dice, dice_coefficient(brain, by_two)),
    )


otsu_t, (best_t, best_dice, near_dice), (low, high, band_dice, near_band) = landmarks(subject.id)


@st.fragment
def explore() -> None:
    """Move the threshold, watch the result."""
    first, second, switch = st.columns([4, 4, 1.4], vertical_alignment="bottom")
    with switch:
        two = controls.toggle("two", "Two cuts", help="Keep what lies between two thresholds")
    with first:
        t = controls.slider("threshold", "Threshold t", 0.0, 1.0, 0.01, 0.1)
    with second:
        upper = controls.slider(
            "upper",
            "Upper threshold",
            0.0,
            1.0,
            0.01,
            1.0,
            disabled="" if two else "Switch on two cuts.",
        )
    found = threshold_band(subject.image, t, upper) if two else threshold(subject.image, t)
    linked_view(
        features(subject.id, ("intensity",)),
        subject.binary_truth,
        found,
        classes=("rest", subject.foreground),
        rows=[
            [image(), truth(), result(f"Result: image > t{' and ≤ upper' * two}"), errors()],
            [
                histogram(
                    "intensity",
                    width=0.01,
                    title="Histogram: every pixel is a dot, piled up in bins of 0.01",
                )
            ],
        ],
        rule=band("intensity", "threshold", "upper") if two else cuts("intensity", "threshold"),
        ceiling=best_possible(subject.id, ("intensity",)),
        hint="Drag the white line. Point at a pixel or a dot to see where it is in the other panels.",
    )
    code.listing()


explore()
offer(
    [
        Preset(
            "Otsu's threshold",
            {"two": False, "threshold": round(otsu_t, 2)},
            f"With t = {otsu_t:.2f}, the pixels on either side are as alike as they can be. Otsu's method reads the histogram alone and never sees the ground truth.",
        ),
        Preset(
            "Reveal the best t",
            {"two": False, "threshold": round(best_t, 2)},
            f"No threshold does better than t = {best_t:.3f}, with Dice {best_dice:.3f}; the slider's nearest step reaches {near_dice:.3f}. Finding it took the ground truth.",
        ),
        Preset(
            "Reveal the best two cuts",
            {"two": True, "threshold": round(low, 2), "upper": round(high, 2)},
            f"Between {low:.3f} and {high:.3f}, Dice is {band_dice:.3f}, at the sliders' nearest steps {near_band:.3f}: the bright scalp is out, the rest of the overlap stays.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
A [[threshold]] is the shortest rule there is: every [[pixel]] brighter than t becomes yellow, every other
one blue. `image > t` asks all pixels at once, and the answers are the result.

Compared with the [[ground truth]], a rule can fail in two ways. A [[false positive]] is called brain and is not; a
[[false negative]] is brain and is missed. The [[Dice coefficient]] sums both up in one number, from 0 (nothing in common)
to 1 (perfect); its formula stands under the view with the numbers of the moment. The upright mark on the bar above the
result shows about the best Dice that any rule on brightness could reach: the [[ceiling]] (lesson 1.5).

The computer can choose t as well. [[Otsu's method]] cuts where the pixels of each side are most alike in brightness.

**Try**

1. Before you move t: which pixels will turn blue first when it grows? Then look.
2. Bring the orange *false positives* down. What grows instead?
3. Drag across the right end of the histogram. Where in the head are these pixels?
4. Switch on *two cuts* and remove the scalp.
"""
    )
    code.show(threshold, threshold_band, dice_coefficient)
with right:
    ask(
        "raise",
        "Predict: you raise t from 0.1 to 0.4. What happens to the result?",
        [
            Answer(
                "The scalp turns blue, the brain stays yellow.",
                "The scalp is the brightest part of the image, so it is the last to turn blue.",
            ),
            Answer(
                "The brain loses its darker parts, bright scalp stays yellow.",
                "Fluid and most of the grey matter are darker than 0.4. False negatives grow faster than false positives shrink, and Dice drops.",
                True,
            ),
            Answer(
                "It gets better: fewer pixels are wrongly called brain.",
                "There are fewer false positives, but even more brain pixels are now missed.",
            ),
        ],
        then={"two": False, "threshold": 0.4},
    )
    ask(
        "why-not-one",
        "Why can no single threshold reach Dice 1 on this image?",
        [
            Answer(
                "The slider's steps are too coarse.",
                f"Trying every possible t, not only the slider's, still gives at most {best_dice:.3f}.",
            ),
            Answer(
                "Brain and non-brain pixels share the same intensities.",
                "Scalp is brighter than any brain, skull and fluid are as dark as each other. "
                "Whatever t is, some pixels end up on the wrong side of it.",
                True,
            ),
            Answer(
                "The image is too small.",
                "More pixels would give smoother borders, but scalp and skull would still overlap with brain.",
            ),
        ],
        show=[("intensity", ">", 0.3), ("truth", "=", 0)],
    )
    ask(
        "new-patient",
        "A new patient comes in, with a fresh scan and no mask. Which of these can you still have?",
        [
            Answer(
                "The best t for this scan.",
                "The best t is the one with the highest Dice, and Dice compares with a ground truth. Here is none.",
            ),
            Answer(
                "Otsu's threshold for this scan.",
                "It takes the image alone. How good its result is, nobody can compute: that is why a method is tested "
                "beforehand, on images that do have a ground truth.",
                True,
            ),
            Answer(
                "The Dice coefficient of your result.",
                "Dice takes two masks, and you have only the one you made. Until an expert draws the other, you can look, not measure.",
            ),
        ],
    )
    find(
        "false-positives",
        "Select the false positives of the moment: yellow in the result, but not brain.",
        [("truth", "=", 0), ("result", "=", 1)],
        why="Legend first, histogram second: you combined what a pixel is with how bright it is.",
        hint="Click the word rest above the view to select all that is not brain. Then hold Shift and Alt, "
        "and drag over the histogram from its right end to the line, or between the two lines: only what is in both stays selected.",
        enough=0.8,
    )

exercise.show("threshold")
