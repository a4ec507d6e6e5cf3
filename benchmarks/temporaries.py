"""Memory that each computation of the lessons takes for a moment, beyond its input, in MB."""

import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np

import segcore as core

SUBJECT = core.load_subject("age-25")
WIDEST = 300  # pixels of padding, the most that a lesson offers


def computations() -> Iterator[tuple[str, Callable]]:
    """Name each computation, and give a function of no arguments that does it."""
    image, truth, labels = SUBJECT.image, SUBJECT.binary_truth, SUBJECT.truth
    found = core.threshold(image, 0.1)
    wide = [core.pad(array, WIDEST) for array in (image, truth, found)]
    for size, (im, mask, result) in {"": (image, truth, found), ", padded": wide}.items():
        yield f"accuracy{size}", lambda m=mask, r=result: core.accuracy(m, r)
        yield f"dice_coefficient{size}", lambda m=mask, r=result: core.dice_coefficient(m, r)
        yield f"confusion_matrix{size}", lambda m=mask, r=result: core.confusion_matrix(m, r, 2)
        yield f"feature_space, intensity{size}", lambda i=im: core.feature_space(i, ["intensity"])
    yield "pad", lambda: core.pad(truth, WIDEST)
    yield "add_noise", lambda: core.add_noise(image, 0.1)
    yield "shift", lambda: core.shift(truth, 3, 4)
    yield "resize", lambda: core.resize(truth, 3)
    yield "dice_multiclass", lambda: core.dice_multiclass(labels, labels)
    yield "otsu", lambda: core.otsu(image)
    yield "best_threshold", lambda: core.best_threshold(image, truth)
    yield "best_band", lambda: core.best_band(image, truth)
    yield "best_cuts", lambda: core.best_cuts(image, labels)
    yield "threshold_multi", lambda: core.threshold_multi(image, (0.1, 0.2, 0.4))
    for name in core.FILTERS:
        yield f"feature_space, {name}", lambda n=name: core.feature_space(image, [n])
    one, two, eight = (
        core.feature_space(image, specs).values
        for specs in (
            ["intensity"],
            ["intensity", "gaussian:5"],
            ["intensity", *(f"gaussian:{sigma}" for sigma in range(1, 8))],
        )
    )
    for size, values in {"1 feature": one, "2 features": two, "8 features": eight}.items():
        yield f"standardise, {size}", lambda v=values: core.standardise(v)
        yield f"ceiling, {size}", lambda v=values: core.ceiling(v, truth, 64)
        yield f"kmeans, {size}", lambda v=values: core.kmeans(v, 4)
        yield f"gaussian_mixture, {size}", lambda v=values: core.gaussian_mixture(v, 4)
    yield "split_pixels", lambda: core.split_pixels(image.shape)
    yield "split_half", lambda: core.split_half(image.shape)
    part, answers = core.split_pixels(image.shape, 0.1).train, labels.ravel()
    for name in core.CLASSIFIERS:
        yield f"train, {name}", lambda n=name: core.train(n, two, answers)
        model = core.train(name, two[part], answers[part])
        yield f"predict, {name}", lambda m=model: m.predict(two)
        ends = ((0, 1), (0, 1))
        yield f"decision_regions, {name}", lambda m=model, e=ends: core.decision_regions(m, e)
    many = core.train("nearest neighbours", two[part], answers[part], neighbours=101)
    yield "predict, 101 neighbours", lambda: many.predict(two)


def peak(compute: Callable) -> float:
    """Megabytes at the highest moment of a computation, its result among them."""
    compute()
    tracemalloc.start()
    compute()
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return highest / 1e6


def main() -> None:
    """Print a table, the largest first."""
    pixels = SUBJECT.image.size
    widest = np.prod([side + 2 * WIDEST for side in SUBJECT.image.shape])
    print(f"Peak memory on {pixels:,} pixels, and on {widest:,} where padded")
    peaks = {name: peak(compute) for name, compute in computations()}
    for name, highest in sorted(peaks.items(), key=lambda row: -row[1]):
        print(f"{highest:8.2f} MB  {name}")


if __name__ == "__main__":
    main()
