"""Gaussian blur: every pixel becomes a weighted mean of its surroundings."""

from segcore import best_threshold, feature_space, load_subject, threshold
from segview.cache.remembering import best_possible, features, picture, remember
from segview.lesson.controls import Slider
from segview.scene import Curves, Note, Scene, feature, histogram, image, result, scatter

from .weights import gaussian_weights

RADIUS = 30
SIGMAS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
NOISY = 0.15
CONTROLS = (
    Slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, default=5.0, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
)


def view(subject, values):
    """Blur more or less, watch image, feature space and Dice."""
    sigma, noise = values["sigma"], values["noise"]
    specs = ("intensity", f"gaussian:{sigma:g}")
    space = features(subject.id, specs, noise)
    low, high, t, dice = summary(subject.id, sigma, noise)
    start, end, *_ = summary(subject.id, 0.0, noise)
    weights = gaussian_weights(sigma, RADIUS)
    own = weights[RADIUS]
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(space.to_image(space.values[:, 1]), t),
        rows=[
            [image(), feature(specs[1], f"Blurred, σ = {sigma:g}"), result("Best cut of it")],
            [
                scatter(*specs, colour="truth", title="Feature space"),
                histogram(specs[1], title="Blurred intensities"),
            ],
        ],
        ceiling=best_possible(subject.id, specs, noise),
        hint="A dot on the diagonal has kept its brightness. Point at the scalp, then at the brain: dots far below it lost most.",
        above=[
            Note(
                f"Intensities: **{start:.2f} to {end:.2f}** before, **{low:.2f} to {high:.2f}** after blurring. "
                f"The pixel's own weight: {own:.1%} along one row, {own**2:.1%} in the image. Best cut of the blurred image: {t:.2f}, Dice {dice:.3f}."
            )
        ],
        beside=[
            Curves(
                key="kernel",
                x=range(-RADIUS, RADIUS + 1),
                lines={"weight in the mean": weights},
                titles=("distance in pixels", "weight"),
            ),
            Note(bell(sigma, weights)),
        ],
        share=4 / 11,
    )


def bell(sigma, weights):
    """The formula of the weights, with this sigma."""
    if sigma == 0:
        return "With σ = 0 only the pixel itself has a weight."
    two, five = (weights[RADIUS + distance] / weights[RADIUS] for distance in (2, 5))
    return (
        f"A pixel at distance d counts exp(−d² / (2 · {sigma:g}²)) times as much as the pixel itself: "
        f"at 2 pixels {two:.2f}, at 5 pixels {five:.2f}. "
        "All weights are then divided by their sum, to make 1 together."
    )


@remember
def summary(subject_id, sigma, noise):
    """Darkest and brightest pixel after blurring; best threshold and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"gaussian:{sigma:g}",))
    blurred = space.to_image(space.values[:, 0])
    truth = load_subject(subject_id).binary_truth
    return blurred.min(), blurred.max(), *best_threshold(blurred, truth)


@remember(saying="Trying every blur")
def by_sigma(subject_id, noise):
    """Dice of the best threshold for every blur."""
    return {sigma: summary(subject_id, sigma, noise)[3] for sigma in SIGMAS}


def facts(subject):
    """The range after blurring, and the best Dice for some blurs, with and without noise."""
    low, high = summary(subject.id, 5.0, 0.0)[:2]
    clean, noisy = (by_sigma(subject.id, noise) for noise in (0.0, NOISY))
    return {
        "low": low,
        "high": high,
        "clean": clean,
        "noisy": noisy,
        "by_sigma": Curves(
            key="by-sigma",
            x=SIGMAS,
            lines={
                "this image": list(clean.values()),
                f"with noise {NOISY}": list(noisy.values()),
            },
            titles=("Gaussian σ in pixels", "best Dice of one cut"),
        ),
    }
