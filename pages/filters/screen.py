"""Filters: two features of your choice, and how well they could separate the classes."""

from segcore import FILTERS, ceiling
from segcore.features import spec_title
from segview.cache.remembering import features
from segview.lesson.controls import Choice, Slider, query
from segview.scene import Functions, Note, Scene, feature, image, result, scatter, truth

from .axes import AXES, spec, usual_widths, without_width
from .comparisons import with_chance
from .majority import ranked, reached, separate
from .pair_bars import pair_bars
from .pairs import rank_pairs
from .questions import best_pair, best_partner

TITLES = {name: entry.title for name, entry in FILTERS.items()}
START = ("intensity", "gaussian")
FAR = ("noise", "std")  # a partner for the second is better than this first one, on every image
GOOD = 5  # so many pairs are good enough for a first try
CONTROLS = (
    Choice("x", AXES["x"], TITLES, default=START[0]),
    Slider("x-sigma", "σ", 0.5, 30.0, 0.5, default=5.0, unit=" px"),
    Slider("x-size", "Window", 3, 15, 2, default=7, unit=" px"),
    Choice("y", AXES["y"], TITLES, default=START[1]),
    Slider("y-sigma", "σ", 0.5, 30.0, 0.5, default=5.0, unit=" px"),
    Slider("y-size", "Window", 3, 15, 2, default=7, unit=" px"),
)


def starts(subject, values):
    """Each filter begins at its usual width."""
    return usual_widths(values["x"], values["y"])


def view(subject, values):
    """Two filters as pictures and as a plane, and the majority rule in it."""
    x, y = (spec(values, key) for key in AXES)
    chosen = [FILTERS[values[key]] for key in AXES]
    found, regions = separate(subject.id, x, y)
    others = [spec for spec in dict.fromkeys((x, y)) if spec != "intensity"]
    return Scene(
        space=features(subject.id, ("intensity", *others)),
        classes=subject.classes,
        truth=subject.truth,
        result=found.result.reshape(subject.truth.shape),
        rows=[
            [image(), *(feature(s, spec_title(s)) for s in others), truth(), result("Majority")],
            [
                scatter(x, y, colour="truth", title="Ground truth: do the colours mix?"),
                scatter(x, y, colour="errors", title="Majority rule: its errors"),
            ],
        ],
        regions=regions,
        hint=f"The majority rule on these two features reaches mean Dice {found.dice:.3f}. "
        f"The best pair of filters, at usual widths: {max(ranked(subject.id).values()):.3f}.",
        above=[Note(filter.explanation, "caption") for filter in chosen],
        below=[Functions((*dict.fromkeys(f.function for f in chosen), ceiling, rank_pairs))],
        idle=without_width(chosen),
    )


def setting(x, y):
    """Query string that shows these two filters as usual."""
    return query(CONTROLS, {"x": x, "y": y} | usual_widths(x, y))


def facts(subject):
    """How well pairs of filters separate the classes: all, those asked for, and useless ones."""
    pairs = ranked(subject.id)
    best, *_, worst = pairs
    partner, partners = best_partner(subject.id)
    alone, chance = reached(subject.id, "intensity"), reached(subject.id, "intensity", "noise")
    return {
        **best_pair(subject.id),
        **partners,
        "best": pairs[best],
        "enough": list(pairs.values())[GOOD - 1],
        "worst": pairs[worst],
        "show_first": setting(*START),
        "show_far": setting(*FAR),
        "show_together": setting("intensity", "std"),
        "show_best": setting(*best),
        "show_worst": setting(*worst),
        "show_noise": setting("intensity", "noise"),
        "show_place": setting("column", "row"),
        "show_partner": setting("intensity", partner),
        "useless": with_chance(alone, chance),
        "intensity": alone,
        "deviation": reached(subject.id, "std"),
        "intensity_and_deviation": reached(subject.id, "intensity", "std"),
        "place": reached(subject.id, "column", "row"),
        "last": len(subject.classes) - 1,
        "last_class": subject.classes[-1],
        "pairs": pair_bars(subject.id, START),
    }
