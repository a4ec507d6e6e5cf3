"""Threshold: one number turns an image into a segmentation."""

from segcore import best_band, best_threshold, dice_coefficient, otsu, threshold, threshold_band
from segview.cache.remembering import best_possible, features
from segview.lesson.controls import Slider, Toggle
from segview.scene import Scene, band, cuts, errors, histogram, image, result, truth

CONTROLS = (
    Slider("threshold", "Threshold t", 0.0, 1.0, 0.01, default=0.1),
    Slider("upper", "Upper threshold", 0.0, 1.0, 0.01, default=1.0),
    Toggle("two", "Two cuts", help="Keep what lies between two thresholds"),
)


def view(subject, values):
    """Threshold the image and compare with the ground truth."""
    t, upper, two = values["threshold"], values["upper"], values["two"]
    pixels = subject.image
    return Scene(
        space=features(subject.id, ("intensity",)),
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold_band(pixels, t, upper) if two else threshold(pixels, t),
        rows=[
            [image(), truth(), result(f"Result: image > t{' and ≤ upper' * two}"), errors()],
            [
                histogram(
                    "intensity",
                    width=0.01,
                    title="Histogram: every pixel is a dot, piled up in bins of 0.01",
                )
            ],
        ],
        rule=band("intensity", "threshold", "upper") if two else cuts("intensity", "threshold"),
        ceiling=best_possible(subject.id, ("intensity",)),
        hint="Drag the white line. Point at a pixel or a dot to see where it is in the other panels.",
        idle={} if two else {"upper": "Switch on two cuts."},
    )


def facts(subject):
    """Otsu's threshold, the best one and the best two, and their Dice, also on the sliders' steps."""
    pixels, brain = subject.image, subject.binary_truth
    t, dice = best_threshold(pixels, brain)
    *ends, band_dice = best_band(pixels, brain)
    low, high = (min(max(end, 0.0), 1.0) for end in ends)  # what a slider can say
    reachable = max(dice_coefficient(brain, threshold(pixels, step / 100)) for step in range(101))
    by_two = threshold_band(pixels, round(low, 2), round(high, 2))
    return {
        "reachable": reachable,
        "enough": reachable - 0.03,
        "otsu": otsu(pixels),
        "best_t": t,
        "best_dice": dice,
        "near_dice": dice_coefficient(brain, threshold(pixels, round(t, 2))),
        "low": low,
        "high": high,
        "band_dice": band_dice,
        "near_band": dice_coefficient(brain, by_two),
    }
