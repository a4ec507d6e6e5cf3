"""Learning from labels: the same feature space with and without somebody who knows."""

from segview.cache.remembering import features
from segview.lesson.controls import SEED, Choice, Marks, Slider, Toggle, points_text
from segview.scene import Note, Regions, Scene, errors, feature, image, result, scatter, truth

from .teaching import (
    SPECS,
    SQUARE,
    clustered,
    compared,
    dice_taught,
    fitting,
    lies,
    starts_by_name,
    target_mask,
    taught,
    usual_marks,
)

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
    centres = model.means if len(model.classes) == 2 else None
    title = METHODS[values["method"]].partition(":")[0]
    coloured = scatter(*SPECS, colour="result", title=f"{title}: its borders", centres=True)
    if teaching and centres is None:
        note = "Nearest mean has seen one class only. Label a pixel of the other one, too."
    elif teaching:
        note = (
            f"The marks for {target} stand for {count} of {mask.size:,} pixels. To teach, choose **Label** above "
            "the images and what to label as, then click in an image. Click a mark to take it away. "
            "Each thing to look for has marks of its own, and keeps yours."
        )
    else:
        note = "K-means sees no marks. To teach, choose *Nearest mean*."
    if known:
        rows = [
            [image(), truth(), result(title), errors()],
            [scatter(*SPECS, title="Feature space, with labels"), coloured],
        ]
    else:
        rows = [[image(), feature("gaussian:5", "Blurred, σ = 5"), result(title)], [coloured]]
    return Scene(
        space=space,
        classes=("rest", target) if known or teaching else ("cluster 0", "cluster 1"),
        truth=mask if known else None,
        result=space.to_image(learnt if teaching else run.labels),
        rows=rows,
        centres=centres if teaching else run.centres,
        regions=Regions(*SPECS, regions if teaching else their_regions, SQUARE),
        labelling=MARKS[target] if teaching else "",
        hint=compared(mask.ravel(), learnt, run.labels, len(marks), target)
        if known
        else "Without ground truth there is no Dice, and nobody says which cluster is what.",
        below=[Note(note)],
        idle=idle(teaching, known),
        settings={"labels": marks},
    )


def idle(teaching, known):
    """Controls that the method does not listen to."""
    if teaching:
        return {"seed": "Nearest mean has no random start."}
    nobody = "K-means without ground truth: nothing depends on what you look for."
    return {} if known else {"target": nobody}


def facts(subject):
    """Random starts, and marks for white matter that are wrong on purpose, with their Dice."""
    in_order, swapped = starts_by_name(subject.id)
    wrong = lies(subject.id)
    return {
        "in_order": in_order,
        "swapped": swapped,
        "honest": dice_taught(subject.id, usual_marks(subject.id, "white matter")),
        "on_fluid": points_text(wrong["fluid"]),
        "on_scalp": points_text(wrong["scalp"]),
        "fluid_dice": dice_taught(subject.id, wrong["fluid"]),
        "scalp_dice": dice_taught(subject.id, wrong["scalp"]),
    }
