"""Clustering in one dimension: the computer looks for the threshold by itself."""

from segcore import best_threshold, dice_coefficient, midpoints, otsu
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Choice, Slider
from segview.lesson.places import Points
from segview.scene import Note, Scene, errors, histogram, image, nearest_centre, result, truth

from .borders import listed
from .clusters import SETTLED, SPECS, by_centres, mixed, naming, stepped

STARTS = {
    2: Points("centres", "Starting centres, k = 2", default=((0.1,), (0.5,))),
    3: Points("centres3", "Starting centres, k = 3", default=((0.1,), (0.3,), (0.5,))),
    4: Points("centres4", "Starting centres, k = 4", default=((0.1,), (0.3,), (0.5,), (0.7,))),
}
METHODS = {"kmeans": "k-means", "mixture": "mixture of Gaussians"}
CONTROLS = (
    Choice("method", "Method", METHODS, default="kmeans"),
    Slider("k", "Clusters k", 2, 4, 1, default=2),
    Slider("steps", "K-means steps", 0, SETTLED, 1, default=SETTLED, play=True),
    *STARTS.values(),
)


def view(subject, values):
    """Cluster the intensities, from starts that can be dragged."""
    k, mixing = values["k"], values["method"] == "mixture"
    space, known, points = features(subject.id, SPECS), k == 2, STARTS[k].key
    if mixing:
        mixture, said = mixed(subject.id, k)
        labels, centres, last = mixture.labels, mixture.centres, SETTLED
        title, densities = "Pixels by cluster, and the Gaussians with their sum", mixture.densities
    else:
        labels, centres, said, last = stepped(subject.id, values[points], values["steps"])
        title, densities = "Pixels by cluster; circles are centres", None
    axis = histogram(
        "intensity", width=0.02, colour="result", title=title, centres=True, densities=densities
    )
    names = naming(centres, subject.foreground) if known else ""
    pictures = [image(), truth(), result(), errors()]
    return Scene(
        space=space,
        classes=("rest", subject.foreground) if known else [f"cluster {c}" for c in range(k)],
        truth=subject.binary_truth if known else None,
        result=space.to_image(labels),
        rows=[pictures, [axis]] if known else [[image(), result("Clusters"), axis]],
        rule=None if mixing else nearest_centre(points, SPECS, also={"steps": 0}),
        centres=centres,
        ceiling=best_possible(subject.id, SPECS) if known else None,
        hint=f"{'' if mixing else 'Drag a centre to the left or right. '}Point at a pixel or a dot to see where it is in the other panels.",
        above=[Note(f"Centres {listed(centres.ravel())}. {said} {names}")],
        last={"steps": last},
        idle={"steps": "The mixture is shown settled."} if mixing else {},
    )


def facts(subject):
    """Border of 2-means; its Dice, also with the names reversed; Otsu's threshold and the best."""
    start, brain = STARTS[2].start, subject.binary_truth
    settled, swapped = (by_centres(subject.id, at) for at in (start, start[::-1]))
    t, dice = best_threshold(subject.image, brain)
    return {
        "foreground": subject.foreground,
        "border": midpoints(settled.centres)[0],
        "dice": dice_coefficient(brain.ravel(), settled.labels),
        "reversed_dice": dice_coefficient(brain.ravel(), swapped.labels),
        "otsu": otsu(subject.image),
        "best_t": t,
        "around_best": f"{t - 0.1:.3f};{t + 0.1:.3f}",
        "best_dice": dice,
        "enough": dice - 0.03,
    }
