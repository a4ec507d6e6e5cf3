"""Recap of chapter 3: features that tell of the surroundings, on a person who is in no lesson."""

from segcore import dice_coefficient, kmeans, load_subject, standardise
from segview.cache.remembering import best_possible, features, remember
from segview.lesson.controls import Choice, Slider, Toggle
from segview.scene import Scene, feature, image, result, scatter, truth

CHOICES = {
    "blur": "Intensity and blur",
    "spread": "Intensity and window deviation",
    "all": "All three",
}
SPREAD = "std:5"
START = {"intensity": (0.1, 0.4), "gaussian": (0.1, 0.35), "std": (0.05, 0.05)}  # rest, brain
NOISE = 0.15
SIGMAS = (0.0, 1.0, 5.0)
CONTROLS = (
    Choice("features", "Features", CHOICES, default="blur"),
    Slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, default=5.0, unit=" px"),
    Slider("noise", "Noise", 0.0, 0.3, 0.05, default=0.0),
    Toggle("normalise", "Normalise"),
)


def view(subject, values):
    """K-means with two clusters on the chosen features."""
    choice, noise = values["features"], values["noise"]
    specs = specs_of(choice, values["sigma"])
    plane = specs[:2]
    labels, centres, _ = clustered(subject.id, specs, noise, values["normalise"])
    return Scene(
        space=features(subject.id, specs, noise),
        classes=("rest", subject.foreground),
        truth=subject.binary_truth,
        result=labels,
        rows=[
            [image(), feature(specs[1], "Second feature"), truth(), result("K-means result")],
            [
                scatter(*plane, colour="truth", title="Feature space"),
                scatter(*plane, colour="result", title="Feature space, clustered", centres=True),
            ],
        ],
        centres=centres,
        ceiling=best_possible(subject.id, specs, noise),
        hint="K-means finds two groups of dots without ground truth. Point at a pixel or a dot.",
        idle={"sigma": "No blur is among the features."} if choice == "spread" else {},
    )


def specs_of(choice, sigma):
    """Specs of the chosen features."""
    blur = f"gaussian:{sigma:g}"
    return {
        "blur": ("intensity", blur),
        "spread": ("intensity", SPREAD),
        "all": ("intensity", blur, SPREAD),
    }[choice]


@remember
def clustered(subject_id, specs, noise, normalise):
    """K-means from a centre for the rest and one for brain: labels, centres, Dice."""
    space = features(subject_id, specs, noise)
    start = tuple(zip(*(START[spec.partition(":")[0]] for spec in specs), strict=True))
    if normalise:
        scaled = standardise(space.values)
        run = kmeans(scaled.values, init=scaled.apply(start))
        centres = scaled.undo(run.centres)
    else:
        run = kmeans(space.values, init=start)
        centres = run.centres
    labels = space.to_image(run.labels)
    return labels, centres, dice_coefficient(load_subject(subject_id).binary_truth, labels)


def facts(subject):
    """What blurring, noise, normalising, another partner and a third feature do to this person."""

    def dice(choice="blur", sigma=5.0, noise=0.0, normalise=False):
        return clustered(subject.id, specs_of(choice, sigma), noise, normalise)[2]

    highest = features(subject.id, specs_of("blur", 5.0)).values[:, 1].max()
    by_sigma = {sigma: dice(sigma=sigma, noise=NOISE) for sigma in SIGMAS}
    smooth = max(by_sigma, key=by_sigma.get)
    raw, normalised, with_all = dice(), dice(normalise=True), dice("all", normalise=True)
    limits = {of: best_possible(subject.id, specs_of(of, 5.0)) for of in ("blur", "spread")}
    partner = max(limits, key=limits.get)
    return {
        "highest": highest,
        "about_1": 0.9 <= highest < 1.1,
        "about_075": 0.6 <= highest < 0.9,
        "about_05": 0.0 <= highest < 0.6,
        "noise": NOISE,
        "by_sigma": by_sigma,
        "smooth": smooth,
        **{f"sigma_{sigma:g}": sigma == smooth for sigma in SIGMAS},
        "raw": raw,
        "normalised": normalised,
        **compared("normalised", raw, normalised),
        "limits": limits,
        "partner": partner,
        **{of: of == partner for of in limits},
        "with_all": with_all,
        **compared("all", normalised, with_all),
    }


def compared(name, before, after):
    """Whether a number rises, stays or falls, by the name of what changes it."""
    signs = {"rises": after > before, "stays": after == before, "falls": after < before}
    return {f"{name}_{sign}": holds for sign, holds in signs.items()}
