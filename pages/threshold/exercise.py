"""The exercise on thresholds: one comparison segments an image."""

import numpy as np

from segview.exercises import Exercise
from segview.exercises.cases import IMAGE, TRUTH, brain_masks
from segview.exercises.feedback import about_same_mask, close, complaints, look_mask


def _above(yours, wanted, given):
    found = np.asarray(yours).astype(bool)
    if np.array_equal(found, given["im"] >= 0.1):
        return "Pixels of exactly 0.1 do not count: > is not >=."
    if np.array_equal(found, given["brain"] > 0):
        return "This is the ground truth itself. Make the mask from the image."
    if found.any() and not found.all():
        low = given["im"][found].min()
        return f"The darkest pixel in your mask has intensity {low:.3f}; all above 0.1 belong."
    return None


def _about_count(yours, wanted, given):
    if close(yours, given["im"].size):
        return "This is the number of all pixels. Count those that are 1: their sum."
    if close(yours, given["im"].shape[0]):
        return "len gives the number of rows. The sum of a mask is its number of pixels."
    if close(yours, wanted / given["im"].size):
        return "This is the fraction of pixels, the mean; their number is the sum."
    if close(yours, given["im"].sum()):
        return "This adds up the intensities of the image. Count the pixels of your mask."
    if close(yours, given["brain"].sum()):
        return "This counts the pixels of the ground truth. Count those of your segmentation."
    return None


EXERCISES = {
    "threshold": Exercise(
        title="Segment with a threshold",
        task="Call every pixel brain that is brighter than 0.1, count these pixels, and compare "
        "them with the ground truth, brain.",
        code="""\
t = 0.1
segmentation = ____
pixels = ____
dice = diceCoefficient(brain, ____)""",
        solution=("im > t", "np.sum(segmentation)", "segmentation"),
        hints=(
            "Comparing an image with a number compares every pixel: the outcome is a mask.",
            "True counts as 1 and False as 0, so the sum of a mask is its number of pixels.",
            "A mask is im > t, and np.sum(...) adds up what is between its parentheses.",
        ),
        cases=brain_masks,
        about={"im": IMAGE, "brain": f"{TRUTH}, 1 where the brain is"},
        provides=lambda given: {"image": given["im"], "truth": given["brain"]},
        looks={2: look_mask},
        decides=("segmentation", "pixels", "dice"),
        draws={"segmentation": "labels", "pixels": "number", "dice": "number"},
        complain={
            "segmentation": complaints(_above),
            "pixels": _about_count,
            "dice": about_same_mask,
        },
        praise="One comparison segments a whole image.",
    ),
}
