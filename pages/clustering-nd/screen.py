"""Clustering in many dimensions: more features, and whether they helped."""

from segcore.features import spec_title
from segview.cache.remembering import features
from segview.lesson.controls import SEED, Choice, Slider
from segview.scene import Columns, Note, Scene, errors, image, result, scatter_grid, truth

from . import clusters
from .clusters import SEEDS, SPECS, mean_dice
from .scores import by_class, by_count, told
from .steep_places import STEEP, told_by_steepness
from .verdicts import change, verdicts

METHODS = {"k-means": "K-means", "mixture": "Mixture of Gaussians"}
CONTROLS = (
    Slider("features", "Features", 1, len(SPECS), 1, default=2),
    Choice("method", "Method", METHODS, default="k-means"),
    Slider("k", "Clusters k", 2, 6, 1, default=4),
    Slider("seed", "Random start", SEEDS[0], SEEDS[-1], 1, default=SEEDS[0], help=SEED),
)


def view(subject, values):
    """Cluster the first features; mean Dice with each number of them so far, Dice per class."""
    count = values["features"]
    setting = {"k": values["k"], "seed": values["seed"], "method": values["method"]}
    scores = {n: mean_dice(subject.id, n, **setting) for n in range(1, count + 1)}
    named, per_class, _ = clusters.clustered(subject.id, count, **setting)
    return Scene(
        space=features(subject.id, SPECS),
        classes=subject.classes,
        truth=subject.truth,
        result=named.reshape(subject.truth.shape),
        rows=[
            [image(), truth(), result("Clusters"), errors()],
            *scatter_grid(SPECS[:count], colour="result"),
        ],
        hint=f"Clustered by: {listed(SPECS[:count])}. Lasso dots in one plot: where are they in the others?",
        above=[Note(told(scores, per_class))],
        below=[Columns([[by_count(scores)], [by_class(per_class, count)]])],
    )


def listed(specs):
    """Titles of features in one line."""
    return "; ".join(map(spec_title, specs))


def facts(subject):
    """Whether more features helped, more clusters, another start; where it is steep."""
    alone, all_of_them = (
        [mean_dice(subject.id, count, seed=seed) for seed in SEEDS] for count in (1, len(SPECS))
    )
    one, four = alone[0], all_of_them[0]
    rises = [after > before for before, after in zip(alone, all_of_them, strict=True)]
    many, seed = clusters.another_start(subject.id)
    return verdicts(one, four, rises.count(rises[0]), len(SEEDS)) | {
        "features": listed(SPECS),
        "one": one,
        "four": four,
        "six_clusters": change(one, mean_dice(subject.id, 1, k=6)),
        "many": many,
        "many_features": "One feature" if many == 1 else f"{many} features",
        "seed": seed,
        "elsewhere": mean_dice(subject.id, many, seed=seed),
        "usual": mean_dice(subject.id, many),
        "steep": STEEP,
        "borders": told_by_steepness(subject, rises[0]),
    }
