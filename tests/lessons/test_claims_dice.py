"""What the Dice lesson says, computed without it."""

import math

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score, jaccard_score

from pages.dice.structures import disc
from segcore import load_subject, subjects
from segview.scene import Labels

EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)


def dice(a, b):
    return f1_score(a.ravel(), b.ravel())


def moved(mask, by):
    """The mask, `by` columns further right."""
    return np.hstack([np.zeros((len(mask), by), bool), mask[:, : mask.shape[1] - by]])


def structures(image):
    truth = load_subject(image).truth
    return {"brain": truth > 0, "csf": truth == 1, "disc": disc(truth.shape, 6)}


def mean_and_pooled(masks, others):
    """Mean of the Dice of each pair, and the Dice of all pairs put side by side."""
    mean = np.mean([dice(a, b) for a, b in zip(masks, others, strict=True)])
    return mean, dice(np.stack(list(masks)), np.stack(others))


@every_image
def test_one_pixel_costs_the_thin_more_than_the_small_more_than_the_large(visit, image):
    masks = structures(image)
    one = {name: dice(mask, moved(mask, 1)) for name, mask in masks.items()}
    assert one["csf"] < one["disc"] - 0.001 and one["disc"] < one["brain"] - 0.05
    assert masks["csf"].sum() > masks["disc"].sum()
    depth = ndimage.distance_transform_edt(masks["csf"])[masks["csf"]]
    assert (depth <= 2).mean() > 0.55, "thin in most places"
    screen = visit("dice", f"image={image}")
    assert screen.right("thin") == ["The fluid: it is thin in most places."]
    border = screen.step("border").text.format_map(screen.facts)
    assert f"Dice of this fluid is {one['csf']:.2f}; it is {one['brain']:.2f}" in border
    assert f"and {one['disc']:.2f} for the small disc" in border


@every_image
def test_pooling_lets_the_brain_drown_out_the_others(visit, image):
    masks = structures(image).values()
    for by in (1, 5):
        mean, pooled = mean_and_pooled(masks, [moved(mask, by) for mask in masks])
        assert pooled > mean + 0.02, "the mean drops further"
        prose = visit("dice", f"image={image}&shift={by}").prose
        assert f"shifted by {by} px: mean Dice = (brain " in prose
        assert f") / 3 = {mean:.3f}; one Dice of all their pixels, pooled: {pooled:.3f}." in prose


@every_image
def test_missing_the_disc_lowers_the_mean_more_than_the_pooled_dice(visit, image):
    brain, csf, small = structures(image).values()
    mean, pooled = mean_and_pooled([brain, csf, small], [brain, csf, np.zeros_like(small)])
    screen = visit("dice", f"image={image}")
    drops = {
        "The mean of the three Dice.": mean < pooled - 0.01,
        "One Dice of all pixels, pooled.": pooled < mean - 0.01,
        "Both drop by the same.": abs(mean - pooled) <= 0.01,
    }
    assert screen.right("averages") == [answer for answer, holds in drops.items() if holds]
    why = screen.why("averages", "The mean of the three Dice.")
    assert f"(brain 1.000 + fluid 1.000 + disc 0.000) / 3 = {mean:.3f}" in why
    why = screen.why("averages", "One Dice of all pixels, pooled.")
    assert f"has {small.sum():,} pixels and the brain {brain.sum():,}" in why
    assert f"stays at {pooled:.3f}" in why


@every_image
def test_the_baseline(visit, image):
    brain = load_subject(image).truth > 0
    share = brain.mean()
    baseline = dice(brain, np.ones_like(brain))
    assert baseline == pytest.approx(2 * share / (1 + share))
    assert share + 0.1 < baseline < 0.7
    screen = visit("dice", f"image={image}&result=everything")
    assert screen.right("baseline") == [f"About {baseline:.2f}."]
    assert screen.data("linked")[0]["dice"] == pytest.approx(baseline)


