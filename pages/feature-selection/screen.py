"""Feature selection: commit to a guess, then see which features are worth having."""

from segcore.features import spec_title
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, scatter_grid, truth

from .best_alone import best_alone
from .selecting import EVERY, MOST, SPECS, alike, examples, predicted, selected, usual_teacher
from .verdict import honest, in_numbers, verdict

FIRST_LOOK = ("intensity", "gaussian:5", "std:7", "gradient:2")
GUESSES = {"none": "…"} | {spec: spec_title(spec) for spec in SPECS}
TEACHERS = {"other": "Another image", "half": "Left half, test on the right"}
LEARNS = "Where the classifier learns. It is tested on the image shown, or on its right half."
CONTROLS = (
    Choice("guess", "My guess: these two", GUESSES, default="none"),
    Choice("and", "and", GUESSES, default="none"),
    Choice("train", "Train on", TEACHERS, default="other", help=LEARNS),
    Slider("features", "Features chosen", 1, MOST, 1, default=3),
)
ASK = Note(
    "Commit to two features above: then you see how good each is, and which are chosen.", "info"
)


def starts(subject, values):
    """Half of the image trains where there is no other of its kind."""
    return {"train": usual_teacher(subject.id)}


def view(subject, values):
    """Commit to two features, then compare with what selection finds."""
    guess, count, others = {values["guess"], values["and"]}, values["features"], alike(subject.id)
    where = values["train"] if others else "half"
    committed = len(guess) == 2 and "none" not in guess
    steps = selected(subject.id, where) if committed else ()
    shown = tuple(step.name for step in steps[:count]) or FIRST_LOOK
    columns = tuple(step.column for step in steps[:count]) or EVERY
    _, (space, right) = examples(subject.id, where, tuple(dict.fromkeys(("intensity", *shown))))
    title = "Result" if committed else "All eight"
    return Scene(
        space=space,
        classes=subject.classes,
        truth=right,
        result=predicted(subject.id, where, columns)[0],
        rows=[[image("Test image"), truth(), result(title), errors()], *scatter_grid(shown)],
        hint=f"In the plots, coloured by ground truth: {', '.join(map(spec_title, shown))}.",
        below=verdict(subject.id, guess, where, count) if committed else [ASK],
        idle=({} if committed else {"features": "Guess first: two different features."})
        | ({} if others else {"train": "There is no other image of its kind."}),
        settings={"teacher": others[0].id if others else subject.id, "committed": committed},
    )


def facts(subject):
    """Own scores, what chance adds, the last class, and whether the choice flattered."""
    where = usual_teacher(subject.id)
    steps = selected(subject.id, where)
    three = tuple(step.column for step in steps[:3])
    with_chance = predicted(subject.id, where, (*three, SPECS.index("noise:1")))[1]
    return (
        best_alone(subject.id, where)
        | in_numbers(steps)
        | {
            "titles": [spec_title(spec) for spec in SPECS],
            "chance": with_chance - steps[2].score,
            "last": len(subject.classes) - 1,
            "last_class": subject.classes[-1],
            "honest": honest(subject, steps),
        }
    )
