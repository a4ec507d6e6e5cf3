"""Learning from labels: the same feature space with and without somebody who knows."""

import streamlit as st

from segcore import (
    decision_regions,
    dice_coefficient,
    kmeans,
    mark_pixels,
    marked_pixels,
)
from segcore.classifiers import NearestMean
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import Regions, errors, feature, image, result, scatter, truth

SPECS = ("intensity", "gaussian:5")
SCALP = 0.6  # no brain is that bright
SQUARE = ((-0.02, 1.02), (-0.02, 1.02))
METHODS = {
    "nearest mean": "Nearest mean: learns from labels",
    "k-means": "K-means: learns from nobody",
}
TARGETS = {"white matter": "White matter", "brain": "The whole brain"}
MARKS = {"white matter": "labels", "brain": "brain_labels"}  # each target's marks: a control

NOBODY = "K-means without ground truth: nothing depends on what you look for."
NO_START = "Nearest mean has no random start."

subject = lesson.subject()
space = features(subject.id, SPECS)


@remember
def target_mask(subject_id: str, target: str):
    """Ground truth of what we look for: 1 inside, 0 elsewhere."""
    if target == "brain":
        return subject.binary_truth
    return (subject.truth == subject.classes.index(target)).astype("uint8")


@remember
def usual_marks(subject_id: str, target: str) -> tuple:
    """Five pixels of each tissue and of the background, each with the label that is true of it."""
    mask = target_mask(subject_id, target)
    return tuple((r, c, int(mask[r, c])) for r, c, _ in mark_pixels(subject.truth, per_class=5))


@remember
def lies(subject_id: str) -> dict:
    """Marks for white matter that are wrong on purpose: on fluid, and on the bright scalp."""
    true = usual_marks(subject_id, "white matter")
    fluid = {(r, c) for r, c, of in mark_pixels(subject.truth, per_class=5) if of == 1}
    scalp = [m for m in mark_pixels(subject.image > SCALP, per_class=5) if m[2]]
    return {
        "fluid": tuple((r, c, 1 if (r, c) in fluid else label) for r, c, label in true),
        "scalp": (*true, *scalp),
    }


@remember
def taught(subject_id: str, marks: tuple) -> tuple:
    """Nearest mean, trained on the pixels around these marks; how many; its answers and regions."""
    pixels, labels = marked_pixels(marks, space.shape)
    model = NearestMean(space.values[pixels], labels)
    return model, len(pixels), model.predict(space.values), decision_regions(model, SQUARE)


@remember
def clustered(subject_id: str, seed: int) -> tuple:
    """K-means from a random start: its run and its regions, those of the nearest centre."""
    run = kmeans(space.values, k=2, seed=seed)
    return run, decision_regions(NearestMean(space.values, run.labels), SQUARE)


def fitting(marks) -> tuple:
    """Those of some marks that lie in this image and have one of the two labels."""
    height, width = space.shape
    return tuple(
        (int(r), int(c), int(of)) for r, c, of in marks if r < height and c < width and of < 2
    )


