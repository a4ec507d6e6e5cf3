"""Feature selection: commit to a guess, then see which features are worth having."""

from segcore.features import spec_title
from segview.lesson.controls import Choice, Slider
from segview.scene import Note, Scene, errors, image, result, scatter_grid, truth

from .selecting import EVERY, MOST, NAMES, SPECS, alike, examples, own_scores, predicted, selected
from .verdict import honest, verdict

FIRST_LOOK = ("intensity", "gaussian:5", "std:7", "gradient:2")
GUESSES = {"none": "…"} | {spec: spec_title(spec) for spec in SPECS}
TEACHERS = {"other": "Another image", "half": "Left half, test on the right"}
TAUGHT = "Where the classifier learns. It is tested on the image shown, or on its right half."
CONTROLS = (
    Choice("guess", "My guess: these two", GUESSES, default="none"),
    Choice("and", "and", GUESSES, default="none"),
    Choice("train", "Train on", TEACHERS, default="other", help=TAUGHT),
    Slider("features", "Features chosen", 1, MOST, 1, default=3),
)


def starts(subject, values):
    """Half of the image trains where there is no other of its kind."""
    return {"train": usual_teacher(subject)}


def usual_teacher(subject):
    """Where the classifier learns, unless the learner says otherwise."""
    return "other" if alike(subject.id) else "half"


def view(subject, values):
    """Commit to two features, then compare with what selection finds."""
    guess, count = {values["guess"], values["and"]}, values["features"]
    where = values["train"] if alike(subject.id) else "half"
    committed = len(guess) == 2 and "none" not in guess
    steps = selected(subject.id, where)[:count] if committed else ()
    shown = tuple(step.name for step in steps) or FIRST_LOOK
    columns = tuple(step.column for step in steps) or EVERY
    wanted = tuple(dict.fromkeys(("intensity", *shown)))
    _, (space, right) = examples(subject.id, where, wanted)
    ask = "Commit to two features above: then you see how good each is, and which are chosen."
    title = "Result" if committed else "All eight"
    return Scene(
        space=space,
        classes=subject.classes,
        truth=right,
        result=predicted(subject.id, where, columns)[0],
        rows=[[image("Test image"), truth(), result(title), errors()], *scatter_grid(shown)],
        hint=f"In the plots, coloured by ground truth: {', '.join(map(spec_title, shown))}.",
        below=verdict(subject.id, guess, where, count) if committed else [Note(ask, "info")],
        idle=idle(subject, committed),
        stage="committed" if committed else "open",
        facts=scores_of(selected(subject.id, where)) if committed else {},
        settings={
            "teacher": alike(subject.id)[0].id if alike(subject.id) else subject.id,
            "committed": committed,
        },
    )


def idle(subject, committed):
    """Controls that wait for a guess, or for another image."""
    waiting = {} if committed else {"features": "Guess first: two different features."}
    alone = {} if alike(subject.id) else {"train": "There is no other image of its kind."}
    return waiting | alone


def scores_of(steps):
    """The feature chosen first, and Dice with one feature, with three and with all that are chosen."""
    return {
        "first": NAMES[steps[0].name],
        "with_one": steps[0].score,
        "with_three": steps[2].score,
        "with_all": steps[-1].score,
    }


def facts(subject):
    """Own scores, what chance adds, the last class, and whether the choice flattered."""
    where = usual_teacher(subject)
    steps, alone = selected(subject.id, where), own_scores(subject.id, where)
    three = tuple(step.column for step in steps[:3])
    with_chance = predicted(subject.id, where, (*three, SPECS.index("noise:1")))[1]
    winner, runner_up, *_ = alone
    *_, (last, last_class) = enumerate(subject.classes)
    titles = {spec: spec_title(spec) for spec in SPECS}
    asked = ("intensity", "gaussian:2", "std:7", "noise:1")
    return {
        "titles": list(titles.values()),
        "options": [titles[spec] for spec in asked],
        "winner": winner,
        "runner_up": runner_up,
        "why": [
            f"Its own score is {alone[spec]:.2f}"
            + (
                ", the highest of all eight."
                if spec == winner
                else f". {titles[winner]} has {alone[winner]:.2f}."
            )
            for spec in asked
        ],
        "chance": with_chance - steps[2].score,
        "last": last,
        "last_class": last_class,
        "honest": honest(subject, steps),
    } | {f"best_{at}": spec == winner for at, spec in enumerate(asked)}
