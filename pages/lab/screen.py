"""The lab: any image, any features, any method of the course."""

from segcore import CLASSIFIERS
from segcore.features import spec_title
from segview import theme
from segview.images import Labelled, file_name, load_subject
from segview.lesson.controls import SEED, Choice, Several, Slider, Toggle
from segview.lesson.places import Names, Painting
from segview.scene import POINT, Note, Scene, errors, image, picture, result, scatter, truth

from .measured import features
from .scores import best_rule, scored
from .segmenting import (
    UNSUPERVISED,
    Refused,
    entitled,
    every,
    paints,
    parameters,
    segmented,
    sought,
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
SAMPLED = (
    "Clusters are found in one of every {} rows and columns; then each pixel joins one of them."
)
TARGETS = {"foreground": "foreground against the rest", "all": "every class"}
TEACHERS = {"painting": "what I paint", "images": "the ground truth of other images"}
IMAGES = Labelled()
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


def view(subject, values):
    """Segment an image in any way the course knows."""
    method, target = values["method"], values["target"]
    classes, truth_here = sought(subject, target)
    painting = paints(values)
    if painting:
        classes = entitled(values["names"], classes if values["known"] else (), values["painting"])
    known = truth_here if values["known"] else None
    found, unsure, refusal = None, None, ""
    try:
        classes, found, unsure = segmented(subject, values, known, subject.id)
    except Refused as refused:
        refusal = str(refused)
    step = every(subject.image.shape) if "k" in parameters(method) else 1
    plane = (*values["features"], "row")[:2]
    compared = known is not None and found is not None
    best = best_rule(subject.id, values["features"], target) if compared else None
    return Scene(
        space=features(
            subject.id, tuple(dict.fromkeys(("intensity", *values["features"], *plane)))
        ),
        image=subject.image,
        classes=classes,
        truth=known,
        result=found,
        rows=_rows(plane, method, known is not None, painting and found is None, unsure),
        painting="painting" if painting else "",
        naming="names" if painting else "",
        ceiling=best and best.dice,
        hint=" ".join([refusal or POINT, *([SAMPLED.format(step)] if step > 1 else [])]),
        above=[Note(refusal, "warning")] if refusal and not painting else [],
        below=scored(classes, known, found, best) if compared else [],
        idle=_idle(subject, values),
        settings={
            "image": file_name(subject),
            "teachers": [file_name(load_subject(one)) for one in values["teachers"]],
            "known": known is not None,
            "classes": list(classes),
            "colours": list(theme.class_colours(len(classes))),
            "refused": refusal,
            "every": step,
        },
    )


def _rows(plane, method, known, untaught, unsure):
    """Pictures and plots; what speaks of the ground truth only where there is one."""
    hesitates = unsure is not None or (untaught and CLASSIFIERS[method].probable)
    hesitant = [picture("uncertainty", "Where to paint next", unsure)] if hesitates else []
    by_result = scatter(*plane, colour="result", title="Feature space, result")
    if not known:
        return [[image(), result(METHODS[method]), *hesitant], [by_result]]
    by_truth = scatter(*plane, title="Feature space, ground truth")
    return [[image(), truth(), result(METHODS[method]), errors(), *hesitant], [by_truth, by_result]]


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
        needless["known"] = "This image has no ground truth."
        if method in UNSUPERVISED or values["teacher"] == "painting":
            needless["target"] = needless["known"]
    return needless
