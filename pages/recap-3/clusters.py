"""K-means with two clusters, on the features of choice."""

from segcore import dice_coefficient, kmeans, standardise
from segview.cache.remembering import features, remember
from segview.images import load_subject

SPREAD = "std:5"
START = {"intensity": (0.1, 0.4), "gaussian": (0.1, 0.35), "std": (0.05, 0.05)}  # rest, brain


def specs_of(choice, sigma):
    """Specs of the chosen features."""
    blur = f"gaussian:{sigma:g}"
    return {
        "blur": ("intensity", blur),
        "spread": ("intensity", SPREAD),
        "all": ("intensity", blur, SPREAD),
    }[choice]


@remember
def clustered(subject_id, specs, noise, normalise):
    """K-means from a centre for the rest and one for brain: labels, centres, Dice."""
    space = features(subject_id, specs, noise)
    start = tuple(zip(*(START[spec.partition(":")[0]] for spec in specs), strict=True))
    if normalise:
        scaled = standardise(space.values)
        run = kmeans(scaled.values, init=scaled.apply(start))
        centres = scaled.undo(run.centres)
    else:
        run = kmeans(space.values, init=start)
        centres = run.centres
    labels = space.to_image(run.labels)
    return labels, centres, dice_coefficient(load_subject(subject_id).binary_truth, labels)
