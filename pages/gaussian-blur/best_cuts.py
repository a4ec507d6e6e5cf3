"""What a blur does to the range of intensities, and the best single cut of a blurred image."""

from segcore import best_threshold, feature_space
from segview.cache.remembering import picture, remember
from segview.images import load_subject
from segview.scene import Curves, Note

SIGMAS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)


@remember
def summary(subject_id, sigma, noise):
    """Darkest and brightest pixel after blurring; best threshold and its Dice."""
    space = feature_space(picture(subject_id, noise), (f"gaussian:{sigma:g}",))
    blurred = space.to_image(space.values[:, 0])
    truth = load_subject(subject_id).binary_truth
    return blurred.min(), blurred.max(), *best_threshold(blurred, truth)


def ranges(subject_id, sigma, noise, own):
    """Intensities before and after blurring, the pixel's own weight, and the best cut."""
    start, end, *_ = summary(subject_id, 0.0, noise)
    low, high, t, dice = summary(subject_id, sigma, noise)
    return Note(
        f"Intensities: **{start:.2f} to {end:.2f}** before, **{low:.2f} to {high:.2f}** after blurring. "
        f"The pixel's own weight: {own:.1%} along one row, {own**2:.1%} in the image. Best cut of the blurred image: {t:.2f}, Dice {dice:.3f}."
    )


@remember(saying="Trying every blur")
def by_sigma(subject_id, noise):
    """Dice of the best threshold for every blur."""
    return {sigma: summary(subject_id, sigma, noise)[3] for sigma in SIGMAS}


def dice_curves(clean, noisy, noise):
    """Dice by blur, without noise and with."""
    return Curves(
        key="by-sigma",
        x=SIGMAS,
        lines={"this image": list(clean.values()), f"with noise {noise}": list(noisy.values())},
        titles=("Gaussian σ in pixels", "best Dice of one cut"),
    )