@every_image
def test_the_overlap_takes_more_than_a_click(visit, image):
    """All of the brain is not enough; its part in a lasso three pixels wide of the result is."""
    brain = load_subject(image).truth > 0
    other = moved(brain, 12)
    screen = visit("dice", f"image={image}")
    (task,) = (task for task in screen.data("task") if task["key"] == "overlap")
    assert screen.data("linked")[0]["dice"] == pytest.approx(dice(brain, other))
    assert dice(brain, brain & other) < task["enough"] - 0.01
    ball = np.hypot(*np.ogrid[-3:4, -3:4]) <= 3
    for clumsy in (ndimage.binary_dilation, ndimage.binary_erosion):
        assert dice(brain & clumsy(other, ball), brain & other) > task["enough"]


@every_image
def test_growing_invents_and_shrinking_misses(visit, image):
    brain = load_subject(image).truth > 0
    ball = np.hypot(*np.ogrid[-5:6, -5:6]) <= 5
    grown, shrunk = (
        change(brain, ball) for change in (ndimage.binary_dilation, ndimage.binary_erosion)
    )
    assert not (brain & ~grown).any() and (grown & ~brain).any()
    assert not (shrunk & ~brain).any() and (brain & ~shrunk).any()
    aside = moved(brain, 12)
    assert (aside & ~brain).sum() == pytest.approx((brain & ~aside).sum(), rel=0.01)
    assert visit("dice", f"image={image}").right("grow-or-shrink") == [
        "Growing gives only false positives, shrinking only false negatives."
    ]


def test_iou_is_dice_on_a_stricter_scale(visit):
    brain = structures("age-25")["brain"]
    for by in (1, 5, 20):
        d, j = dice(brain, moved(brain, by)), jaccard_score(brain.ravel(), moved(brain, by).ravel())
        assert j == pytest.approx(d / (2 - d))
        assert j < d
        prose = visit("dice", f"shift={by}").prose
        assert f"= **{j:.3f}**, the same as Dice / (2 − Dice) = {d:.4f} / (2 − {d:.4f})" in prose


def test_nothing_in_both_is_undefined_for_dice_only(visit):
    screen = visit("dice", "structure=none&result=nothing")
    (view,) = screen.data("linked")
    assert view["dice"] is None
    assert "undefined" in screen.prose
    assert len(screen.data("figure")[0]["traces"][0]["x"]) == 1, "accuracy alone has a bar"
    assert f1_score([0, 0], [0, 0], zero_division=1) == 1
    with pytest.warns(UserWarning):
        assert f1_score([0, 0], [0, 0]) == 0, "the usual setting of scikit-learn"


@pytest.mark.parametrize("grow", [-10, 0, 10])
def test_without_a_structure_the_moved_copy_is_empty_too(visit, grow):
    (view,) = visit("dice", f"structure=none&result=moved&grow={grow}").data("linked")
    assert view["dice"] is None


@every_image
def test_bars_are_the_scores(visit, image):
    screen = visit("dice", f"image={image}&structure=csf&shift=3")
    csf = structures(image)["csf"]
    bars = screen.data("figure")[0]["traces"][0]
    heights = dict(zip(bars["x"], bars["y"], strict=True))
    other = moved(csf, 3)
    assert heights["Dice"] == pytest.approx(dice(csf, other))
    assert heights["IoU"] == pytest.approx(jaccard_score(csf.ravel(), other.ravel()))
    assert heights["accuracy"] == pytest.approx(np.mean(csf == other))
    assert not any(map(math.isnan, heights.values()))
    both, size, found = (np.sum(mask) for mask in (csf & other, csf, other))
    assert (
        f"Size of the ground truth = TP + FN = {both:,} + {size - both:,} = {size:,} · "
        f"size of the result = TP + FP = {both:,} + {found - both:,} = {found:,}  \n"
        f"Dice = 2 · TP / both sizes = {2 * both:,} / {size + found:,} = **{heights['Dice']:.3f}**"
    ) in screen.prose


