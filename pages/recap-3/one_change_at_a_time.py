"""Dice of the clusters when one thing is changed: the blur, the units, the features."""

from segview.cache.remembering import best_possible

from .clusters import clustered, specs_of

NOISE = 0.15
SIGMAS = (0.0, 1.0, 5.0)


def dice(subject_id, choice="blur", sigma=5.0, noise=0.0, normalise=False):
    """Dice of the clusters with this setting."""
    return clustered(subject_id, specs_of(choice, sigma), noise, normalise)[2]


def other_blur(subject_id):
    """Dice with noise for some blurs, and the best of them."""
    by_sigma = {sigma: dice(subject_id, sigma=sigma, noise=NOISE) for sigma in SIGMAS}
    smooth = max(by_sigma, key=by_sigma.get)
    best = {f"sigma_{sigma:g}": sigma == smooth for sigma in SIGMAS}
    return {"noise": NOISE, "by_sigma": by_sigma, "smooth": smooth, **best}


def other_units(subject_id):
    """Dice before normalising and after, and after a third feature has come."""
    raw, normalised = dice(subject_id), dice(subject_id, normalise=True)
    with_all = dice(subject_id, "all", normalise=True)
    return {
        "raw": raw,
        "normalised": normalised,
        "with_all": with_all,
        **compared("normalised", raw, normalised),
        **compared("all", normalised, with_all),
    }


def other_partner(subject_id):
    """Ceilings of intensity with either partner, and the better partner."""
    limits = {of: best_possible(subject_id, specs_of(of, 5.0)) for of in ("blur", "spread")}
    partner = max(limits, key=limits.get)
    return {"limits": limits, "partner": partner, **{of: of == partner for of in limits}}


def compared(name, before, after):
    """Whether a number rises, stays or falls, by the name of what changes it."""
    signs = {"rises": after > before, "stays": after == before, "falls": after < before}
    return {f"{name}_{sign}": holds for sign, holds in signs.items()}
