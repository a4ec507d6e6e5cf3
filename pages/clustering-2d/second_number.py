"""What a second number per pixel is worth: blurred intensity, or a random one."""

from segcore import best_threshold, ceiling, dice_coefficient, kmeans
from segview.cache.remembering import best_possible, features
from segview.images import load_subject

OWN, CONTEXT, CHANCE = ("intensity",), ("intensity", "gaussian:5"), ("intensity", "noise")
NOISE = 0.15


def worth(subject, labels):
    """What one cut, one number and two reach; `labels` are the clusters with both numbers."""
    mask = subject.binary_truth.ravel()
    alone = kmeans(features(subject.id, OWN).values, init=((0.1,), (0.4,))).labels
    return {
        "cut": best_threshold(subject.image, subject.binary_truth)[1],
        "alone": dice_coefficient(mask, alone),
        "both": dice_coefficient(mask, labels),
        "noise": NOISE,
        "quiet": limits(subject.id, 0.0),
        "noisy": limits(subject.id, NOISE),
        "textures": [limit_on_textures("intensity"), limit_on_textures("mean:7", "std:7")],
    }


def limits(subject_id, noise):
    """The most that any rule reaches with intensity alone, with chance beside it, with context."""
    return {
        "own": best_possible(subject_id, OWN, noise),
        "chance": best_possible(subject_id, CHANCE, noise),
        "context": best_possible(subject_id, CONTEXT, noise),
    }


def limit_on_textures(*specs):
    """The same with these features of the three textures."""
    return ceiling(features("textures", specs).values, load_subject("textures").truth).dice
