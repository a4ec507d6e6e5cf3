"""Dice with another scanner, other numbers of neighbours, other people, fewer features."""

from .testing import SPECS, dice_of_neighbours

FEW, MANY = 1, 15
LINE = 0.6


def other_scanner(subject_id, usual):
    """Dice by class after learning from another scanner, and which classes fall below a line."""
    foreign = dice_of_neighbours(subject_id, "other-scanner")
    crosses = (usual > LINE) & (foreign < LINE)
    return {"foreign": foreign, **{f"crosses_{at}": falls for at, falls in enumerate(crosses)}}


def other_neighbours(subject_id):
    """Mean Dice with few neighbours and with many."""
    few, many = (dice_of_neighbours(subject_id, neighbours=k).mean() for k in (FEW, MANY))
    return {
        "few": few,
        "many": many,
        "falls": many < few,
        "rises_below": few <= many < 0.9,
        "rises_above": few < 0.9 <= many,
    }


def other_people(subject_id):
    """Mean Dice of what has learnt this very person, here and on somebody else."""
    own, abroad = (dice_of_neighbours(on, subject_id, FEW).mean() for on in (subject_id, "age-25"))
    return {
        "own": own,
        "abroad": abroad,
        "both_high": own == 1 and abroad > 0.9,
        "by_heart": own == 1 and abroad <= 0.9,
        "both_low": own <= 0.9 and abroad <= 0.9,
    }


def weakest(subject_id, usual):
    """Dice by class with intensity alone, and the class with the lowest one there and as usual."""
    narrow = dice_of_neighbours(subject_id, which=SPECS[0])
    lowest = {
        at: usual[at] == usual.min() and dice == narrow.min() for at, dice in enumerate(narrow)
    }
    return {"narrow": narrow, **{f"weakest_{at}": holds for at, holds in lowest.items()}}


def fewer_features(subject_id, titles):
    """Mean Dice with each feature alone, and the strongest one."""
    alone = [dice_of_neighbours(subject_id, which=spec).mean() for spec in SPECS]
    strongest = SPECS[alone.index(max(alone))]
    return {
        "alone": alone,
        "strongest": strongest,
        "strongest_title": titles[strongest],
        **{f"best_{at}": spec == strongest for at, spec in enumerate(SPECS)},
    }
