"""What the learner is asked before looking: the best pair of filters, the best partner."""

from .comparisons import with_other_partners, with_the_best
from .majority import ranked, reached

PAIRS = (("gaussian", "gradient"), ("intensity", "gaussian"), ("intensity", "std"), ("mean", "std"))
PARTNERS = ("gaussian", "std", "noise")


def best_pair(subject_id):
    """Which of four pairs is the best of all, and what each reaches."""
    pairs = ranked(subject_id)
    best = next(iter(pairs))
    return {
        "guess": {"-".join(pair): with_the_best(pairs, pair) for pair in PAIRS},
        **{"_".join(pair): pair == best for pair in PAIRS},
    }


def best_partner(subject_id):
    """The best of three partners of intensity; which it is, and what each reaches."""
    partners = {name: reached(subject_id, "intensity", name) for name in PARTNERS}
    best = max(partners, key=partners.get)
    return best, {
        "partner": {name: with_other_partners(partners, name) for name in partners},
        **{name: name == best for name in partners},
    }
