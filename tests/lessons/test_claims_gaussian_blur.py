"""What the lesson on Gaussian blur says, computed without it."""

import numpy as np
import pytest
from scipy import ndimage

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
    return visit("gaussian-blur", f"image={image}")


@pytest.fixture
def scores(image):
    """Best Dice after blurring, by noise and sigma."""
    subject = load_subject(image)
    pictures = {"clean": subject.image, "noisy": add_noise(subject.image, 0.15, 0)}
    return {
        (name, sigma): best_dice(ndimage.gaussian_filter(picture, sigma), subject.truth > 0)
        for name, picture in pictures.items()
        for sigma in (0, 2, 5, 8, 10)
    }


@every_image
@pytest.mark.parametrize("sigma", [0.5, 2, 5, 10])
def test_the_range_gets_lower(image, sigma):
    picture = load_subject(image).image
    assert (picture.min(), picture.max()) == (0, 1)
    blurred = ndimage.gaussian_filter(picture, sigma)
    assert np.ptp(blurred) < np.ptp(picture)
    assert blurred.mean() == pytest.approx(picture.mean(), rel=0.03), "the mean hardly changes"


@every_image
def test_the_range_on_screen(screen, image):
    blurred = ndimage.gaussian_filter(load_subject(image).image, 5)
    text = " ".join(block.value for block in screen.app.markdown)
    assert f"**{blurred.min():.2f} to {blurred.max():.2f}** after" in text
    assert f"0–1 to {blurred.min():.2f}–{blurred.max():.2f}" in text


@every_image
def test_where_blur_helps_and_where_it_hurts(scores):
    assert scores["noisy", 2] > scores["noisy", 0] + 0.04
    assert scores["clean", 2] < scores["clean", 0]
    assert scores["clean", 2] > scores["clean", 0] - 0.03, "it falls a little"
    assert scores["clean", 8] > scores["clean", 0], "position, not tissue"


@every_image
def test_the_numbers_in_the_prose(screen, scores):
    text = " ".join(block.value for block in screen.app.markdown)
    shown = {key: f"{dice:.3f}" for key, dice in scores.items()}
    assert f"{shown['noisy', 0]} (σ = 0) to {shown['noisy', 2]} (σ = 2)" in text
    assert f"and {shown['noisy', 5]} (σ = 5)" in text
    assert f"{shown['clean', 0]} to {shown['clean', 2]} and {shown['clean', 5]}" in " ".join(
        text.split()
    )
    assert f"With σ = 8 it is {shown['clean', 8]}" in text
    assert f"Dice is {shown['clean', 10]}:" in screen.data("presets")[0][-1]["note"]


@every_image
def test_so_much_blur_knows_position(image, scores):
    """A head painted white knows nothing of tissues, and blurred it finds the brain even better."""
    subject = load_subject(image)
    parts, _ = ndimage.label(ndimage.binary_fill_holes(subject.image > 0.1))
    white = (parts == np.bincount(parts[parts > 0]).argmax()).astype(float)
    for sigma in (8, 10):
        dice = best_dice(ndimage.gaussian_filter(white, sigma), subject.truth > 0)
        assert dice > scores["clean", sigma]
    depth = ndimage.distance_transform_edt(white)
    for sigma in (8, 10):
        blurred = ndimage.gaussian_filter(subject.image, sigma)
        rim = (depth > 0) & (depth <= 10)
        assert blurred[rim].mean() < blurred[depth > 10].mean() - 0.05
        middle, edge = ((subject.truth[part] > 0).mean() for part in (depth > 10, rim))
        assert middle > 0.85 and edge < 0.5, "the brain is in the middle"


@every_image
def test_scalp_loses_most(image):
    subject = load_subject(image)
    loss = subject.image - ndimage.gaussian_filter(subject.image, 5)
    scalp = (subject.image > 0.6) & (subject.truth == 0)
    brain = subject.truth > 0
    assert loss[scalp].mean() > 0.2
    assert abs(loss[brain].mean()) < 0.05
    air = (subject.image < 0.05) & (subject.truth == 0)
    assert loss[air].mean() < 0.02
    assert (subject.image[subject.truth > 0] > 0.6).sum() < 0.01 * scalp.sum()
    assert np.mean(scalp[loss > np.quantile(loss, 0.99)]) > 0.75


@every_image
def test_noise_spreads_the_dots_sideways(image):
    clean = load_subject(image).image
    noisy = add_noise(clean, 0.3, 0)
    sideways = np.std(noisy - clean)
    upwards = np.std(ndimage.gaussian_filter(noisy, 5) - ndimage.gaussian_filter(clean, 5))
    assert sideways > 3 * upwards


@every_image
def test_right_answers(screen):
    right = [
        [answer["text"] for answer in question["answers"] if answer["right"]]
        for question in screen.data("quiz")
    ]
    assert right == [
        ["Mostly sideways."],
        ["It gets lower."],
        ["It falls a little."],
        ["Scalp: a thin bright ring with dark neighbours."],
    ]


@pytest.mark.parametrize("sigma", [0, 1, 5, 10])
def test_the_kernel_on_screen(visit, sigma):
    kernel, _ = visit("gaussian-blur", f"sigma={sigma}").data("figure")
    (bell,) = kernel["traces"]
    distance = np.array(bell["x"])
    wanted = (distance == 0) * 1.0
    if sigma:
        wanted = np.exp(-(distance**2) / (2 * sigma**2)) * (np.abs(distance) <= 4 * sigma)
        far = np.arange(-4 * sigma, 4 * sigma + 1)
        wanted /= np.exp(-(far**2) / (2 * sigma**2)).sum()
    np.testing.assert_allclose(bell["y"], wanted, atol=1e-9)
    assert sum(bell["y"]) == pytest.approx(1, abs=0.003), "all weights together make 1"
