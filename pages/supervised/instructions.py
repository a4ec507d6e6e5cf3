"""What the learner reads beside the plots: how to teach, and what each method reaches."""

import numpy as np

from segcore import dice_coefficient, dice_multiclass

BEGIN = "Paint a little of at least two classes."


def hint(teaching, learnt, truth, title, clusters, target):
    """What the line under the view says; `truth` is None where it is not known."""
    if teaching and learnt is None:
        return BEGIN
    if truth is None:
        unnamed = "" if teaching else ", and nobody says which cluster is what"
        return f"Without ground truth there is no Dice{unnamed}."
    if not teaching and target == "tissues":
        return "K-means finds four groups, and which of them is which tissue it cannot say."
    return _compared(truth, title, learnt, clusters, target)


def instructions(teaching, learnt, pixels):
    """How to go on; `pixels` are those of the image."""
    if not teaching:
        return "K-means sees no labels. To teach, choose another method."
    if learnt is None:
        return f"Nothing is taught yet. {BEGIN}"
    return f"Learnt from {learnt.pixels:,} of {pixels:,} pixels."


def idle(teaching, known):
    """Controls that the method does not listen to."""
    if teaching:
        return {"seed": "Has no random start."}
    nobody = "K-means without ground truth: nothing depends on what you look for."
    return {} if known else {"target": nobody}


def _compared(truth, title, learnt, clusters, target):
    """Dice of what was taught and, for one thing to find, of k-means, under either name."""
    told = [] if learnt is None else [f"{title.lower()} {_dice(truth, learnt.result):.3f}"]
    if target != "tissues":
        either = [dice_coefficient(truth.ravel(), clusters == label) for label in (0, 1)]
        told.append(
            f"k-means {either[1]:.3f}, or {max(either):.3f} if somebody who knows names its clusters"
        )
    return f"Dice: {'; '.join(told)}."


def _dice(truth, result):
    if np.max(truth) == 1:
        return dice_coefficient(truth, result)
    return dice_multiclass(truth, result).mean()
