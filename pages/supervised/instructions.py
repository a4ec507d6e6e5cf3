"""What the learner reads beside the plots: how to teach, and what each method reaches."""

import numpy as np

from segcore import dice_coefficient, dice_multiclass

BEGIN = "Paint a little of at least two classes."
UNKNOWN = "Without ground truth there is no Dice, and nobody says which cluster is what."


def instructions(teaching, learnt, pixels):
    """How to go on; `pixels` are those of the image."""
    if not teaching:
        return "K-means sees no labels. To teach, choose another method."
    if learnt is None:
        return f"Nothing is taught yet. {BEGIN}"
    return (
        f"Learnt from {learnt.pixels} of {pixels:,} pixels. Paint more with the brush above the "
        "images, or take labels away with the eraser. Each thing to look for keeps labels of its own."
    )


def idle(teaching, known):
    """Controls that the method does not listen to."""
    if teaching:
        return {"seed": "Has no random start."}
    nobody = "K-means without ground truth: nothing depends on what you look for."
    return {} if known else {"target": nobody}


def compared(truth, title, learnt, clusters, target):
    """Dice of what was taught and, for one thing to find, of k-means, under either name."""
    told = [] if learnt is None else [f"{title.lower()} {_dice(truth, learnt.result):.3f}"]
    if target != "tissues":
        either = [dice_coefficient(truth.ravel(), clusters == label) for label in (0, 1)]
        told.append(
            f"k-means {either[1]:.3f}, or {max(either):.3f} once somebody who knows has said which "
            f"cluster is {target}"
        )
    return f"Dice: {'; '.join(told)}." if told else BEGIN


def _dice(truth, result):
    if np.max(truth) == 1:
        return dice_coefficient(truth, result)
    return dice_multiclass(truth, result).mean()
