"""Gaussian blur: every pixel becomes a weighted mean of its surroundings."""

import streamlit as st

from segcore import best_threshold, feature_space, gaussian_weights, threshold
from segcore.features import gaussian
from segview.cache.remembering import best_possible, features, picture, remember
from segview.course.glossary import tell
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, curves, find, linked_view, offer
from segview.scene import feature, histogram, image, result, scatter

RADIUS = 30
SIGMAS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
NOISY = 0.15

subject = lesson.subject()


@remember
def summary(subject_id: str, sigma: float, noise: float) -> tuple:
    """Darkest and brightest pixel after blurring; best threshold and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"gaussian:{sigma:g}",))
    blurred = space.to_image(space.values[:, 0])
    return blurred.min(), blurred.max(), *best_threshold(blurred, subject.binary_truth)


@remember(saying="Trying every blur")
def by_sigma(subject_id: str, noise: float) -> list:
    """Dice of the best threshold for every blur."""
    return [summary(subject_id, sigma, noise)[3] for sigma in SIGMAS]


def bell(sigma: float, weights) -> str:
    """The formula of the weights, with this sigma."""
    if sigma == 0:
        return "With σ = 0 only the pixel itself has a weight."
    return (
        f"A pixel at distance d counts $e^{{-d^2 / (2 \\cdot {sigma:g}^2)}}$ times as much as the pixel itself: "
        f"at 2 pixels {weights[RADIUS + 2] / weights[RADIUS]:.2f}, at 5 pixels {weights[RADIUS + 5] / weights[RADIUS]:.2f}. "
        "All weights are then divided by their sum, to make 1 together."
    )


@st.fragment
def explore() -> None:
    """Blur more or less, watch image, feature space and Dice."""
    first, second = st.columns(2)
    with first:
        sigma = controls.slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, 5.0, unit=" px")
    with second:
        noise = controls.slider("noise", "Noise", 0.0, 0.3, 0.05, 0.0)
    blur = f"gaussian:{sigma:g}"
    specs = ("intensity", blur)
    space = features(subject.id, specs, noise)
    low, high, t, dice = summary(subject.id, sigma, noise)
    start, end, *_ = summary(subject.id, 0.0, noise)
    weights = gaussian_weights(sigma, RADIUS)
    st.markdown(
        f"Intensities: **{start:.2f} to {end:.2f}** before, **{low:.2f} to {high:.2f}** after blurring. "
        f"The pixel's own weight: {weights[RADIUS]:.1%} along one row, {weights[RADIUS] ** 2:.1%} in the image. Best cut of the blurred image: {t:.2f}, Dice {dice:.3f}."
    )
    view, plots = st.columns([7, 4])
    with view:
        linked_view(
            space,
            subject.binary_truth,
            threshold(space.to_image(space.values[:, 1]), t),
            classes=("rest", subject.foreground),
            rows=[
                [image(), feature(blur, f"Blurred, σ = {sigma:g}"), result("Best cut of it")],
                [
                    scatter(*specs, colour="truth", title="Feature space"),
                    histogram(blur, title="Blurred intensities"),
                ],
            ],
            ceiling=best_possible(subject.id, specs, noise),
            hint="A dot on the diagonal has kept its brightness. Point at the scalp, then at the brain: dots far below it lost most.",
        )
    with plots:
        curves(
            "kernel",
            range(-RADIUS, RADIUS + 1),
            {"weight in the mean": weights},
            titles=("distance in pixels", "weight"),
        )
        tell(bell(sigma, weights))
    controls.listing()


explore()

clean = dict(zip(SIGMAS, by_sigma(subject.id, 0.0), strict=True))
noisy = dict(zip(SIGMAS, by_sigma(subject.id, NOISY), strict=True))
low, high = summary(subject.id, 5.0, 0.0)[:2]
offer(
    [
        Preset(
            "No blur",
            {"sigma": 0.0, "noise": 0.0},
            "Only the pixel itself has a weight. All dots lie on the diagonal: every pixel has kept its brightness.",
        ),
        Preset(
            "Noise, no blur",
            {"sigma": 0.0, "noise": NOISY},
            f"The best cut of the noisy image reaches Dice {noisy[0.0]:.3f}.",
        ),
        Preset(
            "Noise, a little blur",
            {"sigma": 2.0, "noise": NOISY},
            f"With σ = 2 it reaches {noisy[2.0]:.3f}: the noise averages out.",
        ),
        Preset(
            "No noise, a little blur",
            {"sigma": 2.0, "noise": 0.0},
            f"On the clean image the same blur costs: {clean[0.0]:.3f} before, {clean[2.0]:.3f} after.",
        ),
        Preset(
            "Very much blur",
            {"sigma": 10.0, "noise": 0.0},
            f"Hardly a detail is left, yet Dice is {clean[10.0]:.3f}: near the rim of the head the wide mean includes dark air, in the middle it does not. Bright now means ‘in the middle’, where the brain is.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    tell(
        f"""