@st.fragment
def explore() -> None:
    """Label pixels, compare with k-means."""
    first, second, third, fourth = st.columns([3, 2.2, 2.6, 2], vertical_alignment="top")
    with first:
        method = controls.choice("method", "Method", METHODS, "nearest mean")
    teaching = method == "nearest mean"
    with fourth:
        known = controls.toggle(
            "known", "Ground truth known", True, help="Off: nobody has labelled this image"
        )
    with second:
        target = controls.choice(
            "target",
            "You look for",
            TARGETS,
            "white matter",
            disabled=NOBODY if not (teaching or known) else "",
        )
    with third:
        seed = controls.slider(
            "seed",
            "K-means: start",
            0,
            9,
            1,
            0,
            help=controls.SEED,
            disabled=NO_START if teaching else "",
        )
    mask = target_mask(subject.id, target)
    marks = {
        name: fitting(
            controls.marks(key, f"Labelled pixels: {name}", usual_marks(subject.id, name))
        )
        for name, key in MARKS.items()
    }[target] or usual_marks(subject.id, target)
    model, count, found, regions = taught(subject.id, marks)
    centres = model.means if len(model.classes) == 2 else None
    run, their_regions = clustered(subject.id, seed)
    if method == "k-means":
        found, regions, centres = run.labels, their_regions, run.centres
    names = ("rest", target) if known or teaching else ("cluster 0", "cluster 1")
    title = METHODS[method].partition(":")[0]
    coloured = scatter(*SPECS, colour="result", title=f"{title}: its borders", centres=True)
    pictures = [image(), feature("gaussian:5", "Blurred, σ = 5"), result(title)]
    learnt = dice_coefficient(mask, space.to_image(model.predict(space.values)))
    either = [dice_coefficient(mask, space.to_image(run.labels == c)) for c in (0, 1)]
    linked_view(
        space,
        mask if known else None,
        space.to_image(found),
        classes=names,
        rows=[
            [image(), truth(), result(title), errors()] if known else pictures,
            [scatter(*SPECS, title="Feature space, with labels"), coloured]
            if known
            else [coloured],
        ],
        centres=centres,
        regions=Regions(*SPECS, regions, SQUARE),
        labelling=MARKS[target] if teaching else None,
        hint=f"Dice: nearest mean {learnt:.3f}, taught by {len(marks)} marks; k-means "
        f"{either[1]:.3f}, or {max(either):.3f} once somebody who knows has said which cluster is {target}."
        if known
        else "Without ground truth there is no Dice, and nobody says which cluster is what.",
    )
    if not teaching:
        st.markdown("K-means sees no marks. To teach, choose *Nearest mean*.")
    elif centres is None:
        st.markdown("Nearest mean has seen one class only. Label a pixel of the other one, too.")
    else:
        st.markdown(
            f"The marks for {target} stand for {count} of {mask.size:,} pixels. To teach, choose **Label** above "
            "the images and what to label as, then click in an image. Click a mark to take it away. "
            "Each thing to look for has marks of its own, and keeps yours."
        )
    controls.listing(labels=marks)


explore()


@remember
def starts(subject_id: str) -> tuple:
    """First random start of k-means that calls the bright cluster 1, and first that calls it 0."""
    bright = [clustered(subject_id, seed)[0].centres.argmax(axis=0)[0] for seed in range(10)]
    return bright.index(1), bright.index(0)


@remember
def dice_taught(subject_id: str, marks: tuple) -> float:
    """Dice for white matter with these marks."""
    return dice_coefficient(
        target_mask(subject_id, "white matter"), space.to_image(taught(subject_id, marks)[2])
    )


