"""Learning from labels: the same feature space with and without somebody who knows."""

from segcore import CLASSIFIERS, dice_coefficient
from segcore.strokes import strokes_text
from segview.cache.remembering import features
from segview.lesson.controls import SEED, Choice, Slider, Toggle
from segview.lesson.places import Painting
from segview.scene import (
    Note,
    Regions,
    Scene,
    errors,
    feature,
    image,
    picture,
    result,
    scatter,
    truth,
)

from .instructions import hint, idle, instructions
from .targets import PAINTINGS, TARGETS, classes, known, usual_strokes
from .teaching import SPECS, SQUARE, clustered, starts_by_name, taught
from .wrong_strokes import dice_of_lies

METHODS = {name: one.title for name, one in CLASSIFIERS.items()} | {
    "k-means": "K-means: learns from nobody"
}
CONTROLS = (
    Choice("method", "Method", METHODS, default="nearest mean"),
    Choice(
        "target", "You look for", TARGETS, default="tissues", help="Each keeps labels of its own"
    ),
    Slider("seed", "K-means: start", 0, 9, 1, default=0, help=SEED),
    Toggle("known", "Ground truth known", default=True, help="Off: nobody has labelled this image"),
    *(Painting(key, f"Labels for: {TARGETS[name].lower()}") for name, key in PAINTINGS.items()),
)
NEARLY = 0.01  # in Dice, below the best of the random starts


def view(subject, values):
    """Paint labels, compare with k-means."""
    method, target, is_known = values["method"], values["target"], values["known"]
    teaching = method in CLASSIFIERS
    space, mask, names = (
        features(subject.id, SPECS),
        known(subject.id, target),
        classes(subject, target),
    )
    strokes = values[PAINTINGS[target]]
    learnt = taught(subject.id, method, strokes, len(names)) if teaching else None
    run, their_regions = clustered(subject.id, values["seed"], len(names) if is_known else 2)
    found = learnt and learnt.result if teaching else run.labels.reshape(space.shape)
    regions = learnt and learnt.regions if teaching else their_regions
    title = METHODS[method].partition(":")[0]
    truth_known = mask if is_known else None
    return Scene(
        space=space,
        classes=names if is_known or teaching else ("cluster 0", "cluster 1"),
        truth=truth_known,
        result=found,
        rows=_rows(title, method, is_known, learnt and learnt.unsure),
        centres=learnt and learnt.means if teaching else run.centres,
        regions=None if regions is None else Regions(*SPECS, regions, SQUARE),
        painting=PAINTINGS[target] if teaching else "",
        hint=hint(teaching, learnt, truth_known, title, run.labels, target),
        below=[Note(instructions(teaching, learnt, mask.size))],
        idle=idle(teaching, is_known),
        settings={"painting": strokes_text(strokes), "taught": learnt is not None},
    )


def _rows(title, method, is_known, unsure):
    """Pictures and plots; what is true only where it is known, where to paint only of who can doubt."""
    teaching = method in CLASSIFIERS
    blurred = [] if teaching else [feature("gaussian:5", "Blurred, σ = 5")]
    doubts = [picture("uncertainty", "Where to paint next", unsure)]
    hesitant = doubts if teaching and CLASSIFIERS[method].probable else []
    borders = scatter(
        *SPECS, colour="result", title=f"{title}: its borders", centres=True, equal=True
    )
    if not is_known:
        return [[image(), *blurred, result(title), *hesitant], [borders]]
    by_truth = scatter(*SPECS, title="Feature space, with labels", equal=True)
    return [[image(), truth(), result(title), errors(), *hesitant], [by_truth, borders]]


def facts(subject):
    """Random starts, the Dice of the luckier ones, strokes that teach and that are wrong on purpose, with their Dice."""
    in_order, swapped = starts_by_name(subject.id)
    found = clustered(subject.id, in_order)[0].labels
    lucky = dice_coefficient(known(subject.id, "white matter").ravel(), found)
    names = ("tissue_strokes", "white_strokes", "brain_strokes")
    return {
        "in_order": in_order,
        "swapped": swapped,
        "lucky": lucky,
        "enough": lucky - NEARLY,
        **{
            name: strokes_text(usual_strokes(subject.id, target))
            for name, target in zip(names, TARGETS, strict=True)
        },
        **dice_of_lies(subject.id),
    }
