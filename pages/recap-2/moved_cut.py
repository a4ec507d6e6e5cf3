"""Dice of each tissue, before one cut is moved and after."""

from segcore import dice_multiclass, threshold_multi


def moved_cut(subject, cuts, moved):
    """Dice of each tissue with both settings; the worst one, and which stay the same."""
    before, after = (
        dice_multiclass(subject.truth, threshold_multi(subject.image, at))[1:]
        for at in (cuts, moved)
    )
    worst = int(before.argmin())
    return {
        "score": before,
        "worst": subject.classes[worst + 1],
        "worst_label": worst + 1,
        "worst_dice": before[worst],
        "change": [in_words(*pair) for pair in zip(before, after, strict=True)],
        **{f"worst_{label}": label == worst for label in range(3)},
        **{f"same_{label}": before[label] == after[label] for label in range(3)},
    }


def in_words(before, after):
    """Two numbers, or one twice."""
    if before == after:
        return f"{before:.3f} before and after."
    return f"{before:.3f} before, {after:.3f} after."
