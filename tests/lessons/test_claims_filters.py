"""What the filters lesson says about pairs of features, on every image."""

from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score

from segcore import FILTERS, feature_space, load_subject, rank_pairs, subjects

IMAGES = [
    pytest.param(subject.id, marks=[pytest.mark.oasis] if subject.downloaded else [])
    for subject in subjects()
]
OF_THE_PIXEL = [name for name in FILTERS if name not in ("row", "column", "noise")]


@pytest.fixture(scope="module", params=IMAGES)
def picture(request):
    subject = load_subject(request.param)
    return subject, feature_space(subject.image, list(FILTERS)).values.T


def majority(truth, *columns):
    """Give each of 32 (or 32 x 32) cells the class of most of its pixels; labels of all pixels."""
    truth = truth.ravel()
    scaled = [(c - c.min()) / np.ptp(c) * 32 for c in columns]
    place = np.stack([s.astype(int).clip(0, 31) for s in scaled])
    counts = np.stack(
        [
            np.histogramdd(place[:, truth == label].T, [np.arange(33)] * len(columns))[0]
            for label in range(truth.max() + 1)
        ]
    )
    return counts.argmax(axis=0)[tuple(place)]


def dice(picture, *names):
    subject, columns = picture
    found = majority(subject.truth, *(columns[list(FILTERS).index(name)] for name in names))
    return f1_score(subject.truth.ravel(), found, average="macro")


def test_the_page_opens_with_the_best_pair(picture):
    """The ranking agrees with a majority vote in plain NumPy, and no pair is above the first."""
    subject, _ = picture
    space = feature_space(subject.image, OF_THE_PIXEL)
    ranked = rank_pairs(space, subject.truth)
    short = {tuple(spec.partition(":")[0] for spec in pair): d for pair, d in ranked.items()}
    by_hand = {pair: dice(picture, *pair) for pair in combinations(OF_THE_PIXEL, 2)}
    assert short == pytest.approx(by_hand)
    order = list(short)
    assert by_hand[order[0]] == pytest.approx(max(by_hand.values()))
    assert by_hand[order[-1]] == pytest.approx(min(by_hand.values()))


def test_the_window_is_a_good_partner(picture):
    """Right answers of "partner" and "together": more than either alone, more than chance."""
    alone = [dice(picture, name) for name in ("intensity", "std")]
    together = dice(picture, "intensity", "std")
    assert together > max(alone) + 0.05
    assert together > dice(picture, "intensity", "noise") + 0.05
    assert together > dice(picture, "intensity", "gaussian") + 0.01


def test_its_numbers_come_from_seven_pixels_each_way(picture):
    """The wrong answer of "together": it is blurrier than the image."""
    subject, columns = picture
    windows = ndimage.generic_filter(subject.image[40:60, 40:60], np.std, 7, mode="reflect")
    ours = columns[list(FILTERS).index("std")].reshape(subject.image.shape)[40:60, 40:60]
    np.testing.assert_allclose(ours[3:-3, 3:-3], windows[3:-3, 3:-3], atol=1e-6)


def test_position_is_a_map_of_one_image(picture):
    """Right answer of "position": moved by 10 pixels the map is far worse."""
    subject, columns = picture
    place = [columns[list(FILTERS).index(name)] for name in ("row", "column")]
    found = majority(subject.truth, *place).reshape(subject.truth.shape)
    here = f1_score(subject.truth.ravel(), found.ravel(), average="macro")
    moved = np.roll(subject.truth, 10, axis=(0, 1))
    there = f1_score(moved.ravel(), found.ravel(), average="macro")
    assert here > 0.75
    assert there < here - 0.15


def test_intensity_fails_on_textures_and_filters_work():
    subject = load_subject("textures")
    picture = subject, feature_space(subject.image, list(FILTERS)).values.T
    assert dice(picture, "intensity") < 0.3
    assert dice(picture, "mean", "std") > 0.8


def test_the_last_class_can_be_found_by_its_place_in_feature_space(picture):
    """The task: in the best pair's plane its cells hold little else."""
    subject, columns = picture
    space = feature_space(subject.image, OF_THE_PIXEL)
    best = next(iter(rank_pairs(space, subject.truth)))
    pair = [columns[list(FILTERS).index(spec.partition(":")[0])] for spec in best]
    last = len(subject.classes) - 1
    found = majority(subject.truth, *pair) == last
    assert f1_score(subject.truth.ravel() == last, found) > 0.75
