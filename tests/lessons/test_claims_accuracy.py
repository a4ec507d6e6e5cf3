"""What the accuracy lesson says, computed without it."""

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import accuracy_score, f1_score

from pages.accuracy.annotator import flip_labels
from segcore import load_subject, subjects

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)
CUTS = np.arange(101) / 100


def frame(array, width):
    """The array in the middle of zeros."""
    height, breadth = array.shape
    wide = np.zeros((height + 2 * width, breadth + 2 * width), array.dtype)
    wide[width : width + height, width : width + breadth] = array
    return wide.ravel()


def scores(image, labels):
    """Accuracy and Dice of every cut."""
    found = image.ravel()[None, :] > CUTS[:, None]
    labels = labels.ravel() > 0
    right = (found == labels).mean(axis=1)
    hits = (found & labels).sum(axis=1)
    return right, 2 * hits / (found.sum(axis=1) + labels.sum())


@every_image
def test_padding_raises_accuracy_and_leaves_dice(image):
    subject = load_subject(image)
    pairs = [
        [frame(mask, width) for mask in (subject.truth > 0, subject.image > 0.1)]
        for width in (0, 150, 300)
    ]
    right = [accuracy_score(*pair) for pair in pairs]
    dice = [f1_score(*pair) for pair in pairs]
    assert right[0] < 0.85 < right[1] < right[2]
    assert 0.98 < right[2] < 0.995, "the title of the lesson says 99 %"
    assert dice == pytest.approx([dice[0]] * 3, abs=1e-12)
    wrong = [np.sum(a != b) for a, b in pairs]
    assert len(set(wrong)) == 1, "no mistake is repaired, none is added"


@every_image
def test_finding_nothing_is_accurate(image):
    truth = frame(load_subject(image).truth > 0, 300)
    nothing = np.zeros_like(truth)
    assert accuracy_score(truth, nothing) > 0.95
    assert f1_score(truth, nothing) == 0


@every_image
def test_with_wrong_labels_the_two_scores_choose_different_cuts(image):
    subject = load_subject(image)
    right, dice = scores(subject.image, flip_labels(subject.truth > 0, 0.4))
    by_accuracy, by_dice = CUTS[right.argmax()], CUTS[dice.argmax()]
    assert by_dice <= by_accuracy - 0.04
    assert dice[dice.argmax()] > dice[right.argmax()] + 0.01
    clean_dice = scores(subject.image, subject.truth > 0)[1]
    assert by_dice < CUTS[clean_dice.argmax()], "the curve of Dice moves to the left"
    assert (subject.image > by_dice).mean() > (subject.image > by_accuracy).mean()


@every_image
def test_padding_moves_no_maximum_of_accuracy(image):
    subject = load_subject(image)
    inside = subject.truth > 0
    errors = np.array([np.sum((subject.image > t) != inside) for t in CUTS])
    wide_truth, wide = frame(inside, 50), frame(subject.image, 50)
    padded = np.array([np.mean((wide > t) == wide_truth) for t in CUTS])
    assert padded.argmax() == errors.argmin()


def test_a_pixel_helps_dice_from_half_the_dice_on():
    """Adding pixels that are brain with probability p raises Dice exactly if p > Dice / 2."""
    found, called, real = 60, 80, 100
    dice = 2 * found / (called + real)
    for p in (dice / 2 - 0.05, dice / 2 + 0.05):
        more = 2 * (found + 10 * p) / (called + 10 + real)
        assert (more > dice) == (p > dice / 2)
    assert 0.05 < dice / 2 < 0.5


@every_image
@pytest.mark.parametrize("width", [0, 50, 300])
def test_all_but_the_head_is_enough_of_the_true_negatives(image, width):
    """Where the task's hint leads, inside and outside the selection, with and without padding."""
    subject = load_subject(image)
    head = ndimage.binary_fill_holes(ndimage.binary_closing(subject.image > 0.2, iterations=4))
    for t in (0.1, 0.3):
        meant = frame((subject.truth > 0) | (subject.image > t), width) == 0
        drawn = frame(head, width) == 0
        assert f1_score(meant, drawn, average=None).min() > 0.8
    assert f1_score(meant, np.ones_like(meant), average=None, zero_division=0).min() == 0


@every_image
def test_with_most_labels_doubtful_dice_wants_nearly_everything(image):
    """Only its curve moves its maximum all the way to the left."""
    subject = load_subject(image)
    right, dice = scores(subject.image, flip_labels(subject.truth > 0, 0.45))
    assert CUTS[dice.argmax()] <= 0.01 and CUTS[right.argmax()] >= 0.05


@every_image
def test_right_answers(visit, image):
    screen = visit("accuracy", f"image={image}")
    assert screen.right("nothing") == ["Above 0.95."]
    better = "No, the same pixels of the head are wrong as before."
    assert screen.right("better") == [better]
    subject = load_subject(image)
    reached = f1_score(subject.truth.ravel() > 0, subject.image.ravel() > 0.1)
    assert f"with and without the frame it is {reached:.3f}." in screen.why("better", better)
    assert screen.right("other-maximum") == [
        "A pixel called brain may be wrong more often than not and still raise Dice."
    ]


@every_image
def test_the_best_thresholds_on_the_page(visit, image):
    subject = load_subject(image)
    right, dice = scores(subject.image, flip_labels(subject.truth > 0, 0.4))
    screen = visit("accuracy", f"image={image}&noise=0.4&padding=0")
    by_accuracy, by_dice = CUTS[right.argmax()], CUTS[dice.argmax()]
    caption = f"accuracy is best at t = {by_accuracy:.2f} and Dice at t = {by_dice:.2f}"
    assert any(caption in note for note in screen.told("caption"))
    curves = screen.data("figure")[1]["traces"]
    for curve, expected in zip(curves, (right, dice), strict=True):
        np.testing.assert_allclose(curve["x"], CUTS)
        np.testing.assert_allclose(curve["y"], expected)
    note = screen.notes["Careless labels"]
    assert f"Dice is best at t = {by_dice:.2f}" in note
    assert f"accuracy is best at t = {by_accuracy:.2f}" in note


@every_image
def test_the_errors_of_nothing_found_are_the_brain(visit, image):
    screen = visit("accuracy", f"image={image}")
    step = screen.step("blind")
    brain = load_subject(image).truth > 0
    np.testing.assert_array_equal(screen.at(step.then).meant(step.where), brain)
    rough = ndimage.binary_dilation(ndimage.binary_fill_holes(brain), iterations=4)
    assert f1_score(brain.ravel(), rough.ravel()) > float(step.enough)
    assert (frame(brain, 300)).mean() < 0.05, "a small spot"


@every_image
def test_pixels_in_dispute_are_too_rarely_brain_for_accuracy_only(visit, image):
    subject = load_subject(image)
    labels = flip_labels(subject.truth > 0, 0.4) > 0
    right, dice = scores(subject.image, labels)
    low, high = CUTS[dice.argmax()], CUTS[right.argmax()]
    between = (subject.image > low) & (subject.image <= high)
    assert dice.max() / 2 < labels[between].mean() < 0.5
    screen = visit("accuracy", f"image={image}")
    step = screen.step("wanted-by-dice")
    wide, narrow = (screen.at(query).scene().result > 0 for query in (step.set, step.pin))
    np.testing.assert_array_equal(wide != narrow, between)
    (answer,) = screen.right("wanted-by-dice")
    assert answer == "Somewhat fewer than half of them are labelled brain."
    assert f"It is {labels[between].mean():.0%}." in screen.why("wanted-by-dice", answer)
    assert (subject.image > low).mean() > 0.75, "nearly all is called brain"