[[Gaussian blur]] replaces every [[pixel]] by a weighted mean of the pixels around it. Near ones count more than far ones; how
fast the weights fall is set by σ, *sigma*. Their curve is the bell beside the images, found by blurring a row with a single bright
pixel. All weights together make 1.

A mean lies between the smallest and the largest value that goes into it. So the blurred image has a **smaller range**: with σ = 5
this image shrinks from 0–1 to {low:.2f}–{high:.2f}. Thin bright things lose most. Brain keeps about its grey, because most of
its neighbours are brain.

That is why the blurred intensity is a useful second [[feature]]: it says how bright the *surroundings* are. A dot on the diagonal of the
scatterplot has kept its brightness; below the diagonal a pixel has lost some, above it has gained.

**Does blurring help?** Alone, with one [[threshold]], it depends on the image, on its [[noise]] and on σ. Predict first; the curves below the
questions tell.

**Try**

1. Slowly turn σ up from 0. Which dots leave the diagonal first?
2. Lasso the dots at the lower right. What are they?
3. Add noise and look for the σ that helps most. Is it the same without noise?
"""
    )
    code.show(gaussian, gaussian_weights, threshold)
with right:
    ask(
        "spread",
        "Add noise 0.3 and keep σ = 5. How do the dots of the scatterplot spread?",
        [
            Answer(
                "Mostly sideways.",
                "Sideways is the pixel's own intensity, which the noise changes by itself. Upwards is the blurred one, in which it averages out.",
                True,
            ),
            Answer(
                "Mostly upwards.",
                "Upwards is the blurred intensity, a mean over many pixels: their random errors cancel out.",
            ),
            Answer(
                "Both ways alike.",
                "Both coordinates come from the same noisy image, but the blurred one averages over many of its pixels.",
            ),
        ],
        then={"noise": 0.3, "sigma": 5.0},
    )
    ask(
        "range",
        "What happens to the range of intensities after blurring?",
        [
            Answer(
                "It gets lower.",
                f"With σ = 5 the image has {low:.2f} to {high:.2f} instead of 0 to 1: whatever is bright has darker pixels in its mean.",
                True,
            ),
            Answer(
                "It stays the same: blurring only moves brightness around.",
                "It moves from bright pixels to darker ones, so the bright end comes down. Only the mean hardly changes.",
            ),
            Answer(
                "It gets higher: many pixels are added up.",
                "They are averaged, not added: the weights make 1 together.",
            ),
        ],
        then={"sigma": 5.0, "noise": 0.0},
    )
    ask(
        "clean",
        "No noise is added and σ goes from 0 to 2. What happens to the best Dice of one threshold?",
        [
            Answer(
                "It rises: blurred images are smoother.",
                f"Smoother, but borders mix with what lies beside them: {clean[0.0]:.3f} becomes {clean[2.0]:.3f}.",
            ),
            Answer(
                "It falls a little.",
                f"From {clean[0.0]:.3f} to {clean[2.0]:.3f}: there is little noise to remove, and borders get washed out. With noise {NOISY} the same blur takes it from {noisy[0.0]:.3f} to {noisy[2.0]:.3f}.",
                True,
            ),
            Answer(
                "It stays exactly the same.",
                "Nearly every pixel's value changed, and borders most of all.",
            ),
        ],
        then={"sigma": 2.0, "noise": 0.0},
    )
    ask(
        "who",
        "Which pixels lose most of their intensity when blurred with σ = 5?",
        [
            Answer(
                "Brain: it has the most pixels.",
                "A brain pixel is averaged with other brain pixels and keeps about its grey.",
            ),
            Answer(
                "Scalp: a thin bright ring with dark neighbours.",
                "More than half of the weight falls on pixels less than half as bright, such as skull and air.",
                True,
            ),
            Answer(
                "Air: it is dark anyway.",
                "There is nothing to lose: next to the head, air even gains.",
            ),
        ],
        show=[("intensity", ">", 0.6), ("truth", "=", 0)],
    )
    find(
        "brightened",
        "With σ = 5 and no noise, find the pixels that blurring brightens most: intensity below 0.1, blurred intensity above 0.1.",
        [("intensity", "<", 0.1), ("gaussian:5", ">", 0.1)],
        why="They are dark and have bright neighbours: the skull and the air beside the scalp, and the fluid beside the brain.",
        hint="Set σ to 5 and the noise to 0. Draw a lasso or a box around the dots at the upper left of the scatterplot, left of 0.1 and above 0.1.",
    )
    curves(
        "by-sigma",
        SIGMAS,
        {
            "this image": by_sigma(subject.id, 0.0),
            f"with noise {NOISY}": by_sigma(subject.id, NOISY),
        },
        titles=("Gaussian σ in pixels", "best Dice of one cut"),
    )
