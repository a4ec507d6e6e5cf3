"""The usual cuts: Dice of each class, and which class is mistaken for the worst one."""

from segcore import confusion_matrix, dice_multiclass, threshold_multi

from .mistakes import mistaken_for

CUTS = {"cut1": 0.1, "cut2": 0.22, "cut3": 0.38}


def dice_per_class(subject):
    """Dice of each class with the usual cuts."""
    return dice_multiclass(subject.truth, usual(subject))


def mistaken_for_worst(subject, worst):
    """The class that is most often called the worst one, and its share of what is called so."""
    names = subject.classes
    table = confusion_matrix(subject.truth, usual(subject), len(names))
    other, share = mistaken_for(table, worst)
    return names[other], share


def usual(subject):
    """Labels of all pixels with the usual cuts."""
    return threshold_multi(subject.image, tuple(CUTS.values()))
