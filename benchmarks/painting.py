"""From strokes to labels: the lab's default classifier beside TrainableSegmenter of scikit-image.

``python -m benchmarks.painting`` lets both learn the same strokes from the same eight features, on
every image of the course and on one of them enlarged. It prints mean Dice and seconds of both, how
many times as fast the lab's is, and the seconds that the features take, once per image.

The features of all pixels take less than what is learnt from them may take, so there is no second
way to compute those of the strokes first, or of a part of the image.
"""

import time
from functools import partial

import numpy as np
from skimage.future import TrainableSegmenter
from skimage.transform import resize

from pages.lab import segmenting
from pages.lab.measured import features
from pages.lab.screen import PAINTED
from segcore import Subject, dice_multiclass, load_subject, subjects
from segcore.classifiers import CLASSIFIERS
from segcore.strokes import painted
from segcore.true_strokes import true_strokes
from segview import images

SPECS = (
    *("intensity", "gaussian:2", "gaussian:5", "gradient:2"),
    *("gradient:5", "std:7", "median:5", "laplacian:2"),
)
STROKES = {"per_class": 4, "length": 12, "radius": 1.0}


def enlarged(subject, size):
    """An image of the course as if somebody had brought a larger one, with its ground truth."""
    image = resize(subject.image, (size, size))
    truth = resize(subject.truth, (size, size), order=0, preserve_range=True).astype(np.uint8)
    return Subject.of(images.new_id(), subject.title, image, truth, classes=subject.classes)


def timed(compute):
    """What a computation gives, and the seconds that it takes."""
    start = time.perf_counter()
    return compute(), time.perf_counter() - start


def ours(subject, strokes):
    """Labels by the lab, as after the latest stroke; nothing is remembered but the features."""
    settings = tuple(
        (key, CLASSIFIERS[PAINTED].parameters[key].default) for key in ("trees", "seed")
    )
    return segmenting.painted.__wrapped__(subject.id, PAINTED, SPECS, settings, strokes)[0]


def theirs(subject, strokes):
    """Labels by TrainableSegmenter, as it comes; it takes 0 for no label."""
    stacked = np.moveaxis(features(subject.id, SPECS).images, 0, -1)
    segmenter = TrainableSegmenter(features_func=lambda _: stacked)
    segmenter.fit(subject.image, painted(subject.image.shape, strokes) + 1)
    return segmenter.predict(subject.image) - 1


def compared(name, subject, seeds, scale=1):
    """Print a line about an image; what both reach on it and how long they take, (2, 2)."""
    _, filtering = timed(lambda: features(subject.id, SPECS))
    runs = []
    for seed in range(seeds):
        strokes = true_strokes(
            subject.truth, **STROKES | {"length": 12 * scale, "radius": float(scale)}, seed=seed
        )
        found = [timed(partial(way, subject, strokes)) for way in (ours, theirs)]
        runs.append([(dice_multiclass(subject.truth, one).mean(), took) for one, took in found])
    result = np.mean(runs, axis=0)
    told(name, result, f"{filtering:10.2f}")
    return result


def told(name, result, more=""):
    """Print what both reach, how long they take, and the ratio."""
    (dice, took), (other_dice, other_took) = result
    print(
        f"{name:14} {dice:6.3f} {other_dice:8.3f} {took:8.2f} {other_took:8.2f} "
        f"{other_took / took:8.1f} x {more}",
        flush=True,
    )


def main():
    """Compare both on all images, then on large ones."""
    mine = images.Brought()
    images.kept_by(lambda: mine)
    print(f"{PAINTED:14} {'Dice':>6} {'theirs':>8} {'s':>8} {'theirs':>8} {'faster':>10} features")
    course = [load_subject(one.id) for one in subjects() if not one.downloaded and one.classes[1:]]
    told("all images", np.mean([compared(one.id, one, seeds=5) for one in course], axis=0))
    for name, size, teachers in (("512 × 512", 512, course), ("1 Mpx", 1024, course[:1])):
        results = []
        for one in teachers:
            large = enlarged(one, size)
            mine.subjects[large.id] = large
            results.append(compared(one.id, large, seeds=2, scale=size // 200))
        told(name, np.mean(results, axis=0))


if __name__ == "__main__":
    main()
