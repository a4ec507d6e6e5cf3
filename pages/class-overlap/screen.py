"""Class overlap: how good can any rule be?"""

from math import nan
from statistics import quantiles

from segcore import threshold
from segview.cache.remembering import features, picture
from segview.lesson.controls import Choice, Slider
from segview.scene import Scene, errors, histogram, image, result, truth

from .ceilings import BINS, by_bins, compared
from .rules import best_cut, best_rule, from_nothing

DRAWN = 256  # a histogram of more bins would have bars narrower than a dot
COUNTS = {str(count): f"{count:,} bins" for count in BINS}
RULES = {"threshold": "best threshold", "best": "best label for every bin"}
CONTROLS = (
    Slider("noise", "Noise", 0.0, 0.15, 0.01, default=0.0),
    Choice("bins", "Bins of the ceiling", COUNTS, default="64"),
    Choice("rule", "Result", RULES, default="threshold"),
)


def view(subject, values):
    """Show the best threshold of a noisy image, or the best of all rules beside it."""
    noise, bins, cutting = values["noise"], int(values["bins"]), values["rule"] == "threshold"
    space = features(subject.id, ("intensity",), noise)
    t, best = best_cut(subject.id, noise)[0], best_rule(subject.id, noise, bins)
    title = f"{bins} bins: where blue and yellow share one, they overlap"
    if bins > DRAWN:
        title = f"Drawn in {DRAWN} bins; the ceiling reads {bins:,}"
    labelled = result(f"image > {t:.3f}" if cutting else "Best label per bin")
    return Scene(
        space=space,
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=threshold(picture(subject.id, noise), t) if cutting else space.to_image(best.result),
        rows=[
            [image(), truth(), labelled, errors()],
            [histogram("intensity", width=1 / min(bins, DRAWN), title=title)],
        ],
        ceiling=None if cutting else best.dice,
        hint="Drag over mixed bins: where are their pixels?",
        above=[] if cutting else [compared(subject.id, noise, bins)],
        below=[by_bins(subject.id, noise, bins)] if bins > BINS[0] else [],
    )


def facts(subject):
    """What rules reach without noise and with, and how bright four fifths of grey matter are."""
    grey_matter = subject.image[subject.truth == 2].tolist() or [nan, nan]
    darkest, *_, brightest = quantiles(grey_matter, n=10)
    return {
        "cut_dice": best_cut(subject.id, 0.0)[1],
        "clean": best_rule(subject.id, 0.0, BINS[0]).dice,
        "noisy": best_rule(subject.id, 0.1, BINS[0]).dice,
        "flattered": best_rule(subject.id, 0.05, BINS[-1]).dice,
        "lucky": from_nothing(subject.id, BINS[-1]),
        "darkest": darkest,
        "brightest": brightest,
    }
