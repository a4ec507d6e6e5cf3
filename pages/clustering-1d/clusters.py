"""Clusters of intensity, found in two ways, and what is to be said of them."""

from segcore import gaussian_mixture, kmeans
from segview.cache.remembering import features, remember

from .borders import halfway, label_changes, listed

SPECS = ("intensity",)
SETTLED = 30


@remember
def by_centres(subject_id, start):
    """K-means on intensity alone, from these centres."""
    return kmeans(features(subject_id, SPECS).values, init=start)


@remember(saying="Fitting the Gaussians")
def by_gaussians(subject_id, k):
    """Mixture of Gaussians on intensity alone, and the intensities at which its label changes."""
    values = features(subject_id, SPECS).values
    mixture = gaussian_mixture(values, k)
    return mixture, label_changes(values, mixture.labels)


def mixed(subject_id, k):
    """A mixture of Gaussians, and where its label changes."""
    mixture, changes = by_gaussians(subject_id, k)
    return (
        mixture,
        f"The label changes at {listed(changes)}: each pixel goes to the likeliest Gaussian.",
    )


def stepped(subject_id, start, steps):
    """K-means after so many steps: labels, centres, what the last step did, steps until it settles."""
    run = by_centres(subject_id, start)
    at = run.ticks if steps == SETTLED else min(steps, run.ticks)
    labels, centres = run.after(at)
    border = halfway(run.steps[at // 2].centres)
    if at % 2:
        said = f"Step {at}, *move*: each centre goes to the mean of its pixels. The label still changes at {border}."
    else:
        said = f"Step {at} of {run.ticks}, *assign*: the label changes midway between centres, at {border}."
    return labels, centres, said, run.ticks


def naming(centres, foreground):
    """Say that two clusters have each other's names, if so."""
    first, second = centres.ravel()
    if first <= second:
        return ""
    return (
        f"**The names are reversed:** we call the second cluster {foreground}, "
        "and here it is the dark one. The groups are what they were."
    )
