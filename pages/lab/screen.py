"""The lab: any image, any features, any method of the course."""

from segcore import CLASSIFIERS, subjects
from segcore.features import spec_title
from segview.lesson.controls import SEED, Choice, Several, Slider, Toggle
from segview.lesson.places import Names, Painting
from segview.scene import POINT, Note, Scene, errors, image, picture, result, scatter, truth

from .measured import features
from .segmenting import (
    UNSUPERVISED,
    Refused,
    clusters,
    entitled,
    named,
    painted,
    parameters,
    sought,
    taught,
)

SPECS = (
    "intensity",
    "gaussian:2",
    "gaussian:5",
    "gradient:2",
    "gradient:5",
    "std:7",
    "median:5",
    "laplacian:2",
    "row",
    "column",
)
METHODS = {name: title for name, (title, _) in UNSUPERVISED.items()} | {
    name: one.title for name, one in CLASSIFIERS.items()
}
PAINTED = "extra trees"  # learns most from a few strokes, see benchmarks/painting.py
TARGETS = {"foreground": "foreground against the rest", "all": "every class"}
TEACHERS = {"painting": "what I paint", "images": "the ground truth of other images"}
IMAGES = {one.id: one.title for one in subjects() if not one.downloaded}
CONTROLS = (
    Several(
        "features",
        "Features",
        {spec: spec_title(spec) for spec in SPECS},
        default=("intensity", "gaussian:5"),
    ),
    Choice("method", "Method", METHODS, default="k-means"),
    Choice("target", "You look for", TARGETS, default="foreground"),
    Choice("teacher", "Learns from", TEACHERS, default="images"),
    Several("teachers", "Images to learn from", IMAGES, default=tuple(IMAGES)[:1]),
    Slider("k", "Clusters k", 2, 6, 1, default=2),
    Slider("seed", "Random start", 0, 9, 1, default=0, help=SEED),
    Slider("neighbours", "Neighbours", 1, 51, 2, default=3),
    Slider("depth", "Depth", 1, 30, 1, default=10),
    Slider("trees", "Trees", 1, 50, 1, default=10),
    Painting("painting", "Painted labels"),
    Names("names", "Classes", default=("rest", "foreground")),
    Toggle("known", "Ground truth", default=True, help="Off: as if nobody had labelled this image"),
)


def starts(subject, values):
    """While somebody paints, the classifier suits strokes, and the ground truth is hidden."""
    if values["teacher"] != "painting":
        return {}
    known = subject.truth is not None
    names = {"names": sought(subject, values["target"])[0]} if known else {}
    return {"method": PAINTED, "known": False} | names


def paints(values):
    """Whether the method learns from what the learner paints."""
    return values["method"] in CLASSIFIERS and values["teacher"] == "painting"


def view(subject, values):
    """Segment an image in any way the course knows."""
    method, target = values["method"], values["target"]
    classes, truth_here = sought(subject, target)
    painting = paints(values)
    if painting:
        classes = entitled(values["names"], classes if values["known"] else (), values["painting"])
    known = truth_here if values["known"] else None
    settings = tuple((key, values[key]) for key in parameters(method))
    above, hint = [], POINT
    try:
        found, unsure = _found(subject, values, settings)
    except Refused as refused:
        found, unsure, hint = None, None, str(refused)
        above = [] if painting else [Note(hint, "warning")]
    if method in UNSUPERVISED and found is not None:
        if known is None:
            classes = tuple(f"cluster {number}" for number in range(max(found.max() + 1, 2)))
        else:
            found = named(found, known)
    plane = (*values["features"], "row")[:2]
    return Scene(
        space=features(
            subject.id, tuple(dict.fromkeys(("intensity", *values["features"], *plane)))
        ),
        classes=classes,
        truth=known,
        result=found,
        rows=_rows(plane, METHODS[method], known is not None, unsure),
        painting="painting" if painting else "",
        naming="names" if painting else "",
        hint=hint,
        above=above,
        idle=_idle(subject, values),
    )


def _rows(plane, method, known, unsure):
    """Pictures and plots; what speaks of the ground truth only where there is one."""
    hesitant = [] if unsure is None else [picture("uncertainty", "Where to paint next", unsure)]
    by_result = scatter(*plane, colour="result", title="Feature space, result")
    if not known:
        return [[image(), result(method), *hesitant], [by_result]]
    by_truth = scatter(*plane, title="Feature space, ground truth")
    return [[image(), truth(), result(method), errors(), *hesitant], [by_truth, by_result]]


def _found(subject, values, settings):
    method, specs = values["method"], values["features"]
    if method in UNSUPERVISED:
        return clusters(subject.id, method, specs, settings), None
    if paints(values):
        return painted(subject.id, method, specs, settings, values["painting"])
    return taught(subject.id, method, specs, values["target"], settings, values["teachers"])


def _idle(subject, values):
    """Controls without effect at these values, and why."""
    method = values["method"]
    needless = {
        key: f"{METHODS[method]}: has none."
        for key in ("k", "seed", "neighbours", "depth", "trees")
        if key not in parameters(method)
    }
    if method in UNSUPERVISED:
        needless |= dict.fromkeys(("teacher", "teachers"), f"{METHODS[method]} learns from nobody.")
    elif paints(values):
        needless["teachers"] = "Learns from what you paint."
    if subject.truth is None:
        needless |= dict.fromkeys(("target", "known"), "This image has no ground truth.")
    return needless
