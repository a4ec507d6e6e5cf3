"""Two cuts with the same Dice and other errors."""

from segcore import confusion_matrix, dice_coefficient, threshold

LAX, STRICT = 0.03, 0.2


def same_dice(subject):
    """Dice and errors of both cuts, in order."""
    brain = subject.binary_truth
    results = [threshold(subject.image, cut) for cut in (LAX, STRICT)]
    counts = [confusion_matrix(brain, result) for result in results]
    return {
        "lax": LAX,
        "strict": STRICT,
        "same_dice": [dice_coefficient(brain, result) for result in results],
        "extra": [count[0, 1] for count in counts],
        "missed": [count[1, 0] for count in counts],
    }
