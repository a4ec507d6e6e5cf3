"""Normalising: k-means listens to the feature whose numbers differ most."""

from segcore import dice_coefficient, standardise
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Points, Slider, Toggle
from segview.scene import (
    Bars,
    Note,
    Scene,
    errors,
    feature,
    image,
    nearest_centre,
    result,
    scatter,
    truth,
)
from segview.wording import reversed_clusters

from .units import SPECS, START, alike, clustered

CLOSE = 0.005  # in Dice
SAME = "Give both features the same mean and the same spread"
CONTROLS = (
    Slider("stretch", "Multiply blurred intensity by", 0.1, 10.0, 0.1, default=5.0, unit=" ×"),
    Toggle("normalise", "Normalise", help=SAME),
    Points("centres", "Starting centres", default=START),
)


def view(subject, values):
    """Change the unit of one feature, watch the border between the clusters turn."""
    space = features(subject.id, SPECS)
    labels, centres, scales = clustered(subject.id, *values.values())
    found = space.to_image(labels)
    own, around = (alike(subject.id, spec, labels) for spec in SPECS)
    heard = "intensity" if own > around else "blurred intensity"
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=found,
        rows=[
            [image(), feature(SPECS[1], "Blurred, σ = 5"), truth(), result("K-means"), errors()],
            [
                scatter(
                    *SPECS, colour="result", title="Clustered, in the original units", centres=True
                ),
                scatter(*SPECS, colour="truth", title="Ground truth, in the original units"),
            ],
        ],
        rule=nearest_centre("centres", SPECS, scales=scales),
        centres=centres,
        ceiling=best_possible(subject.id, SPECS),
        hint="Watch the border between the two colours. Drag a centre and let go: k-means goes on from there.",
        above=[
            Note(
                f"K-means listens more to **{heard}**: "
                f"it groups {own:.1%} of the pixels as *intensity alone* would, {around:.1%} as *blurred intensity alone*."
            ),
            Note(reversed_clusters(subject.binary_truth, found, subject.foreground)),
        ],
    )


def facts(subject):
    """Spreads, both features of the brightest pixel before and after, and Dice in several units."""
    space = features(subject.id, SPECS)
    fair = standardise(space.values)
    brightest = space.values[:, 0].argmax()
    dark, bright = clustered(subject.id, 1.0, False)[1]
    dice = {
        name: dice_coefficient(subject.binary_truth.ravel(), clustered(subject.id, *unit)[0])
        for name, unit in {
            "× 0.1, raw": (0.1, False),
            "× 1, raw": (1.0, False),
            "× 5, raw": (5.0, False),
            "any, normalised": (1.0, True),
        }.items()
    }
    much_alike = dice["× 5, raw"] - dice["any, normalised"] < CLOSE
    return {
        "ratio": (bright[0] - dark[0]) / (bright[1] - dark[1]),
        "spread": fair.scales,
        "mean": fair.offsets,
        "before": space.values[brightest],
        "after": fair.values[brightest],
        "five": dice["× 5, raw"],
        "normalised": dice["any, normalised"],
        "hardly_less": ", hardly less" if much_alike else "",
        "elsewhere": " Hardly a difference here, but a clear one on most other images."
        if much_alike
        else "",
        "by_unit": Bars(key="dice", values=dice, title="Dice of the clusters"),
    }
