"""Clustering in two dimensions: Full Exercise 1 of the course."""

from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Slider, Toggle
from segview.lesson.places import Points
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
    tick = run.ticks if values["steps"] == SETTLED else min(values["steps"], run.ticks)
    found, centres = run.after(tick)
    labels = space.to_image(found)
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
        centres=centres,
        ceiling=best_possible(subject.id, specs),
        hint=f"K-means settles after {run.ticks // 2} rounds of two steps. Drag a centre, lasso some dots, or point at a pixel.",
        last={"steps": run.ticks},
        above=[
            Note(happened(tick, run.ticks)),
            Note(reversed_clusters(mask, labels, subject.foreground)),
        ],
    )


def happened(tick, last):
    """Say which of the two steps of k-means came last."""
    if tick == last:
        return f"Step {tick}: no dot changes its cluster any more. K-means has settled."
    if tick % 2:
        return f"Step {tick}, *move*: each centre goes to the middle of its dots."
    return f"Step {tick}, *assign*: each dot joins the nearest centre."


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
