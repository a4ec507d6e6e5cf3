"""What the lesson on class overlap says is true."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score

from segcore import add_noise, best_threshold, ceiling, feature_space, load_subject, subjects

BRAINS = [
    pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ())
    for s in subjects()
    if s.foreground == "brain"
]
FINEST = 1_000_000


@pytest.fixture(params=BRAINS)
def subject(request):
    return load_subject(request.param)


def limit(image, truth, bins=64):
    """Best Dice by labels per bin: take the bins by their share of brain, stop at the best."""
    which = np.minimum((image.ravel() - image.min()) / np.ptp(image) * bins, bins - 1).astype(int)
    which = np.unique(which, return_inverse=True)[1]
    of_brain, of_all = np.bincount(which, truth.ravel()), np.bincount(which)
    order = np.lexsort((np.arange(len(of_all)), -of_brain / of_all))
    found, called = of_brain[order].cumsum(), of_all[order].cumsum()
    return (2 * found / (called + truth.sum())).max()


def test_most_of_what_the_threshold_misses_is_overlap(subject, visit):
    truth = subject.binary_truth
    cut = best_threshold(subject.image, truth)[1]
    best = limit(subject.image, truth)
    assert ceiling(subject.image.reshape(-1, 1), truth, 64).dice == pytest.approx(best)
    assert 0 < best - cut < 0.3 * (1 - cut)
    assert best < 0.9
    screen = visit("class-overlap", f"image={subject.id}")
    (right,) = screen.right("which")
    assert right == "The classes overlap, and the threshold loses only a little more."
    assert f"From {cut:.3f} to {best:.3f} is the threshold's fault" in screen.why("which", right)


@pytest.mark.parametrize("noise", [0.0, 0.05, 0.1, 0.15])
def test_no_threshold_beats_the_ceiling_on_the_page(subject, noise):
    image = add_noise(subject.image, noise)
    assert best_threshold(image, subject.binary_truth)[1] <= limit(image, subject.binary_truth)


def test_noise_lowers_the_ceiling(subject, visit):
    limits = [
        limit(add_noise(subject.image, sigma), subject.binary_truth)
        for sigma in (0, 0.05, 0.1, 0.15)
    ]
    assert all(less < more - 0.01 for more, less in pairwise(limits))
    screen = visit("class-overlap", f"image={subject.id}")
    assert screen.right("noise") == ["It falls."]
    assert f"is {limits[2]:.3f} instead of {limits[0]:.3f}" in screen.why("noise", "It falls.")


def test_the_best_rule_drops_the_scalp(subject):
    truth, scalp = subject.binary_truth, subject.image > 0.6
    rule = ceiling(subject.image.reshape(-1, 1), truth, 64).result.reshape(truth.shape)
    assert not rule[scalp].any()
    assert best_threshold(subject.image, truth)[0] < 0.6, "a single threshold keeps it"
    assert f1_score(truth.ravel(), rule.ravel()) == pytest.approx(limit(subject.image, truth))


def test_fine_bins_flatter(subject, visit):
    truth = subject.binary_truth
    noisy = add_noise(subject.image, 0.05)
    assert limit(noisy, truth, FINEST) > 0.97 > limit(noisy, truth) + 0.1
    cell = np.minimum(noisy.ravel() / noisy.max() * FINEST, FINEST - 1).astype(int)
    alone = np.bincount(cell)[cell] == 1
    assert alone.mean() > 0.6, "most pixels have a bin to themselves"
    right = visit("class-overlap", f"image={subject.id}").right("flatter")
    assert right == ["No: most pixels have a bin to themselves."]


def test_random_numbers_reach_as_much(subject):
    truth = subject.binary_truth
    numbers = feature_space(subject.image, ("noise:1",)).values
    everything = f1_score(truth.ravel(), np.ones(truth.size))
    assert limit(numbers, truth) == pytest.approx(everything, abs=0.005), "nothing, honestly"
    assert limit(numbers, truth, FINEST) > 0.95


def test_a_rule_from_fine_bins_is_worth_nothing_on_another_image(subject):
    """Learnt on one noise, used on the next: below what a threshold reaches."""
    truth = subject.binary_truth.ravel()
    one, two = (add_noise(subject.image, 0.05, seed).ravel() for seed in (0, 1))

    def cells(values):
        return np.minimum(values * FINEST, FINEST - 1).astype(int)

    brain = np.bincount(cells(one), truth, FINEST) > np.bincount(cells(one), 1 - truth, FINEST)
    assert f1_score(truth, brain[cells(one)]) > 0.97
    cut = best_threshold(two.reshape(subject.image.shape), subject.binary_truth)[1]
    assert f1_score(truth, brain[cells(two)]) < cut / 4


@pytest.mark.parametrize("bins", [64, 1024])
def test_look_alikes_can_be_found_on_this_image(subject, bins, visit):
    """Whole bars of the rest that come nearest to the range; all of the rest is far too much."""
    screen = visit("class-overlap", f"image={subject.id}&bins={bins}")
    (task,) = screen.data("task")
    _, (_, _, low), (_, _, high) = task["where"]
    grey = subject.image[subject.truth == 2]
    assert ((grey > low) & (grey < high)).mean() == pytest.approx(0.8, abs=0.05)
    assert f"between {low:.2f} and {high:.2f}" in task["task"]
    meant = (subject.truth == 0) & (subject.image > low) & (subject.image < high)
    drawn = min(bins, 256)
    bar = np.floor(subject.image * drawn)
    dragged = (bar >= round(low * drawn)) & (bar < round(high * drawn)) & (subject.truth == 0)
    assert f1_score(meant.ravel(), dragged.ravel()) > 0.85 > task["enough"]
    assert f1_score(meant.ravel(), (subject.truth == 0).ravel()) < 0.3
    head = ndimage.binary_fill_holes(ndimage.binary_closing(subject.image > 0.2, iterations=4))
    assert meant.sum() > 500
    assert head[meant].mean() > 0.95, "skull and scalp"


@pytest.mark.parametrize("bins", [64, 256, 4096, FINEST])
def test_the_histogram_says_in_how_many_bins_it_is_drawn(bins, visit):
    (view,) = visit("class-overlap", f"bins={bins}").data("linked")
    *_, (plot,) = view["rows"]
    drawn = round(1 / plot["width"])
    assert drawn == min(bins, 256)
    assert f"{drawn} bins" in plot["title"]
    assert (f"the ceiling reads {bins:,}" in plot["title"]) == (drawn < bins)


def test_bars_are_the_bins_of_the_ceiling(subject):
    """Its bins go from the smallest to the largest value, which is the whole axis."""
    for noise in (0, 0.05):
        image = add_noise(subject.image, noise)
        assert (image.min(), image.max()) == (0, 1)


def test_the_page_shows_both_numbers(visit):
    subject = load_subject("age-25")
    shown = visit("class-overlap", "rule=best").prose
    assert f"Dice **{best_threshold(subject.image, subject.binary_truth)[1]:.3f}**" in shown
    assert f"**{limit(subject.image, subject.binary_truth):.3f}**" in shown


def test_what_the_best_threshold_and_the_best_rule_both_get_wrong(subject, visit):
    """Rest in the range of grey, and dark fluid; neither scalp nor air."""
    screen = visit("class-overlap", f"image={subject.id}")
    step = screen.step("still-wrong")
    cut, best = (screen.at(query).scene().result > 0 for query in (step.pin, step.set))
    image, brain = subject.image, subject.truth > 0
    both = (cut != brain) & (best != brain)
    scalp = image > 0.6
    assert cut[scalp].all() and not best[scalp].any() and not brain[scalp].any()
    outside, inside = both & ~brain, both & brain
    assert image[outside].min() > 0.03 and image[outside].max() < 0.6
    assert (subject.truth[inside] == 1).mean() > 0.75
    assert (image[inside] < 0.2).mean() > 0.9
    assert not (cut | best)[image < 0.02].any(), "air"
    assert (brain & (image < 0.02)).sum() < 0.01 * brain.sum()
    (right,) = screen.right("still-wrong")
    assert right.startswith("Grey pixels outside the brain")


def test_only_the_scalp_is_mended_by_the_best_rule(subject, visit):
    screen = visit("class-overlap", f"image={subject.id}")
    step = screen.step("which")
    cut, best = (screen.at(query).scene().result > 0 for query in (step.set, step.then))
    brain = subject.truth > 0
    mended = (cut != brain) & (best == brain)
    assert (subject.image[mended] > 0.5).mean() > 0.5


def test_the_ceiling_is_not_on_screen_before_it_is_predicted(visit):
    """Nor the curves that rise with the bins."""
    screen = visit("class-overlap")
    before, after = (screen.at(getattr(screen.step("which"), name)) for name in ("set", "then"))
    most = f"{screen.facts['clean']:.3f}"
    assert most not in " ".join(note.text for note in before.scene().above)
    assert most in " ".join(note.text for note in after.scene().above)
    assert before.scene().ceiling is None and after.scene().ceiling
    fine = screen.step("flatter")
    assert not screen.at(fine.set).scene().below and screen.at(fine.then).scene().below
