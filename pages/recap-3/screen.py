"""Recap of chapter 3: features that tell of the surroundings, on a person who is in no lesson."""

from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Choice, Slider, Toggle
from segview.scene import Scene, feature, image, result, scatter, truth

from .both_partners import both_partners
from .clusters import clustered, specs_of
from .one_change_at_a_time import other_blur, other_partner, other_units

CHOICES = {
    "blur": "Intensity and blur",
    "spread": "Intensity and window deviation",
    "all": "All three",
}
CONTROLS = (
    Choice("features", "Features", CHOICES, default="blur"),
    Slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, default=5.0, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
    Toggle("normalise", "Normalise"),
)


def view(subject, values):
    """K-means with two clusters on the chosen features."""
    choice, noise = values["features"], values["noise"]
    specs = specs_of(choice, values["sigma"])
    plane = specs[:2]
    labels, centres, _ = clustered(subject.id, specs, noise, values["normalise"])
    return Scene(
        space=features(subject.id, specs, noise),
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=labels,
        rows=[
            [image(), feature(specs[1], "Second feature"), truth(), result("K-means result")],
            [
                scatter(*plane, colour="truth", title="Feature space", equal=True),
                scatter(
                    *plane,
                    colour="result",
                    title="Feature space, clustered",
                    centres=True,
                    equal=True,
                ),
            ],
        ],
        centres=centres,
        ceiling=best_possible(subject.id, specs, noise),
        hint="K-means finds two groups of dots without ground truth. Point at a pixel or a dot.",
        idle={"sigma": "No blur is among the features."} if choice == "spread" else {},
    )


def facts(subject):
    """What blurring, noise, normalising, another partner and a third feature do to this person."""
    highest = features(subject.id, specs_of("blur", 5.0)).values[:, 1].max()
    return {
        "highest": highest,
        "about_1": 0.9 <= highest < 1.1,
        "about_075": 0.6 <= highest < 0.9,
        "about_05": 0.0 <= highest < 0.6,
        **other_blur(subject.id),
        **other_units(subject.id),
        **other_partner(subject.id),
        **both_partners(subject.id),
    }
