"""What the learner reads beside the plots: how to teach, and what each method reaches."""

from segcore import dice_coefficient


def instructions(teaching, both_seen, target, count, pixels):
    """How to go on; `count` is how many of the pixels the marks stand for."""
    if not teaching:
        return "K-means sees no marks. To teach, choose *Nearest mean*."
    if not both_seen:
        return "Nearest mean has seen one class only. Label a pixel of the other one, too."
    return (
        f"The marks for {target} stand for {count} of {pixels:,} pixels. To teach, choose **Label** above "
        "the images and what to label as, then click in an image. Click a mark to take it away. "
        "Each thing to look for has marks of its own, and keeps yours."
    )


def idle(teaching, known):
    """Controls that the method does not listen to."""
    if teaching:
        return {"seed": "Nearest mean has no random start."}
    nobody = "K-means without ground truth: nothing depends on what you look for."
    return {} if known else {"target": nobody}


def compared(mask, learnt, clusters, count, target):
    """Dice of both methods, and of k-means also with the luckier names."""
    either = [dice_coefficient(mask, clusters == label) for label in (0, 1)]
    return (
        f"Dice: nearest mean {dice_coefficient(mask, learnt):.3f}, taught by {count} marks; k-means "
        f"{either[1]:.3f}, or {max(either):.3f} once somebody who knows has said which cluster is {target}."
    )