@pytest.mark.parametrize(
    ("structure", "result", "why"),
    [
        ("brain", "moved", ""),
        ("brain", "everything", "Only “The truth, shifted and grown” moves."),
        ("csf", "nothing", "Only “The truth, shifted and grown” moves."),
        ("none", "moved", "There is nothing to move."),
    ],
)
def test_what_moves_nothing_is_disabled_and_says_why(visit, structure, result, why):
    here, there = (
        visit("dice", f"structure={structure}&result={result}&shift={by}&grow={by // 3}")
        for by in (1, 9)
    )
    for key in ("shift", "grow"):
        assert here.controls[key]["disabled"] == why
    (before,), (after,) = here.data("linked"), there.data("linked")
    assert (before["result"] == after["result"]) == bool(why)


@every_image
def test_discs_that_share_half_have_a_dice_of_one_half(visit, image):
    screen = visit("dice", f"image={image}")
    one = disc(load_subject(image).truth.shape, 30)
    other = moved(one, 24)
    assert (one & other).sum() / one.sum() == pytest.approx(0.5, abs=0.02)
    assert screen.right("half") == ["About ½"]
    assert f"Here it is {dice(one, other):.2f}." in screen.why("half", "About ½")
    (view,) = screen.at(screen.step("half").then).data("linked")
    assert view["dice"] == pytest.approx(dice(one, other)) == pytest.approx(0.5, abs=0.02)
    iou = jaccard_score(one.ravel(), other.ravel())
    assert iou == pytest.approx(1 / 3, abs=0.02)
    said = screen.step("iou").text.format_map(screen.facts)
    assert f"have Dice {dice(one, other):.2f} and IoU {iou:.2f}." in said


def test_the_fraction_is_drawn_with_as_many_pixels_as_it_counts(visit):
    """Twice what is shared, over the truth and the result; nothing of it is cropped away."""
    screen = visit("dice", "structure=blob&shift=24")
    one = disc(load_subject("age-25").truth.shape, 30)
    other, both = moved(one, 24), (one & moved(one, 24)).sum()
    shown = [part.labels for part in screen.parts if isinstance(part, Labels)]
    assert [np.count_nonzero(part) for part in shown] == [both, both, one.sum(), other.sum()]
    assert [np.sum(part == 1) for part in shown] == [both] * 4
    assert np.sum(shown[2] == 3) == (one & ~other).sum()
    assert np.sum(shown[3] == 2) == (other & ~one).sum()


def test_discs_apart_share_nothing(visit):
    (view,) = visit("dice", "structure=blob&shift=60").data("linked")
    assert view["dice"] < 0.02


def test_two_sickles_drawn_roughly_are_the_errors_of_a_moved_disc(visit):
    """Four pixels wide of the mark; either of them, or both discs, is not enough."""
    step = visit("dice").step("aside")
    one = disc(load_subject("age-25").truth.shape, 30)
    meant, enough = one ^ moved(one, 36), float(step.enough)
    rough = disc(one.shape, 34)
    assert dice(meant, rough ^ moved(rough, 36)) > enough
    for wrong in (one, one & ~moved(one, 36)):
        assert dice(meant, wrong) < enough


@every_image
def test_rims_lie_on_both_sides_of_one_border(visit, image):
    screen = visit("dice", f"image={image}")
    step, brain = screen.step("same-border"), load_subject(image).truth > 0
    grown, shrunk = (screen.at(query).scene().result > 0 for query in (step.set, step.pin))
    assert not (grown & ~brain & (brain & ~shrunk)).any()
    assert (brain & ~grown).sum() == (shrunk & ~brain).sum() == 0
    for mask, rim in ((brain, brain & ~shrunk), (~brain, grown & ~brain)):
        assert ndimage.distance_transform_edt(mask)[rim].max() <= 3
    (right,) = screen.right("same-border")
    assert right == "They lie along the border of the brain."


def test_no_curve_shows_what_is_thin_before_it_is_predicted(visit):
    screen = visit("dice")
    before, after = (
        screen.at(query) for query in (screen.step("thin").set, screen.step("thin").then)
    )
    assert not before.data("figure") and after.data("figure")
