"""Does painting where the classifier hesitates teach it more than painting anywhere?

``python -m benchmarks.where_to_paint`` begins with a stroke in each class and adds dabs of the
brush: in patches where the default classifier is least certain, on such pixels, or at random. It
prints mean Dice after so many dabs, over all images of the course and several seeds.
"""

import numpy as np
from scipy.ndimage import gaussian_filter

from benchmarks.painting import SPECS
from pages.lab.screen import PAINTED
from segcore import dice_multiclass, feature_space, load_subject, subjects, train, uncertainty
from segcore.strokes import UNLABELLED, Stroke, painted
from segcore.true_strokes import true_strokes

SEEDS = 5
DABS = 20
TOLD = (0, 4, 8, 12, 16, 20)  # dabs


def least_certain(unsure, random):
    """A pixel among the least certain ones."""
    return random.choice(np.flatnonzero(unsure >= np.quantile(unsure, 0.99)))


def brightest_patch(unsure, random):
    """The middle of a patch that is uncertain as a whole: what somebody sees in the picture."""
    return least_certain(gaussian_filter(unsure, 2), random)


def anywhere(unsure, random):
    """Any pixel."""
    return random.integers(unsure.size)


def taught(subject, choose, seed):
    """Mean Dice before and after each dab; whoever paints knows the ground truth."""
    random = np.random.default_rng(seed)
    values = feature_space(subject.image, SPECS).values
    truth = subject.truth.ravel()
    labels = painted(subject.image.shape, true_strokes(subject.truth, per_class=1, seed=seed))
    scores = []
    for _ in range(DABS + 1):
        seen = labels.ravel() != UNLABELLED
        model = train(PAINTED, values[seen], labels.ravel()[seen])
        probabilities = model.probabilities(values)
        found = model.classes[probabilities.argmax(axis=1)]
        scores.append(dice_multiclass(truth, found).mean())
        unsure = uncertainty(probabilities).reshape(labels.shape)
        place = np.unravel_index(choose(unsure, random), labels.shape)
        dab = painted(labels.shape, [Stroke(0, 1.0, (tuple(map(int, place)),))]) != UNLABELLED
        labels[dab] = subject.truth[dab]
    return scores


def main():
    """Compare both ways to choose."""
    course = [load_subject(one.id) for one in subjects() if not one.downloaded and one.classes[1:]]
    print(f"{'dabs':16}" + "".join(f"{count:8}" for count in TOLD))
    ways = {
        "brightest patch": brightest_patch,
        "least certain": least_certain,
        "anywhere": anywhere,
    }
    for name, choose in ways.items():
        runs = [taught(one, choose, seed) for one in course for seed in range(SEEDS)]
        mean = np.mean(runs, axis=0)
        print(f"{name:16}" + "".join(f"{mean[count]:8.3f}" for count in TOLD), flush=True)


if __name__ == "__main__":
    main()
