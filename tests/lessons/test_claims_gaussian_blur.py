"""What the lesson on Gaussian blur says, computed without it."""

import numpy as np
import pytest
from scipy import ndimage

from segcore import add_noise, dice_coefficient, load_subject, subjects

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
    text = screen.prose
    assert f"**{blurred.min():.2f} to {blurred.max():.2f}** after" in text
    assert f"0–1 to {blurred.min():.2f}–{blurred.max():.2f}" in text
    assert f"{blurred.min():.2f}" == "0.00" and blurred.max() < 0.6, "the bright end comes down"
    assert f"{blurred.min():.2f} to {blurred.max():.2f} instead" in screen.why(
        "range", "It gets lower."
    )


@every_image
def test_where_blur_helps_and_where_it_hurts(scores):
    assert scores["noisy", 2] > scores["noisy", 0] + 0.04
    assert scores["clean", 2] < scores["clean", 0]
    assert scores["clean", 2] > scores["clean", 0] - 0.03, "it falls a little"
    assert scores["clean", 8] > scores["clean", 0], "position, not tissue"


@every_image
def test_the_numbers_come_after_the_prediction(screen, scores):
    shown = {key: f"{dice:.3f}" for key, dice in scores.items()}
    told = screen.why("clean", "It falls a little.")
    assert f"From {shown['clean', 0]} to {shown['clean', 2]}:" in told
    assert f"takes it from {shown['noisy', 0]} to {shown['noisy', 2]}." in told
    assert f"{shown['clean', 10]}, and {shown['clean', 2]} with σ = 2." in screen.why(
        "contrast", "On where a pixel lies: in the middle of the head or near its rim."
    )
    assert not any(shown[at] in screen.prose for at in [("clean", 0), ("clean", 2), ("noisy", 2)])


@every_image
def test_so_much_blur_knows_position(image, scores):
    """Near the rim of the head there is dark air to average, in the middle there is not."""
    subject = load_subject(image)
    assert scores["clean", 10] > scores["clean", 0]
    parts, _ = ndimage.label(ndimage.binary_fill_holes(subject.image > 0.1))
    white = parts == np.bincount(parts[parts > 0]).argmax()
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
    on_dark = ndimage.gaussian_filter((subject.image < 0.3).astype(float), 5)
    assert on_dark[scalp].mean() > 0.5, "more than half of the weight, on less than half of 0.6"


@every_image
def test_noise_spreads_the_dots_sideways(image):
    clean = load_subject(image).image
    noisy = add_noise(clean, 0.3, 0)
    sideways = np.std(noisy - clean)
    upwards = np.std(ndimage.gaussian_filter(noisy, 5) - ndimage.gaussian_filter(clean, 5))
    assert sideways > 3 * upwards


@every_image
def test_right_answers(screen):
    assert screen.right("spread") == ["Mostly sideways."]
    assert screen.right("range") == ["It gets lower."]
    assert screen.right("clean") == ["It falls a little."]
    assert screen.right("who") == ["Scalp: a thin bright ring with dark neighbours."]


@every_image
def test_what_blurring_brightens_is_dark_beside_something_bright(screen, image):
    """The task, and what is said of its pixels."""
    subject = load_subject(image)
    gain = ndimage.gaussian_filter(subject.image, 5) - subject.image
    (task,) = (one for one in screen.data("task") if one["key"] == "brightened")
    assert task["where"] == [["intensity", "<", 0.1], ["gaussian:5", ">", 0.1]]
    meant = (subject.image < 0.1) & (gain + subject.image > 0.1)
    assert gain[meant].mean() > 4 * gain[(subject.image < 0.1) & ~meant].mean()
    assert np.isin(subject.truth[meant], [0, 1]).mean() > 0.99, "no tissue, only fluid"
    bright = ndimage.distance_transform_edt(subject.image <= 0.3)
    assert (bright[meant] <= 7).mean() > 0.9
    noisy = add_noise(subject.image, 0.3, 0)
    taken = (noisy < 0.1) & (ndimage.gaussian_filter(noisy, 5) > 0.1)
    assert np.isin(subject.truth[taken], [2, 3]).mean() > 0.1, "with noise it means other pixels"
    assert "no noise" in task["task"] and "noise to 0" in task["hint"]


@every_image
def test_without_blur_every_dot_is_on_the_diagonal(image):
    """Preset "No blur"."""
    picture = load_subject(image).image
    np.testing.assert_array_equal(ndimage.gaussian_filter(picture, 0), picture)


@every_image
def test_the_best_blur_of_the_noisy_image_leaves_hardly_a_detail(screen, image):
    """What is to be reached, and that Dice has a summit before that."""
    subject = load_subject(image)
    noisy = add_noise(subject.image, 0.15, 0)
    dice = {
        sigma: best_dice(ndimage.gaussian_filter(noisy, sigma), subject.truth > 0)
        for sigma in np.arange(0, 10.5, 0.5)
    }
    assert screen.facts["best"] == pytest.approx(dice[10]) == max(dice.values())
    assert screen.facts["enough"] > max(dice[sigma] for sigma in dice if sigma < 8)
    assert max(dice[sigma] for sigma in dice if sigma <= 2.5) > min(dice[3], dice[3.5], dice[4])


@every_image
def test_who_loses_most_is_mostly_scalp(screen, image):
    """The drawing of who is brightest, and what is said of the pixels meant."""
    subject = load_subject(image)
    meant = (subject.image > 0.5) & (ndimage.gaussian_filter(subject.image, 5) < 0.4)
    assert np.mean(subject.truth[meant] == 0) > 0.8
    assert dice_coefficient(meant, subject.image > 0.6) > 0.6, "a careful first drawing"


@pytest.mark.parametrize("sigma", [0, 1, 5, 10])
def test_the_kernel_on_screen(visit, sigma):
    kernel, _ = visit("gaussian-blur", f"sigma={sigma}").scene().beside
    (bell,) = kernel.describe()["traces"]
    distance = np.array(bell["x"])
    wanted = (distance == 0) * 1.0
    if sigma:
        wanted = np.exp(-(distance**2) / (2 * sigma**2)) * (np.abs(distance) <= 4 * sigma)
        far = np.arange(-4 * sigma, 4 * sigma + 1)
        wanted /= np.exp(-(far**2) / (2 * sigma**2)).sum()
    np.testing.assert_allclose(bell["y"], wanted, atol=1e-9)
    assert sum(bell["y"]) == pytest.approx(1, abs=0.003), "all weights together make 1"


@pytest.mark.parametrize("sigma", [1, 2.5, 5])
def test_the_formula_of_the_kernel(visit, sigma):
    prose = visit("gaussian-blur", f"sigma={sigma}").prose
    assert f"exp(−d² / (2 · {sigma:g}²))" in prose
    two, five = (np.exp(-(d**2) / (2 * sigma**2)) * (d <= 4 * sigma) for d in (2, 5))
    assert f"at 2 pixels {two:.2f}, at 5 pixels {five:.2f}" in prose
    far = np.arange(-40, 41)
    weight = 1 / np.exp(-(far**2) / (2 * sigma**2)).sum()
    row, image = prose.split("own weight: ")[1].split(" in the image")[0].split("% along one row, ")
    assert float(row) == pytest.approx(100 * weight, abs=0.06)
    assert float(image.rstrip("%")) == pytest.approx(100 * weight**2, abs=0.06)


def test_without_blur_only_the_pixel_itself_counts(visit):
    prose = visit("gaussian-blur", "sigma=0").prose
    assert "only the pixel itself has a weight" in prose
    assert "own weight: 100.0% along one row, 100.0% in the image" in prose
