"""Clustering in two dimensions: Full Exercise 1 of the course."""

from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Points, Slider, Toggle
from segview.scene import Note, Scene, feature, image, nearest_centre, result, scatter, truth
from segview.wording import reversed_clusters

from .clusters import clustered, dots, from_chance
from .second_number import CONTEXT, worth
from .wrong_beside_right import wrong_beside_right

APPROXIMATE = ((0.3, 0.3), (0.5, 0.1))
SETTLED = 30
NEAR = 0.01
MOVED = "Each pixel moves somewhere else and takes its two numbers along"
CONTROLS = (
    Slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, default=5.0, unit=" px"),
    Slider("steps", "K-means steps", 0, SETTLED, 1, default=SETTLED, play=True),
    Toggle("shuffled", "Shuffle places", help=MOVED),
    Points("centres", "Starting centres", default=APPROXIMATE),
)


def view(subject, values):
    """Cluster intensity and blurred intensity, up to some step."""
    blurred = f"gaussian:{values['sigma']:g}"
    specs, title = ("intensity", blurred), f"Blurred, σ = {values['sigma']:g}"
    space, mask = dots(subject.id, blurred, values["shuffled"])
    run = clustered(subject.id, blurred, values["shuffled"], values["centres"])
    shown = run.steps if values["steps"] == SETTLED else run.steps[: values["steps"] + 1]
    labels = space.to_image(shown[-1].labels)
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=mask,
        result=labels,
        rows=[
            [image(), feature(blurred, title), truth(), result("K-means result")],
            [
                scatter(*specs, colour="truth", title="Feature space", equal=True),
                scatter(
                    *specs,
                    colour="result",
                    title="Feature space, clustered",
                    centres=True,
                    equal=True,
                ),
            ],
        ],
        rule=nearest_centre("centres", specs, also={"steps": 0}),
        centres=shown[-1].centres,
        ceiling=best_possible(subject.id, specs),
        hint=f"K-means settles after {len(run.steps) - 1} steps. Drag a centre, lasso some dots, or point at a pixel.",
        above=[Note(reversed_clusters(mask, labels, subject.foreground))],
    )


def facts(subject):
    """Another start, why pixels are wrong, and what the second number is worth."""
    values, mask = features(subject.id, CONTEXT).values, subject.binary_truth.ravel()
    labels = clustered(subject.id, CONTEXT[1], False, APPROXIMATE).labels
    return {
        **from_chance(values, labels),
        "near": NEAR,
        "beside": wrong_beside_right(values, mask, labels, NEAR),
        **worth(subject, labels),
    }
