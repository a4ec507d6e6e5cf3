"""What the lesson on histograms says is true."""

import numpy as np
import pytest
from scipy import ndimage

from segcore import load_subject, subjects

BRAINS = [
    pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ())
    for s in subjects()
    if s.foreground == "brain"
]


@pytest.fixture(params=BRAINS)
def subject(request):
    return load_subject(request.param)


@pytest.fixture
def rest(subject):
    return subject.truth == 0


@pytest.fixture
def head(subject):
    """The head, filled, from its bright outline."""
    return ndimage.binary_fill_holes(ndimage.binary_closing(subject.image > 0.2, iterations=4))


@pytest.fixture
def brain(subject):
    """The brain with everything inside it."""
    return ndimage.binary_fill_holes(subject.truth > 0)


def test_most_dark_pixels_of_the_rest_are_around_the_head(subject, rest, head, visit):
    dark = rest & (subject.image < 0.1)
    assert dark.sum() > 0.5 * rest.sum()
    assert (dark & ~head).sum() > 0.8 * dark.sum()
    right = visit("histogram", f"image={subject.id}").right("dark")
    assert right == ["The black background around the head."]


def test_the_brightest_pixels_are_skull_and_scalp(subject, rest, head, brain, visit):
    bright = subject.image > 0.6
    assert rest[bright].all()
    assert bright.sum() > 500
    assert not (bright & brain).any()
    depth = ndimage.distance_transform_edt(head)
    assert np.median(depth[bright]) < 10 < np.median(depth[brain])
    assert np.quantile(depth[bright], 0.95) < 8, "along the outline of the head"
    streak = ndimage.label(bright, np.ones((3, 3)))[0]
    assert (np.bincount(streak.ravel())[streak[bright]] >= 10).mean() > 0.85, (
        "noise would be lonely"
    )
    assert visit("histogram", f"image={subject.id}").right("bright") == ["Skull and scalp."]


def test_white_matter_is_the_brightest_tissue_and_fluid_is_brain(subject):
    means = [subject.image[subject.truth == label].mean() for label in (1, 2, 3)]
    assert means == sorted(means)
    spreads = [subject.image[subject.truth == label].std() for label in (1, 2, 3)]
    for n in (0, 1):
        assert means[n + 1] - means[n] > spreads[n] + spreads[n + 1], "hills lie apart"
    assert subject.binary_truth[subject.truth == 1].all()


def test_both_ends_are_blue_and_the_middle_is_mixed(subject, rest, visit):
    image = subject.image
    assert rest[image < 0.05].mean() > 0.95
    assert (rest & (image > 0.1) & (image < 0.5)).sum() > 3000
    for low in np.arange(0.1, 0.5, 0.05):
        share = rest[(image >= low) & (image < low + 0.05)].mean()
        assert 0.02 < share < 0.98, low
    right = visit("histogram", f"image={subject.id}").right("enough")
    assert right == ["At both ends, but not in between."]


def test_most_fluid_shares_a_wide_bin_with_air(subject):
    assert (subject.image[subject.truth == 1] < 0.25).mean() > 0.5


def test_narrower_bins_have_lower_piles(subject, visit):
    heights = [np.histogram(subject.image, n, (0, 1))[0] for n in (4, 10, 20, 50, 100)]
    assert all(pile.sum() == subject.image.size for pile in heights)
    tallest = [pile.max() for pile in heights]
    assert tallest == sorted(tallest, reverse=True)
    assert tallest[-1] < tallest[2]
    screen = visit("histogram", f"image={subject.id}")
    assert screen.right("narrower") == ["They become lower, and there are more of them."]
    why = screen.why("narrower", *screen.right("narrower"))
    assert f"from {tallest[2]:,} pixels to {tallest[4]:,}" in why
    assert f"in 20 bins. The tallest pile holds **{tallest[2]:,}** of them" in screen.prose


@pytest.mark.parametrize("bins", [4, 10, 20, 50, 100])
def test_one_drag_catches_the_dark_pixels(subject, rest, bins):
    """Whole bars from 0 to 0.1, or the first one; everything is too much."""
    dragged, meant = subject.image < max(0.1, 1 / bins), rest & (subject.image < 0.1)
    enough = 0.7
    assert 2 * (dragged & meant).sum() / (dragged.sum() + meant.sum()) > enough
    assert 2 * meant.sum() / (meant.size + meant.sum()) < enough


def test_bins_say_how_many_they_are(visit):
    options = dict(visit("histogram").controls["bins"]["options"])
    for width, text in options.items():
        assert f" {round(1 / float(width))} bins" in text


def test_where_the_histograms_of_the_exercise_overlap(subject, rest):
    """Question "overlap": next to no brain below 0.05 and none above 0.6, both in between."""
    edges = np.arange(0, 1.01, 0.05)
    brain, others = (np.histogram(subject.image[mask], edges)[0] for mask in (~rest, rest))
    share = np.minimum(brain, others) / np.maximum(brain + others, 1)
    assert share[0] < 0.02
    assert (share[1:10] > 0.03).all()
    assert brain[12:].sum() == 0


def test_a_ring_of_six_pixels_along_the_head_is_a_good_first_drawing(subject, head, visit):
    """All of the head is not."""
    meant = subject.image > 0.6
    depth = ndimage.distance_transform_edt(head)
    enough = float(visit("histogram").step("brightest").enough)

    def dice(drawn):
        return 2 * (drawn & meant).sum() / (drawn.sum() + meant.sum())

    assert dice(head & (depth <= 6)) > enough
    assert dice(head) < enough / 2


def test_classes_colour_piles_and_leave_their_heights(subject, visit):
    two, four = (
        visit("histogram", f"image={subject.id}&bins=0.01&classes={classes}").scene()
        for classes in ("two", "four")
    )
    assert [panel for row in two.rows for panel in row] == [p for row in four.rows for p in row]
    assert two.space is four.space
    assert visit("histogram").right("two-or-four") == ["The height of every pile."]
