"""The majority rule on two filters, and all pairs of filters ranked by it."""

from segcore import FILTERS, ceiling, decision_regions
from segview.cache.remembering import features, remember
from segview.images import load_subject
from segview.scene import Regions

from .pairs import rank_pairs

OF_THE_PIXEL = tuple(name for name in FILTERS if name not in ("row", "column", "noise"))


@remember
def separate(subject_id, x, y):
    """The majority rule on two features, each known to 1/32 of its range, and its regions."""
    found = ceiling(features(subject_id, (x, y)).values, load_subject(subject_id).truth)
    if x == y:
        return found, None
    regions = decision_regions(found, found.ranges, found.bins)
    return found, Regions(x, y, regions, found.ranges)


def reached(subject_id, *names):
    """Mean Dice of the majority rule on one or two filters as usual."""
    return separate(subject_id, names[0], names[-1])[0].dice


@remember(saying="Trying all pairs of filters")
def ranked(subject_id):
    """Mean Dice by pair of filters that measure the image, best first."""
    pairs = rank_pairs(features(subject_id, OF_THE_PIXEL), load_subject(subject_id).truth)
    return {tuple(spec.partition(":")[0] for spec in pair): dice for pair, dice in pairs.items()}
