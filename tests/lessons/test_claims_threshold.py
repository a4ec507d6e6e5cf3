"""What the lesson on thresholds says is true."""

import re

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score

from segcore import best_band, best_threshold, load_subject, subjects
from segview.course import curriculum

BRAINS = [
    pytest.param(s.id, marks=pytest.mark.oasis if s.downloaded else ())
    for s in subjects()
    if s.foreground == "brain"
]


@pytest.fixture(params=BRAINS)
def subject(request):
    return load_subject(request.param)


def dice(subject, result):
    return f1_score(subject.binary_truth.ravel(), result.ravel())


def test_raising_the_threshold_loses_brain_and_keeps_scalp(subject):
    image, brain = subject.image, subject.truth > 0
    assert (image[subject.truth == 1] < 0.4).mean() > 0.95
    assert (image[subject.truth == 2] < 0.4).mean() > 0.5
    scalp = (image > 0.6) & ~brain
    assert scalp.sum() > 500, "still yellow at 0.4"
    gained = ((image > 0.1) & ~brain).sum() - ((image > 0.4) & ~brain).sum()
    missed = ((image <= 0.4) & brain).sum() - ((image <= 0.1) & brain).sum()
    assert 0 < gained < missed
    assert dice(subject, image > 0.4) < dice(subject, image > 0.1)


def test_the_prediction_is_what_raising_the_threshold_does(subject, visit):
    """Of the three answers, only the right one describes the change from 0.1 to 0.4."""
    image, brain = subject.image, subject.truth > 0
    turned_blue = (image > 0.1) & (image <= 0.4)
    true = {
        "The scalp turns blue, the brain stays yellow.": not (turned_blue & brain).any(),
        "The brain loses its darker parts, bright scalp stays yellow.": (turned_blue & brain).any()
        and (~brain & (image > 0.4)).sum() > 500,
        "It gets better: fewer pixels are wrongly called brain.": dice(subject, image > 0.4)
        > dice(subject, image > 0.1),
    }
    screen = visit("threshold", f"image={subject.id}")
    assert screen.right("raise") == [answer for answer, holds in true.items() if holds]


def test_whatever_t_is_some_pixels_are_on_the_wrong_side(subject, visit):
    brain = subject.truth > 0
    wrong = [((subject.image > t) != brain).sum() for t in np.arange(101) / 100]
    assert min(wrong) > 0
    screen = visit("threshold", f"image={subject.id}")
    (right,) = screen.right("why-not-one")
    assert right == "Brain and non-brain pixels share the same intensities."
    assert screen.why("why-not-one", right).endswith("some pixels end up on the wrong side of it.")


def test_the_mark_is_about_the_best_any_rule_reaches(subject, visit):
    """Also better than two cuts, but for what 64 bins of brightness cannot tell."""
    mark = visit("threshold", f"image={subject.id}").data("linked")[0]["ceiling"]
    assert best_threshold(subject.image, subject.binary_truth)[1] < mark
    assert best_band(subject.image, subject.binary_truth)[2] < mark + 0.01


def test_the_lesson_on_the_ceiling_has_the_number_given(visit):
    (lesson,) = (entry for entry in curriculum.LESSONS if entry.slug == "class-overlap")
    number = curriculum.full_title(lesson).partition(" ")[0]
    assert f"(lesson {number})" in visit("threshold").prose


def test_no_threshold_is_perfect(subject):
    t, best = best_threshold(subject.image, subject.binary_truth)
    tried = [dice(subject, subject.image > cut) for cut in np.linspace(0, 0.99, 67)]
    assert max(tried) <= best < 0.9
    assert dice(subject, subject.image > t) == pytest.approx(best)


def test_brain_and_rest_share_intensities(subject):
    image, brain = subject.image, subject.truth > 0
    assert image[~brain].max() > image[brain].max()
    low, high = np.quantile(image[subject.truth == 1], [0.05, 0.95])
    assert (~brain & (image > low) & (image < high)).sum() > 1000


def test_two_cuts_remove_the_scalp_and_leave_the_overlap(subject):
    low, high, best = best_band(subject.image, subject.binary_truth)
    assert best_threshold(subject.image, subject.binary_truth)[1] < best < 0.9
    assert high < 0.6
    found = (subject.image > low) & (subject.image <= high)
    assert dice(subject, found) == pytest.approx(best)


