"""What the learner reads after committing to a guess, beside what selection chose."""

from segview.images import load_subject
from segview.scene import Bars, Columns, Curves, Note

from .selecting import MOST, NAMES, SPECS, alike, own_scores, predicted, selected

LITTLE = 0.01  # a difference in Dice that is not worth a feature


def verdict(subject_id, guess, where, count):
    """What was chosen one by one, whether the guess is as good, and every feature's own score."""
    steps, alone = selected(subject_id, where), own_scores(subject_id, where)
    chosen = " → ".join(f"{NAMES[step.name]} **{step.score:.2f}**" for step in steps[:count])
    return [
        Note(
            f"Chosen one by one, with test Dice: {chosen}. "
            + compared(subject_id, guess, where, steps)
        ),
        Columns(
            [
                [own_bars(alone), Note(of_one(subject_id, alone))],
                [curve(steps, count), Note(of_several(subject_id, where, steps, alone))],
            ]
        ),
    ]


def in_numbers(steps):
    """The feature chosen first, and Dice with one feature, with three and with all that are chosen."""
    return {
        "first": NAMES[steps[0].name],
        "with_one": steps[0].score,
        "with_three": steps[2].score,
        "with_all": steps[-1].score,
    }


def own_bars(alone):
    """Mean Dice of every feature on its own."""
    return Bars(
        key="own",
        values={NAMES[spec]: score for spec, score in alone.items()},
        title="mean Dice of one feature, test image",
    )


def curve(steps, count):
    """Mean Dice with one, two, ... chosen features."""
    return Curves(
        key="selection",
        x=range(1, MOST + 1),
        lines={"test Dice": [step.score for step in steps]},
        titles=("features chosen", "mean Dice on the test image"),
        now=count,
    )


def compared(subject_id, guess, where, steps):
    """Tell whether the learner's pair is as good as the pair that selection found."""
    _, mine = predicted(subject_id, where, tuple(map(SPECS.index, guess)))
    first, second = steps[:2]
    yours = f"Your pair alone reaches **{mine:.2f}**"
    if guess == {first.name, second.name}:
        return f"{yours}: it is the pair that selection chose. Your hypothesis was **right**."
    if mine > second.score:
        return f"{yours} and **beats** the two chosen first: step by step is not always best."
    return f"{yours}, the two chosen first {second.score:.2f}: your hypothesis was **not right**."


def of_one(subject_id, alone):
    """Tell which feature is best on its own, and which are no better than chance."""
    winner, chance = next(iter(alone)), alone["noise:1"]
    useless = [
        NAMES[spec]
        for spec, score in alone.items()
        if spec != "noise:1" and score < chance + LITTLE
    ]
    as_bad = f" No better on their own: {', '.join(useless)}." if useless else ""
    return (
        f"The best feature on its own is *{NAMES[winner]}* with {alone[winner]:.2f}, so it is chosen first. *Random* knows nothing and scores "
        f"{chance:.2f}, about what calling every pixel {load_subject(subject_id).classes[0]} gives.{as_bad} *Row* ({alone['row']:.2f}) knows where a "
        "pixel lies, not what it is: that can help only while everything lies in the same place."
    )


def of_several(subject_id, where, steps, alone):
    """Tell what trains and what tests, and the rank on its own of each feature chosen first."""
    ranks = {spec: rank for rank, spec in enumerate(alone, start=1)}
    if where == "half":
        learns, tests = "the left half of this image", "the right half of this image"
    else:
        learns = f"another image ({alike(subject_id)[0].title})"
        tests = f"the image above ({load_subject(subject_id).title})"
    return (
        f"All numbers here are from {tests}; the classifier learns from {learns}. Chosen first: "
        + ", ".join(
            f"*{NAMES[step.name]}* (on its own number {ranks[step.name]})" for step in steps[:3]
        )
        + "."
        + "".join(
            f" *Random*, which knows nothing, was number {place}: luck."
            for place, step in enumerate(steps, start=1)
            if step.name == "noise:1"
        )
    )


def honest(subject, steps):
    """Tell what a third image would have chosen, where there is one."""
    if not alike(subject.id):
        return ""
    theirs = selected(subject.id, "third", 2)
    reached = predicted(subject.id, "other", tuple(step.column for step in theirs))[1]
    first, second = steps[:2]
    said = f" Let a third image, “{alike(subject.id)[1].title}”, choose two features: "
    if {step.name for step in theirs} == {first.name, second.name}:
        return said + (
            f"it takes the same two, {NAMES[first.name]} and {NAMES[second.name]}, and Dice is the same {second.score:.3f}. "
            "The choice did not flatter this time. Only the third image could tell."
        )
    return said + (
        f"it takes {' and '.join(NAMES[step.name] for step in theirs)}, which reach {reached:.3f} here. Those chosen "
        f"by the test image itself reach {second.score:.3f}."
    )
