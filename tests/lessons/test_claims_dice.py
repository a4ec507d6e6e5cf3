"""What the Dice lesson says, computed without it."""

import math

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import f1_score, jaccard_score

from segcore import disc, load_subject, subjects

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


def right_answers(screen):
    return {
        question["key"]: [answer["text"] for answer in question["answers"] if answer["right"]]
        for question in screen.data("quiz")
    }


@every_image
def test_one_pixel_costs_the_thin_more_than_the_small_more_than_the_large(visit, image):
    masks = structures(image)
    one = {name: dice(mask, moved(mask, 1)) for name, mask in masks.items()}
    assert one["csf"] < one["disc"] - 0.001 and one["disc"] < one["brain"] - 0.05
    assert masks["csf"].sum() > masks["disc"].sum()
    depth = ndimage.distance_transform_edt(masks["csf"])[masks["csf"]]
    assert (depth <= 2).mean() > 0.55, "thin in most places"
    assert right_answers(visit("dice"))["thin"] == ["The fluid: it is thin in most places."]


@every_image
def test_pooling_lets_the_brain_drown_out_the_others(visit, image):
    masks = structures(image).values()
    shifted = [moved(mask, 1) for mask in masks]
    mean = np.mean([dice(a, b) for a, b in zip(masks, shifted, strict=True)])
    pooled = dice(np.stack(list(masks)), np.stack(shifted))
    assert pooled > mean + 0.02
    prose = " ".join(block.value for block in visit("dice", f"image={image}").app.markdown)
    assert f"The mean of these three is {mean:.2f}" in prose
    assert f"first and Dice is {pooled:.2f}" in prose


@every_image
def test_the_baseline(visit, image):
    brain = load_subject(image).truth > 0
    share = brain.mean()
    baseline = dice(brain, np.ones_like(brain))
    assert baseline == pytest.approx(2 * share / (1 + share))
    assert share + 0.1 < baseline < 0.7
    screen = visit("dice", f"image={image}&result=everything")
    assert right_answers(screen)["baseline"] == [f"About {baseline:.2f}."]
    assert screen.data("linked")[0]["dice"] == pytest.approx(baseline)


@every_image
def test_the_exercise_gives_the_number_to_check_against(visit, image):
    brain = load_subject(image).truth > 0
    screen = visit("dice", f"image={image}")
    wanted = dice(brain, moved(brain, 12))
    assert any(f"must give\n{wanted:.3f}" in block.value for block in screen.app.markdown)
    assert screen.data("linked")[0]["dice"] == pytest.approx(wanted), "what the page opens with"


@every_image
def test_growing_invents_and_shrinking_misses(image):
    brain = load_subject(image).truth > 0
    ball = np.hypot(*np.ogrid[-5:6, -5:6]) <= 5
    grown, shrunk = (
        change(brain, ball) for change in (ndimage.binary_dilation, ndimage.binary_erosion)
    )
    assert not (brain & ~grown).any() and (grown & ~brain).any()
    assert not (shrunk & ~brain).any() and (brain & ~shrunk).any()
    aside = moved(brain, 12)
    assert (aside & ~brain).sum() == pytest.approx((brain & ~aside).sum(), rel=0.01)


def test_iou_is_dice_on_a_stricter_scale():
    brain = structures("age-25")["brain"]
    for by in (1, 5, 20):
        d, j = dice(brain, moved(brain, by)), jaccard_score(brain.ravel(), moved(brain, by).ravel())
        assert j == pytest.approx(d / (2 - d))
        assert j < d


def test_nothing_in_both_is_undefined_for_dice_only(visit):
    screen = visit("dice", "structure=none&result=nothing")
    (view,) = screen.data("linked")
    assert view["dice"] is None
    assert any("undefined" in block.value for block in screen.app.markdown)
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
