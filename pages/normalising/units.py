"""K-means on two features of which one has another unit, and what it has in common with each."""

from segcore import accuracy, kmeans, standardise, stretch
from segview.cache.remembering import features, remember

SPECS = ("intensity", "gaussian:5")
START = ((0.1, 0.1), (0.4, 0.35))


@remember
def clustered(subject_id, factor, normalise, start=START):
    """K-means on intensity and stretched blurred intensity, told in the original units.

    Returns labels, centres, and what each feature was divided by.
    """
    unit = stretch(features(subject_id, SPECS).values, (1, factor))
    scaled = standardise(unit.values).after(unit) if normalise else unit
    run = kmeans(scaled.values, init=scaled.apply(start))
    return run.labels, scaled.undo(run.centres), tuple(map(float, scaled.scales))


@remember
def alone(subject_id, spec):
    """Clusters of one feature by itself, the darker one first."""
    return kmeans(features(subject_id, (spec,)).values, init=((0.1,), (0.4,))).labels


def alike(subject_id, spec, labels):
    """Share of pixels grouped as by one feature alone, whatever the groups are called."""
    share = accuracy(alone(subject_id, spec), labels)
    return max(share, 1 - share)


def heard(subject_id, labels):
    """Say which of the two features these clusters follow more."""
    own, around = (alike(subject_id, spec, labels) for spec in SPECS)
    name = "intensity" if own > around else "blurred intensity"
    return (
        f"K-means listens more to **{name}**: "
        f"it groups {own:.1%} of the pixels as *intensity alone* would, {around:.1%} as *blurred intensity alone*."
    )
