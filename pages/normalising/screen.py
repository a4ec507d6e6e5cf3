"""Normalising: k-means listens to the feature whose numbers differ most."""

from segcore import standardise
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Slider, Toggle
from segview.lesson.places import Points
from segview.scene import (
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

from .dice_by_unit import dice_by_unit
from .units import SPECS, START, clustered, heard

SAME = "Give both features the same mean and the same spread"
CONTROLS = (
    Slider("stretch", "Multiply blurred intensity by", 0.1, 10.0, 0.1, default=5.0, unit=" ×"),
    Toggle("normalise", "Normalise", help=SAME),
    Points("centres", "Starting centres", default=START),
)
CLUSTERED = "Clustered, in the original units"
TRUE = "Ground truth, in the original units"


def view(subject, values):
    """Change the unit of one feature, watch the border between the clusters turn."""
    space, brain = features(subject.id, SPECS), subject.binary_truth
    labels, centres, scales = clustered(subject.id, *values.values())
    found = space.to_image(labels)
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=brain,
        result=found,
        rows=[
            [image(), feature(SPECS[1], "Blurred, σ = 5"), truth(), result("K-means"), errors()],
            [
                scatter(*SPECS, colour="result", title=CLUSTERED, centres=True, equal=True),
                scatter(*SPECS, colour="truth", title=TRUE, equal=True),
            ],
        ],
        rule=nearest_centre("centres", SPECS, scales=scales),
        centres=centres,
        ceiling=best_possible(subject.id, SPECS),
        hint="Watch the border between the two colours. Drag a centre and let go: k-means goes on from there.",
        above=[
            Note(heard(subject.id, labels)),
            Note(reversed_clusters(brain, found, subject.foreground)),
        ],
    )


def facts(subject):
    """Spreads, both features of the brightest pixel before and after, and Dice in several units."""
    space = features(subject.id, SPECS)
    fair = standardise(space.values)
    brightest = space.values[:, 0].argmax()
    dark, bright = clustered(subject.id, 1.0, False)[1]
    return {
        "ratio": (bright[0] - dark[0]) / (bright[1] - dark[1]),
        "spread": fair.scales,
        "mean": fair.offsets,
        "before": space.values[brightest],
        "after": fair.values[brightest],
        **dice_by_unit(subject),
    }
