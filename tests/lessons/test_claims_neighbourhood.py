"""What the neighbourhood lesson says, computed without it."""

import numpy as np
import pytest
from scipy import ndimage

from pages.neighbourhood.windows import look_alikes
from segcore import add_noise, load_subject, subjects

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)


def best_dice(feature, inside):
    """Highest Dice of all cuts of a feature."""
    order = np.argsort(-feature.ravel(), kind="stable")
    value, hits = feature.ravel()[order], inside.ravel()[order].cumsum()
    dice = 2 * hits / (np.arange(1, len(hits) + 1) + hits[-1])
    return dice[np.append(value[:-1] != value[1:], True)].max()


@pytest.fixture
def screen(visit, image):
    return visit("neighbourhood", f"image={image}")


@every_image
def test_two_pixels_of_the_same_grey_differ_in_class_and_surroundings(image):
    subject = load_subject(image)
    a, b = look_alikes(subject.image, subject.binary_truth)
    assert subject.truth[a] > 0 and subject.truth[b] == 0
    assert f"{subject.image[a]:.2f}" == f"{subject.image[b]:.2f}", "equal on screen"
    around = ndimage.uniform_filter(subject.image, 9)
    assert around[a] > around[b] + 0.1


@every_image
def test_the_page_says_so(screen, image):
    subject = load_subject(image)
    a, b = look_alikes(subject.image, subject.binary_truth)
    around = ndimage.uniform_filter(subject.image, 9)
    (line,) = (note for note in screen.told("plain") if note.startswith("Pixel A"))
    wide = np.pad(subject.image, 4, mode="symmetric")
    for place in (a, b):
        row, column = place
        window = wide[row : row + 9, column : column + 9]
        assert f"**{subject.image[place]:.2f}**" in line
        assert f"{window.sum():.2f} / 9² = **{around[place]:.2f}**" in line
    (view,) = screen.data("linked")
    assert [centre["at"] for centre in view["centres"]] == [
        pytest.approx([subject.image[place], around[place]]) for place in (b, a)
    ]


@every_image
def test_averaging_helps_with_noise_and_not_without(screen, image):
    subject = load_subject(image)
    inside = subject.truth > 0
    noisy = add_noise(subject.image, 0.15, 0)
    scores = {
        (name, size): best_dice(ndimage.uniform_filter(picture, size), inside)
        for name, picture in (("clean", subject.image), ("noisy", noisy))
        for size in (1, 5)
    }
    assert scores["noisy", 5] > scores["noisy", 1] + 0.05
    assert scores["clean", 5] < scores["clean", 1]
    clean, noisy = ([f"{scores[name, size]:.3f}" for size in (1, 5)] for name in ("clean", "noisy"))
    told = screen.why("noise", "The mean of the window.")
    assert f"Dice {noisy[1]} against {noisy[0]}:" in told
    assert f"takes Dice from {clean[0]} to {clean[1]}." in told
    notes = screen.notes
    assert (
        f"pixels reaches {noisy[1]}, one pixel's own intensity {noisy[0]}" in notes["Noise, 5 × 5"]
    )
    assert f"from {clean[0]} to {clean[1]}" in notes["No noise, 5 × 5"]
    assert not any(number in screen.prose for number in (*clean, *noisy)), "predict first"


@every_image
def test_averaging_25_pixels_leaves_a_fifth_of_the_noise(image):
    """Where no pixel comes near black or white, so that nothing is cut off."""
    clean = load_subject(image).image
    own = add_noise(clean, 0.15, 0) - clean
    safe = load_subject(image).truth == 3
    left = ndimage.uniform_filter(own, 5)
    safe = ndimage.binary_erosion(safe, np.ones((5, 5)))
    assert safe.sum() > 200
    assert left[safe].std() / own[safe].std() == pytest.approx(0.2, abs=0.03)


@every_image
def test_right_answers(screen):
    assert screen.right("noise") == ["The mean of the window."]
    assert screen.right("why") == ["Different tissues have pixels of the same grey."]
    assert screen.right("line") == ["They will all lie on one line."]


@every_image
def test_pixels_as_grey_as_a_are_of_both_kinds(screen, image):
    subject = load_subject(image)
    (question,) = (q for q in screen.data("quiz") if q["key"] == "why")
    (_, _, low), (_, _, high) = question["where"]
    shown = (subject.image > low) & (subject.image < high)
    inside = (subject.truth > 0)[shown]
    assert inside.sum() > 50 and (~inside).sum() > 50


@every_image
def test_the_task_means_pixels_around_the_head(screen, image):
    subject = load_subject(image)
    (task,) = screen.data("task")
    (_, _, low), (_, _, high), _ = task["where"]
    meant = (subject.image > low) & (subject.image < high) & (subject.truth == 0)
    assert meant.sum() > 300
    rest_only = ndimage.binary_fill_holes(subject.truth > 0)
    assert (meant & rest_only).sum() < 0.1 * meant.sum()
    assert f"from {low:.2f} to {high:.2f}" in task["hint"]
    alike = (subject.image > low) & (subject.image < high) & (subject.truth > 0)
    assert alike.sum() > meant.sum(), "brain of the same grey"
    noisy = add_noise(subject.image, 0.15, 0)
    taken = (noisy > low) & (noisy < high) & (subject.truth == 0)
    assert (subject.image[taken] < 0.1).sum() > 200, "with noise, air would be meant as well"
    assert "without noise" in task["task"] and "noise at 0" in task["hint"]


def test_a_window_of_one_pixel_repeats_it(visit):
    screen = visit("neighbourhood", "size=1&noise=0.1")
    for centre in screen.data("linked")[0]["centres"]:
        assert centre["at"][0] == centre["at"][1]


def test_marked_pixels_are_compared(visit):
    image = load_subject("age-25").image
    screen = visit("neighbourhood", "pixels=80,90,1;10,10,0")
    b, a = (centre["at"][0] for centre in screen.data("linked")[0]["centres"])
    assert (a, b) == (image[80, 90], image[10, 10])


def test_each_letter_stands_for_one_square(visit):
    """Hint: "A is the yellow square": so there is never a second one, nor none."""
    first = visit("neighbourhood")
    (pixels,) = (control for control in first.inputs() if control.key == "pixels")
    assert pixels.single
    for marks in ("80,90,1;10,10,0;40,40,1", "80,90,1", "80,90,1;10,10,1"):
        assert visit("neighbourhood", f"pixels={marks}").values["pixels"] == first.values["pixels"]


def test_a_pixel_outside_the_image_does_not_count(visit):
    first, screen = visit("neighbourhood"), visit("neighbourhood", "pixels=500,9,1;10,10,0")
    before, after = (s.data("linked")[0]["centres"][1]["at"] for s in (first, screen))
    assert before == after
