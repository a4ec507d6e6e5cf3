"""Learning from labels: the same feature space with and without somebody who knows."""

from segcore import dice_coefficient
from segview.cache.remembering import features
from segview.lesson.controls import SEED, Choice, Slider, Toggle
from segview.lesson.places import Marks
from segview.scene import Note, Regions, Scene, errors, feature, image, result, scatter, truth

from .instructions import compared, idle, instructions
from .targets import fitting, target_mask, usual_marks
from .teaching import SPECS, SQUARE, clustered, starts_by_name, taught
from .wrong_marks import dice_of_lies

METHODS = {
    "nearest mean": "Nearest mean: learns from labels",
    "k-means": "K-means: learns from nobody",
}
TARGETS = {"white matter": "White matter", "brain": "The whole brain"}
MARKS = {"white matter": "labels", "brain": "brain_labels"}  # each target's marks: a control
ANYWHERE = ((0, 0, 0), (0, 0, 1))
CONTROLS = (
    Choice("method", "Method", METHODS, default="nearest mean"),
    Choice("target", "You look for", TARGETS, default="white matter"),
    Slider("seed", "K-means: start", 0, 9, 1, default=0, help=SEED),
    Toggle("known", "Ground truth known", default=True, help="Off: nobody has labelled this image"),
    *(Marks(key, f"Labelled pixels: {name}", default=ANYWHERE) for name, key in MARKS.items()),
)
NEARLY = 0.01  # in Dice, below the best of the random starts
UNKNOWN = "Without ground truth there is no Dice, and nobody says which cluster is what."


def starts(subject, values):
    """Marks lie in tissues, which are elsewhere in every image."""
    return {key: usual_marks(subject.id, name) for name, key in MARKS.items()}


def view(subject, values):
    """Label pixels, compare with k-means."""
    target, known, teaching = values["target"], values["known"], values["method"] == "nearest mean"
    space, mask = features(subject.id, SPECS), target_mask(subject.id, target)
    marks = fitting(values[MARKS[target]], space.shape) or usual_marks(subject.id, target)
    model, count, learnt, regions = taught(subject.id, marks)
    run, their_regions = clustered(subject.id, values["seed"])
    both_seen = len(model.classes) == 2
    title = METHODS[values["method"]].partition(":")[0]
    pictures = [image(), feature("gaussian:5", "Blurred, σ = 5"), result(title)]
    plots = [
        scatter(*SPECS, colour="result", title=f"{title}: its borders", centres=True, equal=True)
    ]
    if known:
        pictures = [image(), truth(), result(title), errors()]
        plots = [scatter(*SPECS, title="Feature space, with labels", equal=True), *plots]
    return Scene(
        space=space,
        classes=("rest", target) if known or teaching else ("cluster 0", "cluster 1"),
        truth=mask if known else None,
        result=space.to_image(learnt if teaching else run.labels),
        rows=[pictures, plots],
        centres=(model.means if both_seen else None) if teaching else run.centres,
        regions=Regions(*SPECS, regions if teaching else their_regions, SQUARE),
        labelling=MARKS[target] if teaching else "",
        hint=compared(mask.ravel(), learnt, run.labels, len(marks), target) if known else UNKNOWN,
        below=[Note(instructions(teaching, both_seen, target, count, mask.size))],
        idle=idle(teaching, known),
        settings={"labels": marks},
    )


def facts(subject):
    """Random starts, the Dice of the luckier ones, and marks for white matter that are wrong on purpose, with their Dice."""
    in_order, swapped = starts_by_name(subject.id)
    found = clustered(subject.id, in_order)[0].labels
    lucky = dice_coefficient(target_mask(subject.id, "white matter").ravel(), found)
    return {
        "in_order": in_order,
        "swapped": swapped,
        "lucky": lucky,
        "enough": lucky - NEARLY,
        **dice_of_lies(subject.id),
    }
