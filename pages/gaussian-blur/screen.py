"""Gaussian blur: every pixel becomes a weighted mean of its surroundings."""

from segcore import threshold
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Slider
from segview.scene import Circle, Scene, feature, histogram, image, result, scatter

from .best_cuts import by_sigma, dice_curves, ranges, summary
from .kernel import RADIUS, kernel
from .weights import gaussian_weights, share_within

NOISY = 0.15
REACH = 2  # σ, up to which most of the weight lies
NEARLY = 0.02  # in Dice, below the best
CONTROLS = (
    Slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, default=5.0, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
)


def view(subject, values):
    """Blur more or less, watch image, feature space and Dice."""
    sigma, noise = values["sigma"], values["noise"]
    specs = ("intensity", f"gaussian:{sigma:g}")
    space = features(subject.id, specs, noise)
    cut = summary(subject.id, sigma, noise)[2]
    weights = gaussian_weights(sigma, RADIUS)
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(space.to_image(space.values[:, 1]), cut),
        rows=[
            [image(), feature(specs[1], f"Blurred, σ = {sigma:g}"), result("Best cut of it")],
            [
                scatter(*specs, colour="truth", title="Feature space", equal=True),
                histogram(specs[1], title="Blurred intensities"),
            ],
        ],
        ceiling=best_possible(subject.id, specs, noise),
        footprint=Circle(REACH * sigma),
        hint="A dot on the diagonal has kept its brightness. Point at the scalp, then at the brain: dots far below it lost most.",
        above=[ranges(subject.id, sigma, noise, weights[RADIUS])],
        beside=kernel(sigma, weights),
        share=4 / 11,
    )


def facts(subject):
    """The range and the share of the weight in the circle for σ = 5, and the best Dice for some blurs, with and without noise."""
    low, high = summary(subject.id, 5.0, 0.0)[:2]
    clean, noisy = (by_sigma(subject.id, noise) for noise in (0.0, NOISY))
    return {
        "low": low,
        "within": share_within(5.0, REACH * 5.0),
        "high": high,
        "clean": clean,
        "noisy": noisy,
        "best": max(noisy.values()),
        "best_sigma": max(noisy, key=noisy.get),
        "enough": max(noisy.values()) - NEARLY,
        "by_sigma": dice_curves(clean, noisy, NOISY),
    }
