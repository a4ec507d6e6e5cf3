"""Another subject: Full Exercise 2 of the course, train on one person and test on another."""

from segcore import subjects
from segview.cache.remembering import features
from segview.images import load_subject
from segview.lesson.controls import Choice
from segview.scene import Note, Scene, image, result, scatter, truth

from .comparison import ALIKE, CLOUD, NAMES, compared, greys, hint, judged
from .hypothesis import GUESSES, is_complete
from .side_by_side import both, company
from .transfer import NEIGHBOURS, SPECS, mean_dice, transferred

USUAL = ("age-50", "age-75")
BRAINS = {one.id: one.title for one in subjects() if one.foreground == "brain"}
TEACHERS = {"picked": "The image chosen above"} | BRAINS
SHOWN = {"test": "The test subject", "train": "The training subject"}
LEARNS = "Whose pixels and ground truth it learns"
LABELS = "Whose pixels it labels, without their ground truth"
FLIP = "Flip between the two: do their scatterplots look alike?"
DECIDE = Note("Decide on all three: then ground truth, result and scores appear here.", "info")
SAME = "Trained and tested on the same pixels: this says nothing about anybody else."
CONTROLS = (
    Choice("train", "Train on", TEACHERS, default="picked", help=LEARNS),
    Choice("test", "Test on", BRAINS, default=USUAL[0], help=LABELS),
    Choice("whose", "Show", SHOWN, default="train", help=FLIP),
    *GUESSES,
)


def starts(subject, values):
    """Test somebody else, and show whose labels can be shown."""
    return {
        "test": _newcomer(_learnt(subject, values)),
        "whose": "test" if is_complete(values) else "train",
    }


def view(subject, values):
    """Flip between two subjects; before the learner commits, the new one has no labels."""
    learnt, tested = load_subject(_learnt(subject, values)), load_subject(values["test"])
    committed, whose = is_complete(values), values["whose"]
    shown = tested if whose == "test" else learnt
    hidden = whose == "test" and not committed
    colour = "density" if hidden else "truth"
    plots = [(CLOUD, "Feature space"), (SPECS[1:], "Blur and gradient")]
    told = compared(learnt.id, tested.id)
    return Scene(
        space=features(shown.id, SPECS),
        classes=shown.classes,
        truth=None if hidden else shown.truth,
        result=transferred(learnt.id, shown.id) if committed else None,
        rows=[
            [image(), *(() if hidden else (truth(),)), *((result(),) if committed else ())],
            [scatter(*axes, colour=colour, title=title) for axes, title in plots],
        ],
        hint=hint(whose, committed, told),
        beside=judged(values, told) if committed else [DECIDE],
        below=[
            *([Note(SAME, "warning")] if tested.id == learnt.id else ()),
            *both(learnt, tested, list(NAMES.values()), committed),
            *(company(learnt, tested) if committed else ()),
        ],
        subjects=(learnt.id, tested.id),
        settings={"train": learnt.id, "test": tested.id, "committed": committed},
    )


def _newcomer(learnt):
    return next(id for id in USUAL if id != learnt)


def _learnt(subject, values):
    return subject.id if values["train"] == "picked" else values["train"]


def facts(subject):
    """The classifier, and the greys of two scanners."""
    _, _, grey, white = greys("age-25")
    newcomer = _newcomer(subject.id)
    return compared(subject.id, newcomer) | {
        "test": newcomer,
        "neighbours": NEIGHBOURS,
        "much_alike": ALIKE,
        "grey": grey,
        "white": white,
        "scanner_grey": greys("other-scanner")[2],
        "same_scanner": mean_dice("age-25", "age-75"),
        "foreign_scanner": mean_dice("other-scanner", "age-75"),
    }
