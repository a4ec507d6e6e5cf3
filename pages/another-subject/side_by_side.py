"""Several subjects side by side: their dots, and what one classifier makes of each."""

from segcore import subjects, thin
from segview import theme
from segview.cache.remembering import features, remember
from segview.images import load_subject
from segview.scene import Bars, Labels, Note, Picture, Scatters

from .transfer import SPECS, dice_per_class, mean_dice, transferred

STEP = 9  # every ninth pixel of every ninth row is enough for a small plot
SHIPPED = [one.id for one in subjects() if one.foreground == "brain" and not one.downloaded]


@remember
def thinned(subject_id):
    """Some pixels: features and labels."""
    labels = load_subject(subject_id).truth[::STEP, ::STEP].ravel()
    return thin(features(subject_id, SPECS), STEP).values, labels


def both(learnt, tested, titles, committed):
    """Dots of both subjects; those of the new one are grey before the learner commits."""
    values, labels = thinned(tested.id)
    return [
        Note("## Both subjects, all three features"),
        Scatters(
            key="both",
            rows={
                "training subject": thinned(learnt.id),
                "test subject": (values, labels if committed else None),
            },
            titles=titles,
            colours=theme.class_colours(len(tested.classes)),
        ),
        Note(
            "Every ninth pixel of every ninth row, on the same axes. "
            + (
                "Colours: ground truth."
                if committed
                else "The new subject's dots have no colours before you commit."
            ),
            "caption",
        ),
    ]


def company(learnt, tested):
    """Results of the same classifier on the test subject and on everybody else."""
    ids = [one for one in dict.fromkeys((tested.id, *SHIPPED)) if one != learnt.id]
    those = [load_subject(one) for one in ids]
    dice = {one.title: dice_per_class(learnt.id, one.id) for one in those}
    means = {one.title: mean_dice(learnt.id, one.id) for one in those}
    colours = theme.class_colours(len(tested.classes))
    worst = min(means, key=means.get)
    return [
        Note("## One classifier, several subjects"),
        *(Picture(one.image, one.title) for one in those),
        Note(""),
        *(Labels(transferred(learnt.id, one.id), colours, f"Result: {one.title}") for one in those),
        Bars(
            key="company",
            values={
                name: {title: scores[name] for title, scores in dice.items()}
                for name in tested.classes
            },
            title="Dice of each class",
            colours=colours,
        ),
        Note(
            "Mean Dice: " + ", ".join(f"{title} {mean:.3f}" for title, mean in means.items()) + ". "
            f"One test says little: on “{worst}” the same classifier reaches {means[worst]:.3f}, elsewhere up to {max(means.values()):.3f}."
        ),
    ]
