"""The ceiling of a noisy image: in words, and as a curve by the number of bins."""

from segview.scene import Curves, Note

from .rules import best_cut, best_rule, from_nothing

BINS = (64, 256, 1024, 4096, 65536, 1_000_000)


def compared(subject_id, noise, bins):
    """The best threshold beside the best of all rules."""
    dice, best = best_cut(subject_id, noise)[1], best_rule(subject_id, noise, bins)
    return Note(
        f"Best threshold: Dice **{dice:.3f}**. Best of *all* rules that read intensity in {bins:,} bins, the ceiling: "
        f"**{best.dice:.3f}**, with {best.pixels_per_cell:,.1f} pixels in a bin that is not empty."
    )


def by_bins(subject_id, noise, bins):
    """Ceilings on intensity and on random numbers, which rise with the number of bins."""
    cut_dice = best_cut(subject_id, noise)[1]
    return Curves(
        key="ceiling",
        x=BINS,
        lines={
            "ceiling on intensity": [best_rule(subject_id, noise, n).dice for n in BINS],
            "ceiling on random numbers": [from_nothing(subject_id, n) for n in BINS],
            "best threshold": [cut_dice for _ in BINS],
        },
        titles=("bins", "Dice"),
        now=bins,
        log=True,
        lowest=0.5,
    )
