"""Places where the image is steep, and what they tell about the class of their pixels."""

import numpy as np

from segview.cache.remembering import features

STEEP = 0.02  # from this gradient on


def told_by_steepness(subject, helped):
    """What steep places tell, where more features helped and where they did not."""
    if not helped:
        return "K-means cannot know that a border is no class."
    steep = features(subject.id, ("gradient:5",)).values[:, 0] > STEEP
    if not steep.any():
        return "Here no place is as steep as that."
    shares = np.bincount(subject.truth.ravel()[steep]) / steep.sum()
    return (
        f"Here {shares.max():.0%} of them are {subject.classes[shares.argmax()]}, "
        "so they tell something about the class."
    )
