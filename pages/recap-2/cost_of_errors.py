"""What both kinds of error cost in Dice."""

from segcore import confusion_matrix, dice_coefficient

from .masks import masks


def cost_of_errors(subject, cuts):
    """Dice of the brain without the one kind of error and without the other, in words."""
    known, found = masks(subject, "brain", cuts, 0)
    pure, whole = dice_coefficient(known, known & found), dice_coefficient(known, known | found)
    (_, extra), (missed, _) = confusion_matrix(known, found, 2)
    ending = ", but there are far fewer of them." if pure > whole else "."
    return {
        "more_false_positives": pure > whole,
        "more_false_negatives": whole > pure,
        "costs": f"Without the {extra:,} false positives Dice would be {pure:.3f}, without the {missed:,} false negatives {whole:.3f}. "
        f"A single missed pixel costs more than a single invented one (2.1){ending}",
    }
