"""Another subject: Full Exercise 2 of the course, train on one person and test on another."""

from segcore import load_subject, subjects
from segview.cache.remembering import features
from segview.lesson.controls import Choice
from segview.scene import Note, Scene, image, result, scatter, truth

from .comparison import ALIKE, CLOUD, NAMES, compared, greys, hint, judged
from .side_by_side import both, company
from .transfer import NEIGHBOURS, SPECS, transferred

USUAL = ("age-50", "age-75")
BRAINS = {one.id: one.title for one in subjects() if one.foreground == "brain"}
OPEN = {"": "I have not decided yet"}
CLASSES = OPEN | {
    "background": "Background",
    "grey matter": "Grey matter",
    "white matter": "White matter",
    "CSF": "CSF (fluid)",
}
DECIDE = Note("Decide on all three: then ground truth, result and scores appear here.", "info")
SAME = "Trained and tested on the same pixels: this says nothing about anybody else."
TRAIN = {"picked": "The image chosen above"} | BRAINS
SHOWN = {"test": "The test subject", "train": "The training subject"}
LEARNT = "Whose pixels and ground truth it learns"
TESTED = "Whose pixels it labels, without their ground truth"
FLIP = "Flip between the two: do their scatterplots look alike?"
GUESS = {"default": "", "group": "Commit first: on somebody new …", "page": True}
CONTROLS = (
    Choice("train", "Train on", TRAIN, default="picked", help=LEARNT, page=True),
    Choice("test", "Test on", BRAINS, default=USUAL[0], help=TESTED, page=True),
    Choice("whose", "Show", SHOWN, default="train", help=FLIP),
    Choice("easiest", "… the best class will be", CLASSES, **GUESS),
    Choice("hardest", "… the worst class will be", CLASSES, **GUESS),
    Choice("feature", "… the best single feature will be", OPEN | NAMES, **GUESS),
)


def starts(subject, values):
    """Test somebody else, and show whose labels can be shown."""
    return {
        "test": next(id for id in USUAL if id != _learnt(subject, values)),
        "whose": "test" if _committed(values) else "train",
    }


def view(subject, values):
    """Flip between two subjects; before the learner commits, the new one has no labels."""
    learnt, tested = load_subject(_learnt(subject, values)), load_subject(values["test"])
    committed, whose = _committed(values), values["whose"]
    shown = tested if whose == "test" else learnt
    hidden = whose == "test" and not committed
    colour = "density" if hidden else "truth"
    told = compared(learnt.id, tested.id)
    return Scene(
        space=features(shown.id, SPECS),
        classes=shown.classes,
        truth=None if hidden else shown.truth,
        result=transferred(learnt.id, shown.id) if committed else None,
        rows=[
            [image(), *(() if hidden else (truth(),)), *((result(),) if committed else ())],
            [
                scatter(*CLOUD, colour=colour, title="Feature space"),
                scatter(*SPECS[1:], colour=colour, title="Blur and gradient"),
            ],
        ],
        hint=hint(whose, committed, told),
        beside=judged(values, told) if committed else [DECIDE],
        below=[
            *([Note(SAME, "warning")] if tested.id == learnt.id else ()),
            *both(learnt, tested, list(NAMES.values()), committed),
            *(company(learnt, tested) if committed else ()),
        ],
        subjects=(learnt.id, tested.id),
        facts=told
        | {
            "train": values["train"],
            "test": tested.id,
            "missed": told["missed"] if committed else "",
        },
        settings={"train": learnt.id, "test": tested.id, "committed": committed},
    )


def _learnt(subject, values):
    return subject.id if values["train"] == "picked" else values["train"]


def _committed(values):
    return all(values[key] for key in ("easiest", "hardest", "feature"))


def facts(subject):
    """The classifier, and the greys of two scanners."""
    _, _, grey, white = greys("age-25")
    return {
        "neighbours": NEIGHBOURS,
        "much_alike": ALIKE,
        "grey": grey,
        "white": white,
        "scanner_grey": greys("other-scanner")[2],
    }