@pytest.mark.parametrize(("low", "high"), [(0.1, 1), (0.03, 1), (0.57, 1), (0, 1), (0.13, 0.56)])
def test_the_hint_of_the_task_finds_the_false_positives(subject, low, high):
    """Whole bars of the rest from cut to cut are what it asks for; everything is not."""
    meant = (subject.image > low) & (subject.image <= high) & (subject.truth == 0)
    bar = np.minimum(np.floor(subject.image * 100 + 1e-9), 99)
    drawn = (bar >= round(low * 100)) & (bar < round(high * 100)) & (subject.truth == 0)
    assert f1_score(meant.ravel(), drawn.ravel()) > 0.8
    assert f1_score(meant.ravel(), np.ones(meant.size)) < 0.8


def test_otsu_leaves_each_side_most_alike(subject, visit):
    def spread(t):
        sides = subject.image[subject.image > t], subject.image[subject.image <= t]
        return sum(side.var() * side.size for side in sides)

    note = visit("threshold", f"image={subject.id}").notes["Otsu's threshold"]
    t = float(note.partition("t = ")[2].partition(",")[0])
    assert all(spread(t) <= 1.001 * spread(other) for other in np.arange(0.02, 1, 0.02))


def test_presets_quote_what_then_stands_on_screen(subject, visit):
    (presets,) = visit("threshold", f"image={subject.id}").data("presets")
    for preset in presets[1:]:
        low, high = preset["values"]["threshold"], preset["values"].get("upper", 1)
        shown = dice(subject, (subject.image > low) & (subject.image <= high))
        assert re.search(rf"nearest steps? (reaches )?{shown:.3f}[.:]", preset["note"])


def test_without_ground_truth_only_otsu_is_left(visit):
    assert visit("threshold").right("new-patient") == ["Otsu's threshold for this scan."]


def test_the_reach_asks_for_what_the_slider_can_do(subject, visit):
    reached = [dice(subject, subject.image > step / 100) for step in range(101)]
    (told,) = visit("threshold", f"image={subject.id}").data("goal")
    assert told["best"] == pytest.approx(max(reached), abs=0.0006)
    assert told["enough"] == pytest.approx(max(reached) - 0.03, abs=0.0006)
    enough = [t for t, score in enumerate(reached) if score > told["enough"]]
    assert len(enough) >= 3, "more than one step of the slider is good enough"


def test_the_head_without_the_brain_is_a_good_drawing_of_the_false_positives(subject, visit):
    """Drawn two pixels wide of the brain; all that is not brain is not enough."""
    step = visit("threshold").step("extra")
    image, brain = subject.image, ndimage.binary_fill_holes(subject.truth > 0)
    meant = (image > 0.1) & (subject.truth == 0)
    head = ndimage.binary_fill_holes(ndimage.binary_closing(image > 0.2, iterations=4))
    around = head & ~ndimage.binary_dilation(brain, iterations=2)
    assert f1_score(meant.ravel(), around.ravel()) > float(step.enough) + 0.1
    assert f1_score(meant.ravel(), (subject.truth == 0).ravel()) < float(step.enough)


def test_scalp_makes_the_difference_between_one_cut_and_two(subject, visit):
    """No brain is as bright; the grey pixels around the brain stay wrong."""
    screen = visit("threshold", f"image={subject.id}")
    step = screen.step("second-cut")
    one, two = screen.at(step.pin).scene().result > 0, screen.at(step.set).scene().result > 0
    changed, rest = one != two, subject.truth == 0
    bright = subject.image > 0.5
    assert (changed & rest & bright).sum() > 0.6 * changed.sum()
    assert (one & two & rest).sum() > 0.5 * (one & rest).sum()
    assert not (two & (subject.image > 0.6)).any()
    assert (
        abs(
            best_band(subject.image, subject.binary_truth)[0]
            - best_threshold(subject.image, subject.binary_truth)[0]
        )
        < 0.05
    )
    assert screen.right("second-cut") == ["The bright scalp."]
