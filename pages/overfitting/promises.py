"""What thresholds tuned on one image promise, and what they keep on others."""

from statistics import fmean

import numpy as np

from segcore import (
    best_cuts,
    best_threshold,
    dice_coefficient,
    dice_multiclass,
    threshold,
    threshold_multi,
)
from segview.cache.remembering import remember
from segview.images import load_subject

from .testing import company

NEAR = 0.03  # a Dice that falls by no more than this has been carried over


def strangers(subject_id):
    """Images that play no part in choosing a threshold, here or on the teacher's image."""
    return company(subject_id)[1]


@remember
def best_cut(subject_id):
    """Threshold with the highest Dice on one image."""
    one = load_subject(subject_id)
    return best_threshold(one.image, one.binary_truth)[0]


@remember
def carried(t, subject_id):
    """Dice of a threshold here and on images that play no part in choosing one, by image."""
    tried = (load_subject(subject_id), *strangers(subject_id))
    scores = try_threshold(t, [one.image for one in tried], [one.binary_truth for one in tried])
    return dict(zip((one.title for one in tried), map(float, scores), strict=True))


@remember
def cuts_carried(subject_id):
    """Mean Dice of three thresholds tuned here, by image; and of those tuned on that image."""
    tried = [load_subject(subject_id), *strangers(subject_id)]
    tuned = [best_cuts(one.image, one.truth) for one in tried]
    mine = [dice_multiclass(one.truth, threshold_multi(one.image, tuned[0][0])) for one in tried]
    return (
        {one.title: float(dice.mean()) for one, dice in zip(tried, mine, strict=True)},
        {one.title: float(dice) for one, (_, dice) in zip(tried, tuned, strict=True)},
    )


def promises(subject):
    """What thresholds tuned on this image reach here and elsewhere, and in words what they keep."""
    teacher, others = company(subject.id)
    cut_here, cut_there = best_cut(subject.id), best_cut(teacher.id)
    tuned, honest = carried(cut_here, subject.id), carried(cut_there, subject.id)
    three, three_there = cuts_carried(subject.id)
    lost = min((one.title for one in others), key=three.get)
    return {
        "teacher": teacher.title,
        "cut_here": cut_here,
        "cut_there": cut_there,
        "tuned": tuned,
        "honest": honest,
        "tuned_three": three,
        "tuned_there": three_there,
        "promised": tuned[subject.title],
        "honest_here": honest[subject.title],
        "three_promised": three[subject.title],
        "three_lost": three[lost],
        "lost": lost,
        "one_kept": kept(tuned, subject, others),
        "three_kept": kept(three, subject, others),
    }


def elsewhere(scores, others):
    """Mean Dice on the other images."""
    return fmean(scores[one.title] for one in others)


def kept(scores, subject, others):
    """Tell on how many other images a promise holds, and where it fails most."""
    promise = scores[subject.title]
    there = {one.title: scores[one.title] for one in others}
    held = sum(dice >= promise - NEAR for dice in there.values())
    worst = min(there, key=there.get)
    return (
        f"On {held} of {len(there)} other images it keeps that promise, to within {NEAR:g}; "
        f"on “{worst}” it reaches {there[worst]:.3f}."
    )


def try_threshold(t, images, truths):
    """Score one threshold on several images.

    Parameters
    ----------
    t : float
    images : sequence of n float arrays
        Each (H, W); they may differ in shape.
    truths : sequence of n binary masks
        Their ground truths, in the same order.

    Returns
    -------
    (n,) float array
        Dice of each result.

    Raises
    ------
    ValueError
        If there are not as many truths as images, or shapes of a pair differ.
    """
    pairs = zip(images, truths, strict=True)
    return np.array([dice_coefficient(truth, threshold(image, t)) for image, truth in pairs])