in_order, swapped = starts(subject.id)
honest = dice_taught(subject.id, usual_marks(subject.id, "white matter"))
wrong = {lie: dice_taught(subject.id, marks) for lie, marks in lies(subject.id).items()}
offer(
    [
        Preset(
            "K-means, lucky names",
            {"method": "k-means", "seed": in_order, "known": True},
            "The brighter cluster happens to be number 1. Its border is where the dots happen to part, not where you want it.",
        ),
        Preset(
            "K-means, swapped names",
            {"method": "k-means", "seed": swapped, "known": True},
            "Another random start: the same two groups under each other's name, and the Dice of the wrong one.",
        ),
        Preset(
            "Nobody has labelled anything",
            {"method": "k-means", "known": False},
            "This is all that k-means ever gets. What you look for cannot even be chosen: nothing here depends on it.",
        ),
        Preset(
            "Teach it the whole brain",
            {"method": "nearest mean", "target": "brain"},
            "Other labels, same dots: the border moves. The bright scalp is now called brain, for its dots lie on the brain's side.",
        ),
        Preset(
            "Teach it something wrong",
            {
                "method": "nearest mean",
                "target": "white matter",
                "labels": controls.points_text(lies(subject.id)["fluid"]),
            },
            f"Five marks on fluid say white matter. The mean of “white matter” moves towards the dark, and Dice falls "
            f"from {honest:.3f} to {wrong['fluid']:.3f}. The method did what it was told.",
        ),
        Preset(
            "Wrong, with luck",
            {
                "method": "nearest mean",
                "target": "white matter",
                "labels": controls.points_text(lies(subject.id)["scalp"]),
            },
            f"Five marks on the scalp say white matter, and Dice rises from {honest:.3f} to {wrong['scalp']:.3f}. The scalp was called "
            "white matter before; now the mean is brighter, so the border leaves some grey matter alone. A better score does not make a mark true.",
        ),
        Preset(
            "Teach it white matter",
            {"method": "nearest mean", "target": "white matter"},
            "Back to the start: the marks tell white matter from all the rest.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        """
Both methods see the same [[feature space]] and draw the same kind of border, halfway between two [[centre|centres]].
K-means ([[unsupervised]]) puts the centres in the middle of the groups it finds. [[nearest mean|Nearest mean]] ([[supervised]]) puts them at the means
of pixels that somebody has given a [[label]]: the squares in the images. Each stands for all pixels at most 2 away.

**Try**

1. Choose *Label* above the images, and *as white matter*. Click on some white matter. Watch its centre move.
2. Teach it something wrong on purpose: label fluid as white matter. Whose fault is the result? Then label scalp: does Dice tell which marks are true?
3. Take marks away by clicking them. How few are enough?
4. Colour the dots *by density*: that is what k-means sees.
"""
    )
    code.show(NearestMean, marked_pixels, kmeans)
with right:
    ask(
        "told",
        "You stop looking for white matter and look for the whole brain. Which of the two methods will answer differently?",
        [
            Answer(
                "Both: the ground truth has changed.",
                "The dots have not moved, and dots are all that k-means sees.",
            ),
            Answer(
                "Nearest mean only: its labels have changed.",
                "Its centres are the means of labelled pixels. K-means has the same dots as before and finds the same two clusters.",
                True,
            ),
            Answer(
                "K-means only: it adapts to the data.",
                "It does, but the data are the same pixels with the same features.",
            ),
        ],
        then={"target": "brain", "method": "nearest mean"},
    )
    ask(
        "knows",
        "What does a classifier know that k-means does not?",
        [
            Answer(
                "Where the pixels lie in the image.",
                "Neither knows: both see dots in feature space, where the place in the image plays no part.",
            ),
            Answer(
                "Which class some pixels belong to: what you look for, and what it is called.",
                "That is what labels say. From dots alone nobody can tell that you mean white matter, nor which cluster has that name.",
                True,
            ),
            Answer(
                "More features of every pixel.",
                "Both have the same two: intensity and blurred intensity.",
            ),
        ],
    )
    ask(
        "scalp",
        "Nearest mean calls the bright scalp white matter. Would marks on other white-matter pixels cure that?",
        [
            Answer(
                "Yes: more labels always help.",
                "They bring the two means closer to the true ones. The border stays one straight line halfway between.",
            ),
            Answer(
                "No: there is one straight border, and the scalp lies beyond white matter.",
                "Nearest mean describes each class by one point. Air and scalp lie on either side of white matter, and no single point describes both.",
                True,
            ),
        ],
        show=[("intensity", ">", 0.6)],
    )
    find(
        "false-positives",
        "Find the false positives of nearest mean: yellow in the result, but not in the ground truth.",
        [("truth", "=", 0), ("result", "=", 1)],
        why="Each of them lies nearer to the mean of the yellow marks than to the mean of the blue ones. The result follows the border, not the tissue.",
        hint="Click the word rest above the view. Then hold Shift and Alt and draw a lasso around the yellow side of the right-hand plot, up to its border.",
    )
